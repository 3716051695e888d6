"""Addresses of a service, read strictly: what is not plainly this computer counts as elsewhere.

Resolvers and libraries disagree on `127.1`, `0x7f.1`, `[::ffff:127.0.0.1]`, a dot at the end or
digits of another script, and a check that reads them differently from what connects is no check.
None of those is read here at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[::1\]|[a-z0-9.-]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>(?:/[A-Za-z0-9._~-]+)*)/?"
)
_OCTET = r"(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])"
_IPV4 = re.compile(rf"{_OCTET}(?:\.{_OCTET}){{3}}")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# The last label of a name begins with a letter, so that no number in disguise passes for a name.
_NAME = re.compile(rf"(?:{_LABEL}\.)*(?=[a-z]){_LABEL}")
_START = re.compile(r"[A-Za-z]+://[^/]*")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service listens. `host` is `localhost`, `::1`, four plain numbers or a name."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """As an error may name it: without path, which could hold anything."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        """Whether the address itself says that it is this computer (`localhost` is looked up
        again at each connection, see `line.py`)."""
        return self.host in ("localhost", "::1") or is_loopback_ipv4(self.host)

    def lies_within(self, base: Address) -> bool:
        """Whether scheme, host and port are those of `base`, and its path is the beginning."""
        same = (self.scheme, self.host, self.port) == (base.scheme, base.host, base.port)
        return same and f"{self.path}/".startswith(f"{base.path}/")


def read_address(url: str) -> Address:
    """Reads `http://127.0.0.1:11434/v1`; scheme and host in any case, a slash at the end or not.

    Raises:
        ValueError: for userinfo, query, fragment, dots that climb, other schemes, and hosts that
            are not spelled plainly. The message does not repeat the url: it may hold a password.
    """
    if not url.isascii():
        raise ValueError("de url heeft tekens buiten ASCII")
    start = _START.match(url)
    lowered = start[0].lower() + url[start.end() :] if start else url
    found = _ADDRESS.fullmatch(lowered)
    if not found or any(part in (".", "..") for part in found["path"].split("/")):
        raise ValueError("de url is geen gewoon adres als http://127.0.0.1:11434/v1")
    host = found["host"].strip("[]")
    if host != "::1" and not _IPV4.fullmatch(host) and not (_NAME.fullmatch(host)):
        raise ValueError("de computer in de url is niet gewoon geschreven")
    port = int(found["port"] or (443 if found["scheme"] == "https" else 80))
    if not 1 <= port <= 65535 or len(host) > 253:
        raise ValueError("de url noemt een poort of computer die niet bestaat")
    return Address(found["scheme"], host, port, found["path"])


def is_loopback_ipv4(host: str) -> bool:
    """127.0.0.0/8, written as four plain decimal numbers."""
    return bool(_IPV4.fullmatch(host)) and host.startswith("127.")
