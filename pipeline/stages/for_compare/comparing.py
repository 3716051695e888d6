"""What may be compared in a wave, and the counts of each table before anything is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.config.study import Study
from pipeline.domain.codebook import Codebook
from pipeline.domain.comparison import Across, ActorGroup, Comparison, Rules, breach
from pipeline.domain.ids import Actor
from pipeline.stages.shared.interviewed import People
from pipeline.stats.arrays import Whole
from pipeline.stats.comparing import CrossTable, cross_table

EVERYBODY = "alle"
"""How the column of everybody in a table is called."""


@dataclass(frozen=True, eq=False)
class Plan:
    """A table that the method allows: who is in it, and in which column.

    `column` (respondents,) is the place in `labels`, -1 for none. `whole` asks for a column of
    everybody. `restated` says that the report has these numbers already.
    """

    asked: Comparison
    trait: str
    people: People
    labels: tuple[str, ...]
    column: Whole
    whole: bool = False
    restated: bool = False

    @property
    def key(self) -> str:
        return key_of(self.asked.across, self.asked.actors, self.trait)


@dataclass(frozen=True, eq=False)
class Counted:
    """A planned table with its counts; `codes` are places in the codebook. The column of everybody
    is the last."""

    plan: Plan
    codes: Whole
    parts: CrossTable
    everybody: CrossTable | None


def key_of(across: Across, actors: Iterable[Actor], trait: str = "") -> str:
    """`kind+ouder-schooltype`."""
    who = "+".join(actor.value for actor in sorted(actors, key=lambda actor: actor.rank))
    return f"{who}-{trait if across is Across.TRAIT else across.value}"


def rules_of(study: Study) -> Rules:
    """What study.toml says of comparing."""
    settings = study.settings
    return Rules(
        groups=tuple(ActorGroup(g.label, g.actors, g.together) for g in settings.groups),
        across_groups_within_oza=settings.across_groups_within_oza,
        reason=settings.comparison_reason,
        names_oza=frozenset(a for a, own in settings.actors.items() if own.names_oza),
        plural={actor: own.plural for actor, own in settings.actors.items()},
    )


def plans(people: People, rules: Rules, waves: Mapping[str, People]) -> list[Plan]:
    """Every table that may be published, group by group.

    Args:
        waves: all waves with something validated, in order, this one among them.
    """
    found: list[Plan] = []
    for group in rules.groups:
        actors = tuple(actor for actor in people.actors if actor in group.actors)
        for who in _sets(group, actors):
            found += [
                plan for trait in ("", *_traits(people)) if (plan := per_oza(people, who, trait))
            ]
        if len(actors) > 1:
            found.append(_per_actor(people, actors, rules, group.together))
        found += [plan for actor in actors if (plan := _per_wave(actor, waves))]
    return [plan for plan in found if breach(plan.asked, rules) is None]


def _sets(group: ActorGroup, actors: tuple[Actor, ...]) -> Iterator[tuple[Actor, ...]]:
    """Whom a table counts in one number: a group that is analysed together, and every actor."""
    if group.together and len(actors) > 1:
        yield actors
    for actor in actors:
        yield (actor,)


def _traits(people: People) -> list[str]:
    """Characteristics that at least two OZA's share: others are OZA's under another name."""
    names = dict.fromkeys(name for own in people.traits.values() for name in own)
    ozas = set(people.ozas.tolist())
    shared = []
    for name in names:
        values = [people.traits.get(oza, {}).get(name, "") for oza in sorted(ozas)]
        if len({value for value in values if value}) < len([value for value in values if value]):
            shared.append(name)
    return shared


def per_oza(people: People, actors: tuple[Actor, ...], trait: str) -> Plan | None:
    """By a characteristic of OZA's, or by OZA itself without one; None without any column."""
    own = people.of(actors)
    ozas = own.ozas.tolist()
    unit = people.unit_of(actors).heading
    values = [own.traits.get(oza, {}).get(trait, "") if trait else f"{unit} {oza}" for oza in ozas]
    labels = sorted({value for value in values if value}, key=_natural)
    if not labels:
        return None
    place = {label: at for at, label in enumerate(labels)}
    column = np.array([place.get(value, -1) for value in values], dtype=np.int64)
    per_label = [len({o for o, v in zip(ozas, values, strict=True) if v == x}) for x in labels]
    asked = Comparison(
        Across.TRAIT if trait else Across.OZA,
        actors,
        pooled=len(actors) > 1,
        category_ozas=tuple(per_label) if trait else (),
    )
    return Plan(asked, trait, own, tuple(labels), column, whole=True)


def _per_actor(people: People, actors: tuple[Actor, ...], rules: Rules, together: bool) -> Plan:
    own = people.of(actors)
    column = np.array([actors.index(one.actor) for one in own.respondents], dtype=np.int64)
    labels = tuple(rules.plural[actor] for actor in actors)
    asked = Comparison(Across.ACTOR, actors)
    return Plan(asked, "", own, labels, column, whole=together, restated=True)


def _per_wave(actor: Actor, waves: Mapping[str, People]) -> Plan | None:
    """The waves in which this actor spoke; None where that is one."""
    own = {name: people.of([actor]) for name, people in waves.items()}
    own = {name: people for name, people in own.items() if people.respondents}
    if len(own) < 2:
        return None
    asked = Comparison(
        Across.WAVE, (actor,), tuple((name, frozenset(waves[name].actors)) for name in own)
    )
    sizes = [len(people.respondents) for people in own.values()]
    column = np.repeat(np.arange(len(own)), sizes)
    return Plan(asked, "", _stacked(list(own.values())), tuple(own), column, restated=True)


def _stacked(parts: Sequence[People]) -> People:
    return People(
        tuple(one for part in parts for one in part.respondents),
        {},
        np.concatenate([part.counts for part in parts]),
        np.concatenate([part.raised for part in parts]),
        np.concatenate([part.coded for part in parts]),
        np.concatenate([part.asked for part in parts]),
        parts[0].units,
    )


def counted(plan: Plan, book: Codebook, seed: int) -> Counted:
    """The counts of one table, for the codes that apply to its actors."""
    actors = set(plan.asked.actors)
    codes = np.array([at for at, code in enumerate(book) if actors & set(code.actors)])
    own = plan.people
    given = (own.raised[:, codes], own.asked[:, codes], own.counts)
    parts = cross_table(*given, plan.column, own.ozas, len(plan.labels), seed=seed)
    everybody = None
    if plan.whole:
        everybody = cross_table(*given, np.zeros_like(plan.column), own.ozas, 1, seed=seed)
    return Counted(plan, codes, parts, everybody)


def _natural(label: str) -> tuple[str, int, str]:
    """OZA 10 after OZA 9."""
    head, _, tail = label.rpartition(" ")
    return (head, int(tail), "") if tail.isdigit() else (label, 0, label)
