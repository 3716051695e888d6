"""Themes that nobody expected, as they are shown, kept and decided on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_NAME = re.compile(r"T-([1-9]\d*)")


class Scope(StrEnum):
    """Which segments are looked at: those without a code, those with few or that the codebook
    explains badly as well, or all."""

    WITHOUT = "zonder"
    FEW = "weinig"
    ALL = "alle"


class Grouping(StrEnum):
    """How segments are grouped. Neither ever stands in for the other."""

    KMEANS = "pca-kmeans"
    DENSITY = "umap-hdbscan"


class Steadiness(StrEnum):
    """How the mean Jaccard likeness of a topic over subsets of respondents is read, by the bounds
    of Hennig 2007 (as the documentation of `clusterboot`, R package fpc, words them): from .75 on a
    valid, stable cluster; from .6 a pattern, but which segments belong to it is highly doubtful;
    below that not to be trusted."""

    STABLE = "stabiel"
    DOUBTFUL = "twijfelachtig"
    UNSTABLE = "onstabiel"

    @classmethod
    def of(cls, likeness: float) -> Steadiness:
        if likeness >= 0.75:
            return cls.STABLE
        return cls.DOUBTFUL if likeness >= 0.6 else cls.UNSTABLE


class Standing(StrEnum):
    """Where a topic stands. DISMISSED and PROPOSED are people's decisions; SMALL has too few
    respondents to be a theme."""

    OPEN = "open"
    SMALL = "klein"
    PROPOSED = "voorgesteld"
    DISMISSED = "afgewezen"


@dataclass(frozen=True, slots=True)
class TopicDecision:
    """One line of the ledger: what somebody decided about a topic. `label` is the name of the code
    that is proposed. OPEN takes an earlier decision back."""

    topic: str
    standing: Standing
    coder: str
    at: str
    wave: str
    label: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        topic_number(self.topic)
        if self.standing is Standing.SMALL:
            raise ValueError("dat een onderwerp klein is, beslist niemand")
        if (self.standing is Standing.PROPOSED) != bool(self.label):
            raise ValueError("wie een code voorstelt, geeft haar een naam")
        if self.standing is Standing.DISMISSED and not self.reason:
            raise ValueError("wie een onderwerp afwijst, zegt waarom")


def standing_decisions(decisions: Iterable[TopicDecision]) -> dict[str, TopicDecision]:
    """Topic → the last decision about it, unless that took back what was decided."""
    latest = {decision.topic: decision for decision in decisions}
    return {name: one for name, one in latest.items() if one.standing is not Standing.OPEN}


def topic_number(name: str) -> int:
    """3 of `T-3`. Raises ValueError for anything else."""
    found = _NAME.fullmatch(name)
    if not found:
        raise ValueError("een onderwerp heet als T-3")
    return int(found[1])


@dataclass(frozen=True, slots=True)
class Appearance:
    """A topic as it was last found in one wave: what it is recognised by.

    `words` and `centroid` are (word, weight): those that tell it from other topics of its wave, and
    the mean of its segments. `segments` are ids without their wave.
    """

    wave: str
    words: tuple[tuple[str, float], ...]
    centroid: tuple[tuple[str, float], ...]
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic with its name for good, in every wave that it was found in, the first one first.

    `split_from` is the topic that it was part of when it was first found, '' for none.
    """

    id: str
    appearances: tuple[Appearance, ...]
    split_from: str = ""

    def __post_init__(self) -> None:
        topic_number(self.id)
        if not self.appearances:
            raise ValueError("een onderwerp is ergens gevonden")

    @property
    def since(self) -> str:
        return self.appearances[0].wave


@dataclass(frozen=True, slots=True)
class TopicWord:
    """`word` is its base form, `form` the one that is used most here. `in_codebook`: somewhere in
    the codebook's texts; `before`: how many respondents of earlier waves used it; `respondents`:
    how many in the topic do."""

    word: str
    form: str
    weight: float
    in_codebook: bool
    before: int
    respondents: int


@dataclass(frozen=True, slots=True)
class WaveShare:
    """How much of a wave is about a topic: of `of_segments` segments, and of how many people."""

    wave: str
    segments: int
    of_segments: int
    respondents: int
    of_respondents: int


@dataclass(frozen=True, slots=True)
class CodeShare:
    """How many segments of a topic carry a code, given by a person or, where nobody read yet, by
    the suggestions."""

    code: str
    label: str
    segments: int


@dataclass(frozen=True, slots=True)
class LikeCode:
    """A code whose text has words in common with a topic; `likeness` in 0..1."""

    code: str
    label: str
    likeness: float


@dataclass(frozen=True, slots=True)
class TopicPassage:
    """A segment that stands for a topic, with the codes that stand on it."""

    segment: str
    respondent: str
    text: str
    question: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with everything that is told of it.

    `unexplained`, `rise`, `coherence`, `spread` and `stability` are in 0..1 (see
    `tagging/topics/theme.py`), `score` is what topics are ordered by. `read` of its segments a
    person read; `uncoded` of those she gave no code. `parts` are topics of earlier that seem to
    have merged into this one.
    """

    id: str
    since: str
    standing: Standing
    words: tuple[TopicWord, ...]
    segments: tuple[str, ...]
    respondents: tuple[str, ...]
    actors: tuple[tuple[str, int], ...]
    ozas: tuple[int, ...]
    read: int
    uncoded: int
    codes: tuple[CodeShare, ...]
    like: tuple[LikeCode, ...]
    waves: tuple[WaveShare, ...]
    unexplained: float
    rise: float
    coherence: float
    spread: float
    stability: float
    score: float
    passages: tuple[TopicPassage, ...]
    near: tuple[str, ...] = ()
    split_from: str = ""
    parts: tuple[str, ...] = ()
    label: str = ""
    reason: str = ""
    by: str = ""

    @property
    def steadiness(self) -> Steadiness:
        return Steadiness.of(self.stability)


@dataclass(frozen=True, slots=True)
class TopicsFound:
    """What the stage found in one wave, `topics` with the highest score first.

    Of `segments` nobody read `unread`. `considered` are those in scope, of so many `people`;
    `left_out` are in scope too, but hold too few words; `outside` were considered and belong to no
    topic. `too_little` names what there is too little of to look for anything, '' for nothing.
    """

    study: str
    wave: str
    codebook_version: str
    scope: Scope
    few: int
    poorly: float
    method: Grouping
    seed: int
    draws: int
    encoder: str
    guided: tuple[str, ...]
    earlier: tuple[str, ...]
    segments: int
    unread: int
    considered: int
    left_out: int
    people: int
    outside: int
    least_segments: int
    least_respondents: int
    topics: tuple[Topic, ...]
    too_little: str = ""

    def standing(self, standing: Standing) -> list[Topic]:
        return [topic for topic in self.topics if topic.standing is standing]
