"""A study as tidy tables, one row an observation (Wickham 2014, *Tidy Data*, Journal of Statistical
Software 59(10)): as rows for files (`for_data`), as pandas tables for notebooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.config.study import Study
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Coding, Decision, codings_of, standing
from pipeline.domain.respondent import OzaTraits, Respondent
from pipeline.domain.segment import Segment
from pipeline.errors import LedgerError
from pipeline.report.themes import Count, section_themes
from pipeline.stages.shared.fetching import decisions_of
from pipeline.stages.shared.gathering import evidence_of, marked_segments
from pipeline.store.layout import Layout
from pipeline.store.tables import read_ozas, read_respondents

if TYPE_CHECKING:
    import pandas as pd

RESPONDENTS = (
    "wave", "respondent", "actor", "oza", "age", "gender", "participants", "date", "validated",
    "formerly", "segments", "segments_read",
)  # fmt: skip
SEGMENTS = (
    "wave", "segment", "respondent", "actor", "oza", "heading", "question", "speaker", "text",
    "reader", "position", "start", "end", "spoken_from", "spoken_to",
)  # fmt: skip
CODINGS = (
    "wave", "segment", "respondent", "actor", "oza", "code", "label", "main", "stance", "coder",
    "suggested", "probability", "blind", "codebook", "path", "by", "decided", "validated",
    "decision",
)  # fmt: skip
THEMES = (
    "wave", "section", "heading", "code", "label", "actor", "raised", "total", "ozas", "standing",
    "positive", "concern", "neutral",
)  # fmt: skip


_TAKEN = frozenset((*RESPONDENTS, *SEGMENTS, *CODINGS, "quotation", "kind", "source"))
"""Columns of a row about a respondent, here and in files."""

Row = dict[str, Any]
"""Column → value; None where nothing is known."""


@dataclass(frozen=True)
class Tables:
    """A study in four tables.

    `respondents`: a row an interview, with the traits of its OZA as further columns; `validated`
    says whether all of its report was read. `segments`: a row a piece of text; `reader` is whose
    word counts for it, '' where nobody read it. `codings`: a row a code on a segment, only what
    counts and what somebody read; `suggested` says that the machine had proposed it, `validated`
    that all of its report was read, so that it is in the numbers of the report. `themes`: a
    row a code of a section and an actor, `raised` of `total` respondents who count; `standing`
    tells not raised from not asked.
    """

    respondents: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame
    themes: pd.DataFrame


@dataclass(frozen=True)
class Rows:
    """The same as rows, but for the themes, with `traits`: the names of what is known of each OZA.
    `marked` are the segments themselves by (wave, id), with what people marked in them."""

    respondents: list[Row] = field(default_factory=list)
    segments: list[Row] = field(default_factory=list)
    codings: list[Row] = field(default_factory=list)
    traits: list[str] = field(default_factory=list)
    marked: dict[tuple[str, str], Segment] = field(default_factory=dict)


def tables_of(layouts: Sequence[Layout], study: Study) -> Tables:
    """The waves of a study together.

    Args:
        layouts: of waves that were segmented.
    """
    import pandas as pd

    found = rows_of(layouts, study, decisions_of(layouts[0], study) if layouts else {})
    themes = [row for layout in layouts for row in _themes(layout, study)]
    people = [*RESPONDENTS, *found.traits]
    heard = {"spoken_from": "float64", "spoken_to": "float64"}
    whole = {"age": "Int64", "segments": "int64", "segments_read": "int64"}
    return Tables(
        pd.DataFrame(found.respondents, columns=people).astype(whole),
        pd.DataFrame(found.segments, columns=list(SEGMENTS)).astype(heard),
        pd.DataFrame(found.codings, columns=list(CODINGS)).astype({"probability": "float64"}),
        pd.DataFrame(themes, columns=list(THEMES)),
    )


def rows_of(
    layouts: Sequence[Layout], study: Study, ledgers: Mapping[str, Sequence[Decision]]
) -> Rows:
    """The waves of a study together, in the order given; within a wave that of its reports.

    Args:
        layouts: of waves that were segmented.
        ledgers: coder → decisions under the codebook of now.
    """
    found = Rows()
    decided = {c: standing(own) for c, own in ledgers.items()}
    codings, owner = codings_of(ledgers, study.settings.precedence)
    of_codes = {c: _of_code(c, study.codebook) for c in {coding.code for coding in codings}}
    traits: dict[str, None] = {}
    for layout in layouts:
        people = {
            str(one.id): one
            for one in read_respondents(layout.stage("ingest") / "respondents.json")
        }
        ozas = {oza.number: oza for oza in read_ozas(layout.stage("ingest") / "ozas.json")}
        traits |= {trait_column(name): None for oza in ozas.values() for name in oza.traits}
        segments = marked_segments(layout).segments
        readers = {s.id: owner.get((layout.wave, s.id), "") for s in segments}
        tally = Counter(s.respondent for s in segments)
        read = Counter(s.respondent for s in segments if readers[s.id])
        # As in the evidence of a report: a report counts when all of it was read.
        counting = {name for name, number in tally.items() if read[name] == number}
        for name, one in people.items():
            seen = {"segments": tally[name], "segments_read": read[name]}
            found.respondents.append(_person(layout.wave, one, ozas, name in counting) | seen)
        found.segments.extend(_segments(layout.wave, segments, people, readers))
        found.codings.extend(
            _coding(
                coding,
                decided[coding.coder][coding.wave, coding.segment, coding.code],
                of_codes[coding.code],
                coding.respondent in counting,
            )
            for coding in codings
            if coding.wave == layout.wave and coding.segment in readers and not coding.bulk
        )
        found.marked.update({(layout.wave, segment.id): segment for segment in segments})
    found.traits.extend(traits)
    return found


def _segments(
    wave: str,
    segments: Sequence[Segment],
    people: Mapping[str, Respondent],
    readers: Mapping[str, str],
) -> Iterator[Row]:
    position = Counter[str]()
    for one in segments:
        who = people[one.respondent]
        position[one.respondent] += 1
        place = (wave, one.id, one.respondent, who.actor.value, who.id.oza)
        texts = (one.heading, one.question, one.speaker, one.text, readers[one.id])
        where = (position[one.respondent], one.start, one.end, one.spoken_from, one.spoken_to)
        yield dict(zip(SEGMENTS, (*place, *texts, *where), strict=True))


@lru_cache(maxsize=4096)  # of the same few hundred there are hundreds of thousands of rows
def who_of(respondent: str) -> RespondentId:
    """Raises ValueError as `RespondentId.parse` does."""
    return RespondentId.parse(respondent)


def trait_column(name: str) -> str:
    """The column of what is known of OZA's: `oza_` before a name that another column has."""
    return f"oza_{name}" if name in _TAKEN else name


