"""Which tables the method allows, who is in them, and what is hidden of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.config.study import Study
from pipeline.domain.comparison import Across
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.respondent import Respondent
from pipeline.domain.unit import Unit
from pipeline.stages.for_compare.comparing import counted, key_of, per_oza, plans, rules_of
from pipeline.stages.for_compare.disclosing import hidden_in
from pipeline.stages.for_compare.tabulating import tabulation, themes_of
from pipeline.stages.shared.interviewed import People, parents_of
from pipeline.stats.comparing import Policy, with_branches

TRAITS = {
    1: {"ligging": "stad", "provincie": "Utrecht"},
    2: {"ligging": "stad", "provincie": "Drenthe"},
    3: {"ligging": "land", "provincie": "Zeeland"},
    4: {"ligging": "land", "provincie": "Limburg"},
}


def people(study: Study, names: list[str], raised: dict[str, str], unread: str = "") -> People:
    """`raised`: code → respondents who were given it, with spaces between."""
    ids = [code.id for code in study.codebook]
    coded = np.array(
        [[name in raised.get(code, "").split() for code in ids] for name in names], dtype=bool
    )
    return People(
        tuple(Respondent(RespondentId.parse(name), f"{name}.md") for name in names),
        TRAITS,
        np.array([name not in unread.split() for name in names]),
        with_branches(coded, parents_of(study.codebook)),
        coded,
        np.ones_like(coded),
    )


def every(letters: str, most: int) -> list[str]:
    return [f"{oza}{letter}{n}" for oza in TRAITS for letter in letters for n in range(1, most + 1)]


def test_what_is_planned_is_what_the_method_allows(study: Study) -> None:
    first, second = people(study, every("KOPS", 1), {}), people(study, every("O", 1), {})
    made = plans(first, rules_of(study), {"golf-1": first, "golf-2": second})
    assert [plan.key for plan in made] == [
        "kind+ouder-ligging",
        "kind-ligging",
        "ouder-ligging",
        "kind+ouder-actor",
        "ouder-golf",
        "professional-oza",
        "professional-ligging",
        "partner-oza",
        "partner-ligging",
        "professional+partner-actor",
    ]
    waves = next(plan for plan in made if plan.asked.across is Across.WAVE)
    assert waves.labels == ("golf-1", "golf-2")
    assert waves.column.tolist() == [0] * 4 + [1] * 4
    assert key_of(Across.OZA, (Actor.OUDER, Actor.KIND)) == "kind+ouder-oza"


def test_a_column_is_called_what_the_number_counts(study: Study) -> None:
    own = people(study, every("P", 1), {})
    plan = per_oza(own, (Actor.PROFESSIONAL,), "")
    assert plan is not None
    assert plan.labels == tuple(f"OZA {oza}" for oza in sorted(TRAITS))
    regions = replace(own, units={Actor.PROFESSIONAL: Unit("regio", "regio’s")})
    plan = per_oza(regions, (Actor.PROFESSIONAL,), "")
    assert plan is not None
    assert plan.labels == tuple(f"Regio {oza}" for oza in sorted(TRAITS))
    made = tabulation(counted(plan, study.codebook, 0), None, study.codebook)
    assert made.unit.plural == "regio’s"


def test_counts_are_of_respondents_in_their_column(study: Study) -> None:
    own = people(study, every("KO", 2), {"sociaal-veilig": "1K1 1K2 3O1 4O2"}, unread="1K2 2K1")
    plan = next(p for p in plans(own, rules_of(study), {}) if p.key == "kind+ouder-ligging")
    made = tabulation(counted(plan, study.codebook, 0), None, study.codebook)
    assert [(one.label, one.counting, one.interviewed) for one in made.categories] == [
        ("land", 8, 8),
        ("stad", 6, 8),
        ("alle", 14, 16),
    ]
    rows = {theme.code: [n.raised for n in row] for theme, row in zip(made.themes, made.numbers, strict=True)}  # fmt: skip
    assert rows["sociaal-veilig"] == rows["sociaal"] == [2, 1, 3]
    assert rows["zorg"] == [0, 0, 0]
    assert "rollen" not in rows


def test_small_counts_are_hidden_and_what_would_give_them_away(study: Study) -> None:
    own = people(study, every("KO", 4), {"zorg": "1K1 3K1 3K2 3O1 4O1 4O2 4O3", "druk-lager": ""})
    rules, book = rules_of(study), study.codebook
    made = [counted(plan, book, 0) for plan in plans(own, rules, {}) if len(plan.asked.actors) > 1]
    hidden = dict(zip([one.plan.key for one in made], hidden_in(made, own, rules, book, Policy()), strict=True))  # fmt: skip
    row = [book.codes[at].id for at in made[0].codes].index("zorg")
    assert hidden["kind+ouder-ligging"].cells[row].tolist() == [True, True, False]
    assert hidden["kind+ouder-ligging"].primary[row].tolist() == [False, True, False]
    assert not hidden["kind+ouder-actor"].cells.any()
    silent = [book.codes[at].id for at in made[0].codes].index("druk-lager")
    assert not hidden["kind+ouder-ligging"].cells[silent].any()


def test_of_a_column_with_too_few_nothing_is_shown(study: Study) -> None:
    names = [*every("O", 3), "5O1"]
    own = people(study, names, {"zorg": " ".join(names)})
    own = People(
        own.respondents,
        {**TRAITS, 5: {"ligging": "dorp"}},
        own.counts,
        own.raised,
        own.coded,
        own.asked,
    )
    rules, book = rules_of(study), study.codebook
    plan = next(p for p in plans(own, rules, {}) if p.key == "ouder-ligging")
    one = counted(plan, book, 0)
    hidden = hidden_in([one], own, rules, book, Policy())
    assert hidden[0].columns.tolist() == [True, False, False, False]
    made = tabulation(one, hidden[0], book)
    assert [category.left_out for category in made.categories] == [True, False, False, False]
    assert made.categories[0].counting == 1


def test_professionals_hide_nothing(study: Study) -> None:
    own = people(study, every("P", 1), {"rollen": "1P1"})
    rules, book = rules_of(study), study.codebook
    made = [counted(plan, book, 0) for plan in plans(own, rules, {})]
    assert [one.plan.key for one in made] == ["professional-oza", "professional-ligging"]
    assert not any(one.cells.any() for one in hidden_in(made, own, rules, book, Policy()))


def test_a_code_whose_main_code_has_no_row_stands_by_itself(study: Study) -> None:
    book = study.codebook
    place = [code.id for code in book].index
    shown = themes_of(book, [place("sociaal"), place("sociaal-veilig"), place("samen-toerusting")])
    assert [(theme.code, theme.depth) for theme in shown] == [
        ("sociaal", 0),
        ("sociaal-veilig", 1),
        ("samen-toerusting", 0),
    ]
    assert shown[2].main == "samenwerking"


def test_an_unknown_actor_is_no_group(study: Study) -> None:
    with pytest.raises(ValueError, match="geen groep"):
        type(rules_of(study))((), False, "", frozenset(), {}).group_of(Actor.KIND)
