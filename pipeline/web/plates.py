"""The decision graphs as drawings: shown, made larger, fetched, and drawn when somebody asks."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.web.access import Form
from pipeline.web.aids import Aids, Drawn
from pipeline.web.pages import missing
from pipeline.web.render import render, words_of
from pipeline.web.signin import Session
from pipeline.web.weighing import Around

PAGE = "/praatplaten"
SIZES = ("1", "2", "3")
"""How large a drawing stands in its window: as wide as it is, wider, and to read every word."""
_KINDS = {
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_OF_DRAWING = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""A drawing carries its own style and nothing else: our policy would show it black on black."""


class PlatePages:
    """Everything about the drawings."""

    def __init__(self, aids: Aids, around: Around) -> None:
        self.aids, self.around = aids, around

    def overview(self, request: Request, session: Session) -> Response:
        plates, say = self.aids.plates(), words_of(request)
        drawn = "gezegd" in request.query_params and plates.state is Drawn.NEW
        return render(
            "praatplaten.html.j2",
            request,
            **self.around(session),
            plates=plates,
            there=plates.state in (Drawn.NEW, Drawn.OLD),
            told=say("plates-drawn") if drawn else "",
        )

    def one(self, request: Request, session: Session) -> Response:
        """One drawing, as large as asked."""
        plates = self.aids.plates()
        found = [one for one in plates.plates if one.flow.id == request.path_params["flow"]]
        if not found:
            return missing(request)
        if plates.state not in (Drawn.NEW, Drawn.OLD):
            return RedirectResponse(PAGE, 303)
        size = request.query_params.get("maat", "")
        return render(
            "praatplaat.html.j2",
            request,
            **self.around(session),
            plate=found[0],
            sizes=SIZES,
            size=size if size in SIZES else SIZES[0],
        )

    def file(self, request: Request, session: Session) -> Response:
        name = request.path_params["name"]
        path = self.aids.plate(name)
        if path is None:
            return missing(request)
        kind = path.suffix.removeprefix(".")
        headers = {"content-security-policy": _OF_DRAWING} if kind == "svg" else {}
        return Response(path.read_bytes(), media_type=_KINDS[kind], headers=headers)

    def draw(self, request: Request, session: Session, form: Form) -> Response:
        self.aids.draw()
        return RedirectResponse(f"{PAGE}?gezegd=1", 303)
