"""Counting for a claim: how many of whom raised any of some codes, in some stance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Stance
from pipeline.report.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Tally:
    """`count` of `total`: respondents, or OZA's."""

    count: int
    total: int


def respondents(
    evidence: Evidence, codes: Iterable[str], actors: Sequence[Actor], stance: Stance = Stance.NONE
) -> Tally:
    """Of the respondents of these actors together."""
    return shared(evidence, [list(codes)], actors, stance)


def shared(
    evidence: Evidence,
    themes: Iterable[Sequence[str]],
    actors: Sequence[Actor],
    stance: Stance = Stance.NONE,
) -> Tally:
    """Of the respondents of these actors together: who raised every one of some themes."""
    raised = [
        {
            coding.respondent
            for actor in actors
            for coding in evidence.codings_of(dict.fromkeys(codes), actor)
            if stance is Stance.NONE or coding.stance is stance
        }
        for codes in themes
    ]
    total = sum(len(evidence.of_actor(actor)) for actor in actors)
    return Tally(len(set.intersection(*raised)) if raised else 0, total)


def ozas(
    evidence: Evidence, codes: Iterable[str], actors: Sequence[Actor], stance: Stance = Stance.NONE
) -> Tally:
    """Of the OZA's: where one of these actors raised it, of how many where one of them counts."""
    wanted = list(dict.fromkeys(codes))
    raised = {
        RespondentId.parse(coding.respondent).oza
        for actor in actors
        for coding in evidence.codings_of(wanted, actor)
        if stance is Stance.NONE or coding.stance is stance
    }
    counting = {r.id.oza for actor in actors for r in evidence.of_actor(actor)}
    return Tally(len(raised), len(counting))
