"""Where the themes of a network stand on paper: always in the same place for the same numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Floats

_DECIMALS = 4
"""Positions are rounded: the last digits of a float differ from one machine to another."""


def on_a_circle(codes: int) -> Floats:
    """(codes, 2) on a circle of radius 1, clockwise from the top in the order of the codebook."""
    angle = np.pi / 2 - 2 * np.pi * np.arange(codes) / max(codes, 1)
    return np.round(np.stack([np.cos(angle), np.sin(angle)], axis=1), _DECIMALS)


def springs(weights: ArrayLike, *, rounds: int = 200) -> Floats:
    """Themes that go together stand together.

    Fruchterman & Reingold 1991, *Graph drawing by force-directed placement*, Software: Practice and
    Experience 21: all push each other away, what is linked is pulled together, and steps become
    smaller. It starts from the circle, so there is no chance in it; a little pull to the centre
    keeps what is linked to nothing on the paper.

    Args:
        weights: (codes, codes) symmetric, at least 0; Jaccard's index does well.
        rounds: of moving.

    Returns:
        (codes, 2) within -1..1.

    Raises:
        ValueError: weights that are not square, not symmetric, or below 0.
    """
    pull = np.nan_to_num(np.asarray(weights, dtype=np.float64))
    codes = len(pull)
    if pull.shape != (codes, codes) or (pull != pull.T).any() or (pull < 0).any():
        raise ValueError(f"expected symmetric weights of at least 0, got {pull.shape}")
    place = on_a_circle(codes)
    if codes < 2:
        return place
    pull = pull * (1 - np.eye(codes))
    pull = pull / (pull.max() or 1.0)
    ideal = 2 / np.sqrt(codes)
    for step in np.linspace(0.2, 0.002, rounds):
        apart = place[:, None] - place
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-3)
        strength = ideal**2 / distance**2 - pull * distance / ideal
        force = (apart * strength[..., None]).sum(axis=1) - 0.5 * place
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)[:, None]
        place = place + force / length * np.minimum(length, step)
    place = place - place.mean(axis=0)
    rounded: Floats = np.round(place / max(float(abs(place).max()), 1e-9), _DECIMALS)
    return rounded
