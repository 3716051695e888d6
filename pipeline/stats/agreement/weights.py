"""How far apart two categories are: weights of agreement, and distances.

Weights are agreements, 1 on the diagonal; a weight of Cohen (1968) written as a disagreement v is
1 - v / max(v) here. Distances are Krippendorff's squared differences δ², 0 on the diagonal.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Floats, ratio

Weighting = Literal["identity", "linear", "quadratic", "ordinal"]
Metric = Literal["nominal", "ordinal", "interval", "ratio"]


def scale_of(values: ArrayLike | None, categories: int) -> Floats:
    """(categories,) what each category stands for; 0, 1, 2... when not given.

    Raises:
        ValueError: another number of values, or values that do not ascend.
    """
    chosen = np.arange(categories) if values is None else np.asarray(values)
    if chosen.shape != (categories,) or not (np.diff(chosen.astype(np.float64)) > 0).all():
        raise ValueError(f"expected {categories} ascending values, one per category")
    return chosen.astype(np.float64)


def weights(kind: Weighting, categories: int, values: ArrayLike | None = None) -> Floats:
    """(categories, categories) agreement in 0..1 between two categories (Gwet 2014, chapter 3).

    - identity: 1 or 0;
    - linear: 1 - |a - b| / range, quadratic: 1 - (a - b)² / range², of the categories' values
      (Cicchetti & Allison 1971; Fleiss & Cohen 1973). With values 0, 1, 2... these give the
      weighted kappas of scikit-learn and statsmodels;
    - ordinal: 1 - M(a, b) / max M, M the pairs of categories among those from a to b.

    The range is that of all categories, also of those that nobody used: a scale does not shrink
    because its end was not needed.
    """
    x = scale_of(values, categories)
    apart = np.abs(x[:, None] - x) / (x[-1] - x[0])
    if kind == "identity":
        return np.eye(categories)
    if kind == "ordinal":
        rank = np.arange(categories)
        among = np.abs(rank[:, None] - rank) + 1
        apart = among * (among - 1) / (categories * (categories - 1))
    elif kind not in ("linear", "quadratic"):
        raise ValueError("expected identity, linear, quadratic or ordinal")
    agreed: Floats = 1 - (apart**2 if kind == "quadratic" else apart)
    return agreed


def distances(metric: Metric, frequencies: Floats, values: ArrayLike | None = None) -> Floats:
    """δ² between categories (Krippendorff 2011, *Computing Krippendorff's alpha-reliability*).

    Args:
        metric: nominal, ordinal, interval or ratio.
        frequencies: (..., categories) pairable ratings of each category: what lies between two
            ranks is counted in them, so that the ordinal distances differ from draw to draw and a
            category that nobody used takes no place.
        values: (categories,) for interval and ratio.

    Returns:
        (categories, categories), of the ordinal metric (..., categories, categories). Ratio
        distances between 0 and 0 are 0.
    """
    x = scale_of(values, frequencies.shape[-1])
    if metric == "nominal":
        return 1 - np.eye(len(x))
    if metric == "interval":
        squared: Floats = (x[:, None] - x) ** 2
        return squared
    if metric == "ratio":
        relative: Floats = np.nan_to_num(ratio(x[:, None] - x, x[:, None] + x)) ** 2
        return relative
    if metric != "ordinal":
        raise ValueError("expected nominal, ordinal, interval or ratio")
    middle = np.cumsum(frequencies, axis=-1) - frequencies / 2
    between: Floats = (middle[..., :, None] - middle[..., None, :]) ** 2
    return between
