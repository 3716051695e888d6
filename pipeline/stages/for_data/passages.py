"""Coded passages as flat rows, with all that is known of who said it and of the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.config.study import Study
from pipeline.domain.ids import RespondentId
from pipeline.domain.quotable import MarkedSegment, quotation_id
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.exchange.tidy.table import Value
from pipeline.report.quotations import attribution
from pipeline.stages.for_data.kinds import Passage
from pipeline.stages.tidying import Row

QUOTATIONS = (
    "quotation", "kind", "wave", "segment", "respondent", "actor", "oza", "age", "gender",
    "participants", "date", "source", "code", "path", "label", "main", "stance", "coder", "decided",
    "validated", "heading", "question", "start", "end", "text",
)  # fmt: skip

_CODE = ("code", "path", "label", "main", "stance", "coder", "decided")


def quotation_rows(
    segments: Mapping[tuple[str, str], Segment],
    people: Sequence[Row],
    codings: Sequence[Row],
    study: Study,
) -> Iterator[dict[str, Value]]:
    """A row a coding and passage, in the order of the reports; nothing of what is never quoted.

    Where people marked passages in a segment these are rows of their own, also without a code.

    Args:
        segments: (wave, id) → those whose text may be told, with their marks.
        people, codings: rows of the tidy tables.
    """
    who = {(one["wave"], one["respondent"]): one for one in people}
    coded: dict[tuple[str, str], list[Row]] = {}
    for coding in codings:
        coded.setdefault((coding["wave"], coding["segment"]), []).append(coding)
    for (wave, id_), segment in segments.items():
        if isinstance(segment, MarkedSegment) and segment.never:
            continue
        person = who[wave, segment.respondent]
        own = coded.get((wave, id_), [])
        of_segment = _of_segment(wave, segment, person, study)
        if own:
            whole = of_segment | _whole(wave, segment)
            yield from (whole | _of_code(code) for code in own)
        quotes = segment.quotes if isinstance(segment, MarkedSegment) else ()
        for quote in quotes:
            said: dict[str, Value] = {
                "quotation": quote.id,
                "kind": Passage.QUOTABLE.value,
                "start": quote.start,
                "end": quote.end,
                "text": segment.text[quote.start : quote.end],
            }
            for code in own or [{}]:
                yield of_segment | said | _of_code(code)


def _whole(wave: str, segment: Segment) -> dict[str, Value]:
    return {
        "quotation": quotation_id(wave, segment.id, text_digest(segment.text)),
        "kind": Passage.SEGMENT.value,
        "start": 0,
        "end": len(segment.text),
        "text": segment.text,
    }


def _of_segment(wave: str, segment: Segment, person: Row, study: Study) -> dict[str, Value]:
    source = attribution(RespondentId.parse(segment.respondent), study.settings.actors)
    return {
        **person,
        "wave": wave,
        "segment": segment.id,
        "source": source.replace("\u00a0", " "),
        "heading": segment.heading,
        "question": segment.question,
    }


def _of_code(coding: Row) -> dict[str, Value]:
    return {name: coding.get(name, "") for name in _CODE}
