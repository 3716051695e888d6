"""What a model learns from: the codebook's own text, and segments that people decided about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Coding
from pipeline.domain.segment import Segment


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text and the leaf codes it carries (possibly none).

    `group` is what may not stand on both sides of a cross-validation: a respondent, or the
    number of the example within its code for texts of the codebook.
    """

    text: str
    actor: Actor | None
    codes: tuple[str, ...]
    group: str


def codebook_lessons(codebook: Codebook) -> list[Lesson]:
    """Label, definition, use and keywords of every leaf as one text; every example as another."""
    return [lesson for code in codebook.leaves for lesson in _of_code(code)]


def _of_code(code: Code) -> Iterator[Lesson]:
    about = " ".join((code.label, code.definition, code.use))
    yield Lesson(about, None, (code.id,), "definitie")
    if code.keywords:
        yield Lesson(" ".join(code.keywords), None, (code.id,), "trefwoorden")
    for at, example in enumerate(code.examples):
        yield Lesson(example.text, example.actor, (code.id,), f"voorbeeld {at}")


def decided_lessons(
    segments: Iterable[Segment],
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
    return [
        Lesson(
            segment.text,
            RespondentId.parse(segment.respondent).actor,
            tuple(sorted(given.get(segment.id, ()))),
            segment.respondent,
        )
        for segment in segments
        if (wave, segment.id) in reviewed
    ]
