"""The segments that differ, and how many more to code."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.config.study import Study
from pipeline.domain.agreement import Apart
from pipeline.stages.for_agreement.agreeing import all_rows
from pipeline.stages.for_agreement.panel import Panel
from pipeline.stages.for_agreement.parting import differing, planning, unstanced
from pipeline.stages.shared.readings import Unit
from pipeline.stats.agreement import segments_needed

Units = Callable[..., list[Unit]]


def test_every_difference_is_listed_under_its_code_in_the_order_of_the_codebook(
    units: Units, study: Study
) -> None:
    some = units(
        "anna bram",
        [
            ("omgeving waardering+", "waardering-"),
            ("waardering", "waardering"),
            ("", "weg-was weggehaald"),
            ("waardering+", "waardering"),
        ],
        "1K1",
    )
    found = differing(some, study.codebook)
    assert [one.code for one in found] == ["waardering", "omgeving", "weg-was", "weggehaald"]
    assert found[1].label == study.codebook["omgeving"].label
    assert found[1].segments == (Apart("1K1:00000000", 1, ("anna",), ("bram",)),)
    stances = (("anna", "positief"), ("bram", "aandachtspunt"))
    assert found[0].segments[0] == Apart("1K1:00000000", 1, ("anna", "bram"), (), stances)
    assert [apart.number for apart in found[0].segments] == [1, 4]
    assert found[0].segments[1].stances == (("anna", "positief"), ("bram", ""))


def test_a_coding_without_two_stances_is_counted(units: Units) -> None:
    some = units(
        "anna bram",
        [("waardering+", "waardering"), ("waardering", "waardering"), ("waardering+", ""),
         ("waardering+", "waardering+")],
    )  # fmt: skip
    assert unstanced(some) == 2


def test_the_plan_is_for_the_middle_code_and_the_rarest_at_the_mean_alpha(
    units: Units, study: Study
) -> None:
    often = [("waardering", "waardering")] * 9 + [("waardering", "")] * 3
    rare = [("omgeving", "omgeving"), ("zorg zorg-x", "zorg"), ("aandacht", "aandacht")]
    some = units("anna bram", [*often, *rare, *[("", "")] * 15], "1K1 2K1 3K1 4K1 5K1")
    panel = Panel.of(("anna", "bram"), some, study.codebook, 200, 1)
    assert panel is not None
    rows = all_rows(panel)
    plan = planning(panel, rows)
    assert plan is not None
    assert [one.label for one in plan.rarest] == [
        study.codebook[code].label for code in ("aandacht", "omgeving", "zorg")
    ]
    assert plan.effect >= 1
    assert plan.per_respondent == 6
    for one in (plan.middle, *plan.rarest):
        exact = segments_needed(plan.alpha, one.prevalence, 0.10, effect=plan.effect)
        # Alpha and effect are rounded in what is shown.
        assert abs(one.segments - exact) <= 0.01 * exact + 1
        assert abs(one.with_code - one.prevalence * one.segments) < 0.051
    assert plan.middle.segments <= plan.rarest[0].segments


def test_perfect_agreement_leaves_nothing_to_plan_with(units: Units, study: Study) -> None:
    some = units("anna bram", [("waardering", "waardering"), ("", "")] * 3)
    panel = Panel.of(("anna", "bram"), some, study.codebook, 50, 1)
    assert panel is not None
    assert planning(panel, all_rows(panel)) is None
