"""What may be compared with what (seed study, section 2.4, and the rules of attribution).

The study says who was asked comparable things (`[[groups]]`), whether groups may be compared within
one OZA (`[comparison]`), and of whom an OZA may be named. Here stands what follows from that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.ids import Actor
from pipeline.errors import MethodError

_SECTION = re.compile(r"paragraaf \d+(?:\.\d+)*")
_SEVERAL = 2
"""OZA's that a category holds before it is more than one OZA under another name."""


class Across(StrEnum):
    """What the columns of a comparison are."""

    OZA = "oza"
    TRAIT = "kenmerk"
    ACTOR = "actor"
    WAVE = "golf"


class Rule(StrEnum):
    """What the method does not allow, as it is called in a message."""

    GROUPS_WITHIN_OZA = "geen groepen naast elkaar binnen één OZA"
    GROUPS_IN_A_ROW = "geen groepen naast elkaar in één rij"
    APART = "apart geanalyseerd blijft apart"
    NAMED_OZA = "geen OZA bij wie niet bij een OZA genoemd mag worden"
    WAVES = "golven alleen over dezelfde actor"


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """Actors who were asked comparable things; `together` when they are analysed as one."""

    label: str
    actors: tuple[Actor, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What study.toml says of comparing.

    `reason` is why groups are not compared, in a sentence that names a section of the study;
    `names_oza` are the actors whose OZA a publishable output may name; `plural` how actors are
    called.
    """

    groups: tuple[ActorGroup, ...]
    across_groups_within_oza: bool
    reason: str
    names_oza: frozenset[Actor]
    plural: Mapping[Actor, str]

    def group_of(self, actor: Actor) -> ActorGroup:
        """Raises ValueError for an actor of no group."""
        for group in self.groups:
            if actor in group.actors:
                return group
        raise ValueError(f"actor '{actor}' hoort in geen groep")

    @property
    def section(self) -> str:
        """` (paragraaf 2.4)`, or nothing when the reason names no section."""
        found = _SECTION.search(self.reason)
        return f" ({found[0]})" if found else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table that somebody asks for: one row per theme, and columns to compare.

    Attributes:
        across: what the columns are.
        actors: whose respondents are in it.
        waves: the waves with, for each, the actors who spoke in it.
        pooled: respondents of all actors are counted in one number.
        contrast: the difference between columns is asked for, not only the columns.
        oza: the one OZA that it is restricted to.
        category_ozas: across a characteristic, how many OZA's (with respondents in this table)
            every category holds.
        publishable: leaves the team.
    """

    across: Across
    actors: tuple[Actor, ...]
    waves: tuple[tuple[str, frozenset[Actor]], ...] = ()
    pooled: bool = False
    contrast: bool = False
    oza: int | None = None
    category_ozas: tuple[int, ...] = ()
    publishable: bool = True

    def __post_init__(self) -> None:
        if not self.actors or len(set(self.actors)) < len(self.actors):
            raise ValueError("een vergelijking gaat over één of meer verschillende actoren")

    @property
    def within_oza(self) -> bool:
        return self.oza is not None or self.across is Across.OZA


@dataclass(frozen=True, slots=True)
class Breach:
    """The rule that a comparison breaks, why it is one, and what can be done instead."""

    rule: Rule
    why: str
    remedy: str


def breach(asked: Comparison, rules: Rules) -> Breach | None:
    """The first rule that a comparison breaks; None when the method allows it.

    Raises:
        ValueError: an actor of no group.
    """
    groups = list(dict.fromkeys(rules.group_of(actor).label for actor in asked.actors))
    if len(groups) > 1 and not rules.across_groups_within_oza:
        return _across_groups(asked, rules, groups)
    return _waves(asked, rules) or _apart(asked, rules) or _named(asked, rules)


def check(asked: Comparison, rules: Rules) -> None:
    """Raises MethodError, naming the rule and the remedy, for what the method does not allow."""
    found = breach(asked, rules)
    if found:
        raise MethodError(f"regel '{found.rule}': {found.why}", remedy=found.remedy)


def _across_groups(asked: Comparison, rules: Rules, groups: list[str]) -> Breach:
    rule = Rule.GROUPS_WITHIN_OZA if asked.within_oza else Rule.GROUPS_IN_A_ROW
    tables = " en een voor ".join(groups)
    return Breach(rule, rules.reason, f"maak een tabel voor {tables}")


def _waves(asked: Comparison, rules: Rules) -> Breach | None:
    if asked.across is not Across.WAVE:
        return None
    if len(asked.actors) > 1:
        why = (
            "in elke golf sprak een andere verhouding van actoren, dus een verschil tussen golven "
            "kan daardoor komen"
        )
        who = " en een voor ".join(_name(actor, rules) for actor in asked.actors)
        return Breach(Rule.WAVES, why, f"maak een tabel voor {who}")
    (actor,) = asked.actors
    silent = [wave for wave, spoke in asked.waves if actor not in spoke]
    if silent:
        why = f"in {_listed(silent)} is niet gesproken met {_name(actor, rules)}"
        return Breach(Rule.WAVES, why, "kies golven waarin deze actor gesproken is")
    return None


def _apart(asked: Comparison, rules: Rules) -> Breach | None:
    """Of a group analysed apart every actor has an own number, and no difference is computed."""
    apart = [actor for actor in asked.actors if not rules.group_of(actor).together]
    if len(asked.actors) < 2 or not apart:
        return None
    who = _listed([_name(actor, rules) for actor in asked.actors])
    if asked.pooled:
        why = f"{who} zijn apart geanalyseerd en krijgen geen gezamenlijk getal{rules.section}"
        return Breach(Rule.APART, why, "geef elke actor een eigen kolom of een eigen tabel")
    if asked.contrast and asked.across is Across.ACTOR:
        why = f"tussen {who}, die apart zijn geanalyseerd, wordt geen verschil berekend"
        return Breach(
            Rule.APART, why + rules.section, "zet hun aantallen naast elkaar, zonder verschil"
        )
    return None


def _named(asked: Comparison, rules: Rules) -> Breach | None:
    hidden = [actor for actor in asked.actors if actor not in rules.names_oza]
    if not asked.publishable or not hidden:
        return None
    who = _listed([_name(actor, rules) for actor in hidden])
    if asked.within_oza:
        why = f"getallen van {who} staan in een uitvoer die naar buiten mag nooit per OZA"
        remedy = "vergelijk naar een kenmerk van de OZA's, of maak een interne tabel"
        return Breach(Rule.NAMED_OZA, why + rules.section, remedy)
    few = asked.category_ozas and max(asked.category_ozas) < _SEVERAL
    if asked.across is Across.TRAIT and few:
        why = f"bij dit kenmerk telt elke categorie één OZA, dus het wijst de OZA van {who} aan"
        remedy = "neem een kenmerk dat meer OZA's delen, of maak een interne tabel"
        return Breach(Rule.NAMED_OZA, why + rules.section, remedy)
    return None


def _name(actor: Actor, rules: Rules) -> str:
    return rules.plural.get(actor, str(actor))


def _listed(words: list[str]) -> str:
    return " en ".join(filter(None, (", ".join(words[:-1]), words[-1])))
