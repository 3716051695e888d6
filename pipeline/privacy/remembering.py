"""What is known of a searched report as plain values, to be kept until the next time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.privacy.finding import Finding, Kind, Span
from pipeline.privacy.roster import Roster, Touchable
from pipeline.privacy.wave import Noted, Round, Searched


def as_values(searched: Searched) -> dict[str, Any]:
    """Lists and texts only; `searched_from` makes the same of it again."""
    return {
        "own": {where: [_span(span) for span in spans] for where, spans in searched.own.items()},
        "forms": sorted(searched.words.forms),
        "strange": sorted(searched.words.strange),
        "rounds": {digest: _round(one) for digest, one in searched.rounds.items()},
    }


def searched_from(values: Mapping[str, Any]) -> Searched:
    return Searched(
        {where: tuple(map(_span_from, spans)) for where, spans in values["own"].items()},
        Touchable(frozenset(values["forms"]), frozenset(values["strange"])),
        {digest: _round_from(one) for digest, one in values["rounds"].items()},
    )


def _span(span: Span) -> list[Any]:
    return [span.start, span.end, span.kind.value, span.source, span.certainty]


def _span_from(row: list[Any]) -> Span:
    start, end, kind, source, certainty = row
    return Span(start, end, Kind(kind), source, certainty)


def _round(one: Round) -> dict[str, Any]:
    taught = one.taught
    return {
        "noted": [_noted(noted) for noted in one.noted],
        "names": sorted(taught.names),
        "loose": sorted(taught.loose),
        "phrases": sorted([text, kind.value] for text, kind in taught.phrases),
    }


def _round_from(values: Mapping[str, Any]) -> Round:
    phrases = frozenset((text, Kind(kind)) for text, kind in values["phrases"])
    taught = Roster(frozenset(values["names"]), frozenset(values["loose"]), phrases)
    return Round(tuple(map(_noted_from, values["noted"])), taught)


def _noted(noted: Noted) -> list[Any]:
    found = noted.finding
    place = [found.respondent, found.start, found.end, found.kind.value, found.text]
    return [noted.id, noted.before, noted.after, *place, found.source, found.certainty, found.where]


def _noted_from(row: list[Any]) -> Noted:
    id_, before, after, respondent, start, end, kind, *rest = row
    return Noted(id_, Finding(respondent, start, end, Kind(kind), *rest), before, after)
