"""Where the texts of a project lie in the study: a report that is there already, or a new one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.domain.overlap import Pieces
from pipeline.domain.project_things import Source
from pipeline.domain.report import Report, text_digest
from pipeline.domain.segment import Segment
from pipeline.exchange.project_structure import structure_of
from pipeline.privacy.placing import Places
from pipeline.stages.for_exchange.released import Released
from pipeline.text.exact import Cleaned, blocks_of, cleaned
from pipeline.text.segmenting import segments_of


@dataclass(frozen=True)
class Home:
    """A report of the study and how places in a text of the project become places in it.

    `is_new` says that the report is still to be written.
    """

    wave: str
    report: Report
    segments: tuple[Segment, ...]
    is_new: bool
    _places: Places
    _cleaned: Cleaned
    _letters: tuple[tuple[int, ...], tuple[int, ...]] | None = field(default=None)

    @property
    def respondent(self) -> str:
        return self.report.respondent

    @cached_property
    def digest(self) -> str:
        return text_digest(self.report.text)

    @cached_property
    def pieces(self) -> Pieces:
        return Pieces(tuple((segment.start, segment.end) for segment in self.segments))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the project's text in the report as ingested; at least one character."""
        first, last = self.shown(start, end)
        own = self._places.own(first), self._places.own(last, end=True)
        return own if own[0] < own[1] else (own[0], min(own[0] + 1, len(self.report.text)))

    def shown(self, start: int, end: int) -> tuple[int, int]:
        """The same in the report with labels."""
        first, last = self._cleaned.start(start), self._cleaned.end(end)
        if self._letters is None:
            return first, last
        theirs, ours = self._letters
        # A text that differs in white space alone: the n-th letter is the n-th letter.
        begin, close = bisect_left(theirs, first), bisect_left(theirs, last)
        if begin == close:
            return (ours[begin], ours[begin] + 1) if begin < len(ours) else (0, 1)
        return ours[begin], ours[close - 1] + 1

    def within(self, at: int, start: int, end: int) -> tuple[int, int] | None:
        """A stretch of the report with labels, within the text of the segment at `at`; None where
        it does not lie in it as a whole."""
        segment = self.segments[at]
        first = self._places.shown(segment.start)
        place = (start - first, end - first)
        return place if 0 <= place[0] < place[1] <= len(segment.text) else None


def new_home(source: Source, memo: str, wave: str, respondent: str, max_chars: int) -> Home | None:
    """A text that becomes a report; None for one without words.

    Args:
        memo: what came along about how it is built, '' for nothing.
        max_chars: of a segment.
    """
    text = cleaned(source.text or "")
    blocks = structure_of(text.text, memo) or blocks_of(text.text)
    if not blocks:
        return None
    report = Report(respondent, text.text, blocks)
    segments = tuple(segments_of(report, max_chars=max_chars))
    return Home(wave, report, segments, True, Places(()), text)


def known_home(source: Source, released: Released) -> Home | None:
    """A text as a report that is there; None where its letters differ."""
    text = cleaned(source.text or "")
    theirs, ours = _letters(text.text), _letters(released.text)
    said = "".join(text.text[at] for at in theirs)
    if said != "".join(released.text[at] for at in ours):
        return None
    letters = None if text.text == released.text else (theirs, ours)
    where = (released.report, released.segments, False, released.places, text, letters)
    return Home(released.wave, *where)


def _letters(text: str) -> tuple[int, ...]:
    """Where everything stands that is no white space."""
    return tuple(at for at, letter in enumerate(text) if not letter.isspace())
