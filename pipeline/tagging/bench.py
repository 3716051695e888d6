"""The judges together: one for texts alone, and one for texts within a report.

The second first asks a plain judge, and then also weighs what that one says of the neighbours and
of the rest of the report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.arrays import Arrays, part_of, under
from pipeline.tagging.evidence import Scores, evidence, from_neighbours, rest_of_report
from pipeline.tagging.judge import Judge
from pipeline.tagging.labels import Labels
from pipeline.tagging.passages import Passage
from pipeline.tagging.scorers import Fitted, Lessons, Scorers

Matrix = NDArray[np.float64]
Numbers = NDArray[np.int64]

SPEECH_UNTIL = 200
"""Examples told in advance teach the judge too, less and less until so many texts were decided:
they are clearer than speech, and too many of them make it too sure of itself."""
CONTEXT_FROM = 100
TREES_FROM = 300
"""From so many decided texts the judge looks at context, and boosted trees take part. (With 50
segments of two respondents context did harm: right within three fell from .64 to .46.)"""
_FOLDS = 4
"""In which the judges are refitted to judge the texts they were fitted on."""


@dataclass(frozen=True)
class Bench:
    """`spread` (labels,): how far the ridge's scores of a label lie apart; `usual_spread` (4,): how
    far likeness, ridge, family and decided lie apart within a text; `usual` (kinds + 1, labels):
    mean chance of each label with each kind of speaker."""

    labels: Labels
    spread: NDArray[Any]
    usual_spread: NDArray[np.float64]
    text: Judge
    first: Judge | None = None
    context: Judge | None = None
    usual: Matrix | None = None

    def arrays(self) -> Arrays:
        known = {"spread": self.spread, "usual_spread": self.usual_spread}
        known |= {} if self.usual is None else {"usual": self.usual}
        judges = {"text": self.text, "first": self.first, "context": self.context}
        for name, judge in judges.items():
            known |= under(name, judge.arrays()) if judge else {}
        return known

    @classmethod
    def restored(cls, labels: Labels, arrays: Arrays) -> Bench:
        text, first, context = (
            Judge.restored(own) if (own := part_of(arrays, name)) else None
            for name in ("text", "first", "context")
        )
        assert text is not None
        usual = arrays.get("usual")
        return cls(labels, arrays["spread"], arrays["usual_spread"], text, first, context, usual)

    @property
    def knows_context(self) -> bool:
        return self.context is not None

    @classmethod
    def fit(
        cls,
        fitted: Fitted,
        told: Lessons,
        speech: NDArray[np.bool_],
        decided: Lessons,
        passages: Sequence[Passage],
        seed: int,
    ) -> tuple[Bench, Matrix]:
        """Also returns (decided, labels) chances that were made without a text's own group."""
        labels = fitted.scorers.labels
        spread = _spread(fitted)
        heard = evidence(_rows_of(fitted.told, speech), spread)
        given = told.labels[speech]
        allowed = labels.applies[told.kinds[speech]]
        patience = max(0.0, 1 - len(decided) / SPEECH_UNTIL)
        importance = np.full(len(given), patience)
        if fitted.alone is None:
            text = Judge.fit(heard, given, allowed, importance, trees=False, seed=seed)
            none = np.zeros((0, labels.count))
            return cls(labels, spread, _usual_spread(fitted.told), text), none

        said, applies = evidence(fitted.alone, spread), labels.applies[decided.kinds]

        def judge(rows: NDArray[np.intp]) -> Judge:
            use = slice(0, len(given) if patience else 0)
            return Judge.fit(
                np.concatenate([said[rows], heard[use]]),
                np.concatenate([decided.labels[rows], given[use]]),
                np.concatenate([applies[rows], allowed[use]]),
                np.concatenate([np.ones(len(rows)), importance[use]]),
                trees=False,
                seed=seed,
            )

        text, chances = _cross_fitted(judge, said, decided, applies)
        bench = cls(labels, spread, _usual_spread(fitted.alone), text)
        if fitted.in_context is None or len(decided) < CONTEXT_FROM:
            return bench, chances
        return bench._with_context(fitted.in_context, decided, passages, seed, chances)

    def _with_context(
        self,
        scores: Scores,
        decided: Lessons,
        passages: Sequence[Passage],
        seed: int,
        chances: Matrix,
    ) -> tuple[Bench, Matrix]:
        within = np.array([bool(passage.report) for passage in passages])
        applies = self.labels.applies[decided.kinds]
        said = evidence(scores, self.spread)
        everyone = np.ones(len(decided))
        first = Judge.fit(said, decided.labels, applies, everyone, trees=False, seed=seed)
        plain = first.chances(said, applies)
        bench = replace(self, first=first, usual=_usual(plain, decided.kinds, self.labels))
        wider = bench._wider(said, plain, decided.kinds, passages)

        def judge(rows: NDArray[np.intp]) -> Judge:
            return Judge.fit(
                wider[rows],
                decided.labels[rows],
                applies[rows],
                everyone[rows],
                trees=len(decided) >= TREES_FROM,
                seed=seed,
            )

        context, better = _cross_fitted(judge, wider, decided, applies)
        return replace(bench, context=context), np.where(within[:, None], better, chances)

    def alone(self, scores: Scores, kinds: Numbers) -> Matrix:
        """(texts, labels) probabilities of texts by themselves."""
        return self.text.chances(evidence(scores, self.spread), self.labels.applies[kinds])

    def in_context(self, scores: Scores, kinds: Numbers, passages: Sequence[Passage]) -> Matrix:
        """(texts, labels) probabilities of passages of reports; needs `knows_context`."""
        assert self.first is not None
        assert self.context is not None
        said, applies = evidence(scores, self.spread), self.labels.applies[kinds]
        wider = self._wider(said, self.first.chances(said, applies), kinds, passages)
        return self.context.chances(wider, applies)

    def weight_towards(self, label: int, scorers: Scorers) -> NDArray[np.float64]:
        """(features,) log odds per unit by which each feature speaks for a label, the rest of the
        labels taken to stay as they are."""
        slope, within = self.text.weights, self.usual_spread
        family = scorers.labels.count + int(scorers.labels.families[label])
        of_ridge = slope[2] + slope[3] / within[1] + slope[4] / self.spread[label]
        weight: NDArray[np.float64] = (
            (slope[0] + slope[1] / within[0]) * scorers.told.unit(label)
            + of_ridge * scorers.alone[:, label]
            + (slope[5] + slope[6] / within[2]) * scorers.alone[:, family]
            + (slope[7] + slope[8] / within[3]) * scorers.decided.unit(label)
        )
        return weight

    def _wider(
        self,
        said: NDArray[np.float32],
        plain: Matrix,
        kinds: Numbers,
        passages: Sequence[Passage],
    ) -> NDArray[np.float32]:
        """(texts, labels, 12): the evidence, and what is said of the texts around."""
        assert self.usual is not None
        reports = [passage.report for passage in passages]
        near = from_neighbours(plain, reports, [passage.place for passage in passages])
        rest = rest_of_report(plain, reports, self.usual[kinds])
        around = np.stack([near, rest], axis=2).astype(np.float32)
        return np.concatenate([said, around], axis=2)


