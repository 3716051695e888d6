"""What is left out of the tables of a wave, decided for all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.domain.codebook import Codebook
from pipeline.domain.comparison import Across, Rules
from pipeline.domain.ids import Actor
from pipeline.stages.for_compare.comparing import Counted, Plan
from pipeline.stages.shared.interviewed import People, parents_of
from pipeline.stats.arrays import Flags, Whole
from pipeline.stats.comparing import Disclosure, Policy, disclose

Unit = tuple[Actor, int]
"""One actor in one OZA: the smallest part, of which nothing is published."""


@dataclass(frozen=True, eq=False)
class Hidden:
    """Of one table (codes, columns), the column of everybody last.

    `cells` are left out; `primary` of these because they are small; `exposed` of these have little
    room all the same, because of what the report says. `columns` (columns,) are left out as a
    whole: too few respondents or OZA's.
    """

    cells: Flags
    primary: Flags
    exposed: Flags
    columns: Flags


def hidden_in(
    tables: Sequence[Counted], people: People, rules: Rules, book: Codebook, policy: Policy
) -> list[Hidden]:
    """Of each table what is left out; who has one table may have all the others.

    How many of an actor raised what stands in the report, and so it stays as it is. Only tables of
    actors whose OZA may not be named hide anything. Waves are never added up: they say nothing of
    each other.
    """
    own = [at for at, one in enumerate(tables) if _hides(one.plan, rules)]
    found = [_nothing(one) for one in tables]
    who = {actor for at in own for actor in tables[at].plan.asked.actors}
    units = _Units(people.of(who))
    if not own or not units.names:
        return found
    codes = np.unique(np.concatenate([tables[at].codes for at in own]))
    columns = np.array([column for at in own for column in units.columns(tables[at].plan)])
    restated = [flag for at in own for flag in _restated(tables[at].plan)]
    disclosed = disclose(
        units.raised(codes),
        units.size,
        columns,
        [oza for _, oza in units.names],
        [actor in rules.names_oza for actor, _ in units.names],
        parents=_parents(codes, book),
        fixed=restated,
        policy=policy,
    )
    few = _few(units, columns, policy) & ~np.array(restated)
    told = _told(units, codes)
    start = 0
    for at in own:
        end = start + len(_restated(tables[at].plan))
        rows = np.searchsorted(codes, tables[at].codes)
        found[at] = _part(disclosed, told, rows, slice(start, end), few[start:end])
        start = end
    return found


class _Units:
    """The units in order, with who of the respondents that count belongs to which."""

    def __init__(self, people: People) -> None:
        self.people = people
        named = [(one.actor, one.id.oza) for one in people.respondents]
        counting = {unit for unit, read in zip(named, people.counts, strict=True) if read}
        self.names: list[Unit] = sorted(counting, key=lambda unit: (unit[0].rank, unit[1]))
        place = {unit: at for at, unit in enumerate(self.names)}
        at = np.array([place.get(unit, -1) for unit in named], dtype=np.int64)
        self.of: Whole = np.where(people.counts, at, -1)
        self.size = np.bincount(self.of[self.of >= 0], minlength=len(self.names))

    def raised(self, codes: Whole) -> Whole:
        """(codes, units) respondents who raised each code."""
        member = self.of[:, None] == np.arange(len(self.names))
        found: Whole = self.people.raised[:, codes].T.astype(np.int64) @ member.astype(np.int64)
        return found

    def columns(self, plan: Plan) -> list[Flags]:
        """(units,) for each column of a table, the column of everybody last."""
        home = {
            (one.actor, one.id.oza): column
            for one, column in zip(plan.people.respondents, plan.column.tolist(), strict=True)
        }
        places = np.array([home.get(unit, -1) for unit in self.names])
        found = [places == at for at in range(len(plan.labels))]
        if plan.whole:
            found.append(np.array([unit in home for unit in self.names], dtype=np.bool_))
        return found


def _hides(plan: Plan, rules: Rules) -> bool:
    return not set(plan.asked.actors) <= rules.names_oza and plan.asked.across is not Across.WAVE


def _restated(plan: Plan) -> list[bool]:
    """(columns,) what the report says already: everybody of an actor, or of some together."""
    return [plan.restated] * len(plan.labels) + [True] * plan.whole


def _few(units: _Units, columns: Flags, policy: Policy) -> Flags:
    """(columns,) that are left out as a whole, by the rules of `disclose`."""
    respondents = columns @ units.size
    ozas = np.array([len({units.names[at][1] for at in np.flatnonzero(own)}) for own in columns])
    few: Flags = (respondents < policy.least_respondents) | (ozas < policy.least_ozas)
    return few


def _told(units: _Units, codes: Whole) -> Flags:
    """(codes,) of which the report says everything: that of every actor nobody or everybody raised
    it. A column of several actors then hides nothing, and a sign in it would only puzzle."""
    raised = units.raised(codes)
    told = np.ones(len(codes), dtype=np.bool_)
    for actor in {actor for actor, _ in units.names}:
        own = np.array([name[0] is actor for name in units.names])
        total = raised[:, own].sum(axis=1)
        told &= (total == 0) | (total == units.size[own].sum())
    return told


def _parents(codes: Whole, book: Codebook) -> list[int]:
    """(codes,) the row of each code's parent among these codes."""
    place = {int(code): at for at, code in enumerate(codes)}
    return [place.get(parents_of(book)[code], -1) for code in codes.tolist()]


def _part(found: Disclosure, told: Flags, rows: Whole, columns: slice, few: Flags) -> Hidden:
    left = ~told[rows][:, None]
    cells = found.suppressed[rows, columns] & left
    exposed = found.exposed[rows, columns] & left
    return Hidden(cells | few, found.primary[rows, columns] & left, exposed & cells, few)


def _nothing(table: Counted) -> Hidden:
    columns = len(table.plan.labels) + table.plan.whole
    no = np.zeros((len(table.codes), columns), dtype=np.bool_)
    return Hidden(no, no, no, np.zeros(columns, dtype=np.bool_))
