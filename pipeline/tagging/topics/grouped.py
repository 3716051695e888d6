"""The words and the space of a wave, and passages that were grouped in it, as themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.topics import theme as tell
from pipeline.tagging.topics.model import Modelled
from pipeline.tagging.topics.newness import Centres
from pipeline.tagging.topics.piece import Piece, numbered
from pipeline.tagging.topics.space import Matrix, Space
from pipeline.tagging.topics.theme import Pairs, Theme
from pipeline.tagging.topics.words import Lemmas, Words

if TYPE_CHECKING:
    from pipeline.tagging.encoders import Encoder

MOST_TYPICAL = 12
_CENTROID_WORDS = 60
_WORD_SHARED_BY, _LEAST_WORDS = 2, 8
_CLOSE = 0.35
"""Topics whose centres have this cosine or more may be one theme, told in two ways."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What is learned of a wave before anything is grouped."""

    words: Words
    space: Space

    @classmethod
    def learn(
        cls,
        pieces: Sequence[Piece],
        background: Sequence[str],
        lemmas: Lemmas,
        encoder: Encoder | None,
        seed: int,
    ) -> Ground:
        """Raises ValueError when no two respondents share a word."""
        words = Words.learn(pieces, background, lemmas)
        return cls(words, Space.learn(pieces, words, encoder, seed))


@dataclass(frozen=True, eq=False)
class Grouped:
    """Passages with their groups. rows (pieces, dims); who (pieces,) numbers of respondents; means
    (topics, words) of length 1: the mean of each topic's passages, by their words alone."""

    words: Words
    pieces: Sequence[Piece]
    rows: Matrix
    model: Modelled
    centres: Centres
    who: NDArray[np.int64]
    means: Matrix

    @classmethod
    def of(
        cls,
        words: Words,
        pieces: Sequence[Piece],
        rows: Matrix,
        model: Modelled,
        centres: Centres,
    ) -> Grouped:
        from sklearn.preprocessing import normalize

        told = words.rows([piece.text for piece in pieces])
        means = [
            np.asarray(told[model.labels == topic].mean(axis=0))[0]
            for topic in range(len(model.words))
        ]
        who = np.array(numbered([piece.respondent for piece in pieces]), dtype=np.int64)
        return cls(words, pieces, rows, model, centres, who, normalize(np.array(means)))

    def theme(
        self,
        topic: int,
        *,
        rise: float,
        stability: float,
        like: Pairs,
        now: tuple[str, ...],
        before: tuple[str, ...],
    ) -> Theme:
        own = np.flatnonzero(self.model.labels == topic)
        pieces = [self.pieces[int(at)] for at in own]
        rows, who = self.rows[own], self.who[own]
        likeness = (rows @ self.centres.means[topic] + self.model.likeness[own, topic]) / 2
        unexplained = round(float(np.mean([1 - piece.reach for piece in pieces])), 3)
        coherence, spread = tell.coherence(rows, who), tell.spread(who)
        return Theme(
            pieces=tuple(piece.id for piece in pieces),
            typical=tuple(pieces[int(at)].id for at in tell.typical(likeness, who, MOST_TYPICAL)),
            words=self._words(topic, own),
            centroid=self._centroid(topic),
            unexplained=unexplained,
            rise=rise,
            coherence=coherence,
            spread=spread,
            stability=stability,
            score=tell.score(unexplained, rise, coherence, spread),
            like=like,
            now=now,
            before=before,
            near=self._near(topic),
        )

    def _words(self, topic: int, own: NDArray[np.intp]) -> Pairs:
        """Those that at least two of the topic's respondents use, or are asked with; the heaviest
        others behind them where these are few."""
        by: dict[str, set[int]] = {}
        for at in own:
            piece = self.pieces[at]
            for word in self.words.lemmas(f"{piece.context}. {piece.text}"):
                by.setdefault(word, set()).add(int(self.who[at]))
        told = [one for one in self.model.words[topic] if one[0] in by]
        shared = [one for one in told if len(by[one[0]]) >= _WORD_SHARED_BY]
        others = [one for one in told if len(by[one[0]]) < _WORD_SHARED_BY]
        return (*shared, *others[: max(0, _LEAST_WORDS - len(shared))])

    def _centroid(self, topic: int) -> Pairs:
        mean = self.means[topic]
        heaviest = np.argsort(-np.round(mean, 6), kind="stable")[:_CENTROID_WORDS]
        kept = [(self.words.names[at], float(mean[at])) for at in heaviest if mean[at] > 0]
        length = float(np.sqrt(sum(weight * weight for _, weight in kept))) or 1.0
        return tuple((word, round(weight / length, 4)) for word, weight in kept)

    def _near(self, topic: int) -> tuple[int, ...]:
        likeness = self.centres.means @ self.centres.means[topic]
        return tuple(int(at) for at in np.flatnonzero(likeness >= _CLOSE) if at != topic)
