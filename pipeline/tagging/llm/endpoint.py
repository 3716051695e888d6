"""Which language model is asked, and that it is one that may be asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.errors import Place, SettingsError
from pipeline.tagging.llm.address import Address, read_address

# Ollama on this computer sends questions to such a model on to its maker's data centre.
_CLOUD = re.compile(r"(?:^|[:-])cloud$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible service (`POST {url}/chat/completions`): Ollama, llama.cpp, vLLM.

    It listens on this computer, or it is `secured_service`: the institute's own, over https.
    `timeout` is in seconds and covers all attempts on one segment and the pauses between them. On
    a laptop the first question takes minutes, because the server reads the codebook in it; later
    ones begin with the same words and are quick. `token` is sent to the secured service only.

    Raises:
        SettingsError: when the url is no plain address or leads elsewhere, when the model's name
            says that it runs in a cloud, and when a number makes no sense.
    """

    url: str
    model: str
    secured_service: str = ""
    timeout: float = 300.0
    attempts: int = 3
    max_answer_bytes: int = 1_000_000
    token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        address = _read(self.url, "url")
        if not address.is_loopback:
            self._check_secured(address)
        if not self.model.strip() or not self.model.isprintable():
            raise SettingsError("het taalmodel heeft geen naam", remedy="vul 'model' in")
        if address.is_loopback and _CLOUD.search(self.model.strip()):
            raise forwarded(address)
        if not all("!" <= character <= "~" for character in self.token):
            # Visible ASCII only: nothing that could end a header.
            raise SettingsError("het wachtwoord van het taalmodel heeft tekens die niet kunnen")
        if not 0 < self.timeout <= 3600 or not 1 <= self.attempts <= 10:
            raise SettingsError("het taalmodel krijgt 1 tot 10 pogingen en hoogstens een uur")
        if not 1000 <= self.max_answer_bytes <= 100_000_000:
            raise SettingsError("een antwoord van het taalmodel is 1 kB tot 100 MB groot")

    @property
    def address(self) -> Address:
        return read_address(self.url)

    @property
    def leaves_machine(self) -> bool:
        """Whether questions go to another computer: the secured service."""
        return not self.address.is_loopback

    def _check_secured(self, address: Address) -> None:
        if not self.secured_service:
            raise SettingsError(
                f"{address.origin} is niet deze computer; tekst van deelnemers gaat er niet heen",
                remedy="gebruik een model op 127.0.0.1, of noem de dienst van het instituut",
            )
        service = _read(self.secured_service, "secured_service")
        if service.scheme != "https" or not address.lies_within(service):
            raise SettingsError(
                f"{address.origin} is niet de beveiligde dienst van het instituut",
                remedy="'url' begint met 'secured_service', en die met https",
            )


def checked_endpoint(
    url: str,
    model: str,
    *,
    secured_service: str = "",
    timeout: float = 300.0,
    attempts: int = 3,
    max_answer_bytes: int = 1_000_000,
    token: str = "",
    place: Place | None = None,
) -> Endpoint:
    """The endpoint that the settings at `place` describe. No connection is made.

    Raises:
        SettingsError: as `Endpoint`, with the place.
    """
    try:
        return Endpoint(url, model, secured_service, timeout, attempts, max_answer_bytes, token)
    except SettingsError as problem:
        raise SettingsError(problem.what, place=place, remedy=problem.remedy) from None


def forwarded(address: Address) -> SettingsError:
    """What is said when a server on this computer only passes questions on."""
    return SettingsError(
        f"dit model draait niet op deze computer: {address.origin} stuurt vragen door",
        remedy="kies een model dat op deze computer staat",
    )


def _read(url: str, key: str) -> Address:
    try:
        return read_address(url)
    except ValueError as problem:
        raise SettingsError(
            f"'{key}' van het taalmodel: {problem}",
            remedy="schrijf http, 127.0.0.1, de poort en het pad, zonder naam of wachtwoord",
        ) from None
