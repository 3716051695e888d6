"""Serving: one server a wave, on this computer, until somebody stops it."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from filelock import FileLock, Timeout

from pipeline.errors import Place, StoreError
from pipeline.store.layout import Layout
from pipeline.web.app import application
from pipeline.web.desk import Desk
from pipeline.web.guard import to_stderr
from pipeline.web.render import warm
from pipeline.web.signin import SignIn

HOST = "127.0.0.1"
_BACKLOG = 128
_SWITCH = 0.001
"""Seconds that one click may keep the others waiting for the interpreter: a fifth of what Python
does by itself, so that a page that is being made holds up no click."""


def serve(
    desk: Desk,
    coders: Sequence[str],
    port: int,
    say: Callable[[str], None],
    *,
    browser: bool = True,
) -> None:
    """Serves the page until it is stopped.

    Args:
        port: 0 for any that is free.
        say: hears the address of each coder.

    Raises:
        StoreError: when this wave is being served already, or the port is taken.
    """
    with only_one(desk.layout), listening(port) as taken:
        number = taken.getsockname()[1]
        sys.setswitchinterval(_SWITCH)
        warm()
        desk.shelf.snapshot()
        for coder in coders:
            desk.work(coder)
        signin = SignIn(coders, f"oza-{number}")
        addresses = {
            coder: f"http://{HOST}:{number}/aanmelden?token={token}"
            for coder, token in signin.tokens.items()
        }
        for coder, address in addresses.items():
            say(f"{coder}: {address}")
        say("stoppen: Ctrl+C; alles wat is bewaard, staat op schijf")
        hosts = frozenset({f"{HOST}:{number}", f"localhost:{number}"})
        app = application(desk, signin, hosts, to_stderr)
        if browser:
            first = addresses[coders[0]]
            threading.Timer(0.5, webbrowser.open, (first,)).start()
        # No access log, and no traceback of a library: addresses are harmless, messages may quote.
        uvicorn.Server(
            uvicorn.Config(
                app, log_level="critical", access_log=False, lifespan="off", server_header=False
            )
        ).run(sockets=[taken])


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
def listening(port: int) -> Iterator[socket.socket]:
    """A socket on the loopback interface. Raises StoreError when the port is taken."""
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((HOST, port))
        taken.listen(_BACKLOG)
    except (OSError, OverflowError):
        taken.close()
        raise StoreError(f"poort {port} is bezet", remedy="kies een andere --port, of 0") from None
    try:
        yield taken
    finally:
        taken.close()
