"""A multi-label model for few decisions: two scorers below, one calibrated judge above.

Below, every text gets per code (1) the similarity to what the codebook says of the code and (2)
the score of a kernel ridge regression on codebook and decisions. Above, one logistic regression,
pooled over codes, turns these scores and the code's frequency into a probability. It is trained
on scores that were made without the respondent in question, so that its probabilities are those
for respondents it has never seen. (Its own five numbers are fitted on all respondents together.)

Kernel ridge regression gives the scores of a left-out respondent in closed form (An, Liu &
Venkatesh 2007, *Fast cross-validation algorithms for least squares support vector machine and
kernel ridge regression*, Pattern Recognition 40): no fold is ever refitted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.tagging.features import Lemmas, TextFeatures
from pipeline.tagging.training import Lesson, codebook_lessons

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Matrix = NDArray[np.float64]

RIDGE = 0.6
"""Penalty of the kernel ridge regression, on rows of length 1."""
_PRIOR_STRENGTH = 5.0
"""So many segments weighs the overall frequency against that of one code with one actor."""


@dataclass
class CodeModel:
    """Probabilities of the leaf codes of a codebook, for texts of a known actor.

    After `fit`, `held_out` holds the (decided, codes) probabilities of the decided lessons, each
    made without the lesson's own respondent.
    """

    codebook: Codebook
    lemmas: Lemmas
    prior_weight: float = 30.0
    seed: int = 0
    codes: tuple[str, ...] = field(init=False)
    held_out: Matrix = field(init=False, repr=False)
    digest: str = field(init=False, default="")
    _features: TextFeatures = field(init=False, repr=False)
    _profile: Any = field(init=False, repr=False)
    _weights: Matrix = field(init=False, repr=False)
    _base: Matrix = field(init=False, repr=False)
    _judge: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.codes = tuple(code.id for code in self.codebook.leaves)

    def fit(self, decided: Sequence[Lesson], unlabelled: Sequence[str] = ()) -> CodeModel:
        """Learns from the codebook and from decided segments (none at all is fine).

        `unlabelled` texts only help to tell common words from rare ones.
        """
        taught = codebook_lessons(self.codebook)
        lessons = [*taught, *decided]
        texts = [lesson.text for lesson in lessons]
        self._features = TextFeatures(self.lemmas).fit([*texts, *unlabelled])
        rows = self._features.transform(texts)
        labels = self._labels(lessons)
        examples = np.arange(len(lessons)) < len(taught)
        self._profile = self._profiles(rows[: len(taught)], labels[: len(taught)])

        groups = np.array(
            [
                f"{'codeboek' if e else 'verslag'} {x.group}"
                for e, x in zip(examples, lessons, strict=True)
            ]
        )
        importance = np.where(
            examples, self.prior_weight / (self.prior_weight + len(decided) / 20), 1.0
        )
        alpha, left_out = _kernel_ridge(rows, labels, groups, importance)
        self._weights = np.asarray(rows.T @ alpha)

        similar = self._similarity(rows)
        own = self._similarity_without_self(rows, labels, len(taught))
        self._base = self._frequencies(decided)
        base = self._base[[_row_of(lesson.actor) for lesson in lessons]]
        if decided:
            base[len(taught) :] = self._held_out_frequencies(decided)
        evidence = self._evidence(np.where(examples[:, None], own, similar), left_out, base)
        use = _worth_learning_from(lessons, examples)
        self._judge = self._fit_judge(evidence[use], labels[use], lessons, use)
        self.held_out = self._judged(evidence[len(taught) :], [x.actor for x in decided])
        self.digest = self._digest(lessons)
        return self

    def predict_proba(self, texts: Sequence[str], actors: Sequence[Actor | None]) -> Matrix:
        """(texts, codes) probabilities in 0..1; 0 where a code does not apply to the actor."""
        if not texts:
            return np.zeros((0, len(self.codes)))
        rows = self._features.transform(texts)
        scores = np.asarray(rows @ self._weights)
        base = self._base[[_row_of(actor) for actor in actors]]
        return self._judged(self._evidence(self._similarity(rows), scores, base), actors)

    def rows_of(self, texts: Sequence[str]) -> csr_matrix:
        """(texts, features): what `weight_towards` is to be multiplied with."""
        return self._features.transform(texts)

    def weight_towards(self, code: str) -> Matrix:
        """(features,) how much each feature speaks for a code, in log odds per unit."""
        at = self.codes.index(code)
        slope = self._judge.coef_[0]
        profile = np.asarray(self._profile[at].todense()).ravel()
        weight: Matrix = slope[0] * profile + slope[2] * self._weights[:, at]
        return weight

    def columns_of(self, word: str) -> list[int]:
        """The features that a word may have filled."""
        return self._features.columns_of(word)

    def _labels(self, lessons: Sequence[Lesson]) -> Matrix:
        at = {code: number for number, code in enumerate(self.codes)}
        labels = np.zeros((len(lessons), len(self.codes)))
        for row, lesson in enumerate(lessons):
            labels[row, [at[code] for code in lesson.codes]] = 1.0
        return labels

    def _profiles(self, rows: csr_matrix, labels: Matrix) -> csr_matrix:
        """(codes, features): the mean of a code's codebook texts, of length 1."""
        from scipy.sparse import csr_matrix
        from sklearn.preprocessing import normalize

        return csr_matrix(normalize(csr_matrix(labels.T) @ rows))

    def _similarity(self, rows: csr_matrix) -> Matrix:
        return np.asarray((rows @ self._profile.T).todense())

    def _similarity_without_self(self, rows: csr_matrix, labels: Matrix, taught: int) -> Matrix:
        """As `_similarity`, a codebook text not counting towards its own code's profile.

        With S the sum of a code's texts and x one of them, the profile without x is S - x, and
        its length follows from the inner products alone.
        """
        similar = self._similarity(rows)
        own = labels[:taught].argmax(axis=1)
        inner = np.asarray((rows[:taught] @ rows[:taught].T).todense())
        same = own[:, None] == own[None, :]
        with_sum = (inner * same).sum(axis=1)
        itself = inner.diagonal()
        sum_square = np.array([inner[np.ix_(own == code, own == code)].sum() for code in own])
        length = np.sqrt(np.maximum(sum_square - 2 * with_sum + itself, 0))
        rest = np.where(length > 1e-9, (with_sum - itself) / np.maximum(length, 1e-9), 0.0)
        similar[np.arange(taught), own] = rest
        return similar

    def _frequencies(self, decided: Sequence[Lesson], without: str = "") -> Matrix:
        """(actors + 1, codes) log odds of a code with an actor, one group left out; last row:
        actor unknown."""
        decided = [lesson for lesson in decided if lesson.group != without]
        labels = self._labels(decided)
        overall = (labels.sum(axis=0) + 1.0) / (len(decided) + len(self.codes) / 1.5)
        rows = []
        for actor in (*Actor, None):
            own = np.array([x.actor is actor for x in decided], dtype=bool)
            count = labels[own].sum(axis=0) if own.any() else 0.0
            share = (count + _PRIOR_STRENGTH * overall) / (own.sum() + _PRIOR_STRENGTH)
            rows.append(np.log(share) - np.log1p(-np.minimum(share, 0.99)))
        return np.vstack(rows)

    def _held_out_frequencies(self, decided: Sequence[Lesson]) -> Matrix:
        """(decided, codes): for each lesson the frequencies without its own group."""
        by_group = {
            group: self._frequencies(decided, group) for group in {x.group for x in decided}
        }
        return np.array([by_group[x.group][_row_of(x.actor)] for x in decided])

    def _evidence(self, similar: Matrix, scores: Matrix, base: Matrix) -> Matrix:
        """(texts, codes, 4): similarity, similarity among codes, ridge score, frequency."""
        spread = similar.std(axis=1, keepdims=True) + 1e-9
        among = (similar - similar.mean(axis=1, keepdims=True)) / spread
        return np.stack([similar, among, scores, base], axis=2)

    def _fit_judge(
        self, evidence: Matrix, labels: Matrix, lessons: Sequence[Lesson], use: NDArray[np.bool_]
    ) -> Any:
        from sklearn.linear_model import LogisticRegression

        applies = self._applies([x.actor for x, used in zip(lessons, use, strict=True) if used])
        judge = LogisticRegression(C=10.0, max_iter=500, random_state=self.seed)
        return judge.fit(evidence[applies], labels[applies])

    def _judged(self, evidence: Matrix, actors: Sequence[Actor | None]) -> Matrix:
        if not len(evidence):
            return np.zeros((0, len(self.codes)))
        flat = evidence.reshape(-1, evidence.shape[2])
        chance = self._judge.predict_proba(flat)[:, 1].reshape(evidence.shape[:2])
        return np.where(self._applies(actors), chance, 0.0)

    def _applies(self, actors: Sequence[Actor | None]) -> NDArray[np.bool_]:
        rows = {
            actor: [actor is None or actor in code.actors for code in self.codebook.leaves]
            for actor in (*Actor, None)
        }
        return np.array([rows[actor] for actor in actors], dtype=bool).reshape(len(actors), -1)

    def _digest(self, lessons: Sequence[Lesson]) -> str:
        content = "\x1e".join(
            "\x1f".join((x.text, str(x.actor), *x.codes, x.group)) for x in lessons
        )
        head = f"{self.codebook.digest} {self.prior_weight} {self.seed}\n"
        return hashlib.sha256((head + content).encode("utf-8")).hexdigest()[:12]


