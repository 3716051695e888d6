"""Signing in and out, and the wrapping that lets only who signed in through to a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.errors import OzaError
from pipeline.web.render import PREFERENCES, from_htmx, preferences_of, problem, render, words_of
from pipeline.web.signin import Session, SignIn, is_own_form
from pipeline.web.words import Language

Form = Mapping[str, str]
Show = Callable[[Request, Session], Response]
Do = Callable[[Request, Session, Form], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


class Access:
    """Makes endpoints of functions that know who is asking."""

    def __init__(self, signin: SignIn) -> None:
        self.signin = signin

    def page(self, show: Show) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            session = self.signin.session(request)
            if session is None:
                return _stranger(request)
            return await run_in_threadpool(_answered, request, lambda: show(request, session))

        return endpoint

    def click(self, do: Do) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            body = await request.body()
            session = self.signin.session(request)
            if session is None:
                return _stranger(request)
            form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
            if not is_own_form(session, form.get("csrf", "")):
                say = words_of(request)
                return problem(request, 403, say("trouble"), say("own-form"))
            return await run_in_threadpool(_answered, request, lambda: do(request, session, form))

        return endpoint

    def enter(self, request: Request) -> Response:
        """The address with a token: a session, and on to an address without it."""
        session = self.signin.begin(request.query_params.get("token", ""))
        if session is None:
            return _stranger(request)
        response = RedirectResponse("/", 303)
        self.signin.remember(response, session, secure=request.url.scheme == "https")
        return response

    def leave(self, request: Request, session: Session, form: Form) -> Response:
        self.signin.end(session)
        response = RedirectResponse("/aanmelden", 303)
        response.delete_cookie(self.signin.cookie)
        return response


def prefer(request: Request, session: Session, form: Form) -> Response:
    """Keeps language and keys in a cookie of their own."""
    language, keys = preferences_of(request)
    if form.get("taal") in list(Language):
        language = Language(form["taal"])
    if form.get("toetsen") in ("aan", "uit"):
        keys = form["toetsen"] == "aan"
    response = RedirectResponse("/toetsen", 303)
    value = f"{language.value}.{'aan' if keys else 'uit'}"
    response.set_cookie(
        PREFERENCES, value, max_age=365 * 86400, httponly=True, samesite="strict", path="/"
    )
    return response


def _answered(request: Request, work: Callable[[], Response]) -> Response:
    """What the program refuses (a ledger in use, a stage that is writing) is told, not thrown: our
    own messages never hold a participant's words."""
    try:
        return work()
    except OzaError as trouble:
        return problem(request, 503, words_of(request)("trouble"), str(trouble))


def _stranger(request: Request) -> Response:
    say = words_of(request)
    if from_htmx(request) or request.method == "POST":
        return problem(request, 401, say("sign-in"), f"{say('sign-in-again')} {say('sign-in-how')}")
    return render("aanmelden.html.j2", request, status=401)
