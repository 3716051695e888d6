"""What a project says, as decisions, exact spans, memos and marks of the study's coders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.domain.exact_span import ExactSpan
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.project import Project
from pipeline.domain.project_things import Coding, Passage
from pipeline.domain.quotable import QuoteMark, QuoteVerdict
from pipeline.domain.report import text_digest
from pipeline.exchange.project_words import NEVER, QUOTABLE, READ, STRUCTURE
from pipeline.stages.for_exchange.coming_in import Home
from pipeline.store.notes import Note, NoteKind

Subject = tuple[NoteKind, str]
"""What a memo is about."""


@dataclass(frozen=True, slots=True)
class Understood:
    """How a project is to be read: guid → report, coder, or code with its stance. What is not named
    stays out. `whole` are the sources that their coders read to the end; `version` is that of the
    codebook, `at` the moment of now, for memos without one."""

    homes: Mapping[str, Home]
    coders: Mapping[str, str]
    codes: Mapping[str, tuple[str, Stance]]
    whole: frozenset[str]
    version: str
    at: str


@dataclass
class Decided:
    """What comes of it, each kind by coder. `outside` counts codings in no segment, `mixed` the
    decisions on which stances differ, `unplaced` passages that lie in no one segment, `left` what
    stays out because its text, coder or code does."""

    decisions: dict[str, list[Decision]] = field(default_factory=dict)
    spans: dict[str, list[ExactSpan]] = field(default_factory=dict)
    notes: dict[str, dict[Subject, Note]] = field(default_factory=dict)
    marks: dict[str, list[QuoteMark]] = field(default_factory=dict)
    outside: int = 0
    mixed: int = 0
    unplaced: int = 0
    left: int = 0

    @property
    def coders(self) -> list[str]:
        return sorted({*self.decisions, *self.spans, *self.notes, *self.marks})


@dataclass(frozen=True, slots=True)
class _Said:
    """A code, or that something was read, on `[start, end)` of a report as ingested, with the
    positions of the segments it belongs to."""

    home: Home
    start: int
    end: int
    code: str
    stance: Stance
    memo: str
    at: str
    segments: tuple[int, ...]

    @property
    def coincides(self) -> bool:
        span = (self.start, self.end)
        return len(self.segments) == 1 and self.home.pieces.spans[self.segments[0]] == span


def decided_in(project: Project, how: Understood) -> Decided:
    """Everything that a project says about reports of the study."""
    found = Decided()
    texts = {note.guid: note.text for note in project.notes}
    said: dict[str, list[_Said]] = {}
    for coding in project.codings:
        one = _coding(coding, how, texts)
        if one is None:
            found.left += 1
        else:
            said.setdefault(how.coders[coding.user], []).append(one)
    for passage in project.passages:
        _passage(passage, how, texts, said, found)
    for coder in sorted(said):
        _decide(coder, said[coder], how, found)
    _read_whole(project, how, found)
    for coder, decisions in found.decisions.items():
        found.decisions[coder] = sorted(decisions, key=lambda d: (d.at, d.wave, d.segment, d.code))
    _notes(project, how, found)
    return found


def _coding(coding: Coding, how: Understood, texts: Mapping[str, str]) -> _Said | None:
    home = how.homes.get(coding.source)
    if home is None or coding.user not in how.coders or coding.code not in how.codes:
        return None
    start, end = home.span(coding.start, coding.end)
    code, stance = how.codes[coding.code]
    memo = _joined(texts[guid] for guid in coding.notes) if coding.notes else ""
    segments = home.pieces.coded(start, end)
    return _Said(home, start, end, code, stance, memo, _utc(coding.at), segments)


def _passage(
    passage: Passage,
    how: Understood,
    texts: Mapping[str, str],
    said: dict[str, list[_Said]],
    found: Decided,
) -> None:
    home = how.homes.get(passage.source)
    if home is None or passage.user not in how.coders:
        found.left += 1
        return
    coder, at = how.coders[passage.user], _utc(passage.at)
    memo = _joined([passage.description, *(texts[guid] for guid in passage.notes)])
    if passage.name == READ:
        start, end = home.span(passage.start, passage.end)
        read = home.pieces.read(start, end)
        one = _Said(home, start, end, "", Stance.NONE, memo, at, read)
        said.setdefault(coder, []).append(one)
    elif passage.name in (QUOTABLE, NEVER):
        marks = _marks(passage, home, coder, at or how.at)
        found.marks.setdefault(coder, []).extend(marks)
        found.unplaced += not marks
    elif memo:
        place = f"Bij teken {passage.start}–{passage.end}: {memo}"
        _note(found, NoteKind.REPORT, f"{home.wave}/{home.respondent}", place, coder, at or how.at)
    else:
        found.left += 1


def _marks(passage: Passage, home: Home, coder: str, at: str) -> list[QuoteMark]:
    first, last = home.shown(passage.start, passage.end)
    start, end = home.span(passage.start, passage.end)
    if passage.name == NEVER:
        never = QuoteVerdict.NEVER
        return [
            QuoteMark(home.wave, s.id, s.digest, 0, 0, "", never, coder, at)
            for s in (home.segments[at_] for at_ in home.pieces.read(start, end))
        ]
    for at_ in home.pieces.coded(start, end)[:1]:
        segment, place = home.segments[at_], home.within(at_, first, last)
        if place is not None:
            span = text_digest(segment.text[place[0] : place[1]])
            where = (home.wave, segment.id, segment.digest, *place, span)
            return [QuoteMark(*where, QuoteVerdict.QUOTABLE, coder, at)]
    return []


def _decide(coder: str, said: Sequence[_Said], how: Understood, found: Decided) -> None:
    """One decision for each code on each segment, whatever number of codings it comes from."""
    together: dict[tuple[str, str, int, str], list[_Said]] = {}
    for one in said:
        for at in one.segments:
            key = (one.home.wave, one.home.respondent, at, one.code)
            together.setdefault(key, []).append(one)
        found.outside += bool(one.code) and not one.segments
    made: dict[tuple[str, str, int, str], Decision] = {}
    own = found.decisions.setdefault(coder, [])
    for key, ones in together.items():
        stances = {one.stance for one in ones if one.stance}
        found.mixed += len(stances) > 1
        segment = ones[0].home.segments[key[2]]
        decision = Decision(
            wave=key[0],
            segment=segment.id,
            digest=segment.digest,
            code=key[3],
            verdict=Verdict.ADD if key[3] else Verdict.DONE,
            coder=coder,
            codebook=how.version,
            stance=stances.pop() if len(stances) == 1 else Stance.NONE,
            memo=_joined(one.memo for one in ones) if len(ones) > 1 else ones[0].memo,
            start=segment.start,
            end=segment.end,
            at=max(one.at for one in ones),
        )
        own.append(decision)
        made[key] = decision
    for one in said:
        keys = [(one.home.wave, one.home.respondent, at, one.code) for at in one.segments]
        if not (one.coincides and len(together[keys[0]]) == 1):
            decisions = tuple(made[key].id for key in keys)
            span = ExactSpan(
                wave=one.home.wave,
                respondent=one.home.respondent,
                digest=one.home.digest,
                start=one.start,
                end=one.end,
                code=one.code,
                coder=coder,
                stance=one.stance,
                memo=one.memo,
                at=one.at,
                decisions=decisions,
            )
            found.spans.setdefault(coder, []).append(span)


def _read_whole(project: Project, how: Understood, found: Decided) -> None:
    """Every segment of the texts that their coders read to the end, but where they said so."""
    last: dict[tuple[str, str], str] = {}
    for coding in project.codings:
        if coding.source in how.whole and coding.source in how.homes and coding.user in how.coders:
            key = (coding.source, how.coders[coding.user])
            last[key] = max(last.get(key, ""), _utc(coding.at))
    for (source, coder), at in last.items():
        home, own = how.homes[source], found.decisions.setdefault(coder, [])
        known = {d.segment for d in own if not d.code and d.wave == home.wave}
        own += [
            Decision(
                wave=home.wave,
                segment=segment.id,
                digest=segment.digest,
                code="",
                verdict=Verdict.DONE,
                coder=coder,
                codebook=how.version,
                start=segment.start,
                end=segment.end,
                at=at,
            )
            for segment in home.segments
            if segment.id not in known
        ]


def _notes(project: Project, how: Understood, found: Decided) -> None:
    """Memos on texts and codes."""
    notes = {note.guid: note for note in project.notes}
    about = [
        (NoteKind.REPORT, f"{home.wave}/{home.respondent}", source.notes)
        for source in project.sources
        if (home := how.homes.get(source.guid))
    ]
    about += [
        (NoteKind.CODE, how.codes[code.guid][0], code.notes)
        for code in project.codes
        if code.guid in how.codes
    ]
    for kind, name, guids in about:
        for guid in guids:
            note = notes[guid]
            if note.name != STRUCTURE and note.user in how.coders:
                coder, at = how.coders[note.user], _utc(note.at) or how.at
                _note(found, kind, name, note.text, coder, at)
            elif note.name != STRUCTURE:
                found.left += 1


def _note(found: Decided, kind: NoteKind, about: str, text: str, coder: str, at: str) -> None:
    """One memo a subject and coder: several become one."""
    own = found.notes.setdefault(coder, {})
    before = own.get((kind, about))
    if before is not None:
        text, at = _joined([before.text, text]), max(before.at, at)
    own[kind, about] = Note(kind, about, text, coder, at)


def _joined(texts: Iterable[str]) -> str:
    """Texts each once, a blank line between them."""
    return "\n\n".join(dict.fromkeys(text for text in texts if text))


def _utc(at: str) -> str:
    """A moment of which a program did not say the zone is taken for UTC."""
    return f"{at}Z" if at and not at.endswith("Z") else at
