"""The addresses of the pages about weighing, for a study that weighs something."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pipeline.web.access import Access
from pipeline.web.aids import Aids
from pipeline.web.desk import Desk
from pipeline.web.judging import Judging
from pipeline.web.placing import Placing
from pipeline.web.plates import PlatePages
from pipeline.web.render import render
from pipeline.web.signin import Session
from pipeline.web.weighing import PAGE, Around, Weighing


def weighing_routes(
    aids: Aids, access: Access, around: Around, desk: Desk | None = None
) -> list[Route]:
    """Weighing, the scoreboard and the drawings.

    Args:
        desk: where there is a wave to code; passages and revisions are for who codes it.
    """
    weighing, judging = Weighing(aids, around), Judging(aids, around, desk)
    placing, plates = Placing(aids, around, desk), PlatePages(aids, around)
    return [
        Route("/afweging", access.page(weighing.page)),
        Route("/afweging/antwoorden.json", access.page(weighing.answers_file)),
        Route("/afweging/uitkomst.json", access.page(weighing.outcome_file)),
        Route("/beoordeling", access.page(judging.board)),
        Route("/beoordeling/{criterion}/{option}", access.page(placing.page)),
        Route("/beoordeling/{criterion}/{option}", access.click(placing.revise), methods=["POST"]),
        Route("/praatplaten", access.page(plates.overview)),
        Route("/praatplaten", access.click(plates.draw), methods=["POST"]),
        Route("/praatplaten/bestand/{name}", access.page(plates.file)),
        Route("/praatplaten/{flow}", access.page(plates.one)),
    ]


def routes_without_wave(access: Access, around: Around) -> list[Route]:
    """What stands beside them where there is no wave to code: the way in leads to weighing."""

    def home(request: Request, session: Session) -> Response:
        return RedirectResponse(PAGE, 303)

    def settings(request: Request, session: Session) -> Response:
        return render("toetsen.html.j2", request, **around(session))

    return [Route("/", access.page(home)), Route("/toetsen", access.page(settings))]
