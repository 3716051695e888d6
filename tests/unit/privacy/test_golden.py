"""The golden cases: what must be found, what must not, and what is known to be missed."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipeline.domain.report import Report
from pipeline.privacy.detect import find
from pipeline.privacy.finding import Finding, Kind
from pipeline.privacy.roster import Roster

CASES = json.loads(
    (Path(__file__).parents[2] / "golden" / "privacy" / "cases.json").read_text(encoding="utf-8")
)
MARK = re.compile(r"\{\{(?P<kind>[^|}]+)\|(?P<text>[^}]+)\}\}")
FORMS = {
    Kind.ADRES,
    Kind.POSTCODE,
    Kind.TELEFOON,
    Kind.EMAIL,
    Kind.WEBADRES,
    Kind.BSN,
    Kind.IBAN,
    Kind.GEBOORTEDATUM,
    Kind.OVERIG,
}


@dataclass(frozen=True)
class Planted:
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    text: str
    planted: tuple[Planted, ...]
    known: tuple[str, ...] = ()
    failure: str = ""


def parse(row: dict[str, object]) -> Case:
    text, planted, position = "", [], 0
    marked = str(row["text"])
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        planted.append(Planted(Kind(match["kind"]), len(text), len(text) + len(match["text"])))
        text += match["text"]
        position = match.end()
    known = row.get("known", [])
    assert isinstance(known, list)
    return Case(text + marked[position:], tuple(planted), tuple(known), str(row.get("failure", "")))


PLANTED = [parse(row) for row in CASES["planted"]]
CLEAN = [Case(text, ()) for text in CASES["clean"]]


@cache
def found(case: Case) -> tuple[Finding, ...]:
    report = Report("1K1", case.text, ())
    return tuple(find(report, allowed=frozenset(), roster=Roster.of(case.known)))


def covered(case: Case, planted: Planted) -> bool:
    """Every letter and digit of the identifier lies within some finding."""
    letters = {i for i in range(planted.start, planted.end) if case.text[i].isalnum()}
    return letters <= {i for f in found(case) for i in range(f.start, f.end)}


@pytest.mark.parametrize("case", PLANTED, ids=range(len(PLANTED)))
def test_finds_what_is_planted(case: Case) -> None:
    missed = [case.text[p.start : p.end] for p in case.planted if not covered(case, p)]
    if case.failure:
        assert missed, "this case is declared to fail and does not any more: take the mark away"
    else:
        assert not missed


@pytest.mark.parametrize("case", CLEAN, ids=range(len(CLEAN)))
def test_raises_no_false_alarm(case: Case) -> None:
    sure = [(f.text, f.source) for f in found(case) if f.certainty != "mogelijk"]
    assert not sure


def test_set_is_as_large_as_it_should_be() -> None:
    assert len(PLANTED) >= 80
    assert sum(len(case.planted) for case in PLANTED) >= 120
    assert len(CLEAN) >= 120
    assert {p.kind for case in PLANTED for p in case.planted} == set(Kind) - {Kind.NAAM}


def test_recall() -> None:
    total: Counter[Kind] = Counter()
    hit: Counter[Kind] = Counter()
    for case in PLANTED:
        for planted in case.planted:
            total[planted.kind] += 1
            hit[planted.kind] += covered(case, planted)
    assert sum(hit.values()) / sum(total.values()) >= 0.97
    for kind in FORMS:
        assert hit[kind] == total[kind], kind


def test_forms_are_found_as_what_they_are() -> None:
    for case in PLANTED:
        for planted in case.planted:
            if planted.kind in FORMS:
                spans = {(f.start, f.end, f.kind) for f in found(case)}
                assert (planted.start, planted.end, planted.kind) in spans


def test_false_alarms_per_thousand_words() -> None:
    words = sum(len(case.text.split()) for case in PLANTED + CLEAN)
    sure = possible = 0
    for case in PLANTED + CLEAN:
        for finding in found(case):
            if not any(finding.start < p.end and p.start < finding.end for p in case.planted):
                sure += finding.certainty != "mogelijk"
                possible += finding.certainty == "mogelijk"
    assert 1000 * sure / words <= 3
    assert 1000 * possible / words <= 5
