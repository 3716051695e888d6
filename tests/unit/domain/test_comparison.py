"""What may be compared with what: a table of cases, and what a refusal says."""

from __future__ import annotations

import pytest

from pipeline.domain.comparison import (
    Across,
    ActorGroup,
    Comparison,
    Rule,
    Rules,
    breach,
    check,
)
from pipeline.domain.ids import Actor
from pipeline.errors import MethodError

KIND, OUDER, PROFESSIONAL, PARTNER = ALL = (
    Actor.KIND,
    Actor.OUDER,
    Actor.PROFESSIONAL,
    Actor.PARTNER,
)
REASON = "zij kregen andere vragen, dus hun antwoorden zijn niet te vergelijken (paragraaf 2.4)"
RULES = Rules(
    groups=(
        ActorGroup("kinderen en ouders", (KIND, OUDER), together=True),
        ActorGroup("professionals en partners", (PROFESSIONAL, PARTNER), together=False),
    ),
    across_groups_within_oza=False,
    reason=REASON,
    names_oza=frozenset({PROFESSIONAL, PARTNER}),
    plural={KIND: "kinderen", OUDER: "ouders", PROFESSIONAL: "groepen professionals"},
)
OZA, TRAIT, ACTOR, WAVE = Across
FIRST, SECOND = ("golf-1", frozenset(ALL)), ("golf-2", frozenset({KIND, OUDER}))

CASES = [
    # Groups within one OZA, and in one row.
    ({"across": OZA, "actors": (KIND, PROFESSIONAL)}, Rule.GROUPS_WITHIN_OZA),
    (
        {"across": OZA, "actors": (OUDER, PARTNER), "publishable": False},
        Rule.GROUPS_WITHIN_OZA,
    ),
    ({"across": ACTOR, "actors": (KIND, PROFESSIONAL), "oza": 9}, Rule.GROUPS_WITHIN_OZA),
    ({"across": ACTOR, "actors": ALL}, Rule.GROUPS_IN_A_ROW),
    ({"across": TRAIT, "actors": (OUDER, PARTNER), "pooled": True}, Rule.GROUPS_IN_A_ROW),
    ({"across": WAVE, "actors": (OUDER, PARTNER)}, Rule.GROUPS_IN_A_ROW),
    # Actors of one group.
    ({"across": ACTOR, "actors": (KIND, OUDER), "contrast": True}, None),
    ({"across": TRAIT, "actors": (KIND, OUDER), "pooled": True, "contrast": True}, None),
    ({"across": ACTOR, "actors": (PROFESSIONAL, PARTNER)}, None),
    ({"across": ACTOR, "actors": (PROFESSIONAL, PARTNER), "contrast": True}, Rule.APART),
    ({"across": TRAIT, "actors": (PROFESSIONAL, PARTNER), "pooled": True}, Rule.APART),
    ({"across": TRAIT, "actors": (PROFESSIONAL, PARTNER), "contrast": True}, None),
    ({"across": TRAIT, "actors": (PARTNER,), "pooled": True, "contrast": True}, None),
    # An OZA by its number, and by what comes down to it.
    ({"across": OZA, "actors": (PROFESSIONAL, PARTNER)}, None),
    ({"across": OZA, "actors": (OUDER,)}, Rule.NAMED_OZA),
    ({"across": OZA, "actors": (OUDER,), "publishable": False}, None),
    ({"across": ACTOR, "actors": (KIND, OUDER), "oza": 9}, Rule.NAMED_OZA),
    ({"across": ACTOR, "actors": (KIND, OUDER), "oza": 9, "publishable": False}, None),
    ({"across": TRAIT, "actors": (KIND,), "category_ozas": (1, 1, 1)}, Rule.NAMED_OZA),
    ({"across": TRAIT, "actors": (KIND,), "category_ozas": (1, 2, 1)}, None),
    ({"across": TRAIT, "actors": (PARTNER,), "category_ozas": (1, 1, 1)}, None),
    # Waves.
    ({"across": WAVE, "actors": (KIND,), "waves": (FIRST, SECOND), "contrast": True}, None),
    ({"across": WAVE, "actors": (PARTNER,), "waves": (FIRST, SECOND)}, Rule.WAVES),
    ({"across": WAVE, "actors": (KIND, OUDER), "waves": (FIRST, SECOND)}, Rule.WAVES),
]


@pytest.mark.parametrize(("asked", "rule"), CASES)
def test_cases(asked: dict[str, object], rule: Rule | None) -> None:
    found = breach(Comparison(**asked), RULES)  # type: ignore[arg-type]
    assert (found.rule if found else None) is rule


@pytest.mark.parametrize("asked", [asked for asked, rule in CASES if rule])
def test_a_refusal_names_the_rule_and_a_remedy_in_one_line(asked: dict[str, object]) -> None:
    comparison = Comparison(**asked)  # type: ignore[arg-type]
    found = breach(comparison, RULES)
    assert found
    with pytest.raises(MethodError) as refused:
        check(comparison, RULES)
    message = str(refused.value)
    assert message.startswith(f"regel '{found.rule}': ")
    assert message.endswith(f" — {found.remedy}")
    assert found.remedy
    assert "\n" not in message
    assert found.rule is Rule.WAVES or "paragraaf 2.4" in message


def test_a_refusal_in_full() -> None:
    with pytest.raises(MethodError) as refused:
        check(Comparison(OZA, (KIND, PARTNER)), RULES)
    assert str(refused.value) == (
        f"regel 'geen groepen naast elkaar binnen één OZA': {REASON} — "
        "maak een tabel voor kinderen en ouders en een voor professionals en partners"
    )
    assert refused.value.exit_code == 8
    with pytest.raises(MethodError) as refused:
        check(Comparison(WAVE, (PARTNER,), (FIRST, SECOND)), RULES)
    assert str(refused.value) == (
        "regel 'golven alleen over dezelfde actor': in golf-2 is niet gesproken met partner — "
        "kies golven waarin deze actor gesproken is"
    )


def test_a_study_that_asked_everybody_the_same_may_compare() -> None:
    free = Rules(RULES.groups, True, REASON, frozenset(ALL), RULES.plural)
    assert breach(Comparison(OZA, ALL), free) is None
    assert breach(Comparison(ACTOR, ALL), free) is None
    pooled = breach(Comparison(TRAIT, ALL, pooled=True), free)
    assert pooled
    assert pooled.rule is Rule.APART


def test_a_reason_without_a_section_still_is_one() -> None:
    plain = Rules(RULES.groups, False, "andere vragen", frozenset(), RULES.plural)
    found = breach(Comparison(OZA, (KIND,)), plain)
    assert found
    assert (
        found.why == "getallen van kinderen staan in een uitvoer die naar buiten mag nooit per OZA"
    )


def test_what_is_no_comparison_at_all() -> None:
    for actors in ((), (KIND, KIND)):
        with pytest.raises(ValueError, match="verschillende actoren"):
            Comparison(ACTOR, actors)
    with pytest.raises(ValueError, match="geen groep"):
        breach(Comparison(OZA, (KIND,)), Rules((), False, REASON, frozenset(), {}))
