"""Labels for texts, learned from few: the engine, which knows nothing of studies and codebooks.

    tagger = TextTagger().fit(texts, labels)       # (texts,) and (texts, labels) of 0 and 1
    tagger.predict_proba(other_texts)              # (other texts, labels) in 0..1

Below, scorers: likeness to what is told of a label in advance (`Primer`), kernel ridge regression
on texts, with and without context, on labels and on families of labels, likeness to the texts that
got the label, and how often it is given. Above, a judge that turns their scores into
probabilities, trained on scores that were made without the group (respondent) in question.
TAGGING.md tells what was tried and what it gave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.arrays import Arrays, part_of, under
from pipeline.tagging.bench import Bench
from pipeline.tagging.evidence import Scores
from pipeline.tagging.features import Lemma, TextFeatures
from pipeline.tagging.labels import Labels, Primer
from pipeline.tagging.passages import Passage, PassageRows, in_parts
from pipeline.tagging.ridge import Dual
from pipeline.tagging.scorers import Lessons, Scorers, fit_scorers
from pipeline.tagging.through import Through

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from pipeline.tagging.encoders import Encoder

Matrix = NDArray[np.float64]


@dataclass
class TextTagger:
    """Multi-label probabilities for texts; see the module.

    `prior_weight` says how heavily the primer weighs against what was decided. After fitting,
    `held_out` holds the (decided, labels) probabilities of the texts that it was fitted on, each
    made without the text's own group, judge included, and `decided_rows` their (decided, features).
    """

    lemma: Lemma = str
    labels: Labels | None = None
    primer: Primer = field(default_factory=Primer)
    prior_weight: float = 30.0
    encoder: Encoder | None = None
    seed: int = 0
    held_out: Matrix = field(init=False, repr=False)
    decided_rows: csr_matrix = field(init=False, repr=False)
    _rows: PassageRows = field(init=False, repr=False)
    _scorers: Scorers = field(init=False, repr=False)
    _bench: Bench = field(init=False, repr=False)
    _through: Through | None = field(init=False, repr=False, default=None)

    def fit(
        self,
        texts: Sequence[str],
        labels: NDArray[np.generic] | Sequence[Sequence[int]],
        groups: Sequence[str] | None = None,
    ) -> TextTagger:
        """Learns from texts alone.

        Args:
            labels: (texts, labels) of 0 and 1; (texts,) where there is one label.
            groups: (texts,) what must not stand on both sides of a cross-validation, such as the
                respondent; each text for itself when left out.

        Raises:
            ValueError: when the shapes do not fit, for labels other than 0 and 1, and when there
                is nothing to learn from.
        """
        passages = [Passage(text) for text in texts]
        given = np.asarray(labels, dtype=np.float64)
        given = given[:, None] if given.ndim == 1 else given
        each = [str(n) for n in range(len(texts))] if groups is None else groups
        return self.learn(passages, given, each)

    def predict_proba(self, texts: Sequence[str]) -> Matrix:
        """(texts, labels) probabilities in 0..1."""
        return self.chances([Passage(text) for text in texts])

    def learn(
        self,
        passages: Sequence[Passage],
        labels: Matrix,
        groups: Sequence[str],
    ) -> TextTagger:
        """As `fit`, from passages with context; none at all is fine where there is a primer.

        One group alone, without speech in the primer, is held out text by text.
        """
        # Before the limit below: it reaches only libraries that are loaded, and scipy has its own.
        import scipy.linalg  # noqa: F401
        from threadpoolctl import threadpool_limits

        _check(labels, len(passages), len(groups))
        if self.labels is None:
            self.labels = Labels.plain(labels.shape[1])
        count, primer = self.labels.count, self.primer
        if labels.shape[1] != count:
            raise ValueError(f"het zijn {labels.shape[1]} labels, en dit model kent er {count}")
        if not (passages or primer.texts):
            raise ValueError("zonder teksten valt er niets te leren")
        if not any(primer.speech) and len(set(groups)) == 1:
            # Without its group nothing would be left to say what a score is worth.
            groups = [str(number) for number in range(len(passages))]
        texts = [passage.text for passage in passages]
        features = TextFeatures(self.lemma).fit([*primer.texts, *texts])
        self._rows = PassageRows(features, self.encoder)
        told, decided = self._lessons(passages, labels, groups)
        self.decided_rows = decided.rows
        # One thread: the outcome is then the same to the bit on any number of cores, and on a
        # busy machine threads that wait for each other make an inverse ten times as slow.
        with threadpool_limits(1, user_api="blas"):
            self._fit(told, decided, passages)
        return self

    def _lessons(
        self, passages: Sequence[Passage], labels: Matrix, groups: Sequence[str]
    ) -> tuple[Lessons, Lessons]:
        """What is told in advance, and what was decided, as rows of numbers."""
        assert self.labels is not None
        known, primer = self.labels, self.primer
        told = Lessons(
            self._rows.texts(primer.texts),
            primer.matrix(known.count),
            known.kinds_of(primer.kinds),
            np.arange(len(primer.texts)),
        )
        decided = Lessons(
            self._rows.texts([passage.text for passage in passages]),
            labels,
            known.kinds_of([passage.kind for passage in passages]),
            np.unique(np.array(groups, dtype=str), return_inverse=True)[1],
            self._rows.context(passages) if any(p.report for p in passages) else None,
        )
        return told, decided

    def _fit(self, told: Lessons, decided: Lessons, passages: Sequence[Passage]) -> None:
        assert self.labels is not None
        weight = self.prior_weight / (self.prior_weight + len(passages) / 20)
        fitted = fit_scorers(told, decided, self.labels, weight, self.seed)
        self._scorers, self._through = fitted.scorers, None
        speech = np.array(self.primer.speech, dtype=bool)
        self._bench, self.held_out = Bench.fit(fitted, told, speech, decided, passages, self.seed)

    def arrays(self) -> Arrays:
        """What was learned, for `restore`, with `names`: with the lessons it makes the model."""
        return {
            **under("features", self._rows.features.arrays()),
            **self._scorers.arrays(),
            **under("bench", self._bench.arrays()),
            "held_out": self.held_out,
        }

    def names(self) -> dict[str, list[str]]:
        """The words, lemmas and n-grams that were learned."""
        return self._rows.features.names()

    def restore(
        self,
        arrays: Arrays,
        names: Mapping[str, Sequence[str]],
        passages: Sequence[Passage],
        labels: Matrix,
        groups: Sequence[str],
    ) -> TextTagger:
        """Becomes, to the bit, the tagger that learned from these lessons and gave these `arrays`
        and `names`. Needs `labels` of its own, and checks nothing: see `storing`."""
        assert self.labels is not None
        features = TextFeatures.restored(self.lemma, part_of(arrays, "features"), names)
        self._rows = PassageRows(features, self.encoder)
        parts = [part_of(arrays, name) for name in ("alone", "beside")]
        duals = [Dual(**part) for part in parts if part]
        told, decided = self._lessons(passages, labels, groups)
        self.decided_rows = decided.rows
        self._scorers = Scorers.restored(self.labels, told, decided, duals)
        self._through = None
        self._bench = Bench.restored(self.labels, part_of(arrays, "bench"))
        self.held_out = arrays["held_out"]
        return self

    def chances(self, passages: Sequence[Passage]) -> Matrix:
        """(passages, labels) probabilities in 0..1, 0 where a label does not apply to the kind of
        speaker. Those of one report are judged together: give them in one call."""
        if self.labels is None or not hasattr(self, "_bench"):
            raise ValueError("eerst leren, dan voorspellen")
        if not passages:
            return np.zeros((0, self.labels.count))
        kinds = self.labels.kinds_of([passage.kind for passage in passages])
        chances = np.zeros((len(passages), self.labels.count))
        within: list[int] = []
        apart: list[int] = []
        for at, passage in enumerate(passages):
            (within if passage.report and self._bench.knows_context else apart).append(at)
        for own in in_parts([str(at) for at in apart], apart):
            scores = self._apart([passages[at].text for at in own], kinds[own])
            chances[own] = self._bench.alone(scores, kinds[own])
        for own in in_parts([passages[at].report for at in within], within):
            near = [passages[at] for at in own]
            rows, context = self._rows.texts([p.text for p in near]), self._rows.context(near)
            scores = self._scorers.scores_in_context(rows, context, kinds[own])
            chances[own] = self._bench.in_context(scores, kinds[own], near)
        return chances

    def _apart(self, texts: Sequence[str], kinds: NDArray[np.int64]) -> Scores:
        """What the scorers say of texts by themselves."""
        if self.encoder is not None:
            return self._scorers.scores(self._rows.texts(texts), kinds)
        if self._through is None:
            self._through = Through.of(self._rows.features, self._scorers.of_texts())
        return self._scorers.apart(self._through(texts), kinds)

    def rows_of(self, texts: Sequence[str]) -> csr_matrix:
        """(texts, features): what `weight_towards` is to be multiplied with."""
        return self._rows.texts(texts)

    def weight_towards(self, label: int) -> NDArray[np.float64]:
        """(features,) how much each feature speaks for a label, in log odds per unit: the judge
        of texts alone, taken as linear."""
        return self._bench.weight_towards(label, self._scorers)

    def columns_of(self, word: str) -> list[int]:
        """The features that one word may have filled."""
        return self._rows.features.columns_of(word)


def _check(labels: Matrix, passages: int, groups: int) -> None:
    if labels.ndim != 2 or not len(labels) == passages == groups:
        raise ValueError("er horen evenveel teksten als labels en groepen te zijn")
    if not labels.shape[1]:
        raise ValueError("er is geen enkel label")
    if not np.isin(labels, (0.0, 1.0)).all():
        raise ValueError("een label is 0 of 1")