def _cross_fitted(
    judge: Callable[[NDArray[np.intp]], Judge],
    said: NDArray[np.float32],
    decided: Lessons,
    applies: NDArray[np.bool_],
) -> tuple[Judge, Matrix]:
    """The judge on all decided texts, corrected per label, and its chances of each text as made
    by a judge that saw nothing of the text's group."""
    everything = np.arange(len(decided))
    whole = judge(everything)
    fold = decided.groups % _FOLDS
    chances = np.zeros(decided.labels.shape)
    for number in range(_FOLDS):
        own = np.flatnonzero(fold == number)
        others = np.flatnonzero(fold != number)
        able = len(others) and decided.labels[others].any() and len(own)
        by = judge(others) if able else whole
        if len(own):
            chances[own] = by.chances(said[own], applies[own])
    corrected = whole.with_shifts(chances, decided.labels, applies)
    return corrected, Judge.shifted(chances, corrected.shifts, applies)


def _spread(fitted: Fitted) -> NDArray[Any]:
    """(labels,) standard deviation of the ridge's scores over what was learned from."""
    scores = fitted.told if fitted.alone is None else fitted.alone
    return np.asarray(scores.ridge.std(axis=0) + 1e-6, dtype=np.float32)


def _usual_spread(scores: Scores) -> NDArray[np.float64]:
    parts = (scores.likeness, scores.ridge, scores.family, scores.decided)
    return np.array([part.std(axis=1).mean() + 1e-6 if len(part) else 1.0 for part in parts])


def _usual(chances: Matrix, kinds: Numbers, labels: Labels) -> Matrix:
    rows = [chances[kinds == kind] for kind in range(len(labels.kinds))]
    overall = chances.mean(axis=0)
    return np.array([*(r.mean(axis=0) if len(r) else overall for r in rows), overall])


def _rows_of(scores: Scores, rows: NDArray[np.bool_]) -> Scores:
    return Scores(
        scores.likeness[rows],
        scores.ridge[rows],
        scores.family[rows],
        scores.decided[rows],
        scores.frequency[rows],
    )
