"""Tags in a template and bookmarks in a filled report: what the author says a text is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.report.claims.subjects import Theme
from pipeline.report.word_fields import bookmark_name

_TAG = re.compile(r"\{[{%]\s*[a-z]?\s*\w+\s*\((?P<given>[^{}%]*)\)[^{}%]*[%}]\}")
_TEXT = re.compile(r"[\"“”„']([^\"“”„']*)[\"“”„']")
_BOOKMARK = re.compile(r"oza_(?P<name>\w+?)(?:_{1,2}\d+)?")
_SECTION = "s_"
_KINDS = ("t", "s")
_MOST = 40
"""Letters in a bookmark's name; Word allows no more."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at `[start, end)` of a text that names a theme."""

    start: int
    end: int
    theme: str


def tag_marks(text: str, themes: Mapping[str, Theme]) -> list[Mark]:
    """The tags of a template that name a theme: `{{ woord("sociaal-veilig", "ouder") }}`. A tag
    that names none (a table, a quotation) is no mark."""
    found = []
    for tag in _TAG.finditer(text):
        for given in _TEXT.findall(tag["given"]):
            theme = _tagged(given.strip(), themes)
            if theme:
                found.append(Mark(tag.start(), tag.end(), theme))
                break
    return found


def tag_spans(text: str) -> list[tuple[int, int]]:
    """Where all tags stand: what they will say is made from the numbers."""
    return [match.span() for match in re.finditer(r"\{[{%#].*?[}%#]\}", text)]


def bookmark_theme(name: str, themes: Mapping[str, Theme]) -> str:
    """The key of the theme that a bookmark of a filled report names; '' for any other bookmark.

    A filled report has `oza_t_<digest>` for words about a theme and `oza_s_<digest>` for the text
    of a section (`word_fields.bookmark_name`). An author may make one by hand:
    `oza_sociaal_veilig`, `oza_sociaal_veilig_2` for a second place, or
    `oza_s_3_2_5_Transparantie`, of a section as much of its key as fits. What could be two themes
    is none.
    """
    if not name.startswith("oza_"):
        return ""
    for key in themes:
        if name in (bookmark_name(kind, _short(key)) for kind in _KINDS):
            return key
    match = _BOOKMARK.fullmatch(name)
    if match is None:
        return ""
    for wanted in (name.removeprefix("oza_").lower(), match["name"].lower()):
        fitting = [key for key in themes if _named(key, themes[key]) == wanted]
        cut = len(name) >= _MOST or wanted.startswith(_SECTION)
        if not fitting and cut and len(wanted) > len(_SECTION):
            fitting = [key for key in themes if _named(key, themes[key]).startswith(wanted)]
        if len(fitting) == 1:
            return fitting[0]
    return ""


def _tagged(given: str, themes: Mapping[str, Theme]) -> str:
    """By a code's id or label, a section's key, number or heading, or a conclusion's id."""
    if given in themes:
        return given
    fitting = [
        key
        for key, theme in themes.items()
        if given
        and given
        in (_short(key), theme.label, key.partition(" ")[0] if theme.whole else _short(key))
    ]
    # A section with one code is called as that code is; both count the same.
    alike = {themes[key].codes for key in fitting}
    return fitting[0] if len(alike) == 1 else ""


def _short(key: str) -> str:
    """A key as authors and bookmarks name it: a conclusion by its id alone."""
    return key.removeprefix("conclusie / ")


def _named(key: str, theme: Theme) -> str:
    if theme.whole:
        return _SECTION + _plain_name(key)
    return _plain_name(key)


def _plain_name(text: str) -> str:
    return re.sub(r"\W+", "_", text).strip("_").lower()


def within(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    """The marks that touch `[start, end)` of a text, with their places counted from there."""
    return [
        Mark(mark.start - start, mark.end - start, mark.theme)
        for mark in marks
        if mark.start < end and start < mark.end
    ]


def only_theme(marks: Iterable[Mark]) -> str:
    """The theme that all of these marks name; '' where they name none, or several."""
    themes = {mark.theme for mark in marks}
    return themes.pop() if len(themes) == 1 else ""
