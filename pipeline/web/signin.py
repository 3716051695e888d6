"""Who is clicking. A coder signs in with a token in the address, as Jupyter has it; from then on a
cookie that no script can read and no other site can send says who she is."""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

_MOST_SESSIONS = 500


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one coder. `csrf` stands in every form of this session."""

    id: str
    coder: str
    csrf: str


class SignIn:
    """Tokens and sessions of this run of the server; nothing of them is written anywhere."""

    def __init__(self, coders: Iterable[str], cookie: str) -> None:
        self.tokens = {coder: secrets.token_urlsafe(24) for coder in coders}
        self.cookie = cookie
        self._sessions: dict[str, Session] = {}
        self._busy = threading.Lock()

    def begin(self, token: str) -> Session | None:
        """A new session for whoever this token belongs to."""
        for coder, own in self.tokens.items():
            if hmac.compare_digest(own.encode(), token.encode()):
                session = Session(secrets.token_urlsafe(24), coder, secrets.token_urlsafe(24))
                with self._busy:
                    while len(self._sessions) >= _MOST_SESSIONS:
                        del self._sessions[next(iter(self._sessions))]
                    self._sessions[session.id] = session
                return session
        return None

    def session(self, request: Request) -> Session | None:
        return self._sessions.get(request.cookies.get(self.cookie, ""))

    def end(self, session: Session) -> None:
        with self._busy:
            self._sessions.pop(session.id, None)

    def remember(self, response: Response, session: Session, *, secure: bool) -> None:
        response.set_cookie(
            self.cookie, session.id, httponly=True, samesite="strict", secure=secure, path="/"
        )


def is_own_form(session: Session, csrf: str) -> bool:
    return hmac.compare_digest(session.csrf.encode(), csrf.encode())
