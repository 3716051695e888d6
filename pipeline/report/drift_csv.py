"""drift.csv: every number of drift on a line of its own."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from pipeline.domain.drift import Accepted, Drift, Moved, Part, Recognised, Vocabulary
from pipeline.domain.evaluation import Measured

HEADER = (
    "kind", "actor", "code", "label", "measure", "before", "n_before", "now", "n_now", "difference",
    "low", "high", "outcome", "by_chance",
)  # fmt: skip

Line = tuple[str, ...]


def write_rows(path: Path, found: Drift) -> None:
    """Writes the lines, for a Dutch Excel and for `read.csv2`: semicolons, decimal commas, UTF-8
    with a mark. Empty where a number does not exist. `before` and `now` are counts, of `n_before`
    and `n_now` respondents (themes and words) or segments (suggestions); `difference` is of shares.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(_moved(one) for one in found.moved)
        for one in found.vocabulary:
            writer.writerows(_words(one))
        writer.writerows(_accepted(one) for one in found.accepted)
        for own in (found.fresh.all_codes, *found.fresh.codes) if found.fresh else ():
            writer.writerows(_recognised(own))


def _moved(one: Moved) -> Line:
    counts = (one.before.raised, one.before.total, one.now.raised, one.now.total)
    return (
        "thema",
        one.actor.value,
        one.code,
        one.label,
        "ingebracht",
        *(str(count) for count in counts),
        *_limits(one.change),
        one.course.value,
        _number(one.by_chance if one.as_clear else None),
    )


def _words(one: Vocabulary) -> Iterator[Line]:
    actors = "+".join(actor.value for actor in one.actors)
    for terms, outcome in ((one.new, "nieuw"), (one.gone, "weggevallen")):
        for term in terms:
            counts = (term.before.raised, term.before.total, term.now.raised, term.now.total)
            yield (
                "woord",
                actors,
                "",
                term.text,
                "gebruikt",
                *(str(count) for count in counts),
                _number(term.now.share - term.before.share),
                "",
                "",
                outcome,
                _number(term.by_chance),
            )


def _accepted(one: Accepted) -> Line:
    return _shares("gezien", one.code, one.label, "geaccepteerd", one.before, one.now, one.change)


def _recognised(one: Recognised) -> Iterator[Line]:
    place = ("model", one.code, one.label)
    advice = one.advice.value
    yield _shares(*place, "recall", one.recall_before, one.recall, one.recall_change, advice)
    yield _shares(
        *place, "precisie", one.precision_before, one.precision, one.precision_change, advice
    )


def _shares(
    kind: str,
    code: str,
    label: str,
    measure: str,
    before: Part,
    now: Part,
    change: Measured,
    outcome: str = "",
) -> Line:
    counts = (before.hits, before.cases, now.hits, now.cases)
    texts = (str(count) for count in counts)
    return (kind, "", code, label, measure, *texts, *_limits(change), outcome, "")


def _limits(found: Measured) -> Line:
    return tuple(_number(value) for value in (found.value, found.low, found.high))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".replace(".", ",")
