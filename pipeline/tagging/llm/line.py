"""One question over HTTP, to an address that was checked, ending at a deadline.

The standard library's `http.client` follows no redirects and knows no proxies; here it does not
even connect. The socket is opened on a literal address, so that a name that is looked up once for
the check is not looked up again for the connection.
"""

from __future__ import annotations

import io
import socket
import ssl
import time
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException
from typing import Any

from pipeline.errors import SettingsError
from pipeline.tagging.llm.address import Address, is_loopback_ipv4
from pipeline.tagging.llm.failure import Failure

_Place = tuple[socket.AddressFamily, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server said: HTTP status, the body, and the seconds it asks to be left alone."""

    status: int
    body: bytes
    retry_after: float


def post(
    address: Address, path: str, body: bytes, deadline: float, *, most: int, token: str = ""
) -> Reply | Failure:
    """Sends `body` (JSON) and reads at most `most` bytes, before `deadline` (`time.monotonic`).

    The deadline is absolute: a server that drips a byte a second ends there as well. Only looking
    up the name of the secured service has the operating system's own limit.

    Raises:
        SettingsError: when `localhost` turns out to be another computer; nothing was sent.
    """
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if token and not address.is_loopback:
        headers["Authorization"] = f"Bearer {token}"
    try:
        with closing(_connected(address, deadline)) as opened:
            connection = HTTPConnection(address.host, address.port)
            connection.auto_open = 0
            connection.sock = _Timed(opened, deadline)
            connection.request("POST", path, body, headers)
            return _read(connection, most)
    except TimeoutError:
        return Failure.LATE
    except ssl.SSLEOFError:
        return Failure.UNREACHABLE
    except ssl.SSLError:
        return Failure.INSECURE
    except OSError:
        return Failure.UNREACHABLE
    except (HTTPException, ValueError, OverflowError):
        return Failure.UNUSABLE


def _read(connection: HTTPConnection, most: int) -> Reply | Failure:
    with connection.getresponse() as response:
        wait = response.getheader("Retry-After", "")
        after = float(wait) if wait.isascii() and wait.isdigit() and len(wait) < 6 else 0.0
        if response.status != 200:
            return Reply(response.status, b"", after)
        content = response.read(most + 1)
        return Failure.TOO_LARGE if len(content) > most else Reply(200, content, after)


def _connected(address: Address, deadline: float) -> socket.socket:
    """Tries every place of the address: `localhost` is often ::1 first, where nobody listens."""
    refusal: OSError = ConnectionRefusedError()
    for family, place in _places(address):
        plain = socket.socket(family, socket.SOCK_STREAM)
        try:
            plain.settimeout(_left(deadline))
            plain.connect(place)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if address.scheme == "http":
                return plain
            plain.settimeout(_left(deadline))
            return _context().wrap_socket(plain, server_hostname=address.host)
        except OSError as problem:
            plain.close()
            refusal = problem
            if isinstance(problem, (TimeoutError, ssl.SSLError)):
                break
    raise refusal


def _places(address: Address) -> list[_Place]:
    """Literal addresses to connect to; for this computer each of them is its own.

    Raises:
        SettingsError: when `localhost` is looked up and is not loopback only.
    """
    if address.host == "::1":
        return [(socket.AF_INET6, ("::1", address.port, 0, 0))]
    if is_loopback_ipv4(address.host):
        return [(socket.AF_INET, (address.host, address.port))]
    found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    if address.is_loopback and not all(_is_loopback(str(place[0])) for *_, place in found):
        raise SettingsError(
            "'localhost' wijst op deze computer naar een andere computer",
            remedy="schrijf 127.0.0.1 in de url van het taalmodel",
        )
    return [(family, place) for family, _, _, _, place in found]


def _is_loopback(literal: str) -> bool:
    return literal == "::1" or is_loopback_ipv4(literal)


@cache
def _context() -> ssl.SSLContext:
    """Certificates are checked against those that the computer trusts, names as well."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Timed:
    """The socket as `http.client` uses it, with what is left of the time at every call."""

    def __init__(self, opened: socket.socket, deadline: float) -> None:
        self._socket = opened
        self._deadline = deadline

    def sendall(self, content: bytes) -> None:
        self._socket.settimeout(_left(self._deadline))
        self._socket.sendall(content)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._socket, self._deadline))

    def close(self) -> None:
        """`http.client` closes while the answer is still to be read; who opened it closes it."""


class _TimedReader(io.RawIOBase):
    def __init__(self, opened: socket.socket, deadline: float) -> None:
        self._socket = opened
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._socket.settimeout(_left(self._deadline))
        return self._socket.recv_into(buffer)
