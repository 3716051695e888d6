"""Sources of a project with the codings and passages in them, at their places in our text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.domain.guid import kept_guid
from pipeline.domain.project_left import What, Why
from pipeline.domain.project_things import Coding, Passage, Source, SourceKind
from pipeline.domain.project_values import name_of
from pipeline.exchange.refi.archive import Archive
from pipeline.exchange.refi.counting import Quote, Ruler, counting_of, quotes
from pipeline.exchange.refi.decoding import decoded
from pipeline.exchange.refi.gathering import (
    Gathered,
    Leaving,
    RawCoding,
    RawSelection,
    RawSource,
    moment_in,
    user_in,
)
from pipeline.exchange.refi.moments import Moments
from pipeline.exchange.refi.naming import unmarked
from pipeline.exchange.refi.register import Register
from pipeline.exchange.refi.users import Users
from pipeline.exchange.refi.values import values_in

_RECORDED = (SourceKind.AUDIO, SourceKind.VIDEO)


class Stretches:
    """Resolves the sources of a file, one after the other.

    Args:
        linked: guids, as we keep them, of what a link goes from or to.
    """

    def __init__(
        self,
        register: Register,
        users: Users,
        moments: Moments,
        leaving: Leaving,
        linked: Collection[str],
    ) -> None:
        self.sources: list[Source] = []
        self.codings: list[Coding] = []
        self.passages: list[Passage] = []
        self._register = register
        self._users = users
        self._leaving = leaving
        self._linked = linked
        self._moments = moments

    def resolve(self, found: Gathered, archive: Archive) -> None:
        """Adds every source of the file with what stands on it."""
        texts = [_written(raw, archive) for raw in found.sources]
        written = [text or "" for text in texts]
        counting = counting_of(found.root.get("origin"), written, _quotes(found.sources))
        for number, (raw, text) in enumerate(zip(found.sources, texts, strict=True), start=1):
            ruler = None if text is None else Ruler(text, counting)
            self._add(raw, ruler, number)

    def _add(self, raw: RawSource, ruler: Ruler | None, number: int) -> None:
        element, register = raw.element, self._register
        guid = register.claim("source", element.get("guid"))
        written = name_of(element.get("name"))
        if not written:
            self._leaving.leave(What.SOURCE, Why.NO_NAME, guid)
        name, description = unmarked(raw.description, written or f"bron {number}")
        self.sources.append(
            Source(
                guid,
                name,
                ruler.text if ruler else None,
                raw.kind,
                description,
                self._users.find(user_in(element)),
                self._moments.read(moment_in(element)),
                register.find_all("note", raw.notes, What.NOTE_REF),
                values_in(raw.values, register),
            )
        )
        if ruler is None:
            self._leave_all(raw)
            return
        for coding in raw.codings:
            if ruler.text:
                self._code(coding, guid, 0, len(ruler.text), whole=True)
            else:
                self._leaving.leave(What.CODING, Why.EMPTY, kept_guid(coding.guid))
        for selection in raw.selections:
            self._select(selection, guid, ruler)

    def _select(self, selection: RawSelection, source: str, ruler: Ruler) -> None:
        start, end = ruler.span(selection.start, selection.end)
        if not 0 <= start < end <= len(ruler.text):
            why = Why.EMPTY if 0 <= start == end <= len(ruler.text) else Why.OUTSIDE
            what = What.CODING if selection.codings else What.PASSAGE
            number = len(selection.codings) or 1
            self._leaving.leave(what, why, kept_guid(selection.guid), number)
            return
        for coding in selection.codings:
            self._code(coding, source, start, end)
        name = selection.name if _is_own(selection.name, ruler.text[start:end]) else ""
        said = name or selection.description or selection.notes
        if said or not selection.codings or kept_guid(selection.guid) in self._linked:
            self.passages.append(
                Passage(
                    self._register.claim("passage", selection.guid),
                    source,
                    start,
                    end,
                    name,
                    selection.description,
                    self._users.find(selection.user),
                    self._moments.read(selection.at),
                    self._register.find_all("note", selection.notes, What.NOTE_REF),
                )
            )

    def _code(
        self, raw: RawCoding, source: str, start: int, end: int, *, whole: bool = False
    ) -> None:
        if not raw.code:
            self._leaving.leave(What.CODING, Why.NO_CODE, kept_guid(raw.guid))
            return
        code = self._register.find("code", raw.code, What.CODING, Why.CODE_GONE)
        if code:
            self.codings.append(
                Coding(
                    self._register.claim("coding", raw.guid),
                    source,
                    start,
                    end,
                    code,
                    self._users.find(raw.user),
                    self._moments.read(raw.at),
                    self._register.find_all("note", raw.notes, What.NOTE_REF),
                    whole,
                )
            )

    def _leave_all(self, raw: RawSource) -> None:
        guid = kept_guid(raw.element.get("guid"))
        if raw.kind is SourceKind.TEXT or raw.path:
            self._leaving.leave(What.SOURCE, Why.NOT_HERE, guid)
        codings = len(raw.codings) + sum(len(one.codings) for one in raw.selections)
        if codings:
            self._leaving.leave(What.CODING, Why.NO_TEXT, guid, codings)
        bare = sum(1 for one in raw.selections if not one.codings)
        if bare:
            self._leaving.leave(What.PASSAGE, Why.NO_TEXT, guid, bare)


def _written(raw: RawSource, archive: Archive) -> str | None:
    """The text as the file has it; None where there is none, or it is elsewhere."""
    if raw.kind in _RECORDED:
        return None
    data = archive.text(raw.path) if raw.path else None
    return raw.content if data is None else decoded(data)


def _quotes(sources: Sequence[RawSource]) -> Iterator[Quote]:
    for at, raw in enumerate(sources):
        for selection in raw.selections:
            if selection.name:
                yield Quote(at, selection.start, selection.end, selection.name)


def _is_own(name: str, words: str) -> bool:
    """Whether somebody gave this name: it is not empty, and not what a program made of the words
    or, as qualitative-coding does, of the number of the line."""
    kind, colon, number = name.partition(":")
    line = kind == "line" and colon and number.isdigit()
    return bool(name.strip()) and not line and not quotes(name, words)
