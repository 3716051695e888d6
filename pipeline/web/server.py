"""Serving: one server a wave, on this computer unless told otherwise, until somebody stops it."""

from __future__ import annotations

import errno
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import uvicorn
from filelock import FileLock, Timeout
from starlette.types import ASGIApp

from pipeline.errors import Place, StoreError
from pipeline.store.layout import Layout
from pipeline.store.passphrases import Hashed
from pipeline.web.aids import Aids
from pipeline.web.app import application, weighing_application
from pipeline.web.desk import Desk
from pipeline.web.guard import to_stderr
from pipeline.web.passphrases import Passphrases
from pipeline.web.reach import Reach, Tls
from pipeline.web.render import warm
from pipeline.web.signin import SignIn, moment

_BACKLOG = 128
_SWITCH = 0.001
"""Seconds that one click may keep the others waiting for the interpreter: a fifth of what Python
does by itself, so that a page that is being made holds up no click."""


Build = Callable[[SignIn, frozenset[str]], ASGIApp]
"""Makes the application, once it is known who signs in and under which names it is asked."""


def serve(
    desk: Desk,
    coders: Sequence[str],
    passphrases: Mapping[str, Hashed],
    reach: Reach,
    port: int,
    say: Callable[[str], None],
    *,
    browser: bool = True,
    aids: Aids | None = None,
) -> None:
    """Serves the page until it is stopped.

    Args:
        coders: who sign in with an address of their own; nobody where others can ask the server.
        passphrases: who sign in on the page.
        port: 0 for any that is free.
        say: hears the address of each coder.
        aids: the decision aids of the study; None in a study that weighs nothing.

    Raises:
        StoreError: when this wave is being served already, or the address or port is not free.
    """

    def build(signin: SignIn, hosts: frozenset[str]) -> ASGIApp:
        desk.shelf.snapshot()
        for coder in dict.fromkeys([*coders, *passphrases]):
            desk.work(coder)
        return application(desk, signin, hosts, to_stderr, reach.scheme, aids)

    _serve(desk.layout, build, coders, passphrases, reach, port, say, browser=browser)


def serve_weighing(
    layout: Layout,
    title: str,
    aids: Aids,
    coders: Sequence[str],
    passphrases: Mapping[str, Hashed],
    reach: Reach,
    port: int,
    say: Callable[[str], None],
    *,
    browser: bool = True,
) -> None:
    """Serves only the pages about weighing, where there is no wave to code; as `serve` does.

    Args:
        title: what the study is called.
    """

    def build(signin: SignIn, hosts: frozenset[str]) -> ASGIApp:
        return weighing_application(title, signin, hosts, to_stderr, aids, reach.scheme)

    _serve(layout, build, coders, passphrases, reach, port, say, browser=browser)


def _serve(
    layout: Layout,
    build: Build,
    coders: Sequence[str],
    passphrases: Mapping[str, Hashed],
    reach: Reach,
    port: int,
    say: Callable[[str], None],
    *,
    browser: bool,
) -> None:
    with only_one(layout), listening(reach.host, port) as taken:
        number = taken.getsockname()[1]
        sys.setswitchinterval(_SWITCH)
        warm()
        known = Passphrases(passphrases, moment) if passphrases else None
        secure = reach.scheme == "https"
        signin = SignIn(coders, f"oza-{number}", known, secure=secure)
        app = build(signin, reach.hosts(number))
        door = f"{reach.address(number)}/aanmelden"
        addresses = {c: f"{door}?token={token}" for c, token in signin.tokens.items()}
        for line in _told(reach, number, door, addresses, passphrases):
            say(line)
        if browser and not reach.is_shared:
            first = addresses[coders[0]] if coders else door
            threading.Timer(0.5, webbrowser.open, (first,)).start()
        own = reach.tls is Tls.OWN
        # No access log, and no traceback of a library: addresses are harmless, messages may quote.
        # No headers of proxies: uvicorn would believe those of anything on this computer.
        uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="critical",
                access_log=False,
                lifespan="off",
                server_header=False,
                proxy_headers=False,
                ssl_certfile=reach.certificate if own else None,
                ssl_keyfile=reach.key if own else None,
            )
        ).run(sockets=[taken])


def _told(
    reach: Reach,
    port: int,
    door: str,
    addresses: Mapping[str, str],
    passphrases: Mapping[str, Hashed],
) -> Iterator[str]:
    """What the window says at the start."""
    for coder, address in addresses.items():
        yield f"{coder}: {address}"
    if passphrases:
        yield f"met naam en wachtzin ({', '.join(sorted(passphrases))}): {door}"
    if reach.tls is Tls.PROXY:
        yield (
            f"de proxy geeft verzoeken door aan {reach.host} poort {port}, met de naam (Host) die "
            "de browser vroeg; laat niets anders bij die poort"
        )
    elif reach.is_shared and reach.tls is Tls.NONE:
        yield (
            "LET OP: zonder TLS kan iedereen op dit netwerk de tekst van de verslagen en de "
            "wachtzinnen meelezen; gebruik dit alleen op een netwerk dat u vertrouwt"
        )
    yield "stoppen: Ctrl+C; alles wat is bewaard, staat op schijf"


@contextmanager
def only_one(layout: Layout) -> Iterator[None]:
    """Raises StoreError when another server has this wave."""
    layout.review_lock.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(layout.review_lock, timeout=0):
            yield
    except Timeout:
        raise StoreError(
            "deze golf staat al open in een andere server",
            place=Place(layout.relative(layout.outputs)),
            remedy="gebruik die, of stop haar eerst met Ctrl+C",
        ) from None


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket on one address, or on all of them. Raises StoreError when that cannot be had."""
    try:
        family, kind, number, _, where = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, OverflowError):
        raise StoreError(f"het adres {host} is onbekend", remedy="kies een andere --host") from None
    taken = socket.socket(family, kind, number)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind(where)
        taken.listen(_BACKLOG)
    except (OSError, OverflowError) as problem:
        taken.close()
        raise _refused(problem, host, port) from None
    try:
        yield taken
    finally:
        taken.close()


def _refused(problem: OSError | OverflowError, host: str, port: int) -> StoreError:
    code = getattr(problem, "errno", None)
    if code == errno.EADDRNOTAVAIL:
        return StoreError(
            f"{host} is geen adres van deze computer", remedy="kies een andere --host"
        )
    if code in (errno.EACCES, errno.EPERM):
        return StoreError(
            f"poort {port} is niet voor gewone gebruikers", remedy="kies een --port boven 1023"
        )
    return StoreError(f"poort {port} is bezet", remedy="kies een andere --port, of 0")
