"""What every request has to pass, and what every answer carries, before any page is asked.

A page on 127.0.0.1 is within reach of every site that is open in the same browser. So the name in
the address is checked (DNS rebinding), a click has to come from this page itself (Origin), nothing
is kept by the browser, and nothing that goes wrong writes a participant's words to a log.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 64 * 1024
"""Bytes of a form: a long memo fits many times."""

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cache-control": "no-store",
    # Not 'no-referrer': browsers then send 'Origin: null' with our own forms too.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex",
}
HSTS = ("strict-transport-security", f"max-age={180 * 86400}")
"""Half a year of https only. Sent under a name without a port: a name on which this page has a port
of its own may serve others beside it, and they would be held to it as well."""
_ACCEPTED = "\n".join(
    [
        "GET en HEAD: vanaf elk adres waaronder deze server bekend is",
        "POST: alleen vanaf een bladzijde van deze server zelf",
    ]
)


class Guard:
    """Wraps the application.

    Names and scheme are those that the server was started with. What a proxy adds (X-Forwarded-*,
    Forwarded) is read nowhere: whoever reaches this port could write it just as well.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: frozenset[str],
        say: Callable[[str], None],
        scheme: str = "http",
    ) -> None:
        """
        Args:
            hosts: the names, with port unless it is the usual one, under which it may be asked.
            scheme: what browsers use: `https` where TLS ends here or in a proxy before us.
        """
        self._app, self._hosts, self._say, self._scheme = app, hosts, say, scheme

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = {
            key.decode("latin-1").lower(): value.decode("latin-1")
            for key, value in scope["headers"]
        }
        host = headers.get("host", "").lower()
        carried = dict(HEADERS)
        if self._scheme == "https" and host in self._hosts and _is_whole_name(host):
            carried.update([HSTS])
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                own = {key.lower() for key, _ in message.get("headers", [])}
                message["headers"] = [
                    *message.get("headers", []),
                    *(
                        (k.encode(), v.encode())
                        for k, v in carried.items()
                        if k.encode() not in own
                    ),
                ]
            await send(message)

        refusal = self._refusal(scope["method"], headers)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        try:
            await self._app({**scope, "scheme": self._scheme}, _limited(receive), guarded)
        except Exception as problem:
            # The message of an exception of a library may quote what it was given; its kind and
            # place never do.
            self._say(f"fout in de bladzijde: {type(problem).__name__} bij {_place(problem)}")
            if not started:
                text = (
                    "Er ging iets mis. Wat al bewaard was, is bewaard. Laad de bladzijde opnieuw."
                )
                await PlainTextResponse(text, 500)(scope, receive, guarded)

    def _refusal(self, method: str, headers: Mapping[str, str]) -> Response | None:
        host = headers.get("host", "").lower()
        if host not in self._hosts:
            return PlainTextResponse("onbekend adres", 421)
        if method in ("GET", "HEAD"):
            return None
        if method != "POST":
            return PlainTextResponse(_ACCEPTED, 405)
        origin = headers.get("origin")
        own = origin is not None and origin.lower() == f"{self._scheme}://{host}"
        if not own or headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse("dit verzoek komt niet van deze bladzijde", 403)
        if not headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            return PlainTextResponse("geen formulier", 415)
        return None


class TooLarge(Exception):
    """More was sent than a form can hold."""


def _is_whole_name(host: str) -> bool:
    """A name without a port, and not that of every computer itself."""
    return ":" not in host and host != "localhost"


def _limited(receive: Receive) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST_BODY:
            raise TooLarge
        return message

    return counted


def _place(problem: BaseException) -> str:
    """The last line of ours on the way to the problem, as `panel.py:40`."""
    frames = traceback.extract_tb(problem.__traceback__)
    ours = [f for f in frames if "pipeline" in Path(f.filename).parts] or frames[-1:]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "onbekend"


def to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