def _kernel_ridge(
    rows: csr_matrix, labels: Matrix, groups: NDArray[np.str_], importance: Matrix
) -> tuple[Matrix, Matrix]:
    """Kernel ridge regression with a linear kernel, and its leave-one-group-out scores.

    Args:
        rows: (texts, features), rows of length 1.
        labels: (texts, codes) of 0 and 1. There is no intercept: a text that resembles nothing
            scores 0, and the judge above knows how frequent a code is.
        groups: (texts,) what is left out together.
        importance: (texts,) weights in 0..1; a text of weight w has penalty RIDGE / w.

    Returns:
        (texts, codes) dual coefficients, and (texts, codes) scores of every text by a model that
        saw nothing of its group.
    """
    kernel = np.asarray((rows @ rows.T).todense())
    inverse = np.linalg.inv(kernel + np.diag(RIDGE / importance))
    alpha = inverse @ labels
    left_out = np.empty_like(labels)
    for group in np.unique(groups):
        own = np.flatnonzero(groups == group)
        left_out[own] = labels[own] - np.linalg.solve(inverse[np.ix_(own, own)], alpha[own])
    return alpha, left_out


def _worth_learning_from(
    lessons: Sequence[Lesson], examples: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which lessons teach the judge: decided segments, and examples while those are few.

    Definitions and lists of keywords are no speech: what their scores look like says nothing
    about segments. With two hundred decided segments the examples have had their say.
    """
    speech = np.array([x.group.startswith("voorbeeld") for x in lessons]) & examples
    decided = ~examples
    real = [lesson for lesson, example in zip(lessons, examples, strict=True) if not example]
    coded = any(lesson.codes for lesson in real)
    if len(real) >= 200 and coded and len({lesson.group for lesson in real}) >= 3:
        return decided
    return decided | speech


def _row_of(actor: Actor | None) -> int:
    return actor.rank if actor else len(Actor)
