"""The rules of drift: what a change is called, and what is advised."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain.drift import Advice, Course, Side
from pipeline.domain.drift_rules import (
    Reason,
    Signs,
    advised,
    by_chance,
    coded_otherwise,
    course_of,
)
from pipeline.domain.evaluation import Measured

NONE = Measured(None)
DOWN, FLAT, UP = Measured(-0.4, -0.7, -0.1), Measured(-0.2, -0.5, 0.1), Measured(0.4, 0.1, 0.7)
STEADY = Signs(
    codings_before=20,
    codings=8,
    suggested_before=20,
    suggested=8,
    accepted=NONE,
    precision=FLAT,
    recall=FLAT,
    strange=FLAT,
    ratio=Measured(1.1, 0.6, 1.8),
    order=0.9,
)


@pytest.mark.parametrize(
    ("before", "now", "change", "course"),
    [
        ((8, 15), (1, 6), FLAT, Course.FADED),  # also where the interval holds 0
        ((8, 15), (1, 5), FLAT, Course.FADED),
        ((7, 14), (0, 6), FLAT, Course.STEADY),  # half is not more than half
        ((7, 14), (0, 6), DOWN, Course.SHRANK),
        ((8, 15), (2, 6), FLAT, Course.STEADY),  # two of six are more than one in five
        ((3, 15), (4, 6), FLAT, Course.APPEARED),
        ((4, 15), (4, 6), UP, Course.GREW),
        ((4, 4), (0, 6), DOWN, Course.TOO_FEW),
        ((9, 9), (0, 4), DOWN, Course.TOO_FEW),
    ],
)
def test_what_became_of_a_code(
    before: tuple[int, int], now: tuple[int, int], change: Measured, course: Course
) -> None:
    assert course_of(Side(*before), Side(*now), change) is course


def test_a_count_lies_within_its_total() -> None:
    with pytest.raises(ValueError, match="totaal"):
        Side(4, 3)


@pytest.mark.parametrize(
    ("given", "recognised", "otherwise"),
    [
        (1, 3.0, True),
        (1, 2.9, False),
        (0, 2.0, True),
        (3, 5.5, False),
        (3, 6.0, True),
        (0, None, False),
    ],
)
def test_what_a_model_recognises_and_nobody_gave(
    given: int, recognised: float | None, otherwise: bool
) -> None:
    assert coded_otherwise(given, recognised) is otherwise


@pytest.mark.parametrize(
    ("signs", "advice", "reasons"),
    [
        ({}, Advice.NOTHING, ()),
        ({"recall": DOWN, "strange": UP}, Advice.REDEFINE, (Reason.RECALL, Reason.STRANGE)),
        (
            {"ratio": Measured(3, 1.5, 5), "strange": UP},
            Advice.REDEFINE,
            (Reason.MORE, Reason.STRANGE),
        ),
        # New words in themselves are no reason: what is found is found.
        ({"strange": UP}, Advice.NOTHING, ()),
        ({"recall": DOWN}, Advice.REVIEW, (Reason.RECALL,)),
        ({"precision": DOWN}, Advice.REVIEW, (Reason.PRECISION,)),
        ({"accepted": DOWN}, Advice.REVIEW, (Reason.ACCEPTED,)),
        ({"ratio": Measured(3, 1.5, 5)}, Advice.REFIT, (Reason.MORE,)),
        ({"ratio": Measured(0.4, 0.2, 0.9)}, Advice.REFIT, (Reason.FEWER,)),
        ({"ratio": Measured(3, 1.5, 5), "order": 0.79}, Advice.REVIEW, (Reason.MORE,)),
        (
            {"ratio": Measured(0, 0, 0.9), "codings": 0, "order": None},
            Advice.REFIT,
            (Reason.FEWER,),
        ),
        # Better is no reason for anything.
        ({"recall": UP, "precision": UP}, Advice.NOTHING, ()),
        ({"codings": 4, "recall": DOWN, "strange": UP}, Advice.NOTHING, ()),
        ({"codings_before": 4, "suggested": 4, "recall": DOWN}, Advice.TOO_FEW, ()),
        ({"suggested": 4, "precision": DOWN}, Advice.NOTHING, ()),
        ({"codings": 4, "suggested": 4, "ratio": Measured(0.4, 0.2, 0.9)}, Advice.TOO_FEW, ()),
    ],
)
def test_the_first_rule_that_fits(
    signs: dict[str, object], advice: Advice, reasons: tuple[Reason, ...]
) -> None:
    assert advised(replace(STEADY, **signs)) == (advice, reasons)  # type: ignore[arg-type]


def test_how_many_would_be_advised_by_chance() -> None:
    """Two that can fall and a ratio; none; a ratio alone, and precision of none."""
    few = replace(STEADY, codings=2, suggested=2)
    only_ratio = replace(STEADY, codings_before=2, suggested_before=2)
    count, chance = by_chance([STEADY, few, only_ratio])
    assert count == 4
    assert chance == pytest.approx(2 / 40 + 2 / 20)
