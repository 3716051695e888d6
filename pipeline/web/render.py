"""Templates → pages. What is shown is escaped; no page holds script or style of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pipeline.web.words import Language, Words

HERE = Path(__file__).parent
PREFERENCES = "oza-voorkeur"
"""The cookie with language and keys; it says nothing about the work."""


@cache
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def warm() -> None:
    """Compiles every template, so that the first page is as fast as the second."""
    for name in environment().list_templates():
        environment().get_template(name)


@cache
def words_in(language: Language) -> Words:
    return Words(language)


def words_of(request: Request) -> Words:
    return words_in(preferences_of(request)[0])


def preferences_of(request: Request) -> tuple[Language, bool]:
    """Language, and whether single keys do something (WCAG 2.2, 2.1.4)."""
    language, _, keys = request.cookies.get(PREFERENCES, "").partition(".")
    known = language in list(Language)
    return Language(language) if known else Language.DUTCH, keys != "uit"


def from_htmx(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


_PLAIN = {
    "coder": "",
    "csrf": "",
    "stale_codebook": False,
    "title_of_study": "",
    "coding": True,
    "weighs": False,
}
"""What the frame of a page shows unless it is told: no coder, a wave to code, nothing to weigh."""


def render(template: str, request: Request, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page or a part of one. Templates find `say` (words), `keys` and `coder` beside `values`."""
    language, keys = preferences_of(request)
    page = environment().get_template(template)
    shown = {**_PLAIN, **values}
    html = page.render(say=words_in(language), lang=language.value, keys=keys, **shown)
    return HTMLResponse(html, status)


def problem(request: Request, status: int, title: str, text: str, **values: Any) -> HTMLResponse:
    """What went wrong, as a page, or as a notice on the page that is open. `title` and `text` are
    sentences of `words` already filled in."""
    template = "storing.html.j2" if from_htmx(request) else "melding.html.j2"
    shown = {"memo": "", "href": "", **values}
    return render(template, request, status=status, title=title, text=text, **shown)
