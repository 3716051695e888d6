"""Codes by interviews: who raised what, in how many segments, and whether it was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.config.study import Study
from pipeline.domain.ids import Actor
from pipeline.exchange.tidy.table import Value
from pipeline.report.themes import Standing
from pipeline.stages.shared.interviewed import asked_of
from pipeline.stages.tidying import Row, path_of

RAISED = (
    "wave", "respondent", "actor", "oza", "validated", "code", "path", "label", "asked", "raised",
    "segments", "standing",
)  # fmt: skip
WHO = ("wave", "respondent", "actor", "oza", "validated")


def raised_rows(
    people: Sequence[Row], codings: Sequence[Row], study: Study
) -> Iterator[dict[str, Value]]:
    """A row an interview and code, in the order of the register and of the codebook.

    Args:
        people, codings: rows of the tidy tables.
    """
    book = study.codebook
    paths = {code.id: path_of(code.id, book) for code in book}
    asked = {
        actor.value: dict(zip(paths, asked_of(study, actor), strict=True))
        for actor in study.settings.actors
    }
    found = _segments_with(codings, study)
    for one in people:
        own = found.get((one["wave"], one["respondent"]), {})
        for code in book:
            segments = len(own.get(code.id, ()))
            about = asked[Actor(one["actor"])][code.id]
            yield {name: one[name] for name in WHO} | {
                "code": code.id,
                "path": paths[code.id],
                "label": code.label,
                "asked": about,
                "raised": bool(segments),
                "segments": segments,
                "standing": _standing(bool(segments), about, one["validated"]).value,
            }


def matrix_rows(
    raised: Sequence[Mapping[str, Value]], names: Mapping[str, str], *, counted: bool
) -> Iterator[dict[str, Value]]:
    """A row an interview, a column a code; None where nobody can tell that it was not raised.

    Args:
        raised: the rows of `raised_rows`.
        names: code → column.
        counted: the number of segments, instead of 0 and 1.
    """
    row: dict[str, Value] = {}
    for one in raised:
        key = (one["wave"], one["respondent"])
        if row and key != (row["wave"], row["respondent"]):
            yield row
            row = {}
        row = row or {name: one[name] for name in WHO}
        there = one["segments"] if counted else int(bool(one["raised"]))
        told = (Standing.RAISED.value, Standing.NOT_RAISED.value)
        row[names[str(one["code"])]] = there if one["standing"] in told else None
    if row:
        yield row


def matrix_columns(study: Study) -> dict[str, str]:
    """Code → its column: its id, with `code_` before it where another column has that name."""
    return {code.id: f"code_{code.id}" if code.id in WHO else code.id for code in study.codebook}


def _segments_with(
    codings: Sequence[Row], study: Study
) -> dict[tuple[str, str], dict[str, set[str]]]:
    """(wave, respondent) → code → the segments with it or one below it."""
    book = study.codebook
    found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for coding in codings:
        code = coding["code"]
        if code in book:
            for at in (code, *(above.id for above in book.ancestors(code))):
                found[coding["wave"], coding["respondent"]][at].add(coding["segment"])
    return found


def _standing(raised: bool, asked: bool, validated: bool) -> Standing:
    """As in the tables of the report, for one interview."""
    if raised:
        return Standing.RAISED
    if not asked:
        return Standing.NOT_ASKED
    return Standing.NOT_RAISED if validated else Standing.NOT_VALIDATED
