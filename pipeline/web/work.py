"""One coder's work in one wave: what stands on each segment, what is read, what can be undone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.domain.bulk import Subject
from pipeline.domain.judgement import Decision, Suggestion, Verdict
from pipeline.domain.queue import Turn
from pipeline.domain.sight import Sight, is_blind, with_unread
from pipeline.store.ledger_writer import LedgerWriter

_UNDO_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Step:
    """What one click changed: the decisions it made, and what stood on their subjects before."""

    made: tuple[Decision, ...]
    before: tuple[Decision | None, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Something done beside the decisions, such as a split or a mark: how many decisions there were
    then, and what takes it back. `back` gives the address to go to, or '' when it could not be."""

    after: int
    back: Callable[[str], str]


class Work:
    """Follows one ledger. Hold `lock` while several questions belong together."""

    def __init__(self, writer: LedgerWriter, wave: str) -> None:
        self.writer = writer
        self.wave = wave
        self.lock = threading.RLock()
        self._epoch = self._taken = 0
        self._on: dict[str, dict[str, Decision]] = {}
        self._read: set[str] = set()
        self._sighted: set[str] = set()
        self._steps: list[Step] | None = None
        self._asides: list[Aside] = []

    def remember(self, back: Callable[[str], str]) -> None:
        """Keeps what takes back something that is no decision."""
        with self.lock:
            self._asides.append(Aside(len(self.writer.history), back))
            del self._asides[:-_UNDO_DEPTH]

    def last_aside(self) -> Callable[[str], str] | None:
        """What takes back the last thing she did, when that was no decision; it is handed out
        once."""
        with self.lock:
            if not self._asides or self._asides[-1].after != len(self.writer.history):
                return None
            return self._asides.pop().back

    @property
    def coder(self) -> str:
        return self.writer.path.stem

    def refresh(self) -> None:
        """Takes in what is new in the ledger. Raises LedgerError when it was tampered with."""
        with self.lock:
            self.writer.refresh()
            if self.writer.epoch != self._epoch:
                self._epoch, self._taken = self.writer.epoch, 0
                self._on, self._read, self._sighted, self._steps = {}, set(), set(), None
            for decision in self.writer.history[self._taken :]:
                self._take(decision)
            self._taken = len(self.writer.history)

    def _take(self, decision: Decision) -> None:
        if decision.wave != self.wave:
            return
        own = self._on.setdefault(decision.segment, {})
        own[decision.code] = decision
        if not decision.blind:
            self._sighted.add(decision.segment)
        if is_read(own.values()):
            self._read.add(decision.segment)
        else:
            self._read.discard(decision.segment)

    def on(self, segment: str) -> Mapping[str, Decision]:
        """Code → this coder's last decision about it; '' is the segment as a whole."""
        return self._on.get(segment, {})

    @property
    def touched(self) -> Mapping[str, Mapping[str, Decision]]:
        """Segment → what stands on it, for every segment with a decision."""
        return self._on

    @property
    def read(self) -> frozenset[str]:
        with self.lock:
            return frozenset(self._read)

    def has_read(self, segment: str) -> bool:
        return segment in self._read

    def sight(self, segment: str, turn: Turn | None, suggested: Iterable[Suggestion]) -> Sight:
        """What this coder may see of a segment with these suggestions."""
        share = None if turn is None else float(turn.share)
        if is_blind(turn, self._sighted):
            return Sight(True, share, ())
        return Sight(False, share, with_unread(suggested, self.on(segment).values()))

    def decide(
        self, choose: Callable[[Mapping[str, Decision]], Iterable[Decision]], segment: str
    ) -> tuple[Decision, ...]:
        """Appends what `choose` makes of what stands on the segment; on disk when it returns."""
        with self.lock:
            self.refresh()
            before: dict[Subject, Decision] = {}

            def merged(stands: Mapping[Subject, Decision]) -> Iterable[Decision]:
                self.refresh()
                own = self.on(segment)
                before.update({d.subject: d for d in own.values()})
                return choose(own)

            steps = self._steps_so_far()
            made = self.writer.merge(merged)
            self.refresh()
            if made:
                steps.append(Step(made, tuple(before.get(d.subject) for d in made)))
                del steps[:-_UNDO_DEPTH]
            return made

    def undo(self, at: str) -> tuple[Decision, ...]:
        """Takes the last click back, by new decisions; nothing when there is no click left or when
        somebody decided on the same since."""
        with self.lock:
            self.refresh()
            steps = self._steps_so_far()
            if not steps:
                return ()
            step = steps.pop()

            def back(stands: Mapping[Subject, Decision]) -> list[Decision]:
                if any(stands.get(d.subject) != d for d in step.made):
                    return []
                return [
                    _restored(made, was, at)
                    for made, was in zip(step.made, step.before, strict=True)
                ]

            done = self.writer.merge(back)
            self.refresh()
            return done

    def _steps_so_far(self) -> list[Step]:
        """After a restart only the last click is known: the decisions of one moment about one
        segment at the end of the ledger. Of what came in together about several segments, from a
        workbook or in one go, nothing is taken back that way."""
        if self._steps is None:
            history = [d for d in self.writer.history if d.wave == self.wave]
            start = len(history)
            while start and _same_click(history[start - 1], history[-1]):
                start -= 1
            before = {d.subject: d for d in history[:start]}
            if start and history[start - 1].at == history[-1].at:
                start = len(history)
            made = tuple(history[start:])
            last = Step(made, tuple(before.get(d.subject) for d in made))
            self._steps = [last] if made else []
        return self._steps


def is_read(own: Iterable[Decision]) -> bool:
    """Whether a segment was read: a code stands on it that was not accepted unread, or it is done
    (as `judgement.reviewed_segments` has it, for one segment)."""
    return any((d.verdict.assigns and not d.bulk) or d.verdict is Verdict.DONE for d in own)


def _same_click(one: Decision, other: Decision) -> bool:
    return (one.at, one.segment, one.bulk) == (other.at, other.segment, False)


def _restored(made: Decision, was: Decision | None, at: str) -> Decision:
    changes: dict[str, Any] = {"at": at}
    if was is None:
        gone = {"verdict": Verdict.RETRACT, "bulk": False, "check": None, "drawn": False}
        return replace(made, **{**changes, **gone, "memo": ""})
    return replace(was, **changes)
