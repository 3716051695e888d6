"""An invented study on which every measure is tried."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from pipeline.stats.arrays import Flags, Floats, Whole


class Invented(NamedTuple):
    truth: Flags
    chances: Floats
    groups: Whole


@pytest.fixture(scope="session")
def invented() -> Invented:
    """24 respondents, 240 segments, 12 codes, the last of which never occurs; chances rounded so
    that there are ties."""
    random = np.random.default_rng(11)
    base = np.append(np.geomspace(0.02, 0.3, 11), 0.02)
    exact = np.clip(random.gamma(0.8, 1.25, (240, 12)) * base, 0, 0.95)
    truth = random.random((240, 12)) < exact
    truth[:, -1] = False
    return Invented(truth, np.round(exact, 2), np.repeat(np.arange(24), 10))
