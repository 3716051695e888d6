"""The numbers of agreement, against ones that were worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.config.study import Study
from pipeline.domain.agreement import AgreementRow, Level, Reason
from pipeline.stages.for_agreement.agreeing import all_rows
from pipeline.stages.for_agreement.panel import Panel, groups_of, same_codes
from pipeline.stages.shared.readings import Unit

Units = Callable[..., list[Unit]]

# Ten segments: both give the code to three, either of them to one more, neither to five.
TEN = [("waardering", "waardering")] * 3 + [("waardering", ""), ("", "waardering")] + [("", "")] * 5


@pytest.fixture
def rows(study: Study) -> Callable[..., dict[tuple[Level, str], AgreementRow]]:
    """The rows of some units, by level and code."""

    def make(units: list[Unit], *coders: str) -> dict[tuple[Level, str], AgreementRow]:
        panel = Panel.of(coders or ("anna", "bram"), units, study.codebook, 200, 1)
        assert panel is not None
        return {(row.level, row.code): row for row in all_rows(panel)}

    return make


def test_two_coders_and_one_code_by_hand(units: Units, rows: Callable[..., dict]) -> None:
    row = rows(units("anna bram", TEN))[Level.CODE, "waardering"]
    assert (row.segments, row.respondents, row.coded) == (10, 3, (4, 4))
    assert row.percentage.value == 0.8
    assert row.kappa.value == round((0.8 - 0.52) / 0.48, 4)
    assert row.alpha.value == round(1 - 0.2 / (2 * 8 * 12 / (20 * 19)), 4)
    assert row.gwet.value == round((0.8 - 0.48) / 0.52, 4)
    assert row.prevalence.value == 0.4
    assert (row.prevalence_index.value, row.bias_index.value) == (-0.2, 0.0)


def test_a_code_that_nobody_gave_has_a_reason_and_no_number(
    units: Units, rows: Callable[..., dict]
) -> None:
    found = rows(units("anna bram", TEN))
    row = found[Level.CODE, "omgeving"]
    assert row.reason is Reason.UNUSED
    values = (row.percentage, row.kappa, row.alpha, row.gwet, row.prevalence)
    assert [one.value for one in values] == [None] * 5
    # And it does not lift the mean: that is the one code that was given.
    mean = found[Level.MEAN, ""]
    assert mean.percentage.value == 0.8
    assert mean.alpha == found[Level.CODE, "waardering"].alpha


def test_a_code_given_to_everything_by_everybody_has_no_number_either(
    units: Units, rows: Callable[..., dict]
) -> None:
    row = rows(units("anna bram", [("waardering", "waardering")] * 4))[Level.CODE, "waardering"]
    assert row.reason is Reason.ALWAYS
    assert row.alpha.value is None


def test_without_a_single_difference_there_is_no_interval(
    units: Units, rows: Callable[..., dict]
) -> None:
    found = rows(units("anna bram", [("waardering", "waardering"), ("", "")] * 6))
    row = found[Level.CODE, "waardering"]
    assert (row.alpha.value, row.alpha.low, row.alpha.high) == (1.0, None, None)
    assert row.supported == "unknown"


def test_a_code_is_judged_only_where_it_applies_or_was_given(
    units: Units, rows: Callable[..., dict]
) -> None:
    some = units("anna bram", [("doelen", ""), ("", ""), ("", ""), ("", "")], "1K1 1P1")
    found = rows(some)
    # `doelen` is a code for professionals: of the children only the segment it was given to.
    assert found[Level.CODE, "doelen"].segments == 3
    assert (Level.CODE, "ontstaan") in found
    assert found[Level.CODE, "ontstaan"].segments == 2
    assert found[Level.CODE, "waardering"].segments == 2


def test_below_one_main_code_another_code_agrees_all_the_same(
    units: Units, rows: Callable[..., dict]
) -> None:
    some = units(
        "anna bram",
        [("sociaal-veilig", "sociaal-vriendschap"), ("sociaal-veilig", "sociaal-veilig"), ("", "")]
        * 2,
    )
    found = rows(some)
    assert found[Level.BRANCH, "sociaal"].percentage.value == 1.0
    assert found[Level.BRANCH, "sociaal"].coded == (4, 4)
    assert found[Level.CODE, "sociaal-veilig"].percentage.value == round(4 / 6, 4)
    assert found[Level.CODE, "sociaal-veilig"].branch == "sociaal"
    # A main code without others below it is no branch.
    assert (Level.BRANCH, "waardering") not in found
    assert found[Level.CODE, "waardering"].branch == ""


def test_sets_that_overlap_differ_less_than_sets_that_do_not(
    units: Units, rows: Callable[..., dict]
) -> None:
    same = [("waardering omgeving", "waardering omgeving"), ("", "")]
    overlap = rows(units("anna bram", [*same, ("waardering zorg", "waardering")]))
    apart = rows(units("anna bram", [*same, ("zorg", "waardering")]))
    for level in (Level.MASI, Level.JACCARD):
        assert overlap[level, ""].percentage.value == round(2 / 3, 4)
        assert overlap[level, ""].alpha.value > apart[level, ""].alpha.value
    assert overlap[Level.JACCARD, ""].alpha.value > overlap[Level.MASI, ""].alpha.value


def test_stances_are_compared_where_both_gave_one(units: Units, rows: Callable[..., dict]) -> None:
    some = units(
        "anna bram",
        [
            ("waardering+", "waardering+"),
            ("waardering-", "waardering-"),
            ("waardering+", "waardering-"),
            ("waardering+", "waardering"),
            ("waardering+", ""),
            ("omgeving-", "omgeving-"),
        ],
    )
    row = rows(some)[Level.STANCE, ""]
    assert row.segments == 4
    assert row.percentage.value == 0.75
    # Two by two: observed .75; positive is 2/4 of one and 1/4 of the other.
    assert row.kappa.value == round((0.75 - (0.5 * 0.25 + 0.5 * 0.75)) / 0.5, 4)


def test_three_coders_are_rated_together_and_in_pairs(
    units: Units, rows: Callable[..., dict], study: Study
) -> None:
    three = [
        ("waardering", "waardering", None),
        ("", "", ""),
        ("waardering", "", "waardering"),
        (None, "", ""),
    ]
    some = units("anna bram cees", three)
    assert groups_of(("anna", "bram", "cees")) == [
        ("anna", "bram", "cees"), ("anna", "bram"), ("anna", "cees"), ("bram", "cees"),
    ]  # fmt: skip
    assert groups_of(("anna", "bram")) == [("anna", "bram")]
    row = rows(some, "anna", "bram", "cees")[Level.CODE, "waardering"]
    assert row.segments == 4
    # Every segment counts once; in the third one of three pairs agrees.
    assert row.percentage.value == round((1 + 1 + 1 / 3 + 1) / 4, 4)
    assert row.prevalence_index.value is None
    pair = rows(some, "anna", "cees")[Level.CODE, "waardering"]
    assert (pair.segments, pair.percentage.value) == (2, 1.0)
    panel = Panel.of(("anna", "bram", "cees"), some, study.codebook, 0, 1)
    assert panel is not None
    assert same_codes(panel).tolist() == [True, True, False, True]


def test_without_two_readers_there_is_nothing_to_say(units: Units, study: Study) -> None:
    some = units("anna bram", [("waardering", None), (None, "")])
    assert Panel.of(("anna", "bram"), some, study.codebook, 10, 1) is None
