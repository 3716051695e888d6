"""What a model learns from: the codebook's own text, and segments that people decided about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Coding
from pipeline.domain.segment import Segment
from pipeline.tagging.labels import Labels, Primer
from pipeline.tagging.passages import Passage


@dataclass(frozen=True, slots=True)
class Lesson:
    """A passage and the leaf codes it carries (possibly none).

    `group` is what may not stand on both sides of a cross-validation: the respondent, over waves.
    `source` names the segment with its wave: `golf-1/9K2:7f3a91c2`.
    """

    passage: Passage
    codes: tuple[str, ...]
    group: str
    source: str = ""

    @property
    def wave(self) -> str:
        return self.source.partition("/")[0]


def primer_of(codebook: Codebook) -> Primer:
    """Label, definition and use of every leaf as one text, its keywords as another, and every
    example and utterance as speech."""
    told: list[tuple[str, int, str, bool]] = []
    for label, code in enumerate(codebook.leaves):
        told += [(text, label, kind, speech) for text, kind, speech in _told(code)]
    texts, labels, kinds, speech = zip(*told, strict=True) if told else ((), (), (), ())
    return Primer(texts, labels, kinds, speech)


def _told(code: Code) -> list[tuple[str, str, bool]]:
    about = [" ".join((code.label, code.definition, code.use)), " ".join(code.keywords)]
    said = [(example.text, example.actor.value, True) for example in code.examples]
    said += [(example.text, example.actor.value, True) for example in code.utterances]
    return [(text, "", False) for text in about if text] + said


def labels_of(codebook: Codebook, actors: Sequence[Actor] = ()) -> Labels:
    """The leaf codes in the order of the codebook; a family is the codes under one parent.

    The kinds are the actors of the codebook, not those of every study: what a model weighs per kind
    stays the same when another study brings actors of its own.

    Args:
        actors: those of the study, of whom some may have no code; nothing applies to them.
    """
    kinds = sorted({*codebook.actors, *actors}, key=lambda actor: actor.rank)
    leaves = codebook.leaves
    families = {family: at for at, family in enumerate(dict.fromkeys(_family(c) for c in leaves))}
    applies = [[actor in code.actors for code in leaves] for actor in kinds]
    return Labels(
        len(leaves),
        tuple(actor.value for actor in kinds),
        np.array([families[_family(code)] for code in leaves], dtype=np.int64),
        np.array([*applies, [True] * len(leaves)], dtype=bool).reshape(-1, len(leaves)),
    )


def _family(code: Code) -> str:
    return code.parent or code.id


def passages_of(segments: Sequence[Segment], wave: str) -> list[Passage]:
    """Segments in reading order as passages of their reports. Of nested headings the last counts:
    those before it are mostly the report's own title."""
    passages = []
    place = -1
    for at, segment in enumerate(segments):
        before = segments[at - 1] if at else None
        after = segments[at + 1] if at + 1 < len(segments) else None
        follows = before is not None and before.respondent == segment.respondent
        place = place + 1 if follows else 0
        passages.append(
            Passage(
                text=segment.text,
                kind=RespondentId.parse(segment.respondent).actor.value,
                report=f"{wave}/{segment.respondent}",
                place=place,
                heading=segment.heading.rpartition("›")[2].strip(),
                question=segment.question,
                before=before.text if before and follows else "",
                after=after.text if after and after.respondent == segment.respondent else "",
            )
        )
    return passages


def decided_lessons(
    segments: Sequence[Segment],
    codings: Iterable[Coding],
    reviewed: Mapping[tuple[str, str], str],
    codebook: Codebook,
    wave: str,
) -> list[Lesson]:
    """Segments of one wave that a person looked at, with the leaf codes that stand on them.

    A segment that was read and got no code is a lesson too: it teaches what not to suggest.
    """
    leaves = {code.id for code in codebook.leaves}
    given: dict[str, list[str]] = {}
    for coding in codings:
        if coding.wave == wave and coding.code in leaves:
            given.setdefault(coding.segment, []).append(coding.code)
    people = {s.respondent for s in segments if (wave, s.id) in reviewed}
    theirs = [segment for segment in segments if segment.respondent in people]
    return [
        Lesson(
            passage,
            tuple(sorted(given.get(segment.id, ()))),
            segment.respondent,
            f"{wave}/{segment.id}",
        )
        for segment, passage in zip(theirs, passages_of(theirs, wave), strict=True)
        if (wave, segment.id) in reviewed
    ]
