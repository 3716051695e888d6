"""Themes of this run → topics with the names they keep, and everything that is told of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.config.study import Study
from pipeline.domain.ids import Actor, RespondentId, respondent_order
from pipeline.domain.topic import (
    Appearance,
    CodeShare,
    KnownTopic,
    LikeCode,
    Standing,
    Topic,
    TopicDecision,
    TopicPassage,
    TopicWord,
    WaveShare,
    standing_decisions,
)
from pipeline.stages.for_topics.unexplained import Material, segment_of, texts_of
from pipeline.tagging.topics.identity import Named, merged, named
from pipeline.tagging.topics.piece import Piece
from pipeline.tagging.topics.theme import Theme
from pipeline.tagging.topics.words import Lemmas

_WORDS_KEPT = 20
_WORDS_SHOWN = 10
_FORM = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class Recognised:
    """The topics of this run, the highest score first, and all topics of the study as they are to
    be kept."""

    topics: tuple[Topic, ...]
    known: tuple[KnownTopic, ...]


@dataclass(frozen=True)
class _Vocabulary:
    """Words of the codebook, and per word the respondents of earlier waves who used it."""

    codebook: frozenset[str]
    before: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, study: Study, material: Material, lemmas: Lemmas) -> _Vocabulary:
        told = (text for texts in texts_of(study).values() for text in texts)
        before: dict[str, set[str]] = defaultdict(set)
        for pieces in material.earlier.values():
            for piece in pieces:
                for word in lemmas(piece.text):
                    before[word].add(piece.respondent)
        return cls(frozenset(word for text in told for word in lemmas(text)), before)


def recognised(
    themes: Sequence[Theme],
    wave: str,
    known: Sequence[KnownTopic],
    decisions: Sequence[TopicDecision],
    study: Study,
    material: Material,
    lemmas: Lemmas,
) -> Recognised:
    """Args:
    themes: the highest score first.
    known: all topics that were ever found in the study and not forgotten since.
    decisions: all that was ever decided, in that order. Who reads there about T-4 means the topic
        of then, so that its number is not given out again, even when what stood was taken back.
    """
    taken = {decision.topic for decision in decisions}
    stands = standing_decisions(decisions)
    names = named([_appearance(theme, wave) for theme in themes], known, taken)
    told = _Vocabulary.of(study, material, lemmas)
    topics = []
    for theme, name in zip(themes, names, strict=True):
        topics.append(
            _topic(
                theme,
                name,
                tuple(names[at].known.id for at in theme.near),
                stands,
                study,
                material,
                _words(theme, material, told, lemmas),
            )
        )
    return Recognised(tuple(topics), tuple(merged(names, known)))


def _appearance(theme: Theme, wave: str) -> Appearance:
    segments = tuple(segment_of(piece) for piece in theme.pieces)
    return Appearance(wave, theme.words[:_WORDS_KEPT], theme.centroid, segments)


def _topic(
    theme: Theme,
    name: Named,
    near: tuple[str, ...],
    decisions: Mapping[str, TopicDecision],
    study: Study,
    material: Material,
    words: tuple[TopicWord, ...],
) -> Topic:
    segments = [segment_of(piece) for piece in theme.pieces]
    people = sorted({material.segments[one].respondent for one in segments}, key=respondent_order)
    ids = [RespondentId.parse(one) for one in people]
    actors = Counter(one.actor for one in ids)
    decision = _decision(name.known, decisions)
    standing = decision.standing if decision else Standing.OPEN
    if decision is None and len(people) < study.settings.topics.least_respondents:
        standing = Standing.SMALL
    read = [one for one in segments if one in material.read]
    carried = Counter(code for one in segments for code in material.carried[one])
    order = {code.id: place for place, code in enumerate(study.codebook)}
    return Topic(
        id=name.known.id,
        since=name.known.since,
        standing=standing,
        words=words,
        segments=tuple(segments),
        respondents=tuple(people),
        actors=tuple((actor.value, actors[actor]) for actor in Actor if actors[actor]),
        ozas=tuple(sorted({one.oza for one in ids})),
        read=len(read),
        uncoded=sum(not material.carried[one] for one in read),
        codes=tuple(
            CodeShare(code, study.codebook[code].label, number)
            for code, number in sorted(carried.items(), key=lambda x: (-x[1], order[x[0]]))
        ),
        like=tuple(LikeCode(code, study.codebook[code].label, how) for code, how in theme.like),
        waves=_waves(theme, material),
        unexplained=theme.unexplained,
        rise=theme.rise,
        coherence=theme.coherence,
        spread=theme.spread,
        stability=theme.stability,
        score=theme.score,
        passages=tuple(_passage(piece, material, study) for piece in theme.typical),
        near=near,
        split_from=name.known.split_from,
        parts=name.parts,
        label=decision.label if decision else "",
        reason=decision.reason if decision else "",
        by=decision.coder if decision else "",
    )


def _decision(known: KnownTopic, decisions: Mapping[str, TopicDecision]) -> TopicDecision | None:
    """What stands about it; what split off from a dismissed topic is dismissed with it, until
    somebody decides otherwise."""
    own = decisions.get(known.id)
    whole = decisions.get(known.split_from)
    inherits = whole is not None and whole.standing is Standing.DISMISSED
    return own or (whole if inherits else None)


def _words(
    theme: Theme, material: Material, told: _Vocabulary, lemmas: Lemmas
) -> tuple[TopicWord, ...]:
    users: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    by_id = {piece.id: piece for piece in material.pieces}
    for one in theme.pieces:
        piece = by_id[one]
        for form in _FORM.findall(f"{piece.context}. {piece.text}".lower()):
            for word in lemmas(form):
                users[word].add(piece.respondent)
                forms[word][form] += 1
    return tuple(
        TopicWord(
            word,
            min(forms[word], key=lambda form: (-forms[word][form], form), default=word),
            weight,
            word in told.codebook,
            len(told.before.get(word, ())),
            len(users[word]),
        )
        for word, weight in theme.words[:_WORDS_SHOWN]
    )


def _waves(theme: Theme, material: Material) -> tuple[WaveShare, ...]:
    """Of every wave until this one, how much is about the topic, whether in scope or not."""
    found = [
        _share(wave, [one for one in theme.before if one.startswith(f"{wave}/")], pieces)
        for wave, pieces in material.earlier.items()
    ]
    return (*found, _share(material.pieces[0].wave, theme.now, material.pieces))


def _share(wave: str, own: Sequence[str], pieces: Sequence[Piece]) -> WaveShare:
    chosen = set(own)
    return WaveShare(
        wave,
        len(chosen),
        len(pieces),
        len({piece.respondent for piece in pieces if piece.id in chosen}),
        len({piece.respondent for piece in pieces}),
    )


def _passage(piece: str, material: Material, study: Study) -> TopicPassage:
    segment = material.segments[segment_of(piece)]
    codes = tuple(study.codebook[code].label for code in material.carried[segment.id])
    return TopicPassage(segment.id, segment.respondent, segment.text, segment.question, codes)
