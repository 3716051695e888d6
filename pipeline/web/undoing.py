"""What takes a click back: decisions too, for a ledger never shrinks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.carrying import Again
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.web.held import written


@dataclass(frozen=True, slots=True)
class Step:
    """What one click changed: the lines it made, what stood on their subjects before, and what did
    not have to be looked at again any more."""

    made: tuple[Decision, ...]
    before: tuple[Decision | None, ...]
    settled: tuple[Again, ...] = ()


def decisions_to_undo(
    step: Step, lines: Sequence[Decision], at: str, version: str
) -> list[Decision]:
    """What brings back how things stood before a click.

    A click that settled what was to be looked at again is taken back so that it is to be looked at
    again: the earlier decision is written once more *under its own version*, for nobody has held it
    against the newer one. All else is written under the version of now.

    Args:
        lines: the lines of the ledger about the segment, in their order.
        at: the moment, UTC.
        version: that of the codebook.
    """
    if not step.settled:
        pairs = zip(step.made, step.before, strict=True)
        return [_restored(made, was, at, version) for made, was in pairs]
    return list(_reopened(step, lines, at, version))


def _reopened(step: Step, lines: Sequence[Decision], at: str, version: str) -> Iterator[Decision]:
    waiting = {one.decision.id for one in step.settled}
    for made, was in zip(step.made, step.before, strict=True):
        yield _taken_back(made, at, version)
        if made.code and was is not None and was.id not in waiting:
            yield replace(written(was, version), at=at)
    if any(not made.code for made in step.made):
        earlier = [line for line in lines if not line.code and line not in step.made]
        if earlier:
            yield replace(earlier[-1], at=at)
    for line in lines:
        if line.id in waiting:
            # Taken back first, or the ledger would hold that it stands already.
            yield _taken_back(line, at, line.codebook)
            yield replace(line, at=at)


def _taken_back(made: Decision, at: str, version: str) -> Decision:
    return replace(
        written(made, version),
        verdict=Verdict.RETRACT,
        stance=Stance.NONE,
        memo="",
        bulk=False,
        check=None,
        drawn=False,
        again=False,
        at=at,
    )


def _restored(made: Decision, was: Decision | None, at: str, version: str) -> Decision:
    """What stood before, or that nothing did. What was to be read again (`AGAIN`) never stood in
    the ledger."""
    if was is None or was.verdict is Verdict.AGAIN:
        return _taken_back(made, at, version)
    return replace(written(was, version), at=at)
