"""What stands on the text of a source, as XML: a selection for each stretch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import TypeVar

from pipeline.domain.guid import guid_of
from pipeline.domain.project import Project
from pipeline.domain.project_things import Coding, Passage, Source
from pipeline.exchange.refi.counting import quote_of, quotes
from pipeline.exchange.refi.elements import attributes, element, refs
from pipeline.exchange.refi.users import NOBODY

_Span = tuple[int, int]
_StretchT = TypeVar("_StretchT", Coding, Passage)


class Labels(Enum):
    """What a selection is called. QUOTES is its words, by which programs show it and measure how we
    count; LINES is `line:3`, the line it starts on, from 0: qualitative-coding codes lines and
    finds no other place."""

    QUOTES = "words"
    LINES = "lines"


class Selections:
    """Writes the codings and passages of a project, source by source."""

    def __init__(self, project: Project, labels: Labels) -> None:
        self._labels = labels
        self._codings = _by_source(project.codings)
        self._passages = _by_source(project.passages)
        self._linked = {end for link in project.links for end in (link.origin, link.target)}

    def on_text(self, source: Source) -> Iterator[str]:
        """A selection for each stretch that was coded, and for each passage that stands apart; by
        where they start."""
        text = source.text or ""
        coded = _by_span(c for c in self._codings.get(source.guid, ()) if not c.whole)
        marked = _by_span(self._passages.get(source.guid, ()))
        label = self._label_by_line(text) if self._labels is Labels.LINES else None
        for span in sorted({*coded, *marked}):
            codings, passages = coded.get(span, []), marked.get(span, [])
            words = text[span[0] : span[1]]
            name = label(span[0]) if label else quote_of(words)
            # What is found by its name alone keeps it, whatever passage stands on the same words.
            may = passages if codings and label is None else ()
            joined = next((p for p in may if self._joins(p, codings, words)), None)
            if codings:
                yield _selection(source.guid, span, name, joined, codings)
            for passage in passages:
                if passage is not joined:
                    yield _selection(source.guid, span, name, passage, ())

    def on_source(self, source: Source) -> Iterator[str]:
        """The codings of the source as a whole."""
        return (_coding(c) for c in self._codings.get(source.guid, ()) if c.whole)

    def _joins(self, passage: Passage, codings: Sequence[Coding], words: str) -> bool:
        """Whether a passage can be the selection of codings, so that both are read back as they
        are: it says something or something refers to it, and who reads codings without a moment
        does not take them to have its."""
        named = passage.name and not quotes(passage.name, words)
        says = named or passage.description or passage.notes or passage.guid in self._linked
        return bool(says) and (not passage.at or all(coding.at for coding in codings))

    @staticmethod
    def _label_by_line(text: str) -> Callable[[int], str]:
        ends = [at for at, letter in enumerate(text) if letter == "\n"]
        return lambda start: f"line:{bisect_right(ends, start - 1)}"


def _by_source(stretches: Iterable[_StretchT]) -> dict[str, list[_StretchT]]:
    found: dict[str, list[_StretchT]] = {}
    for stretch in stretches:
        found.setdefault(stretch.source, []).append(stretch)
    return found


def _by_span(stretches: Iterable[_StretchT]) -> dict[_Span, list[_StretchT]]:
    found: dict[_Span, list[_StretchT]] = {}
    for stretch in stretches:
        found.setdefault((stretch.start, stretch.end), []).append(stretch)
    return found


def _selection(
    source: str, span: _Span, label: str, passage: Passage | None, codings: Sequence[Coding]
) -> str:
    if passage is not None:
        guid, user, at = passage.guid, passage.user, passage.at
    else:
        guid = guid_of("selection", source, str(span[0]), str(span[1]))
        user = codings[0].user
        at = codings[0].at if all(coding.at for coding in codings) else ""
    given = attributes(
        guid=guid,
        name=(passage.name if passage else "") or label,
        startPosition=str(span[0]),
        endPosition=str(span[1]),
        creatingUser=user or NOBODY.guid,
        creationDateTime=at,
    )
    inside = "".join(map(_coding, codings))
    if passage is None:
        return f"<PlainTextSelection{given}>{inside}</PlainTextSelection>\n"
    return (
        f"<PlainTextSelection{given}>{element('Description', passage.description)}"
        f"{inside}{refs('NoteRef', passage.notes)}</PlainTextSelection>\n"
    )


def _coding(coding: Coding) -> str:
    given = attributes(
        guid=coding.guid, creatingUser=coding.user or NOBODY.guid, creationDateTime=coding.at
    )
    return (
        f"<Coding{given}>{refs('CodeRef', (coding.code,))}"
        f"{refs('NoteRef', coding.notes)}</Coding>\n"
    )
