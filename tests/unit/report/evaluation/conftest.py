"""An invented evaluation of about the size and quality to be expected: 70 codes, four methods."""

from __future__ import annotations

import json
from math import sqrt
from pathlib import Path
from random import Random

import pytest

from pipeline.domain.evaluation import (
    BlindScores,
    CodeScores,
    Evaluation,
    LearningPoint,
    Measured,
    MethodScores,
    ReadingCurve,
    Reliability,
    StoppingPoint,
)

# id, label, cases and respondents of the shipped codebook's codes; kept here so that a sharper
# label does not change what this page is expected to say.
_CODES = Path(__file__).parents[3] / "golden" / "report" / "evaluation_codes.json"
_LEAST = 10
_RECALLS = (0.8, 0.9, 0.95)
_ORACLE = (0.595, 0.687, 0.733)


def _measured(value: float, half: float = 0.03) -> Measured:
    return Measured(value, max(0.0, value - half), min(1.0, value + half * 0.9))


def _method(name: str, label: str, quality: float, shown: float) -> MethodScores:
    def near(least: float, most: float) -> Measured:
        return _measured(least + quality * (most - least))

    return MethodScores(
        name,
        label,
        (near(0.05, 0.66), near(0.14, 0.85), near(0.2, 0.92)),
        near(0.06, 0.6),
        near(0.15, 0.68),
        near(0.08, 0.64),
        near(0.02, 0.58),
        near(0.02, 0.61),
        near(0.01, 0.56),
        near(0.03, 0.6),
        near(0.15, 0.76),
        _measured(0.012 - 0.008 * quality, 0.0015),
        _measured(0.14 - 0.1 * quality, 0.015),
        shown,
    )


def _code(code: str, label: str, cases: int, respondents: int, random: Random) -> CodeScores:
    enough = cases >= _LEAST
    none = Measured(None)
    value = random.uniform(0.25, 0.9)
    half = 0.9 * sqrt(value * (1 - value) / cases)
    scores = [_measured(min(0.97, value + shift), half) for shift in (0.05, -0.04, 0.0, 0.02)]
    return CodeScores(
        code,
        label,
        cases,
        respondents,
        enough,
        round(random.uniform(0.12, 0.45), 3),
        *(scores if enough else [none] * 4),
        to_read=round(0.9 * (1 - value) ** 1.3, 4) if enough else None,
    )


def _curve(order: str, label: str, gain: float) -> ReadingCurve:
    """`gain`: how far between a random order (0) and a perfect one (1)."""
    read = tuple(step / 40 for step in range(41))
    best = [min(1.0, 2.337 * x if x < 0.123 else 0.2874 + (x - 0.123) * 1.088) for x in read]
    found = tuple(min(1.0, x + gain * (b - x)) for x, b in zip(read, best, strict=True))
    needed = tuple(_ORACLE) if gain == 1 else tuple(_crossing(read, found, r) for r in _RECALLS)
    saved = tuple(r - n for r, n in zip(_RECALLS, needed, strict=True))
    return ReadingCurve(order, label, read, found, needed, saved)


def _crossing(read: tuple[float, ...], found: tuple[float, ...], recall: float) -> float:
    at = next(step for step, share in enumerate(found) if share >= recall)
    part = (recall - found[at - 1]) / (found[at] - found[at - 1])
    return read[at - 1] + part * (read[at] - read[at - 1])


def _bins() -> tuple[Reliability, ...]:
    means = (
        0.0005,
        0.001,
        0.002,
        0.004,
        0.009,
        0.03,
        0.15,
        0.25,
        0.35,
        0.45,
        0.55,
        0.66,
        0.78,
        0.9,
    )
    pairs = (9120, 9118, 9121, 9119, 9120, 7204, 1330, 640, 381, 290, 214, 190, 171, 96)
    return tuple(
        Reliability(mean, _measured(0.96 * mean**0.97, 1.6 * sqrt(mean * (1 - mean) / n)), n)
        for mean, n in zip(means, pairs, strict=True)
    )


@pytest.fixture
def evaluation() -> Evaluation:
    random = Random(11)
    codes = tuple(_code(*row, random) for row in json.loads(_CODES.read_text("utf-8")))
    learning = tuple(
        LearningPoint(
            n, _measured(0.86 - 0.4 / (1 + n / 150)), _measured(0.62 - 0.36 / (1 + n / 260))
        )
        for n in (0, 50, 100, 200, 400, 700, 1000, 1345)
    )
    stopping = tuple(
        StoppingPoint(read, truth * off, truth * off * 0.72, truth * off * 1.32, truth, covered)
        for read, truth, off, covered in (
            (0.1, 1094, 1.11, 0.93),
            (0.25, 893, 1.05, 0.91),
            (0.5, 571, 0.96, 0.92),
            (0.75, 262, 0.7, 0.94),
            (0.9, 93, 1.02, 0.97),
        )
    )
    return Evaluation(
        study="ervaringen",
        wave="golf-1",
        codebook_version="1.1.0",
        model="eigen woordkenmerken",
        segments=1345,
        coded=1047,
        codings=1208,
        respondents=47,
        codes_used=len(codes),
        codes_enough=sum(code.enough for code in codes),
        least_cases=_LEAST,
        folds=10,
        draws=1000,
        depths=(1, 3, 5),
        methods=(
            _method("engine", "het programma", 0.95, 1.23),
            _method("without-context", "het programma zonder de rest van het verslag", 0.9, 1.2),
            _method("regression", "woorden tellen met logistische regressie", 0.62, 0.84),
            _method("codebook", "alleen het codeboek, zonder beslissingen", 0.5, 1.9),
            _method("frequent", "altijd de meest voorkomende codes", 0.05, 5.0),
        ),
        codes=codes,
        reliability=_bins(),
        learning=learning,
        recalls=_RECALLS,
        oracle=_ORACLE,
        curves=(
            _curve("leesvolgorde", "leesvolgorde", -0.05),
            _curve("opbrengst", "meeste opbrengst eerst", 0.63),
            _curve("leerzaam", "leerzaamste eerst", 0.4),
            _curve("toeval", "willekeurige volgorde", 0.0),
            _curve("volmaakt", "volmaakte volgorde", 1.0),
        ),
        stopping=stopping,
        blind=BlindScores(
            136,
            _measured(0.8, 0.07),
            _measured(0.58, 0.06),
            Measured(1.02, 0.93, 1.11),
            Measured(1.09, 1.04, 1.14),
        ),
        to_read_median=0.27,
    )
