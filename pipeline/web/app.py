"""The application: every address of the page and what answers it."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from pipeline.web.access import Access, prefer
from pipeline.web.adjudication import Adjudication
from pipeline.web.bulk import InOneGo
from pipeline.web.clicks import Clicks
from pipeline.web.desk import Desk
from pipeline.web.differences import Together
from pipeline.web.guard import Guard, TooLarge
from pipeline.web.noting import Noting
from pipeline.web.pages import Pages, missing
from pipeline.web.proposing import Proposing
from pipeline.web.quoting import Quoting
from pipeline.web.render import HERE, problem, words_of
from pipeline.web.signin import SignIn


def application(
    desk: Desk,
    signin: SignIn,
    hosts: frozenset[str],
    say: Callable[[str], None],
    scheme: str = "http",
) -> ASGIApp:
    """The page of one wave.

    Args:
        hosts: names with port under which it may be asked, such as `127.0.0.1:8000`.
        say: hears one line about what went wrong, without words of participants.
        scheme: `https` where browsers reach it over TLS, here or in a proxy.
    """
    pages, access = Pages(desk), Access(signin)
    clicks, noting = Clicks(desk, pages), Noting(desk, pages)
    together, adjudication = Together(desk, pages), Adjudication(desk, pages)
    quoting = Quoting(desk, pages)
    at_once, proposing = InOneGo(desk, pages), Proposing(desk, pages)

    async def nowhere(request: Request, _: Exception) -> Response:
        return missing(request)

    async def too_large(request: Request, _: Exception) -> Response:
        return problem(request, 413, words_of(request)("trouble"), words_of(request)("too-large"))

    async def failed(request: Request, _: Exception) -> Response:
        return problem(request, 500, words_of(request)("trouble"), words_of(request)("failed"))

    routes = [
        Route("/", access.page(at_once.overview)),
        Route("/ineens", access.page(at_once.page)),
        Route("/ineens", access.click(at_once.write), methods=["POST"]),
        Route("/aanmelden", access.enter),
        Route("/aanmelden", access.sign_in, methods=["POST"]),
        Route("/afmelden", access.click(access.leave), methods=["POST"]),
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
        Route("/voorkeur", access.click(prefer), methods=["POST"]),
        Route("/besluit", access.click(clicks.decide), methods=["POST"]),
        Route("/grens", access.click(clicks.cut), methods=["POST"]),
        Route("/citaat", access.click(quoting.mark), methods=["POST"]),
        Route("/notities", access.page(noting.notes)),
        Route("/notitie", access.click(noting.write), methods=["POST"]),
        Route("/voorstellen", access.page(proposing.page)),
        Route("/voorstellen", access.click(proposing.write), methods=["POST"]),
        Route("/ongedaan", access.click(clicks.undo), methods=["POST"]),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    handlers = {404: nowhere, TooLarge: too_large, Exception: failed}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), hosts, say, scheme)
