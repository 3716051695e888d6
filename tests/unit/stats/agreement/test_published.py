"""Worked examples that others published; the sources stand beside the numbers in published.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.stats.agreement import (
    alpha,
    bias_index,
    brennan_prediger,
    cohen,
    conger,
    count,
    fleiss,
    gwet,
    pabak,
    pair_percentage,
    percentage,
    prevalence_index,
    scott,
    weights,
)

CASES = json.loads(Path(__file__).with_name("published.json").read_text(encoding="utf-8"))
KAPPAS = {
    "percentage": percentage,
    "fleiss": fleiss,
    "gwet": gwet,
    "conger": conger,
    "brennan_prediger": brennan_prediger,
}
OF_PAIRS = {"cohen": cohen, "scott": scott}


def ratings(case: dict[str, Any]) -> np.ndarray:
    """A dot is no rating; categories are counted from 1 in the file."""
    rows = [
        [-1 if mark == "." else int(mark) - 1 for mark in unit] for unit in case["ratings"].split()
    ]
    return np.array(rows)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_published_values(case: dict[str, Any]) -> None:
    q = case["categories"]
    counts = count(ratings(case), q)
    scale = np.arange(q) + 1
    w = weights(case.get("weighting", "identity"), q, scale)
    assert case["expected"]
    for name, expected in case["expected"].items():
        if name == "alpha":
            found = alpha(counts, case.get("metric", "nominal"), scale)[0]
        elif name in OF_PAIRS:
            found = OF_PAIRS[name](counts, w)[0, 0]
        else:
            found = KAPPAS[name](counts, w)[0]
        assert found == pytest.approx(expected, abs=0.5001 * 10 ** -case["decimals"]), name


def test_cohens_own_weights() -> None:
    """Cohen 1968, table 1: disagreements 1, 3 and 6, weighted kappa .348."""
    case = next(case for case in CASES if case["name"] == "Cohen 1968")
    disagreement = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]])
    found = cohen(count(ratings(case), 3), 1 - disagreement / 6)
    assert found[0, 0] == pytest.approx(0.348, abs=5e-4)


@pytest.mark.parametrize("name", ["kappa paradox, balanced", "kappa paradox, skewed"])
def test_what_byrts_indices_say_of_the_paradox(name: str) -> None:
    """Byrt, Bishop & Carlin 1993: kappa from PABAK, prevalence and bias index."""
    case = next(case for case in CASES if case["name"] == name)
    counts = count(ratings(case))
    pi, bi, adjusted = prevalence_index(counts), bias_index(counts), pabak(counts)
    by_them = (adjusted - pi**2 + bi**2) / (1 - pi**2 + bi**2)
    assert cohen(counts)[0, 0] == pytest.approx(by_them[0, 0], abs=1e-12)
    assert adjusted[0, 0] == pytest.approx(2 * 0.85 - 1)
    assert adjusted == pytest.approx(2 * pair_percentage(counts) - 1)
    assert adjusted[0] == pytest.approx(brennan_prediger(counts))
    # From the tables: a - d and b - c over 100.
    balanced = name.endswith("balanced")
    assert pi[0, 0] == pytest.approx((40 - 45) / 100 if balanced else (80 - 5) / 100)
    assert bi[0, 0] == pytest.approx((9 - 6) / 100 if balanced else (10 - 5) / 100)
