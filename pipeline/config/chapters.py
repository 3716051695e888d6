"""chapters.toml → Chapters: the sections of the report and the conclusions composed from codes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.config.codes import actors_of
from pipeline.config.fields import Fields
from pipeline.config.toml_file import read_toml
from pipeline.domain.chapters import CONTENTS, Chapters, Conclusion, Section
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Stance
from pipeline.errors import ChaptersError, Place


def read_chapters(
    path: Path, codebook: Codebook, actors: Sequence[Actor] = tuple(Actor)
) -> Chapters:
    """Reads the chapter map and checks it against the codebook.

    Args:
        actors: those of the study; another one is unknown.

    Raises:
        ChaptersError: with file and line, for unknown codes, actors and keys, and for a code
            that is presented twice, or nowhere, for an actor it applies to.
    """
    fields = read_toml(path, ChaptersError)
    sections: list[Section] = []
    for entry in fields.tables("sections"):
        section = _section(entry, entry.filled("number"), codebook, actors)
        sections.append(section)
        for part in entry.tables("parts", optional=True):
            sections.append(_section(part, section.number, codebook, actors, section.heading))
            part.done()
        entry.done()
    conclusions = [_conclusion(entry, codebook, actors) for entry in fields.tables("conclusions")]
    fields.done()
    try:
        return Chapters.build(sections, conclusions, codebook)
    except ValueError as problem:
        raise ChaptersError(str(problem), place=Place.of(path)) from None


def _section(
    entry: Fields,
    number: str,
    codebook: Codebook,
    known: Sequence[Actor],
    part_of: str = "",
) -> Section:
    codes = _codes(entry, codebook, ())
    actors = actors_of(entry, known) if codes or "actors" in entry.data else ()
    contents = entry.text("contents", "")
    if contents and contents not in CONTENTS:
        raise entry.refuse(
            f"onbekende inhoud '{contents}'", "contents", remedy=f"kies uit {', '.join(CONTENTS)}"
        )
    return Section(
        number=number,
        heading=entry.filled("heading"),
        actors=actors,
        codes=codes,
        part_of=part_of,
        composed=entry.flag("composed", False),
        contents=contents,
        asked=actors_of(entry, known, "asked") if "asked" in entry.data else actors,
        shows=entry.texts("shows", ()),
    )


def _conclusion(entry: Fields, codebook: Codebook, known: Sequence[Actor]) -> Conclusion:
    conclusion = Conclusion(
        group=entry.filled("group"),
        id=entry.filled("id"),
        label=entry.filled("label"),
        codes=_codes(entry, codebook, None),
        actors=actors_of(entry, known),
        stance=_stance(entry),
    )
    entry.done()
    return conclusion


def _stance(entry: Fields) -> Stance:
    name = entry.text("stance", "")
    if name not in list(Stance):
        raise entry.refuse(
            f"onbekende houding '{name}'",
            "stance",
            remedy=f"kies uit {', '.join(s for s in Stance if s)}",
        )
    return Stance(name)


def _codes(entry: Fields, codebook: Codebook, default: tuple[str, ...] | None) -> tuple[str, ...]:
    codes = entry.texts("codes", default)
    for at, code in enumerate(codes):
        if code not in codebook:
            raise entry.refuse(f"onbekende code '{code}'", "codes", at, remedy="zie codes.yaml")
    return codes
