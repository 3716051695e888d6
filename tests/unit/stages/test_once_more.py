"""One coder against herself: her first reading beside what stands now."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.config.study import Study
from pipeline.domain.agreement import Again, Level
from pipeline.domain.judgement import Decision, Verdict
from pipeline.domain.segment import Segment
from pipeline.stages.for_agreement.once_more import again_of

IDS = ("1K1:aaaaaaaa", "1K1:bbbbbbbb", "1K1:cccccccc", "2K1:dddddddd", "2K1:eeeeeeee")
FIRST = "2025-01-01T10:00:00Z"
Once = Callable[..., Again | None]


@pytest.fixture
def once(study: Study, piece: Callable[..., Segment]) -> Once:
    def make(ledger: list[Decision], before: str = "") -> Again | None:
        segments = [piece(id_) for id_ in IDS]
        return again_of("anna", ledger, segments, "golf-1", study.codebook, 100, 1, before)

    return make


def _all(decide: Callable[..., Decision]) -> list[Decision]:
    codes = ("waardering", "waardering", "", "", "")
    return [decide(i, code, at=FIRST) for i, code in zip(IDS, codes, strict=True)]


def test_a_change_within_a_week_is_no_second_reading(
    once: Once, decide: Callable[..., Decision]
) -> None:
    soon = decide(IDS[0], verdict=Verdict.RETRACT, at="2025-01-08T10:00:00Z")
    assert once([*_all(decide), soon, decide(IDS[0], "", at=soon.at)]) is None


def test_whole_reports_are_compared_and_only_those_she_came_back_to(
    once: Once, decide: Callable[..., Decision]
) -> None:
    later = "2025-01-08T10:00:01Z"
    ledger = [
        *_all(decide),
        decide(IDS[0], verdict=Verdict.RETRACT, at=later),
        decide(IDS[0], "omgeving", at=later),
        decide(IDS[2], "zorg", at="2025-01-09T10:00:00Z"),
    ]
    found = once(ledger)
    assert found is not None
    assert (found.reports, found.segments, found.reopened, found.same) == (("1K1",), 3, 2, 1)
    row = next(r for r in found.rows if (r.level, r.code) == (Level.CODE, "waardering"))
    assert row.coders == ("eerst", "nu")
    assert row.coded == (2, 1)
    assert row.percentage.value == round(2 / 3, 4)


def test_a_day_may_be_named_and_then_a_week_does_not_matter(
    once: Once, decide: Callable[..., Decision]
) -> None:
    anew = decide(IDS[4], "omgeving", at="2025-01-02T00:00:00Z")
    found = once([*_all(decide), anew], "2025-01-02")
    assert found is not None
    assert (found.before, found.reports, found.segments) == ("2025-01-02", ("2K1",), 2)
    assert once([*_all(decide), anew], "2025-01-03") is None
    assert once([*_all(decide), anew], "2025-01-01") is None


def test_coding_for_the_first_time_is_no_coming_back(
    once: Once, decide: Callable[..., Decision]
) -> None:
    ledger = [d for d in _all(decide) if d.segment != IDS[1]]
    assert once([*ledger, decide(IDS[1], at="2025-03-01T10:00:00Z")]) is None
