"""Themes that go together, and codes found as reports are read."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.config.study import Study
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Coding, Decision, Stance, Verdict
from pipeline.domain.respondent import Respondent
from pipeline.stages.for_compare.comparing import rules_of
from pipeline.stages.for_compare.filling import filling_of, first_read, groups_of
from pipeline.stages.for_compare.linking import together_of
from pipeline.stages.shared.interviewed import People, parents_of
from pipeline.stats.comparing import Policy, with_branches

GROUP = (Actor.KIND, Actor.OUDER)


def people(study: Study, raised: dict[str, str]) -> People:
    """Respondent → the codes of her report."""
    ids = [code.id for code in study.codebook]
    coded = np.array([[c in codes.split() for c in ids] for codes in raised.values()], dtype=bool)
    return People(
        tuple(Respondent(RespondentId.parse(name), "x.md") for name in raised),
        {},
        np.ones(len(raised), dtype=bool),
        with_branches(coded, parents_of(study.codebook)),
        coded,
        np.ones_like(coded),
    )


def passages(*rows: tuple[str, str]) -> list[Coding]:
    """(respondent, codes of one passage)"""
    return [
        Coding("golf-1", f"{who}:{at:08x}", code, Stance.NONE, "anna", "")
        for at, (who, codes) in enumerate(rows)
        for code in codes.split()
    ]


def test_pairs_too_small_are_hidden_and_linked_by_nothing(study: Study) -> None:
    raised = {f"{n}K1": "zorg sociaal-veilig" for n in range(1, 8)}
    raised |= {f"{n}O1": "zorg druk-lager" for n in range(1, 3)}
    raised |= {f"{n}O2": "druk-lager sociaal-veilig" for n in range(1, 8)}
    told = passages(
        *((f"{n}K1", "zorg sociaal-veilig") for n in range(1, 8)),
        *((f"{n}O1", "zorg druk-lager") for n in range(1, 3)),
        *((f"{n}O2", "druk-lager sociaal-veilig") for n in range(1, 3)),
    )
    found = together_of(
        people(study, raised), GROUP, told, rules_of(study), study.codebook, Policy()
    )
    assert found is not None
    assert [theme.code for theme in found.themes] == ["sociaal", "druk", "zorg"]
    assert [row[at] for at, row in enumerate(found.count)] == [14, 9, 9]
    assert found.count[1][2] is None  # two people
    assert found.count[2][1] is None
    assert found.least == 3
    assert [(found.codes[a].code, found.codes[b].code, n) for a, b, n in found.links] == [
        ("sociaal-veilig", "zorg", 7)
    ]


def test_professionals_hide_nothing_and_a_main_code_is_not_linked_to_its_own(study: Study) -> None:
    raised = {f"{n}P1": "rollen samen-vorm doelen" for n in range(1, 7)}
    told = passages(("1P1", "samen-vorm samenwerking"), ("1P1", "samen-vorm doelen"), ("2P1", "samen-vorm doelen"))  # fmt: skip
    rules, book = rules_of(study), study.codebook
    found = together_of(people(study, raised), (Actor.PROFESSIONAL,), told, rules, book, Policy())
    assert found is not None
    assert found.least == 2
    assert [n for _, _, n in found.links] == [2]
    assert all(number == 6 for row in found.count for number in row)


def test_few_respondents_have_no_matrix(study: Study) -> None:
    own = people(study, {"1P1": "rollen doelen", "2P1": "rollen doelen"})
    rules, book = rules_of(study), study.codebook
    assert together_of(own, (Actor.PROFESSIONAL,), [], rules, book, Policy()) is None


def test_codes_are_found_in_the_order_in_which_reports_were_first_read(study: Study) -> None:
    own = people(study, {"1K1": "zorg", "1O1": "zorg aandacht", "2K1": "druk-lager"})
    moments = {"2K1": "2025-01-01", "1O1": "2025-01-02", "1K1": "2025-01-03"}
    found = filling_of(own, GROUP, moments, study.codebook, 0)
    assert found is not None
    assert found.in_order == (0, 1, 3, 3)
    assert found.mean[1] == pytest.approx(4 / 3, abs=1e-4)
    assert (found.reached, found.last) == (None, None)
    assert found.codes < len(study.codebook.codes)
    assert filling_of(own.of([Actor.KIND]), GROUP, moments, study.codebook, 0) is None
    assert groups_of(own, rules_of(study)) == [GROUP]


def test_a_report_is_first_read_when_anybody_decides_about_it() -> None:
    def made(segment: str, at: str, wave: str = "golf-1") -> Decision:
        return Decision(wave, segment, "0" * 16, "zorg", Verdict.ADD, "anna", "1.0.0", at=at)

    ledgers = [
        [made("1K1:aaaaaaaa", "2025-03-02"), made("1K1:bbbbbbbb", "2025-03-01")],
        [made("1K1:aaaaaaaa", "2025-02-01", "golf-2"), made("2O1:aaaaaaaa", "2025-01-01")],
    ]
    assert first_read(ledgers, "golf-1") == {"1K1": "2025-03-01", "2O1": "2025-01-01"}
