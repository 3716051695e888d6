"""Our arrays say what scikit-learn's own model says."""

from typing import Any

import numpy as np
import pytest
import sklearn.ensemble

from pipeline.tagging.trees import Trees


def data(pairs: int = 900) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(11)
    seen = random.normal(size=(pairs, 4)).astype(np.float32)
    odds = 2 * seen[:, 0] - 1 + (seen[:, 1] > 0.5) * seen[:, 2]
    return seen, (random.random(pairs) < 1 / (1 + np.exp(-odds))).astype(float)


def test_chances_are_those_of_the_model_they_were_grown_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grown: list[Any] = []

    class Remembered(sklearn.ensemble.HistGradientBoostingClassifier):
        def fit(self, *given: Any, **named: Any) -> Any:
            grown.append(self)
            return super().fit(*given, **named)

    monkeypatch.setattr(sklearn.ensemble, "HistGradientBoostingClassifier", Remembered)
    seen, labels = data()
    trees = Trees.grow(seen, labels, seed=0)
    new = np.random.default_rng(1).normal(size=(300, 4)).astype(np.float32) * 3
    expected = grown[0].predict_proba(new.astype(np.float64))[:, 1]
    assert trees.chances(new) == pytest.approx(expected, abs=1e-12)
    assert trees.chances(new).std() > 0.1


def test_the_same_pairs_grow_the_same_trees() -> None:
    one, two = (Trees.grow(*data(), seed=3) for _ in range(2))
    assert one.nodes.tobytes() == two.nodes.tobytes()
    assert np.array_equal(one.starts, two.starts)
    assert one.base == two.base


def test_no_pairs_no_chances() -> None:
    assert Trees.grow(*data(), seed=0).chances(np.zeros((0, 4), dtype=np.float32)).shape == (0,)
