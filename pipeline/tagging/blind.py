"""The blind stratum: segments that are coded without suggestions.

Suggestions shift what coders see, and flatter the model that made them. Only a random share that
was coded without them tells how good the model is and how much people overlook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from pipeline.domain.drawing import permanent_number

__all__ = ["blind_stratum", "permanent_number"]

_ROUNDING = 1e-9
"""0.07 of 100 is 7, although in binary fractions it is a little more."""


def blind_stratum(
    segments: Sequence[str], strata: Sequence[str], share: float, seed: int
) -> tuple[frozenset[str], Mapping[str, float]]:
    """Draws segments, stratum by stratum.

    The segments with the smallest permanent numbers of a stratum are drawn (`domain.drawing`), so
    that a report that is added or corrected hardly changes what is blind.

    Args:
        segments: (segments,) ids with their wave.
        strata: (segments,) the actor of each.
        share: of every stratum, in 0..1; rounded up, so that no stratum is left out.

    Returns:
        The drawn segments, and per stratum the probability with which each of it was drawn.
    """
    members: dict[str, list[str]] = {}
    for segment, stratum in zip(segments, strata, strict=True):
        members.setdefault(stratum, []).append(segment)
    drawn: set[str] = set()
    probability = {}
    for stratum, own in members.items():
        count = min(len(own), ceil(share * len(own) - _ROUNDING))
        drawn.update(sorted(own, key=lambda segment: permanent_number(segment, seed))[:count])
        probability[stratum] = count / len(own)
    return frozenset(drawn), probability
