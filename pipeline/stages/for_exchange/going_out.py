"""What people decided about a wave, as codings and passages of a project.

A decision goes out on its segment, or exactly where it was made in another program, as long as all
that came of it there still stands. What was accepted unread, rejected or taken back stays here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.domain.codebook import Codebook
from pipeline.domain.exact_span import ExactSpan
from pipeline.domain.guid import guid_of
from pipeline.domain.judgement import Decision, Stance, Verdict, standing
from pipeline.domain.project_things import Coding, Note, Passage
from pipeline.domain.project_values import moment_of
from pipeline.domain.quotable import QuoteMark, QuoteVerdict, quotes_in, standing_marks
from pipeline.domain.segment import Segment
from pipeline.exchange.project_codes import code_guid, tree_of
from pipeline.exchange.project_words import MEMO, NEVER, QUOTABLE, READ
from pipeline.stages.for_exchange.released import Released


@lru_cache(maxsize=1024)
def user_guid(coder: str) -> str:
    return guid_of("user", coder)


@lru_cache(maxsize=4096)
def source_guid(wave: str, respondent: str) -> str:
    return guid_of("source", wave, respondent)


@dataclass
class GoingOut:
    """What goes out of one wave after another; `unread` counts what was accepted unread, `gone` the
    decisions on text or codes that are not there any more. `apart` has the reports
    (`golf-1/9K2`) that people still code independently: of those only the text goes out."""

    codings: list[Coding] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    coders: set[str] = field(default_factory=set)
    stances: set[tuple[str, Stance]] = field(default_factory=set)
    unread: int = 0
    gone: int = 0
    apart: set[str] = field(default_factory=set)

    def shared(self, reports: Iterable[Released]) -> list[Released]:
        """The reports of which people may see each other's work."""
        return [r for r in reports if f"{r.wave}/{r.report.respondent}" not in self.apart]

    def note(self, about: str, text: str, coder: str, at: str) -> tuple[str, ...]:
        """The guid of a memo that is added; none for an empty text."""
        if not text:
            return ()
        guid = guid_of("note", about, coder)
        self.coders.add(coder)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.notes.append(Note(guid, MEMO, text, user=user_guid(coder), at=moment_of(at)))
        return (guid,)


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing that a coder said about a stretch `[start, end)` of a text with labels."""

    start: int
    end: int
    code: str
    stance: Stance
    memo: str
    at: str


def add_decisions(
    out: GoingOut,
    reports: Iterable[Released],
    book: Codebook,
    ledgers: Mapping[str, Sequence[Decision]],
    spans: Mapping[str, Sequence[ExactSpan]],
) -> None:
    """Adds what stands in every ledger about these reports of one wave.

    Args:
        ledgers: coder → decisions under the codebook of now, where their text now stands.
        spans: coder → what she coded elsewhere.
    """
    every = out.shared(reports)
    homes = {s.id: (report, s) for report in every for s in report.segments}
    waves = {report.wave for report in every}
    order = {code: at for at, code in enumerate(tree_of(book))}
    for coder in sorted({*ledgers, *spans}):
        stand = [
            d
            for d in standing(ledgers.get(coder, ())).values()
            if d.wave in waves and f"{d.wave}/{d.respondent}" not in out.apart
        ]
        said = _by_report(out, stand, homes, order, spans.get(coder, ()), every)
        for report in every:
            own = said.get(report.report.respondent, [])
            for one in sorted(own, key=lambda s: _place(s, order)):
                _add(out, report, coder, one)


def _place(said: _Said, order: Mapping[str, int]) -> tuple[object, ...]:
    return (said.start, said.end, order.get(said.code, -1), said.stance.value, said.at, said.memo)


def _by_report(
    out: GoingOut,
    stand: Sequence[Decision],
    homes: Mapping[str, tuple[Released, Segment]],
    order: Mapping[str, int],
    spans: Iterable[ExactSpan],
    reports: Iterable[Released],
) -> dict[str, list[_Said]]:
    """Respondent → what one coder said about the report."""
    valid: dict[str, Decision] = {}
    for d in stand:
        if d.bulk:
            out.unread += 1
        elif d.verdict is Verdict.DONE or d.verdict.assigns:
            if d.segment in homes and (not d.code or d.code in order):
                valid[d.id] = d
            else:
                out.gone += 1
    said: dict[str, dict[_Said, None]] = {}
    told: set[str] = set()
    digests = {(r.wave, r.report.respondent): r for r in reports}
    for span in spans:
        report = digests.get((span.wave, span.respondent))
        if report is None or report.digest != span.digest:
            continue
        if all(id_ in valid for id_ in span.decisions) and (not span.code or span.code in order):
            told.update(span.decisions)
            place = report.span(span.start, span.end)
            one = _Said(*place, span.code, span.stance, span.memo, span.at)
            said.setdefault(span.respondent, {})[one] = None
    for d in valid.values():
        if d.id not in told:
            report, segment = homes[d.segment]
            place = report.span(segment.start, segment.end)
            one = _Said(*place, d.code, d.stance, d.memo, d.at)
            said.setdefault(d.respondent, {})[one] = None
    return {respondent: list(own) for respondent, own in said.items()}


def _add(out: GoingOut, report: Released, coder: str, said: _Said) -> None:
    source, user = source_guid(report.wave, report.report.respondent), user_guid(coder)
    what = (source, str(said.start), str(said.end), said.code, said.stance.value)
    guid = guid_of("said", *what, coder, said.at, said.memo)
    notes = out.note(guid, said.memo, coder, said.at)
    out.coders.add(coder)
    span, at = (said.start, said.end), moment_of(said.at)
    if not said.code:
        out.passages.append(Passage(guid, source, *span, READ, user=user, at=at, notes=notes))
        return
    if said.stance:
        out.stances.add((said.code, said.stance))
    code = code_guid(said.code, said.stance)
    out.codings.append(Coding(guid, source, *span, code, user, at, notes))


def add_marks(
    out: GoingOut, reports: Iterable[Released], ledgers: Mapping[str, Sequence[QuoteMark]]
) -> None:
    """Adds the passages that people marked as quotable, and the segments never to be quoted."""
    every = out.shared(reports)
    for coder in sorted(ledgers):
        marks: dict[tuple[str, str], list[QuoteMark]] = {}
        for mark in standing_marks(ledgers[coder]):
            marks.setdefault((mark.wave, mark.segment), []).append(mark)
        for report in every:
            for segment in report.segments:
                for mark in marks.get((report.wave, segment.id), ()):
                    for start, end in _marked(report, segment, mark):
                        source = source_guid(report.wave, segment.respondent)
                        name = NEVER if mark.verdict is QuoteVerdict.NEVER else QUOTABLE
                        guid = guid_of("mark", source, str(start), str(end), name, coder)
                        out.coders.add(coder)
                        at, user = moment_of(mark.at), user_guid(coder)
                        out.passages.append(
                            Passage(guid, source, start, end, name, user=user, at=at)
                        )


def _marked(report: Released, segment: Segment, mark: QuoteMark) -> Iterator[tuple[int, int]]:
    first, last = report.span(segment.start, segment.end)
    if mark.verdict is QuoteVerdict.NEVER:
        yield first, last
    for quote in quotes_in(segment, [mark]):
        if first + quote.end <= last:
            yield first + quote.start, first + quote.end
