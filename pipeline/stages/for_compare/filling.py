"""Whether reading more reports still brings new codes, group by group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from pipeline.domain.codebook import Codebook
from pipeline.domain.compared import Filling
from pipeline.domain.comparison import Rules
from pipeline.domain.ids import Actor, respondent_order
from pipeline.domain.judgement import Decision
from pipeline.stages.shared.interviewed import People
from pipeline.stages.shared.measuring import measured, rounded
from pipeline.stats.comparing import accumulation, richness, saturation

BASE, RUN, THRESHOLD = 4, 2, 0.05
"""Guest, Namey & Chen (2020), PLoS ONE 15(5): the smallest base and run they use, and their 5 %."""
LEAST = 3
"""Reports, with fewer of which there is no curve."""


def groups_of(people: People, rules: Rules) -> list[tuple[Actor, ...]]:
    """Whose reports are read as one pile: a group that is analysed together, or one actor."""
    found: list[tuple[Actor, ...]] = []
    for group in rules.groups:
        own = tuple(actor for actor in people.actors if actor in group.actors)
        found += [own] if group.together and own else [(actor,) for actor in own]
    return found


def first_read(ledgers: Iterable[Iterable[Decision]], wave: str) -> dict[str, str]:
    """Respondent → when somebody first decided about the report."""
    found: dict[str, str] = {}
    for ledger in ledgers:
        for decision in ledger:
            if decision.wave == wave and not decision.bulk:
                own = found.get(decision.respondent, decision.at)
                found[decision.respondent] = min(own, decision.at)
    return found


def filling_of(
    people: People, actors: tuple[Actor, ...], moments: Mapping[str, str], book: Codebook, seed: int
) -> Filling | None:
    """None where too few reports were read whole.

    Args:
        moments: of `first_read`; of equal ones the order of the register counts.
    """
    own = people.of(actors)
    names = [str(one.id) for one in own.respondents]
    order = sorted(
        np.flatnonzero(own.counts).tolist(),
        key=lambda at: (moments.get(names[at], ""), respondent_order(names[at])),
    )
    if len(order) < LEAST:
        return None
    leaves = {code.id for code in book.leaves}
    codes = [
        at for at, code in enumerate(book) if code.id in leaves and set(actors) & set(code.actors)
    ]
    heard = own.coded[order][:, codes]
    curve = accumulation(heard, seed=seed)
    met = saturation(heard, base=BASE, run=RUN, threshold=THRESHOLD)
    return Filling(
        actors=actors,
        reports=len(order),
        codes=len(codes),
        in_order=tuple(curve.in_order.tolist()),
        mean=tuple(round(value, 4) for value in curve.mean.tolist()),
        low=tuple(round(value, 4) for value in curve.low.tolist()),
        high=tuple(round(value, 4) for value in curve.high.tolist()),
        base=BASE,
        run=RUN,
        threshold=THRESHOLD,
        found_in_base=met.base,
        reached=met.reached,
        last=rounded(met.ratio[-1]) if met.ratio else None,
        expected=measured(richness(heard).total),
    )
