"""The engine for one codebook: probabilities of its leaf codes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.tagging.arrays import Arrays
from pipeline.tagging.features import Lemma
from pipeline.tagging.passages import Passage
from pipeline.tagging.tagger import TextTagger
from pipeline.tagging.training import Lesson, labels_of, primer_of

if TYPE_CHECKING:
    from pipeline.tagging.encoders import Encoder

Matrix = NDArray[np.float64]


@dataclass
class CodeModel:
    """Probabilities of the leaf codes of a codebook, for passages of a known actor.

    After `fit`, `held_out` holds the (lessons, codes) probabilities of the lessons, each made
    without the lesson's own respondent, and `lessons` what was learned from. `actors` are those of
    the study: for one of whom the codebook has no code, every probability is 0.
    """

    codebook: Codebook
    lemma: Lemma
    prior_weight: float = 30.0
    seed: int = 0
    encoder: Encoder | None = None
    actors: tuple[Actor, ...] = ()
    codes: tuple[str, ...] = field(init=False)
    lessons: tuple[Lesson, ...] = field(init=False, repr=False, default=())
    digest: str = field(init=False, default="")
    tagger: TextTagger = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.codes = tuple(code.id for code in self.codebook.leaves)

    def fit(self, lessons: Sequence[Lesson]) -> CodeModel:
        """Learns from the codebook and from decided segments (none at all is fine).

        From nothing else: a report that is added changes no suggestion in the others.
        """
        self._prepare(lessons)
        self.tagger.learn(*self._material())
        return self

    def restore(
        self, arrays: Arrays, names: Mapping[str, Sequence[str]], lessons: Sequence[Lesson]
    ) -> CodeModel:
        """Becomes the model that learned from these lessons and whose tagger gave the rest."""
        self._prepare(lessons)
        self.tagger.restore(arrays, names, *self._material())
        return self

    def _prepare(self, lessons: Sequence[Lesson]) -> None:
        self.lessons = tuple(lessons)
        self.digest = self._digest()
        self.tagger = TextTagger(
            self.lemma,
            labels_of(self.codebook, self.actors),
            primer_of(self.codebook),
            self.prior_weight,
            self.encoder,
            self.seed,
        )

    def _material(self) -> tuple[list[Passage], Matrix, list[str]]:
        passages = [lesson.passage for lesson in self.lessons]
        return passages, self.labels(self.lessons), [lesson.group for lesson in self.lessons]

    @property
    def held_out(self) -> Matrix:
        return self.tagger.held_out

    def chances(self, passages: Sequence[Passage]) -> Matrix:
        """(passages, codes) probabilities in 0..1; 0 where a code does not apply to the actor.
        Give the passages of one report in one call: they are judged together."""
        return self.tagger.chances(passages)

    def predict_proba(self, texts: Sequence[str], actors: Sequence[Actor | None]) -> Matrix:
        """As `chances`, for texts by themselves."""
        kinds = [actor.value if actor else "" for actor in actors]
        return self.chances([Passage(t, kind) for t, kind in zip(texts, kinds, strict=True)])

    def labels(self, lessons: Sequence[Lesson]) -> Matrix:
        """(lessons, codes) of 0 and 1."""
        at = {code: number for number, code in enumerate(self.codes)}
        labels = np.zeros((len(lessons), len(self.codes)))
        for row, lesson in enumerate(lessons):
            labels[row, [at[code] for code in lesson.codes]] = 1.0
        return labels

    def _digest(self) -> str:
        """Twelve hexadecimal digits that change when what was learned from changes."""
        encoder = self.encoder.name if self.encoder else ""
        hashed = hashlib.sha256(
            f"{self.codebook.digest} {self.prior_weight} {self.seed} {encoder}".encode()
        )
        for lesson in self.lessons:
            hashed.update(repr(lesson).encode("utf-8"))
        return hashed.hexdigest()[:12]
