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
from pipeline.web.clicks import Clicks
from pipeline.web.desk import Desk
from pipeline.web.guard import Guard, TooLarge
from pipeline.web.noting import Noting
from pipeline.web.pages import Pages, missing
from pipeline.web.render import HERE, problem, words_of
from pipeline.web.signin import SignIn


def application(
    desk: Desk, signin: SignIn, hosts: frozenset[str], say: Callable[[str], None]
) -> ASGIApp:
    """The page of one wave.

    Args:
        hosts: names with port under which it may be asked, such as `127.0.0.1:8000`.
        say: hears one line about what went wrong, without words of participants.
    """
    pages, access = Pages(desk), Access(signin)
    clicks, noting = Clicks(desk, pages), Noting(desk, pages)

    async def nowhere(request: Request, _: Exception) -> Response:
        return missing(request)

    async def too_large(request: Request, _: Exception) -> Response:
        return problem(request, 413, words_of(request)("trouble"), words_of(request)("too-large"))

    async def failed(request: Request, _: Exception) -> Response:
        return problem(request, 500, words_of(request)("trouble"), words_of(request)("failed"))

    routes = [
        Route("/", access.page(pages.overview)),
        Route("/aanmelden", access.enter),
        Route("/afmelden", access.click(access.leave), methods=["POST"]),
        Route("/verslag/{respondent}", access.page(pages.report)),
        Route("/verslag/{respondent}/{name}", access.page(pages.report)),
        Route("/volgende", access.page(pages.next)),
        Route("/codeboek", access.page(pages.codebook)),
        Route("/codes", access.page(pages.codes)),
        Route("/toetsen", access.page(pages.keys)),
        Route("/voorkeur", access.click(prefer), methods=["POST"]),
        Route("/besluit", access.click(clicks.decide), methods=["POST"]),
        Route("/notities", access.page(noting.notes)),
        Route("/notitie", access.click(noting.write), methods=["POST"]),
        Route("/ongedaan", access.click(clicks.undo), methods=["POST"]),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    handlers = {404: nowhere, TooLarge: too_large, Exception: failed}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), hosts, say)
