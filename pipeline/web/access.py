"""Signing in and out, and the wrapping that lets only who signed in through to a page."""

from __future__ import annotations

import ipaddress
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
_DOOR = "/aanmelden"
_LONGEST_WAY = 300


class Access:
    """Makes endpoints of functions that know who is asking."""

    def __init__(self, signin: SignIn) -> None:
        self.signin = signin

    def page(self, show: Show) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            session = self.signin.session(request)
            if session is None:
                return self._stranger(request)
            return await run_in_threadpool(_answered, request, lambda: show(request, session))

        return endpoint

    def click(self, do: Do) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            form = await _form_of(request)
            session = self.signin.session(request)
            if session is None:
                return self._stranger(request, form)
            if not is_own_form(session, form.get("csrf", "")):
                say = words_of(request)
                return problem(request, 403, say("trouble"), say("own-form"))
            return await run_in_threadpool(_answered, request, lambda: do(request, session, form))

        return endpoint

    def enter(self, request: Request) -> Response:
        """The address with a token: a session, and on to an address without it. Without one: the
        page on which to sign in, in the language that is asked for."""
        if request.query_params.get("taal") in list(Language):
            _, keys = preferences_of(request)
            response = RedirectResponse(_DOOR, 303)
            _prefer(request, response, Language(request.query_params["taal"]), keys)
            return response
        session = self.signin.begin(request.query_params.get("token", ""))
        if session is not None:
            return self._welcome(session, "/")
        if self.signin.session(request) is not None and "token" not in request.query_params:
            return RedirectResponse("/", 303)
        return self._door(request)

    async def sign_in(self, request: Request) -> Response:
        """The form with name and passphrase. That it comes from our own page, the guard has seen:
        there is no session yet whose mark it could carry."""
        known = self.signin.passphrases
        form = await _form_of(request)
        if known is None:
            return self._stranger(request)
        name, onward = form.get("naam", ""), _own_way(form.get("naar", ""))
        device = request.cookies.get(self.signin.device_cookie, "")
        found = await known.check(name, form.get("wachtzin", ""), _address_of(request), device)
        say = words_of(request)
        if found.wait:
            wait = say("sign-in-wait", wait=say.counted(found.wait, "seconds"))
            response = self._door(request, onward, name, trouble=wait, status=429)
            response.headers["retry-after"] = str(found.wait)
            return response
        if not found.coder:
            return self._door(request, onward, name, trouble=say("sign-in-wrong"))
        before = self.signin.session(request)
        if before is not None:
            self.signin.end(before)
        response = self._welcome(self.signin.begin_as(found.coder), onward or "/")
        self.signin.remember_browser(response, found.coder)
        return response

    def leave(self, request: Request, session: Session, form: Form) -> Response:
        self.signin.end(session)
        response = RedirectResponse(_DOOR, 303)
        self.signin.forget(response)
        return response

    def _welcome(self, session: Session, onward: str) -> Response:
        response = RedirectResponse(onward, 303)
        self.signin.remember(response, session)
        return response

    def _door(
        self,
        request: Request,
        onward: str = "",
        name: str = "",
        *,
        trouble: str = "",
        status: int = 401,
    ) -> Response:
        return render(
            "aanmelden.html.j2",
            request,
            status=status,
            by_passphrase=self.signin.passphrases is not None,
            by_token=bool(self.signin.tokens),
            trouble=trouble,
            name=name,
            onward=onward,
        )

    def _stranger(self, request: Request, form: Form | None = None) -> Response:
        """Who is not signed in: the form, and from there on to where she was going. What was sent
        along is not kept; a memo is handed back."""
        if not from_htmx(request) and request.method != "POST":
            query = f"?{request.url.query}" if request.url.query else ""
            return self._door(request, _own_way(f"{request.url.path}{query}"))
        say = words_of(request)
        by_passphrase = self.signin.passphrases is not None
        how = say("sign-in-again-how" if by_passphrase else "sign-in-how")
        way = {"href": _DOOR, "link": say("sign-in")} if by_passphrase else {}
        memo = (form or {}).get("memo", "")
        text = f"{say('sign-in-again')} {how}"
        return problem(request, 401, say("sign-in"), text, memo=memo, **way)


def prefer(request: Request, session: Session, form: Form) -> Response:
    """Keeps language and keys in a cookie of their own."""
    language, keys = preferences_of(request)
    if form.get("taal") in list(Language):
        language = Language(form["taal"])
    if form.get("toetsen") in ("aan", "uit"):
        keys = form["toetsen"] == "aan"
    response = RedirectResponse("/toetsen", 303)
    _prefer(request, response, language, keys)
    return response


def _prefer(request: Request, response: Response, language: Language, keys: bool) -> None:
    response.set_cookie(
        PREFERENCES,
        f"{language.value}.{'aan' if keys else 'uit'}",
        max_age=365 * 86400,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def _answered(request: Request, work: Callable[[], Response]) -> Response:
    """What the program refuses (a ledger in use, a stage that is writing) is told, not thrown: our
    own messages never hold a participant's words."""
    try:
        return work()
    except OzaError as trouble:
        return problem(request, 503, words_of(request)("trouble"), str(trouble))


async def _form_of(request: Request) -> dict[str, str]:
    body = await request.body()
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _own_way(way: str) -> str:
    """An address on this page to go on to after signing in; empty for one of another site (`//…`,
    `/\\…`), for one that is no address, and for the door itself."""
    own = way.startswith("/") and way[1:2] not in ("/", "\\") and way.isprintable()
    return way if own and len(way) <= _LONGEST_WAY and not way.startswith(_DOOR) else ""


def _address_of(request: Request) -> str:
    """Where a browser is, for counting attempts. Of IPv6 the first half: the other half is free to
    choose for whoever has it."""
    host = request.client.host if request.client else ""
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if found.version == 6 and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
