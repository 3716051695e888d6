"""What people did with suggestions they saw: which decisions are an answer, and how it changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.config.study import Study
from pipeline.domain.judgement import Decision, Verdict
from pipeline.stages.for_drift.acceptance import accepted_of, answers_of

Decide = Callable[..., Decision]


def shown(decide: Decide, wave: str, right: int, wrong: int, code: str = "waardering") -> list:
    """One answer of each of so many respondents."""
    return [
        decide(
            f"{n + 1}K1:{n:08x}",
            code,
            wave=wave,
            seen=0.6,
            verdict=Verdict.ACCEPT if n < right else Verdict.REJECT,
        )
        for n in range(right + wrong)
    ]


def test_only_answers_on_what_was_seen_count(decide: Decide) -> None:
    given = {"wave": "golf-2", "seen": 0.7}
    ledger = [
        decide("1K1:a", verdict=Verdict.ACCEPT, **given),
        decide("1K1:b", verdict=Verdict.REJECT, **given),
        decide("1K1:c", verdict=Verdict.ADD, wave="golf-2"),
        decide("1K1:d", verdict=Verdict.ACCEPT, bulk=True, **given),
        decide("1K1:e", verdict=Verdict.ACCEPT, wave="golf-1", seen=0.7),
        decide("1K1:f", verdict=Verdict.ACCEPT, **given),
        decide("1K1:f", verdict=Verdict.RETRACT, **given),
        decide("1K1:g", verdict=Verdict.ACCEPT, **given),
        decide("1K1:g", verdict=Verdict.REJECT, **given),
    ]
    found = answers_of({"anna": ledger, "bram": ledger[:1]}, "golf-2")
    assert [(one.segment, one.verdict) for one in found] == [
        ("1K1:a", Verdict.ACCEPT),
        ("1K1:b", Verdict.REJECT),
        ("1K1:g", Verdict.REJECT),
        ("1K1:a", Verdict.ACCEPT),
    ]


def test_a_fall_is_told_per_code_with_an_interval(decide: Decide, study: Study) -> None:
    before = shown(decide, "golf-1", 18, 2) + shown(decide, "golf-1", 5, 5, "zorg")
    now = shown(decide, "golf-2", 4, 12) + shown(decide, "golf-2", 5, 5, "zorg")
    every, *codes = accepted_of(before, now, study.codebook)
    by_code = {one.code: one for one in codes}
    assert (every.code, every.before.hits, every.before.cases) == ("", 23, 30)
    fell, same = by_code["waardering"], by_code["zorg"]
    assert fell.change.value == pytest.approx(4 / 16 - 18 / 20)
    assert fell.change.high is not None
    assert fell.change.high < 0
    assert same.change.value == 0
    assert same.change.low is not None
    assert same.change.low < 0 < (same.change.high or 0)


def test_without_answers_in_one_wave_there_is_nothing_to_compare(
    decide: Decide, study: Study
) -> None:
    now = shown(decide, "golf-2", 4, 12)
    assert accepted_of([], now, study.codebook) == ()
    assert accepted_of(now, [], study.codebook) == ()
