"""Numbers as a Dutch reader has them."""

from __future__ import annotations

from math import inf, nan

import pytest

from pipeline.domain.evaluation import Evaluation, Measured
from pipeline.report.evaluation_sentences import work_saved
from pipeline.report.evaluation_words import (
    decimal,
    interval,
    measured,
    of_hundred,
    overlap,
    percentage,
    rest_of_hundred,
    scored,
    too_few,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.814, "0,81"),
        (0.355, "0,36"),
        (1.0, "1,00"),
        (-0.034, "−0,03"),
        (-0.001, "0,00"),
        (None, "–"),
        (inf, "–"),
    ],
)
def test_decimals_have_commas_and_a_dash_where_there_is_no_number(
    value: float | None, text: str
) -> None:
    assert decimal(value) == text


def test_a_share_is_a_whole_percentage_unless_that_would_say_none_or_all() -> None:
    shares = (0.0, 0.004, 0.27, 0.996, 1.0, nan, None)
    assert [percentage(share) for share in shares] == [
        "0%",
        "0,4%",
        "27%",
        "99,6%",
        "100%",
        "–",
        "–",
    ]


def test_an_estimate_stands_before_its_interval() -> None:
    found = Measured(0.81, 0.77, 0.84)
    assert measured(found) == "0,81 (0,77–0,84)"
    assert of_hundred(found) == "81 (77–84)"
    assert of_hundred(Measured(0.009, 0.004, 0.013)) == "0,9 (0,4–1,3)"


def test_what_is_rounded_adds_up() -> None:
    assert decimal(0.355) == "0,36"
    assert of_hundred(Measured(0.355)) == "36"
    assert rest_of_hundred(0.355) == "64"
    assert rest_of_hundred(0.996) == "0,4"
    assert percentage(0.595) == "60%"
    assert [work_saved(saved) for saved in (0.205, -0.005, 0.0, 0.01, None)] == [
        "20 punten minder",
        "1 punt meer",
        "evenveel als willekeurig",
        "1 punt minder",
        "–",
    ]


def test_without_an_interval_or_a_value_nothing_is_made_up() -> None:
    assert measured(Measured(0.81)) == "0,81"
    assert interval(Measured(0.81, 0.77, None)) == ""
    assert measured(Measured(None)) == of_hundred(Measured(None)) == "–"


def test_whether_intervals_overlap_is_not_known_without_both() -> None:
    low, high = Measured(0.3, 0.2, 0.4), Measured(0.6, 0.4, 0.8)
    assert overlap(low, high) is overlap(high, low) is True
    assert overlap(low, Measured(0.6, 0.41, 0.8)) is False
    assert overlap(low, Measured(0.6)) is None


def test_codes_stand_in_order_of_cases_and_apart_where_these_are_too_few(
    evaluation: Evaluation,
) -> None:
    enough, few = scored(evaluation.codes), too_few(evaluation.codes)
    for codes in (enough, few):
        assert [code.cases for code in codes] == sorted((c.cases for c in codes), reverse=True)
    assert min(code.cases for code in enough) >= evaluation.least_cases > few[0].cases
    assert len(enough) + len(few) == len(evaluation.codes)
