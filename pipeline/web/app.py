"""The application: every address of the page and what answers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from pipeline.web.access import Access, prefer
from pipeline.web.adjudication import Adjudication
from pipeline.web.aids import Aids
from pipeline.web.bulk import InOneGo
from pipeline.web.clicks import Clicks
from pipeline.web.desk import ORDERS, Desk
from pipeline.web.differences import Together
from pipeline.web.guard import Guard, TooLarge
from pipeline.web.noting import Noting
from pipeline.web.pages import Pages, missing
from pipeline.web.proposing import Proposing
from pipeline.web.quoting import Quoting
from pipeline.web.render import HERE, problem, words_of
from pipeline.web.signin import Session, SignIn
from pipeline.web.weighing_routes import routes_without_wave, weighing_routes


def application(
    desk: Desk,
    signin: SignIn,
    hosts: frozenset[str],
    say: Callable[[str], None],
    scheme: str = "http",
    aids: Aids | None = None,
) -> ASGIApp:
    """The page of one wave.

    Args:
        hosts: names with port under which it may be asked, such as `127.0.0.1:8000`.
        say: hears one line about what went wrong, without words of participants.
        scheme: `https` where browsers reach it over TLS, here or in a proxy.
        aids: the decision aids of the study; None in a study that weighs nothing.
    """
    pages, access = Pages(desk, weighs=aids is not None), Access(signin)

    def around(session: Session) -> dict[str, Any]:
        return pages.frame(session, desk.shelf.snapshot(), ORDERS[0])

    weighing = weighing_routes(aids, access, around, desk) if aids is not None else []
    return _guarded([*_coding_routes(desk, pages, access), *weighing], access, hosts, say, scheme)


def weighing_application(
    title: str,
    signin: SignIn,
    hosts: frozenset[str],
    say: Callable[[str], None],
    aids: Aids,
    scheme: str = "http",
) -> ASGIApp:
    """Only the pages about weighing, for a study without a wave to code; arguments as above.

    Args:
        title: what the study is called.
    """
    access = Access(signin)

    def around(session: Session) -> dict[str, Any]:
        known = {"coder": session.coder, "csrf": session.csrf, "title_of_study": title}
        return {**known, "coding": False, "weighs": True}

    routes = [*routes_without_wave(access, around), *weighing_routes(aids, access, around)]
    return _guarded(routes, access, hosts, say, scheme)


def _guarded(
    routes: Sequence[Route],
    access: Access,
    hosts: frozenset[str],
    say: Callable[[str], None],
    scheme: str,
) -> ASGIApp:
    """The routes with the door, the way out, and what goes wrong."""

    async def nowhere(request: Request, _: Exception) -> Response:
        return missing(request)

    async def too_large(request: Request, _: Exception) -> Response:
        return problem(request, 413, words_of(request)("trouble"), words_of(request)("too-large"))

    async def failed(request: Request, _: Exception) -> Response:
        return problem(request, 500, words_of(request)("trouble"), words_of(request)("failed"))

    every = [
        *routes,
        Route("/aanmelden", access.enter),
        Route("/aanmelden", access.sign_in, methods=["POST"]),
        Route("/afmelden", access.click(access.leave), methods=["POST"]),
        Route("/voorkeur", access.click(prefer), methods=["POST"]),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    handlers = {404: nowhere, TooLarge: too_large, Exception: failed}
    return Guard(Starlette(routes=every, exception_handlers=handlers), hosts, say, scheme)


def _coding_routes(desk: Desk, pages: Pages, access: Access) -> list[Route]:
    """Reading reports, deciding on codes, and what coders do together."""
    clicks, noting = Clicks(desk, pages), Noting(desk, pages)
    together, adjudication = Together(desk, pages), Adjudication(desk, pages)
    quoting = Quoting(desk, pages)
    at_once, proposing = InOneGo(desk, pages), Proposing(desk, pages)
    return [
        Route("/", access.page(at_once.overview)),
        Route("/ineens", access.page(at_once.page)),
        Route("/ineens", access.click(at_once.write), methods=["POST"]),
        Route("/verslag/{respondent}", access.page(pages.report)),
        Route("/verslag/{respondent}/{name}", access.page(pages.report)),
        Route("/volgende", access.page(together.next)),
        Route("/verschillen", access.page(together.differences)),
        Route("/verschil/{respondent}/{name}", access.page(adjudication.page)),
        Route("/verschil/{respondent}/{name}", access.click(adjudication.click), methods=["POST"]),
        Route("/verdelen", access.click(together.assign), methods=["POST"]),
        Route("/codeboek", access.page(pages.codebook)),
        Route("/codes", access.page(pages.codes)),
        Route("/toetsen", access.page(pages.keys)),
        Route("/besluit", access.click(clicks.decide), methods=["POST"]),
        Route("/grens", access.click(clicks.cut), methods=["POST"]),
        Route("/citaat", access.click(quoting.mark), methods=["POST"]),
        Route("/notities", access.page(noting.notes)),
        Route("/notitie", access.click(noting.write), methods=["POST"]),
        Route("/voorstellen", access.page(proposing.page)),
        Route("/voorstellen", access.click(proposing.write), methods=["POST"]),
        Route("/ongedaan", access.click(clicks.undo), methods=["POST"]),
    ]
