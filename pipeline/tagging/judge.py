"""From evidence to probabilities: one judgement pooled over all codes, then per code.

Pooled, because most codes have few cases: what a score of .3 means is learned from all codes
together. A logistic regression sees every pair of text and code; where enough was decided, boosted
trees look again at the pairs that might be something, and the two are averaged. A code with enough
positive cases of its own then gets its own correction (Platt 1999), drawn towards none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.arrays import Arrays, part_of, under
from pipeline.tagging.evidence import log_odds
from pipeline.tagging.trees import Trees

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]

_PENALTY = 10.0
CANDIDATES = 25
"""The trees look at so many codes of a text: those the regression finds most probable."""
OWN_CORRECTION_FROM = 20
"""From so many positive cases a code is corrected on its own."""
_CORRECTION_VARIANCE = 0.25
"""Prior variance of a code's own shift in log odds: so strongly it is drawn towards none."""


@dataclass(frozen=True)
class Judge:
    """Weights of the regression (numbers,), its intercept, the trees, and (codes,) own shifts."""

    weights: NDArray[np.float64]
    intercept: float
    trees: Trees | None
    shifts: NDArray[np.float64]

    @classmethod
    def fit(
        cls,
        evidence: NDArray[np.float32],
        labels: Matrix,
        applies: Mask,
        importance: NDArray[np.float64],
        *,
        trees: bool,
        seed: int,
    ) -> Judge:
        """
        Args:
            evidence: (texts, codes, numbers).
            labels: (texts, codes) of 0 and 1.
            applies: (texts, codes) whether a code can be given to this kind of speaker.
            importance: (texts,) weights.
        """
        weights, intercept = _regression(evidence[applies], labels[applies], importance, applies)
        judge = cls(weights, intercept, None, np.zeros(labels.shape[1]))
        if not trees:
            return judge
        look = _candidates(judge.chances(evidence, applies), applies)
        if _one_sided(labels[look]):
            return judge
        grown = Trees.grow(evidence[look], labels[look], seed)
        return cls(weights, intercept, grown, judge.shifts)

    def arrays(self) -> Arrays:
        own = {
            "weights": self.weights,
            "intercept": np.array(self.intercept),
            "shifts": self.shifts,
        }
        return own | under("trees", self.trees.arrays()) if self.trees else own

    @classmethod
    def restored(cls, arrays: Arrays) -> Judge:
        grown = part_of(arrays, "trees")
        trees = Trees.restored(grown) if grown else None
        return cls(arrays["weights"], float(arrays["intercept"]), trees, arrays["shifts"])

    def with_shifts(self, chances: Matrix, labels: Matrix, applies: Mask) -> Judge:
        """Corrects codes with enough cases on (texts, codes) chances that were made without the
        text's own group."""
        shifts = _own_shifts(chances, labels, applies)
        return Judge(self.weights, self.intercept, self.trees, shifts)

    def chances(self, evidence: NDArray[np.float32], applies: Mask) -> Matrix:
        """(texts, codes) probabilities in 0..1, 0 where a code does not apply."""
        linear = _chance(evidence @ self.weights.astype(np.float32) + self.intercept)
        linear = np.where(applies, linear.astype(np.float64), 0.0)
        if self.trees is not None and len(linear):
            look = _candidates(linear, applies)
            linear[look] = (linear[look] + self.trees.chances(evidence[look])) / 2
        return self.shifted(linear, self.shifts, applies)

    @staticmethod
    def shifted(chances: Matrix, shifts: NDArray[np.float64], applies: Mask) -> Matrix:
        """(texts, codes) chances after a shift in log odds per code."""
        if not shifts.any():
            return chances
        moved: Matrix = np.where(applies, _chance(log_odds(chances) + shifts), 0.0)
        return moved


def _regression(
    evidence: NDArray[np.float32],
    labels: NDArray[np.float64],
    importance: NDArray[np.float64],
    applies: Mask,
) -> tuple[NDArray[np.float64], float]:
    """Logistic regression on evidence in standard deviations; weights per unit of evidence.

    Where all labels are the same, or there are none, nothing tells what evidence is worth: the
    share of positive ones, half a case added to either side (Jeffreys), is then all that is known.
    """
    from sklearn.linear_model import LogisticRegression

    if _one_sided(labels):
        share = (labels.sum() + 0.5) / (len(labels) + 1)
        return np.zeros(evidence.shape[1]), float(np.log(share / (1 - share)))
    middle, scale = evidence.mean(axis=0), evidence.std(axis=0) + 1e-6
    weight = np.broadcast_to(importance[:, None], applies.shape)[applies]
    model: Any = LogisticRegression(C=_PENALTY, max_iter=100, solver="newton-cholesky")
    model.fit((evidence - middle) / scale, labels, sample_weight=weight)
    weights = model.coef_[0] / scale
    intercept = float(model.intercept_[0] - weights @ middle)
    return weights.astype(np.float64), intercept


def _one_sided(labels: NDArray[np.float64]) -> bool:
    """Whether there are not both positive and negative cases."""
    return not len(labels) or bool(labels.min() == labels.max())


def _candidates(chances: Matrix, applies: Mask) -> Mask:
    """(texts, codes) the most probable codes of each text, as far as they apply."""
    most = min(CANDIDATES, chances.shape[1])
    first = np.argpartition(-chances, most - 1, axis=1)[:, :most]
    look = np.zeros(chances.shape, dtype=bool)
    np.put_along_axis(look, first, True, axis=1)
    return look & applies


def _own_shifts(chances: Matrix, labels: Matrix, applies: Mask) -> NDArray[np.float64]:
    """(codes,) the shift in log odds by which a code's chances fit its cases best, 0 for codes
    with few. Newton's method on the log likelihood with a normal prior around 0."""
    shifts = np.zeros(labels.shape[1])
    for code in np.flatnonzero(labels.sum(axis=0) >= OWN_CORRECTION_FROM):
        odds, hit = log_odds(chances[applies[:, code], code]), labels[applies[:, code], code]
        for _ in range(20):
            chance = _chance(odds + shifts[code])
            slope = (hit - chance).sum() - shifts[code] / _CORRECTION_VARIANCE
            curve = (chance * (1 - chance)).sum() + 1 / _CORRECTION_VARIANCE
            shifts[code] += slope / curve
    return shifts


def _chance(odds: NDArray[Any]) -> NDArray[Any]:
    chance: NDArray[Any] = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return chance
