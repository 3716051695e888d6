"""One coder's work in one wave: what stands on each segment, what is read, what can be undone.

All of it is under the codebook of now (`held`); the ledger keeps every line as it was decided.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.bulk import Subject
from pipeline.domain.carrying import Again, Carried
from pipeline.domain.judgement import Decision, Suggestion
from pipeline.domain.queue import Turn
from pipeline.domain.sight import Sight, is_blind, with_unread
from pipeline.store.ledger_writer import LedgerWriter
from pipeline.web.held import Basis, Held
from pipeline.web.undoing import Step, decisions_to_undo

_UNDO_DEPTH = 100


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
        self.basis = Basis()
        self.lock = threading.RLock()
        self._epoch = self._taken = 0
        self._held = Held(wave, self.basis)
        self._history: tuple[object, Sequence[Decision]] | None = None
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

    def refresh(self, basis: Basis | None = None) -> None:
        """Takes in what is new in the ledger, and by what decisions are carried over when that
        changed. Raises LedgerError when the ledger was tampered with."""
        with self.lock:
            self.writer.refresh()
            basis = basis or self.basis
            if self.writer.epoch != self._epoch:
                self._steps = None
            if self.writer.epoch != self._epoch or basis is not self.basis:
                self._epoch, self._taken, self.basis = self.writer.epoch, 0, basis
                self._held = Held(self.wave, basis)
            self._held.take(self.writer.history[self._taken :])
            self._taken = len(self.writer.history)

    def on(self, segment: str) -> Mapping[str, Decision]:
        """Code → this coder's last decision about it; '' is the segment as a whole."""
        return self._held.on.get(segment, {})

    @property
    def touched(self) -> Mapping[str, Mapping[str, Decision]]:
        """Segment → what stands on it, for every segment with a decision."""
        return self._held.on

    def standing(self) -> dict[Subject, Decision]:
        """Subject → what stands on it in this wave."""
        with self.lock:
            return {d.subject: d for own in self.touched.values() for d in own.values()}

    @property
    def again(self) -> Mapping[str, tuple[Again, ...]]:
        """Segment → what is to be looked at again there, because the codebook changed."""
        return self._held.again

    def carried(self, segments: Iterable[str]) -> Carried:
        """What stands on these segments, and what is to be looked at again there."""
        with self.lock:
            return self._held.carried(segments)

    def looked_at(self, segment: str, version: str) -> tuple[Again, ...]:
        """What was to be looked at again on a segment and has been, under this version of the
        codebook."""
        with self.lock:
            lines = self._held.lines(segment)
            older = [decision for decision in lines if decision.codebook != version]
            still = {(one.step, one.decision.id) for one in self._held.again.get(segment, ())}
            then = self.basis.carried(older).again if len(older) < len(lines) else ()
            return tuple(one for one in then if (one.step, one.decision.id) not in still)

    def history(self) -> Sequence[Decision]:
        """All decisions of this coder, of every wave, in the order in which they were made."""
        with self.lock:
            now = (self.basis, self.writer.epoch, len(self.writer.history))
            if self._history is None or self._history[0] != now:
                self._history = (now, self.basis.carried(self.writer.history).decisions)
            return self._history[1]

    @property
    def read(self) -> frozenset[str]:
        with self.lock:
            return frozenset(self._held.read)

    def has_read(self, segment: str) -> bool:
        return segment in self._held.read

    def sight(self, segment: str, turn: Turn | None, suggested: Iterable[Suggestion]) -> Sight:
        """What this coder may see of a segment with these suggestions."""
        share = None if turn is None else float(turn.share)
        if is_blind(turn, self._held.sighted):
            return Sight(True, share, ())
        return Sight(False, share, with_unread(suggested, self.on(segment).values()))

    def decide(
        self, choose: Callable[[Mapping[str, Decision]], Iterable[Decision]], segment: str
    ) -> tuple[Decision, ...]:
        """Appends what `choose` makes of what stands on the segment; on disk when it returns."""
        with self.lock:
            self.refresh()
            before: dict[str, Decision] = {}
            waited: tuple[Again, ...] = ()

            def merged(stands: Mapping[Subject, Decision]) -> Iterable[Decision]:
                nonlocal waited
                self.refresh()
                before.update(self.on(segment))
                waited = self.again.get(segment, ())
                return self._worth_a_line(choose(before), before, stands)

            steps = self._steps_so_far()
            made = self.writer.merge(merged)
            self.refresh()
            if made:
                still = self.again.get(segment, ())
                steps.append(
                    Step(
                        made,
                        tuple(before.get(d.code) for d in made),
                        tuple(one for one in waited if one not in still),
                    )
                )
                del steps[:-_UNDO_DEPTH]
            return made

    def _worth_a_line(
        self,
        chosen: Iterable[Decision],
        own: Mapping[str, Decision],
        stands: Mapping[Subject, Decision],
    ) -> Iterable[Decision]:
        """What is decided on looking again says so, or the ledger would drop what equals an earlier
        line; so does what brings back an outcome that was carried away since. What stands already
        adds nothing.

        Args:
            own: what stands on the segment under the codebook of now.
            stands: what stands in the ledger.
        """
        for decision in chosen:
            looked, line = replace(decision, again=True), stands.get(decision.subject)
            if self._held.settles(looked):
                yield looked
            elif not _same_outcome(own.get(decision.code), decision):
                yield looked if line and line.content == decision.content else decision

    def undo(self, at: str, version: str) -> tuple[Decision, ...]:
        """Takes the last click back, by new decisions under this version of the codebook; nothing
        when there is no click left or when somebody decided on the same since."""
        with self.lock:
            self.refresh()
            steps = self._steps_so_far()
            if not steps:
                return ()
            step = steps.pop()
            segment = self._held.home(step.made[0])
            lines = self._held.lines(segment)

            def back(stands: Mapping[Subject, Decision]) -> list[Decision]:
                if any(stands.get(d.subject) != d for d in step.made):
                    return []
                return decisions_to_undo(step, lines, at, version)

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
            if start and history[start - 1].at == history[-1].at:
                start = len(history)
            made = tuple(history[start:])
            self._steps = [self._step_of(made)] if made else []
        return self._steps

    def _step_of(self, made: tuple[Decision, ...]) -> Step:
        """The last lines of the ledger, on one segment, as the click that they were."""
        segment = self._held.home(made[0])
        carried = self._held.before(segment, len(made))
        before = {decision.code: decision for decision in carried.decisions}
        still = self.again.get(segment, ())
        settled = tuple(one for one in carried.again if one not in still)
        return Step(made, tuple(before.get(d.code) for d in made), settled)


def _same_outcome(now: Decision | None, then: Decision) -> bool:
    """Whether a decision says what stands already, whenever that was decided."""
    return now is not None and _outcome(now) == _outcome(then)


def _outcome(decision: Decision) -> tuple[object, ...]:
    return (decision.verdict, decision.stance, decision.memo, decision.digest, decision.bulk)


def _same_click(one: Decision, other: Decision) -> bool:
    return (one.at, one.segment, one.bulk) == (other.at, other.segment, False)
