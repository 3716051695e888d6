"""Drawing at random in a way that can be repeated: by permanent random numbers.

Every name has a number of its own that never changes, and the smallest are drawn (Ohlsson 1995,
*Coordination of samples using permanent random numbers*). What is added or taken away beside a name
therefore hardly changes whether it is drawn, and whoever draws from the same names draws the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from math import ceil

CHECKED_SHARE = 0.10
"""So much of what is accepted unread is drawn to be checked, unless somebody asks for another."""
LEAST_CHECKED = 5
"""And never fewer, or all when there are not so many."""


def permanent_number(name: str, seed: int) -> float:
    """A number in 0..1 that belongs to this name."""
    digest = hashlib.sha256(f"{seed}\x1f{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def drawn_to_check(
    names: Sequence[str], share: float, seed: int, least: int = LEAST_CHECKED
) -> tuple[frozenset[str], float]:
    """Draws names by their permanent random numbers, the smallest first.

    Args:
        names: (codings,) as `golf-1/9K2:7f3a91c2/zorg`: no coder in it, so that two coders who
            accept the same get the same to check.
        share: in 0..1; rounded up.

    Returns:
        The drawn names, and the probability with which each name was drawn.
    """
    count = min(len(names), max(least, ceil(share * len(names))))
    drawn = sorted(names, key=lambda name: permanent_number(name, seed))[:count]
    return frozenset(drawn), count / len(names) if names else 0.0
