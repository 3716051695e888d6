"""chapters.toml as text: a simple one for a codebook that has none, and one more code in a section
of one that people wrote, with the rest as it was."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.config.fields import Route
from pipeline.config.toml_file import toml_lines
from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.ids import Actor

_LIST = re.compile(r"(\s*codes\s*=\s*\[)([^\[\]#]*)\]")
_OPENING = """\
# De indeling van het rapport, gemaakt bij het codeboek: een paragraaf voor elke hoofdcode met
# deelcodes, en een voor de codes zonder. Verander koppen, volgorde en indeling naar wens. 'actors'
# zegt over wie een paragraaf gaat; 'asked' noemt, als dat er minder zijn, bij wie het een onderwerp
# van de leidraad was.

conclusions = []

[[sections]]
number = "1"
heading = "Aanpak en methode"

[[sections]]
number = "1.1"
heading = "Deelnemende onderwijszorgarrangementen"
contents = "ozas"

[[sections]]
number = "1.2"
heading = "Deelnemende respondenten"
contents = "steekproef"

[[sections]]
number = "1.3"
heading = "Analyses van de interviewdata"
contents = "methode"

[[sections]]
number = "2"
heading = "Resultaten"
"""
_OTHERS = "Overige onderwerpen"


def chapters_text(book: Codebook) -> str:
    """A chapters.toml that presents every code once, by its main code; main codes with nothing
    below them stand together."""
    branches = {code.parent for code in book}
    mains = [code for code in book if not code.parent]
    grouped = [(code.label, [code]) for code in mains if code.id in branches]
    if alone := [code for code in mains if code.id not in branches]:
        grouped.append((alone[0].label if len(alone) == 1 else _OTHERS, alone))
    sections = (
        _section(f"2.{number}", heading, codes, book)
        for number, (heading, codes) in enumerate(grouped, start=1)
    )
    return _OPENING + "".join(sections)


def _section(number: str, heading: str, codes: Sequence[Code], book: Codebook) -> str:
    below = {id_ for code in codes for id_ in book.with_descendants(code.id)}
    actors = [actor for actor in Actor if any(actor in book[id_].actors for id_ in below)]
    return (
        f"\n[[sections]]\nnumber = {_quoted(number)}\nheading = {_quoted(heading)}\n"
        f"actors = [{', '.join(map(_quoted, actors))}]\n"
        f"codes = [{', '.join(_quoted(code.id) for code in codes)}]\n"
    )


def _quoted(text: str) -> str:
    """As TOML writes text: what JSON escapes, TOML escapes the same."""
    return json.dumps(text, ensure_ascii=False)


def with_code_in_section(text: str, section: str, code: str) -> str:
    """The text with the code at the end of the codes of a section.

    Args:
        section: its number, or its heading where several sections have that number.

    Raises:
        ValueError: when no section, or more than one, can be meant, or its codes are laid out so
            that nothing can be put between them.
    """
    meant = [route for route, table in _presenting(text) if _is(section, table)]
    if not meant:
        raise ValueError("er is geen paragraaf met codes die zo heet of dit nummer heeft")
    if len(meant) > 1:
        raise ValueError("meer dan één paragraaf heeft dit nummer; geef de kop")
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: toml_lines(text)[(*meant[0], "codes")] - 1]))
    found = _LIST.match(text, start)
    if found is None:
        raise ValueError("de codes van deze paragraaf staan niet als lijst zonder opmerkingen")
    codes = found[2].rstrip()
    at = found.end(1) + len(codes)
    between = " " if codes.endswith(",") else ", "
    return f"{text[:at]}{between}{_quoted(code)}{text[at:]}"


def _presenting(text: str) -> Iterator[tuple[Route, dict[str, Any]]]:
    """(where it stands, its values) of every section and part that presents codes."""
    for at, section in enumerate(tomllib.loads(text).get("sections", [])):
        number = section.get("number", "")
        parts = [
            ((at, "parts", place), part) for place, part in enumerate(section.get("parts", []))
        ]
        for route, table in (((at,), section), *parts):
            if table.get("codes") and not table.get("composed"):
                yield ("sections", *route), {**table, "number": number}


def _is(section: str, table: dict[str, Any]) -> bool:
    known = (table["number"], str(table.get("heading", "")).casefold())
    return " ".join(section.casefold().split()) in known
