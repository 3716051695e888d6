"""From where the page may be asked, and under which names: this computer only, unless told
otherwise in so many words."""

from __future__ import annotations

import ipaddress
import re
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import Place, StoreError, unusable

HOST = "127.0.0.1"
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Tls(StrEnum):
    """Who encrypts: nobody (on this computer, or said so), this server, or a proxy before it."""

    NONE = "geen"
    OWN = "eigen"
    PROXY = "proxy"


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the server listens. `names` are the names that browsers may use beside the address
    itself, some with a port."""

    host: str = HOST
    names: tuple[str, ...] = ()
    tls: Tls = Tls.NONE
    certificate: Path | None = None
    key: Path | None = None

    @property
    def scheme(self) -> str:
        """What browsers use, which behind a proxy is not what arrives here."""
        return "http" if self.tls is Tls.NONE else "https"

    @property
    def is_shared(self) -> bool:
        """Whether others than this computer can ask. Behind a proxy they can: the address of this
        server may well be 127.0.0.1 then."""
        return self.tls is Tls.PROXY or not is_loopback(self.host)

    def hosts(self, port: int) -> frozenset[str]:
        """Every Host header that is answered: these names and no other (DNS rebinding).

        Names without a port get that of this server; behind a proxy they stay as they are, for the
        proxy has a port of its own. There the bare address is not among them: who would ask it
        directly would send a passphrase unencrypted.
        """
        own = {"127.0.0.1", "localhost"}
        if ":" in self.host:
            own.add("[::1]")
        if not (is_wildcard(self.host) or self.tls is Tls.PROXY):
            own.add(_in_address(self.host))
        named = {name for name in self.names if not _port_of(name)}
        found = {f"{name}:{port}" for name in own} | {name for name in self.names if _port_of(name)}
        if self.tls is Tls.PROXY:
            found |= named
        else:
            found |= {f"{name}:{port}" for name in named}
        if self.tls is not Tls.PROXY and port == _DEFAULT_PORTS[self.scheme]:
            found |= own | named  # browsers leave the usual port out
        return frozenset(found)

    def address(self, port: int) -> str:
        """The address that people are told, without a path."""
        if self.tls is Tls.PROXY:
            return f"https://{self.names[0]}"
        shown = next(iter(self.names), _in_address(self.host))
        usual = _port_of(shown) or port == _DEFAULT_PORTS[self.scheme]
        return f"{self.scheme}://{shown}" if usual else f"{self.scheme}://{shown}:{port}"


def reach_of(
    host: str,
    names: Sequence[str] = (),
    certificate: Path | None = None,
    key: Path | None = None,
    *,
    behind_tls: bool = False,
    without_tls: bool = False,
) -> Reach:
    """Options of the command → where the server listens.

    Raises:
        StoreError: when an option contradicts another, or others could read along without anybody
            having said so.
    """
    where = HOST if host.lower() == "localhost" else host.lower()
    _check_host(where)
    known = tuple(dict.fromkeys(_checked_name(name) for name in names))
    if (certificate is None) != (key is None):
        raise StoreError("een certificaat en een sleutel horen bij elkaar", remedy="geef beide")
    if sum((certificate is not None, behind_tls, without_tls)) > 1:
        raise StoreError(
            "--certificate, --behind-tls en --without-tls sluiten elkaar uit", remedy="kies er een"
        )
    if not is_loopback(where) and certificate is None and not behind_tls and not without_tls:
        raise StoreError(
            f"op {where} kunnen anderen op het netwerk meelezen",
            remedy="geef --certificate en --key, of --behind-tls achter een proxy met TLS, of "
            "--without-tls als dat echt zo moet",
        )
    if known and is_loopback(where) and not behind_tls and certificate is None:
        raise StoreError(
            "--name is voor een server die anderen kunnen vragen",
            remedy="geef --behind-tls als er een proxy met TLS voor staat, of laat --name weg",
        )
    if behind_tls and not known:
        raise StoreError(
            "achter een proxy is de naam van de server niet bekend",
            remedy="geef die met --name, bijvoorbeeld --name oza.instituut.nl",
        )
    if is_wildcard(where) and not known:
        raise StoreError(
            f"op {where} is niet bekend onder welke naam deze server wordt gevraagd",
            remedy="geef die met --name, bijvoorbeeld --name oza.instituut.nl",
        )
    tls = Tls.PROXY if behind_tls else Tls.NONE if certificate is None else Tls.OWN
    if certificate is not None and key is not None:
        _check_certificate(certificate, key)
    return Reach(where, known, tls, certificate, key)


def is_loopback(host: str) -> bool:
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def is_wildcard(host: str) -> bool:
    return _is_address(host) and ipaddress.ip_address(host).is_unspecified


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_name(text: str) -> bool:
    """A name, and no number: systems read `0`, `127.1` and `0x7f000001` as addresses too."""
    last = text.rpartition(".")[2]
    return bool(_NAME.fullmatch(text)) and not re.fullmatch(r"\d+|0x[0-9a-f]*", last)


def _check_host(host: str) -> None:
    if not (_is_address(host) or _is_name(host)):
        raise StoreError(
            "--host is geen adres van een computer",
            remedy="geef een adres zoals 192.168.1.5 of 0.0.0.0, zonder poort",
        )


def _checked_name(name: str) -> str:
    found = name.lower()
    bare, port = found, _port_of(found)
    if port:
        bare = found.removesuffix(f":{port}")
    number = not port or (port.isdecimal() and 0 < int(port) < 65536)
    address = bare.removeprefix("[").removesuffix("]")
    in_brackets = bare.startswith("[") and bare.endswith("]") and ":" in address
    fits = _is_name(bare) or (_is_address(address) and in_brackets == (":" in address))
    if not (fits and number) or is_wildcard(address):
        raise StoreError(
            "--name is geen naam van een server",
            remedy="geef alleen de naam, zonder https://, zoals oza.instituut.nl",
        )
    return found


def _port_of(name: str) -> str:
    """The port in `name:8000` and `[::1]:8000`; empty when there is none."""
    return name.rpartition("]")[2].rpartition(":")[2] if ":" in name.rpartition("]")[2] else ""


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _check_certificate(certificate: Path, key: Path) -> None:
    """Loads both, so that what is wrong is told before anything starts. A key under a password is
    refused: a server that starts by itself has nobody to ask."""
    for file in (certificate, key):
        try:
            file.read_bytes()
        except OSError as problem:
            raise unusable(problem) from None
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=b"")
    except (ssl.SSLError, OSError, ValueError):
        raise StoreError(
            "dit certificaat en deze sleutel zijn niet te gebruiken",
            place=Place.of(certificate),
            remedy="geef beide als PEM, bij elkaar horend, en de sleutel zonder wachtwoord",
        ) from None
