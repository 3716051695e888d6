"""Boosted trees that can be stored as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.arrays import Arrays

_ROUNDS = 40
_RATE = 0.15
LEAVES = 8
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
            max_leaf_nodes=LEAVES,
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
        columns = np.ascontiguousarray(evidence.T, dtype=np.float64)
        odds = np.full(len(evidence), self.base)
        for start, end in zip(self.starts[:-1], self.starts[1:], strict=True):
            odds += _leaves(self.nodes[start:end], columns)
        chance: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
        return chance


def _leaves(tree: NDArray[Any], columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """(pairs,) the value of the leaf of one tree at which each pair of (numbers, pairs) ends.

    All questions of so small a tree are asked at once; the answers together, as the bits of a
    number, say which leaf it is. (scikit-learn's own way down takes seconds to import.)
    """
    asked = [int(node) for node in np.flatnonzero(tree["is_leaf"] == 0)]
    answers = np.zeros(columns.shape[1], dtype=np.int64)
    for bit, node in enumerate(asked):
        right = ~(columns[tree["feature_idx"][node]] <= tree["num_threshold"][node])
        answers |= right.astype(np.int64) << bit
    ends = [_end(tree, asked, given) for given in range(2 ** len(asked))]
    values: NDArray[np.float64] = tree["value"][ends]
    return values[answers]


def _end(tree: NDArray[Any], asked: list[int], answers: int) -> int:
    """The leaf to which these answers lead: a bit for every node that asks, 1 for right."""
    node = 0
    while node in asked:
        side = "right" if answers >> asked.index(node) & 1 else "left"
        node = int(tree[side][node])
    return node
