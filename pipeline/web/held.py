"""One coder's decisions in one wave under the codebook of now, segment by segment.

Nothing in `domain.carrying` crosses from one segment to another. So a click carries the few
decisions on its own segment again, and never the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.domain.carrying import Again, Carried, Place, carry
from pipeline.domain.judgement import Decision, Verdict
from pipeline.domain.migration import Lineage


@dataclass(frozen=True)
class Basis:
    """By what decisions are carried over: the versions of the codebook, and (wave, segment) → the
    id under which the same text now stands."""

    lineage: Lineage = field(default_factory=Lineage)
    moved: Mapping[Place, str] = field(default_factory=dict)

    def carried(self, decisions: Iterable[Decision]) -> Carried:
        return carry(decisions, self.lineage, self.moved)


class Held:
    """What stands on each segment of a wave. It only grows: `take` adds what came in since."""

    def __init__(self, wave: str, basis: Basis) -> None:
        self.wave, self.basis = wave, basis
        self.on: dict[str, dict[str, Decision]] = {}
        self.again: dict[str, tuple[Again, ...]] = {}
        self.read: set[str] = set()
        self.sighted: set[str] = set()
        self._lines: dict[str, list[Decision]] = {}
        self._last: dict[str, int] = {}
        self._taken = 0

    def take(self, fresh: Iterable[Decision]) -> None:
        """Adds decisions as they stand in the ledger, of whatever wave."""
        touched: dict[str, None] = {}
        for decision in fresh:
            if decision.wave == self.wave:
                segment = self.home(decision)
                self._lines.setdefault(segment, []).append(decision)
                self._last[segment] = self._taken = self._taken + 1
                touched[segment] = None
                if not decision.blind:
                    self.sighted.add(segment)
        for segment in touched:
            self._carry(segment)

    def home(self, decision: Decision) -> str:
        """The segment on which a decision of the ledger now stands."""
        return self.basis.moved.get((decision.wave, decision.segment), decision.segment)

    def lines(self, segment: str) -> Sequence[Decision]:
        """The lines of the ledger about a segment, in their order."""
        return self._lines.get(segment, ())

    def before(self, segment: str, made: int) -> Carried:
        """How things stood before the last `made` lines about a segment."""
        lines = self.lines(segment)
        return self.basis.carried(lines[: len(lines) - made])

    def carried(self, segments: Iterable[str]) -> Carried:
        """What stands on some segments, on the one last decided on last."""
        known = sorted(self._last.keys() & set(segments), key=self._last.__getitem__)
        return Carried(
            tuple(decision for segment in known for decision in self.on[segment].values()),
            tuple(again for segment in known for again in self.again.get(segment, ())),
        )

    def settles(self, decision: Decision) -> bool:
        """Whether something on its segment would not have to be looked at again after it."""
        open_now = self.again.get(decision.segment, ())
        if not open_now:
            return False
        then = self.basis.carried((*self.lines(decision.segment), decision)).again
        return len(then) < len(open_now)

    def _carry(self, segment: str) -> None:
        carried = self.basis.carried(self._lines[segment])
        own = {decision.code: decision for decision in carried.decisions}
        whole = own.get("")
        if whole is not None and whole.verdict is Verdict.AGAIN:
            # What was noted on the segment stays in sight while it waits.
            own[""] = replace(whole, memo=memo_in(self._lines[segment]))
        self.on[segment] = own
        if carried.again:
            self.again[segment] = carried.again
        else:
            self.again.pop(segment, None)
        if is_read(own.values()):
            self.read.add(segment)
        else:
            self.read.discard(segment)


def memo_in(lines: Iterable[Decision]) -> str:
    """The last memo on a segment as a whole."""
    whole = [decision for decision in lines if not decision.code]
    return whole[-1].memo if whole else ""


def is_read(own: Iterable[Decision]) -> bool:
    """Whether a segment was read: a code stands on it that was not accepted unread, or it is done,
    and nothing says that it is to be read again (as `judgement.reviewed_segments` has it, for one
    segment)."""
    own = list(own)
    return any((d.verdict.assigns and not d.bulk) or d.verdict is Verdict.DONE for d in own) and (
        not any(d.verdict is Verdict.AGAIN for d in own)
    )


def written(decision: Decision, version: str) -> Decision:
    """A decision that stands, as one to write anew under this version of the codebook: what was
    carried over is no line of the ledger."""
    return replace(decision, line="", codebook=version)
