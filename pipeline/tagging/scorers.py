"""The scorers below the judge: what each of them says of texts, seen and unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.arrays import Arrays, under
from pipeline.tagging.evidence import Frequencies, Scores
from pipeline.tagging.labels import Labels
from pipeline.tagging.landmarks import LANDMARKS, ByLandmarks
from pipeline.tagging.profiles import Profiles, likeness_without_group, likeness_without_self
from pipeline.tagging.ridge import Dual, Joined, Taught, members

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Matrix = NDArray[np.float64]
Single = NDArray[np.float32]
Scored = NDArray[Any]
Numbers = NDArray[np.int64]
_DECIMALS = 5
"""So many of a left-out score are kept: see `_rounded`."""


@dataclass(frozen=True)
class Lessons:
    """Rows to learn from.

    rows (texts, features), labels (texts, labels) of 0 and 1, kinds (texts,) of speaker, groups
    (texts,) what is left out together, context (texts, context features) or None.
    """

    rows: csr_matrix
    labels: Matrix
    kinds: Numbers
    groups: Numbers
    context: csr_matrix | None = None

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True)
class Scorers:
    """What was learned: profiles of what was told and of what was decided, the weights of the
    ridges (features, labels + families) on texts alone and on texts with context, and how often
    each label is given."""

    labels: Labels
    told: Profiles
    decided: Profiles
    alone: Single
    beside: Single
    context: Single
    frequencies: Frequencies
    duals: tuple[Dual, ...]

    @classmethod
    def restored(
        cls, labels: Labels, told: Lessons, decided: Lessons, duals: Sequence[Dual]
    ) -> Scorers:
        """What was fitted on these lessons, from what each of them counts for: in the ridge on
        texts alone, and in that with context if there is one."""
        profiles = Profiles.of(told.rows, told.labels)
        examples = Profiles.of(decided.rows, decided.labels)
        weights = [dual.weights(told.rows, decided.rows) for dual in duals]
        nothing = np.zeros((0, 0), dtype=np.float32)
        beside = context = nothing
        if decided.context is not None and len(duals) > 1:
            beside, context = weights[1], duals[1].in_context(decided.context)
        frequencies = Frequencies.of(decided.labels, decided.kinds, len(labels.kinds))
        return cls(
            labels, profiles, examples, weights[0], beside, context, frequencies, tuple(duals)
        )

    def arrays(self) -> Arrays:
        alone, *beside = self.duals
        known = under("alone", alone.arrays())
        return known | under("beside", beside[0].arrays()) if beside else known

    def of_texts(self) -> Single:
        """(features, columns) weights: `apart` makes scores of texts by themselves from what
        their rows give with these."""
        return np.hstack([self.alone, self.told.units, self.decided.units])

    def apart(self, columns: Scored, kinds: Numbers) -> Scores:
        """The same as `scores`, from (texts, columns): rows @ `of_texts`."""
        ridge = self.alone.shape[1]
        told = ridge + self.labels.count
        return Scores(
            columns[:, ridge:told],
            *_parted(columns[:, :ridge], self.labels),
            columns[:, told:],
            self._frequency(kinds),
        )

    def scores(self, rows: csr_matrix, kinds: Numbers) -> Scores:
        """Of texts that were not learned from, by themselves."""
        return self._scores(rows, kinds, np.asarray(rows @ self.alone))

    def scores_in_context(self, rows: csr_matrix, context: csr_matrix, kinds: Numbers) -> Scores:
        """The same, with what stands around them: (texts, context features)."""
        ridge = np.asarray(rows @ self.beside) + np.asarray(context @ self.context)
        return self._scores(rows, kinds, ridge)

    def _scores(self, rows: csr_matrix, kinds: Numbers, ridge: Scored) -> Scores:
        return Scores(
            self.told.likeness(rows),
            *_parted(ridge, self.labels),
            self.decided.likeness(rows),
            self._frequency(kinds),
        )

    def _frequency(self, kinds: Numbers) -> Scored:
        return self.frequencies.log_odds(kinds).astype(np.float32)


@dataclass(frozen=True)
class Fitted:
    """The scorers, and the scores of what they learned from without each text's own group."""

    scorers: Scorers
    told: Scores
    alone: Scores | None = None
    in_context: Scores | None = None


def fit_scorers(
    told: Lessons, decided: Lessons, labels: Labels, weight: float, seed: int = 0
) -> Fitted:
    """`weight` in 0..1: what a text that was told in advance counts for, against a decided one.
    Where more than LANDMARKS were decided, the ridges are approximated; `seed` is for that."""
    taught = Taught.of(told.rows, _with_families(told, labels), weight)
    profiles = Profiles.of(told.rows, told.labels)
    examples = Profiles.of(decided.rows, decided.labels)
    frequencies = Frequencies.of(decided.labels, decided.kinds, len(labels.kinds))
    own = told.labels.argmax(axis=1)
    likeness = likeness_without_self(profiles, told.rows, own)
    rest = (examples.likeness(told.rows), frequencies.log_odds(told.kinds))

    def scorers(alone: Single, beside: Single, context: Single, *duals: Dual) -> Scorers:
        return Scorers(labels, profiles, examples, alone, beside, context, frequencies, duals)

    nothing = np.zeros((0, 0), dtype=np.float32)
    if not len(decided):
        ridge = taught.alone()
        scores = Scores(likeness, *_parted(_rounded(ridge.left_out), labels), *rest)
        return Fitted(scorers(ridge.weights, nothing, nothing, ridge.dual), scores)

    lessons = decided.rows, _with_families(decided, labels), decided.groups
    joined: Joined | ByLandmarks
    if len(decided) > LANDMARKS:
        joined = ByLandmarks.of(taught, *lessons, seed=seed)
    else:
        joined = taught.beside(*lessons)
    ridge, said = joined.ridge()
    told_scores = Scores(likeness, *_parted(_rounded(said), labels), *rest)
    seen = profiles.likeness(decided.rows)
    others = (
        likeness_without_group(examples, decided.rows, decided.labels, decided.groups),
        _frequencies_without_group(frequencies, decided),
    )
    alone = Scores(seen, *_parted(_rounded(ridge.left_out), labels), *others)
    if decided.context is None:
        fitted = scorers(ridge.weights, nothing, nothing, ridge.dual)
        return Fitted(fitted, told_scores, alone)
    near, context = joined.in_context(decided.context)
    in_context = Scores(seen, *_parted(_rounded(near.left_out), labels), *others)
    fitted = scorers(ridge.weights, near.weights, context, ridge.dual, near.dual)
    return Fitted(fitted, told_scores, alone, in_context)


def _with_families(lessons: Lessons, labels: Labels) -> Matrix:
    return np.hstack([lessons.labels, labels.in_families(lessons.labels)])


def _parted(ridge: Scored, labels: Labels) -> tuple[Scored, Scored]:
    """(texts, labels) the scores of labels, and those of the family of each label."""
    return ridge[:, : labels.count], ridge[:, labels.count :][:, labels.families]


def _rounded(left_out: Matrix) -> Matrix:
    """Scores without the last digits: numbers of 32 bits leave a rounding there that still knows
    what the label was, and where nothing else is known a judge would learn to read it."""
    return np.round(left_out, _DECIMALS)


def _frequencies_without_group(frequencies: Frequencies, decided: Lessons) -> Matrix:
    """(decided, labels) log odds of each label as known from the other groups."""
    odds = np.zeros(decided.labels.shape)
    for own in members(decided.groups):
        others = frequencies.without(decided.labels[own], decided.kinds[own])
        odds[own] = others.log_odds(decided.kinds[own])
    return odds
