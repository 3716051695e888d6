"""What is known of every pair of a text and a code, as numbers for the judge.

All arrays are (texts, codes) unless said otherwise. What stands relative to the other codes of
the same text matters as much as the scores themselves: some texts resemble everything a little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_SMALL = 1e-4
_PRIOR_TEXTS = 5.0
"""So many texts weighs the overall frequency of a code against that with one kind of speaker."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the scorers say: likeness to the codebook's text on a code, the ridge's score, that of
    the ridge for the code's family, likeness to what was decided, and log odds of the code with
    this kind of speaker. Each (texts, codes)."""

    likeness: Matrix
    ridge: Matrix
    family: Matrix
    decided: Matrix
    frequency: Matrix


def evidence(scores: Scores, spread: NDArray[np.float64]) -> NDArray[np.float32]:
    """(texts, codes, 10): the scores, and where they stand among the codes of the text.

    Args:
        spread: (codes,) how far the ridge's scores of a code lie apart over texts.
    """
    return np.stack(
        [
            scores.likeness,
            among(scores.likeness),
            scores.ridge,
            among(scores.ridge),
            scores.ridge / spread,
            scores.family,
            among(scores.family),
            scores.decided,
            among(scores.decided),
            scores.frequency,
        ],
        axis=2,
    ).astype(np.float32)


def among(score: Matrix) -> Matrix:
    """Each score in standard deviations from the mean over the codes of its text."""
    spread = score.std(axis=1, keepdims=True) + 1e-9
    relative: Matrix = (score - score.mean(axis=1, keepdims=True)) / spread
    return relative


def log_odds(chance: Matrix) -> Matrix:
    """Kept finite at 0 and 1."""
    odds: Matrix = np.log(chance + _SMALL) - np.log1p(_SMALL - chance)
    return odds


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How often each code is given, over all and per kind of speaker.

    counts (kinds + 1, codes), texts (kinds + 1,): the last row is over all kinds, and stands for
    a speaker of unknown kind.
    """

    counts: Matrix
    texts: NDArray[np.float64]

    @classmethod
    def of(cls, labels: Matrix, kinds: NDArray[np.int64], known: int) -> Frequencies:
        """`kinds` (texts,): the kind of speaker of each text, -1 where it is not known."""
        counts = np.zeros((known + 1, labels.shape[1]))
        texts = np.zeros(known + 1)
        for kind in range(known):
            counts[kind], texts[kind] = labels[kinds == kind].sum(axis=0), (kinds == kind).sum()
        counts[known], texts[known] = labels.sum(axis=0), len(labels)
        return cls(counts, texts)

    def without(self, labels: Matrix, kinds: NDArray[np.int64]) -> Frequencies:
        """The frequencies without these texts."""
        own = Frequencies.of(labels, kinds, len(self.texts) - 1)
        return Frequencies(self.counts - own.counts, self.texts - own.texts)

    def log_odds(self, kinds: NDArray[np.int64]) -> Matrix:
        """(texts, codes) of a code with this kind of speaker, drawn towards the overall share."""
        codes = self.counts.shape[1]
        overall = (self.counts[-1] + 1.0) / (self.texts[-1] + codes / 1.5)
        shares = (self.counts + _PRIOR_TEXTS * overall) / (self.texts[:, None] + _PRIOR_TEXTS)
        odds: Matrix = np.log(shares) - np.log1p(-np.minimum(shares, 0.99))
        return odds[kinds]


def from_neighbours(chance: Matrix, reports: Sequence[str], places: Sequence[int]) -> Matrix:
    """(texts, codes): the chances of the texts just before and after in the same report, summed.

    Args:
        places: (texts,) the ordinal of each text in its report; neighbours differ by one.
    """
    at = {where: row for row, where in enumerate(zip(reports, places, strict=True))}
    total = np.zeros_like(chance)
    for row, (report, place) in enumerate(zip(reports, places, strict=True)):
        for near in (at.get((report, place - 1)), at.get((report, place + 1))):
            if near is not None and report:
                total[row] += chance[near]
    return total


def rest_of_report(chance: Matrix, reports: Sequence[str], usual: Matrix) -> Matrix:
    """(texts, codes) log odds of the mean chance over the other texts of the same report.

    A code that a model sees everywhere in one report is mostly that speaker's way of talking:
    the judge learns to subtract it. Where a report has no other texts, `usual` (texts, codes)
    stands in: the mean chance with this kind of speaker.
    """
    mean = usual.copy()
    rows: dict[str, list[int]] = {}
    for row, report in enumerate(reports):
        rows.setdefault(report, []).append(row)
    for report, own in rows.items():
        if report and len(own) > 1:
            mean[own] = (chance[own].sum(axis=0) - chance[own]) / (len(own) - 1)
    return log_odds(mean)
