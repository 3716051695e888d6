"""Who is clicking. A coder signs in with a token in the address, as Jupyter has it, or by name and
passphrase on a shared server; from then on a cookie that no script can read and no other site can
send says who she is."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from pipeline.web.passphrases import Passphrases

IDLE = 12 * 3600.0
"""Seconds without a click after which a session ends."""
LONGEST = 24 * 3600.0
"""Seconds after which it ends in any case."""
_DEVICE_DAYS = 60
_MOST_PER_CODER = 25


def moment() -> float:
    """Seconds on a clock that nobody sets and, where there is one, that runs on while a laptop
    sleeps: a night with the lid closed counts."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one coder. `csrf` stands in every form of this session."""

    id: str
    coder: str
    csrf: str


@dataclass(slots=True)
class _Held:
    """A session, since when it is there and when it was last used (seconds of the clock)."""

    session: Session
    since: float
    used: float

    def is_over(self, now: float) -> bool:
        return now - self.used >= IDLE or now - self.since >= LONGEST


class SignIn:
    """Tokens and sessions of this run of the server; nothing of them is written anywhere."""

    def __init__(
        self,
        coders: Iterable[str],
        cookie: str,
        passphrases: Passphrases | None = None,
        *,
        secure: bool = False,
        clock: Callable[[], float] = moment,
    ) -> None:
        """
        Args:
            coders: who get a token.
            cookie: its name; one for each server, since browsers share cookies between ports.
            passphrases: how others sign in, if they do.
            secure: whether browsers use https; then they keep the cookies to that, and to this name
                alone (`__Host-`, RFC 6265bis 4.1.3.2).
        """
        self.tokens = {coder: secrets.token_urlsafe(24) for coder in coders}
        self.passphrases, self.secure = passphrases, secure
        self.cookie = f"__Host-{cookie}" if secure else cookie
        self.device_cookie = f"{self.cookie}-browser"
        self._clock = clock
        self._held: dict[str, _Held] = {}
        self._busy = threading.Lock()

    def begin(self, token: str) -> Session | None:
        """A new session for whoever this token belongs to."""
        found = ""
        for coder, own in self.tokens.items():
            if hmac.compare_digest(own.encode(), token.encode()):
                found = coder
        return self.begin_as(found) if found else None

    def begin_as(self, coder: str) -> Session:
        """A new session for a coder who showed who she is. Her own oldest makes way for it."""
        session = Session(secrets.token_urlsafe(24), coder, secrets.token_urlsafe(24))
        with self._busy:
            now = self._clock()
            self._held = {id_: held for id_, held in self._held.items() if not held.is_over(now)}
            own = [held for held in self._held.values() if held.session.coder == coder]
            most = max(0, len(own) + 1 - _MOST_PER_CODER)
            for held in sorted(own, key=lambda one: one.used)[:most]:
                del self._held[held.session.id]
            self._held[session.id] = _Held(session, now, now)
        return session

    def session(self, request: Request) -> Session | None:
        """The session of a request, which counts as a click; None when there is none any more."""
        with self._busy:
            held = self._held.get(request.cookies.get(self.cookie, ""))
            if held is None:
                return None
            now = self._clock()
            if held.is_over(now):
                del self._held[held.session.id]
                return None
            held.used = now
            return held.session

    def end(self, session: Session) -> None:
        with self._busy:
            self._held.pop(session.id, None)

    def remember(self, response: Response, session: Session) -> None:
        self._set(response, self.cookie, session.id)

    def remember_browser(self, response: Response, coder: str) -> None:
        """Lets the browser be known as hers later on; that signs nobody in."""
        if self.passphrases is not None:
            known = self.passphrases.device_for(coder)
            self._set(response, self.device_cookie, known, _DEVICE_DAYS * 86400)

    def forget(self, response: Response) -> None:
        # With the same attributes: browsers refuse to take out a `__Host-` cookie without them.
        response.delete_cookie(
            self.cookie, path="/", secure=self.secure, httponly=True, samesite="strict"
        )

    def _set(self, response: Response, name: str, value: str, seconds: int | None = None) -> None:
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="strict",
        )


def is_own_form(session: Session, csrf: str) -> bool:
    return hmac.compare_digest(session.csrf.encode(), csrf.encode())