def path_of(code: str, book: Codebook) -> str:
    """`Sociaal > Vriendschap`: the labels from the main code down; the id of an unknown code."""
    if code not in book:
        return code
    above = [one.label for one in book.ancestors(code)]
    return " > ".join([*reversed(above), book[code].label])


def _person(wave: str, one: Respondent, ozas: Mapping[int, OzaTraits], validated: bool) -> Row:
    own = ozas.get(one.id.oza)
    return {
        "wave": wave,
        "respondent": str(one.id),
        "actor": one.actor.value,
        "oza": one.id.oza,
        "age": one.age,
        "gender": one.gender,
        "participants": one.participants,
        "date": one.date,
        "validated": validated,
        "formerly": str(one.formerly) if one.formerly else "",
        **({trait_column(name): value for name, value in own.traits.items()} if own else {}),
    }


def _of_code(code: str, book: Codebook) -> Row:
    """What a coding tells of its code, which the codebook may not know any more."""
    known = code in book
    above = list(book.ancestors(code)) if known else []
    return {
        "label": book[code].label if known else code,
        "main": above[-1].id if above else code,
        "path": path_of(code, book),
    }


def _coding(coding: Coding, d: Decision, of_code: Row, validated: bool) -> Row:
    who = who_of(d.respondent)
    values = (
        d.wave,
        d.segment,
        d.respondent,
        who.actor.value,
        who.oza,
        d.code,
        of_code["label"],
        of_code["main"],
        d.stance.value,
        coding.coder,
        d.seen is not None,
        d.seen,
        d.blind,
        d.codebook,
        of_code["path"],
        d.by,
        d.at,
        validated,
        coding.decision,
    )
    return dict(zip(CODINGS, values, strict=True))


def _themes(layout: Layout, study: Study) -> Iterator[Row]:
    """Nothing as long as nothing is validated."""
    try:
        evidence = evidence_of(layout, study, marked_segments(layout).segments)
    except LedgerError:
        return
    for section in study.chapters.sections:
        if not section.codes or section.composed:
            continue
        themes = section_themes(section, evidence, study.chapters, study.codebook)
        for theme in themes.themes:
            for count in theme.counts:
                place = (layout.wave, section.number, section.heading, theme.code, theme.label)
                yield dict(zip(THEMES, (*place, *_counted(count)), strict=True))


def _counted(count: Count) -> tuple[Any, ...]:
    stances = {stance.value: number for stance, number in count.stances.items()}
    told = (count.actor.value, count.count, count.total, len(count.ozas), count.standing.value)
    return (*told, *(stances.get(key, 0) for key in ("positief", "aandachtspunt", "neutraal")))
