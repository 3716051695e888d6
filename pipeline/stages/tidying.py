"""A study as tidy tables, one row an observation (Wickham 2014, *Tidy Data*, Journal of Statistical
Software 59(10)), for notebooks and for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.config.study import Study
from pipeline.domain.judgement import Decision, codings_of, standing
from pipeline.domain.respondent import OzaTraits, Respondent
from pipeline.errors import LedgerError
from pipeline.report.evidence import Evidence
from pipeline.report.themes import Count, section_themes
from pipeline.stages.shared.fetching import decisions_of
from pipeline.stages.shared.gathering import evidence_of, marked_segments
from pipeline.store.layout import Layout
from pipeline.store.tables import read_ozas, read_respondents

if TYPE_CHECKING:
    import pandas as pd

RESPONDENTS = (
    "wave", "respondent", "actor", "oza", "age", "gender", "participants", "date", "validated",
)  # fmt: skip
SEGMENTS = (
    "wave", "segment", "respondent", "actor", "oza", "heading", "question", "speaker", "text",
    "reader",
)  # fmt: skip
CODINGS = (
    "wave", "segment", "respondent", "actor", "oza", "code", "label", "main", "stance", "coder",
    "suggested", "probability", "blind", "codebook",
)  # fmt: skip
THEMES = (
    "wave", "section", "heading", "code", "label", "actor", "raised", "total", "ozas", "standing",
    "positive", "concern", "neutral",
)  # fmt: skip


@dataclass(frozen=True)
class Tables:
    """A study in four tables.

    `respondents`: a row an interview, with the traits of its OZA as further columns; `validated`
    says whether all of its report was read. `segments`: a row a piece of text; `reader` is whose
    word counts for it, '' where nobody read it. `codings`: a row a code on a segment, only what
    counts and what somebody read; `suggested` says that the machine had proposed it. `themes`: a
    row a code of a section and an actor, `raised` of `total` respondents who count; `standing`
    tells not raised from not asked.
    """

    respondents: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame
    themes: pd.DataFrame


def tables_of(layouts: Sequence[Layout], study: Study) -> Tables:
    """The waves of a study together.

    Args:
        layouts: of waves that were segmented.
    """
    import pandas as pd

    ledgers = decisions_of(layouts[0], study) if layouts else {}
    found: dict[str, list[dict[str, Any]]] = {"r": [], "s": [], "c": [], "t": []}
    traits: dict[str, None] = {}
    for layout in layouts:
        people = read_respondents(layout.stage("ingest") / "respondents.json")
        ozas = {oza.number: oza for oza in read_ozas(layout.stage("ingest") / "ozas.json")}
        traits |= {name: None for oza in ozas.values() for name in oza.traits}
        segments = marked_segments(layout).segments
        try:
            evidence: Evidence | None = evidence_of(layout, study, segments)
        except LedgerError:
            evidence = None  # nothing is validated yet: the tables are there, and say so
        counting = evidence.counting if evidence else frozenset()
        found["r"] += [_person(layout.wave, one, ozas, counting) for one in people]
        codings, owner = codings_of(ledgers, study.settings.precedence)
        for segment in segments:
            who = next(r for r in people if str(r.id) == segment.respondent)
            reader = owner.get((layout.wave, segment.id), "")
            texts = (segment.heading, segment.question, segment.speaker, segment.text, reader)
            values = (layout.wave, segment.id, segment.respondent, who.actor.value, who.id.oza)
            found["s"].append(dict(zip(SEGMENTS, (*values, *texts), strict=True)))
        known = {segment.id for segment in segments}
        decided = {c: standing(own) for c, own in ledgers.items()}
        found["c"] += [
            _coding(
                coding.coder, decided[coding.coder][layout.wave, coding.segment, coding.code], study
            )
            for coding in codings
            if coding.wave == layout.wave and coding.segment in known and not coding.bulk
        ]
        if evidence is not None:
            found["t"] += _themes(layout.wave, evidence, study)
    return Tables(
        pd.DataFrame(found["r"], columns=[*RESPONDENTS, *traits]).astype({"age": "Int64"}),
        pd.DataFrame(found["s"], columns=list(SEGMENTS)),
        pd.DataFrame(found["c"], columns=list(CODINGS)).astype({"probability": "float64"}),
        pd.DataFrame(found["t"], columns=list(THEMES)),
    )


def _person(
    wave: str, one: Respondent, ozas: Mapping[int, OzaTraits], counting: frozenset[str]
) -> dict[str, Any]:
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
        "validated": str(one.id) in counting,
        **(dict(own.traits) if own else {}),
    }


def _coding(coder: str, d: Decision, study: Study) -> dict[str, Any]:
    from pipeline.domain.ids import RespondentId

    book, who = study.codebook, RespondentId.parse(d.respondent)
    above = list(book.ancestors(d.code)) if d.code in book else []
    values = (
        d.wave,
        d.segment,
        d.respondent,
        who.actor.value,
        who.oza,
        d.code,
        book[d.code].label if d.code in book else d.code,
        above[-1].id if above else d.code,
        d.stance.value,
        coder,
        d.seen is not None,
        d.seen,
        d.blind,
        d.codebook,
    )
    return dict(zip(CODINGS, values, strict=True))


def _themes(wave: str, evidence: Evidence, study: Study) -> Iterator[dict[str, Any]]:
    for section in study.chapters.sections:
        if not section.codes or section.composed:
            continue
        themes = section_themes(section, evidence, study.chapters, study.codebook)
        for theme in themes.themes:
            for count in theme.counts:
                place = (wave, section.number, section.heading, theme.code, theme.label)
                yield dict(zip(THEMES, (*place, *_counted(count)), strict=True))


def _counted(count: Count) -> tuple[Any, ...]:
    stances = {stance.value: number for stance, number in count.stances.items()}
    told = (count.actor.value, count.count, count.total, len(count.ozas), count.standing.value)
    return (*told, *(stances.get(key, 0) for key in ("positief", "aandachtspunt", "neutraal")))
