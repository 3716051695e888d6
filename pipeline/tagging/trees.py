"""Boosted trees that can be stored as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.arrays import Arrays

_ROUNDS = 40
_RATE = 0.15
_LEAVES = 8
_LEAST_PAIRS = 60
"""A leaf of fewer pairs of text and code would be about single respondents."""
_PENALTY = 5.0


@dataclass(frozen=True)
class Trees:
    """Histogram gradient boosting (Ke et al. 2017, *LightGBM*), as grown by scikit-learn.

    Only what prediction needs is kept: (nodes,) fields of every tree one after another, where
    each tree begins, and the log odds at the root.
    """

    nodes: NDArray[Any]
    starts: NDArray[np.int64]
    base: float

    @classmethod
    def grow(cls, evidence: NDArray[np.float32], labels: NDArray[np.float64], seed: int) -> Trees:
        """On (pairs, numbers) evidence and (pairs,) labels of 0 and 1, both of which occur."""
        from sklearn.ensemble import HistGradientBoostingClassifier
        from threadpoolctl import threadpool_limits

        model: Any = HistGradientBoostingClassifier(
            max_iter=_ROUNDS,
            learning_rate=_RATE,
            max_leaf_nodes=_LEAVES,
            min_samples_leaf=_LEAST_PAIRS,
            l2_regularization=_PENALTY,
            early_stopping=False,
            random_state=seed,
        )
        # So little work is faster in one thread than divided, much faster on a busy machine.
        with threadpool_limits(1, user_api="openmp"):
            model.fit(evidence, labels)
        each = [round_[0].nodes for round_ in model._predictors]
        starts = np.cumsum([0, *(len(nodes) for nodes in each)])
        return cls(np.concatenate(each), starts, float(model._baseline_prediction.ravel()[0]))

    def arrays(self) -> Arrays:
        return {"nodes": self.nodes, "starts": self.starts, "base": np.array(self.base)}

    @classmethod
    def restored(cls, arrays: Arrays) -> Trees:
        return cls(arrays["nodes"], arrays["starts"], float(arrays["base"]))

    def chances(self, evidence: NDArray[np.float32]) -> NDArray[np.float64]:
        """(pairs,) probabilities for (pairs, numbers) evidence."""
        from sklearn.ensemble._hist_gradient_boosting.predictor import TreePredictor

        none = np.zeros((0, 8), dtype=np.uint32)
        known, where = np.zeros((0, 8), dtype=np.uint32), np.zeros(0, dtype=np.uint32)
        values = np.ascontiguousarray(evidence, dtype=np.float64)
        odds = np.full(len(values), self.base)
        for start, end in zip(self.starts[:-1], self.starts[1:], strict=True):
            tree = TreePredictor(self.nodes[start:end], none, none)
            odds += tree.predict(values, known, where, 1)
        chance: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
        return chance
