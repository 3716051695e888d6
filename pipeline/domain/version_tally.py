"""Under which versions of the codebook a report was decided, and what their changes left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.domain.carrying import Carried, Place
from pipeline.domain.judgement import Coding, Verdict, standing
from pipeline.domain.migration import StepKind, version_key


@dataclass(frozen=True)
class VersionTally:
    """What readers of a report are told about versions.

    `decided` is version → decisions that count, oldest version first. `again` counts codings that
    count although their code was redefined since and nobody looked again; `waiting` the segments
    that count no more until somebody looks again, because a code on them was split, in
    `waiting_reports` reports; `aside` decisions on codes that retired.
    """

    decided: Mapping[str, int] = field(default_factory=dict)
    again: int = 0
    waiting: int = 0
    waiting_reports: int = 0
    aside: int = 0

    @property
    def versions(self) -> tuple[str, ...]:
        return tuple(self.decided)


def tally_of(
    carried: Mapping[str, Carried],
    codings: Iterable[Coding],
    owner: Mapping[Place, str],
    wave: str,
    here: Collection[str],
) -> VersionTally:
    """Of one wave.

    Args:
        carried: coder → her decisions under the codebook of now.
        codings, owner: what `codings_of` made of them.
        here: ids of the segments of the wave.
    """
    there = {(wave, segment) for segment in here}
    made: Counter[str] = Counter()
    waiting: set[str] = set()
    aside: set[tuple[str, str]] = set()
    redefined: set[tuple[str, str, str]] = set()
    for coder, own in carried.items():
        stands = standing(own.decisions).values()
        made.update(
            version
            for _, version in {
                (d.id, d.codebook)
                for d in stands
                if owner.get((d.wave, d.segment)) == coder
                and (d.wave, d.segment) in there
                and not d.bulk
                and d.verdict not in (Verdict.RETRACT, Verdict.AGAIN)
            }
        )
        waiting |= {
            d.segment
            for d in stands
            if d.verdict is Verdict.AGAIN
            and (d.wave, d.segment) in there
            and (d.wave, d.segment) not in owner
        }
        aside |= {(d.segment, d.code) for d in own.aside if (d.wave, d.segment) in there}
        redefined |= {
            (coder, again.decision.segment, code)
            for again in own.again
            if again.step.kind is StepKind.REDEFINE and again.place in there
            for code in again.into
        }
    return VersionTally(
        decided=dict(sorted(made.items(), key=lambda one: _order(one[0]))),
        again=sum(
            (one.coder, one.segment, one.code) in redefined
            for one in codings
            if one.wave == wave and not one.bulk
        ),
        waiting=len(waiting),
        waiting_reports=len({segment.partition(":")[0] for segment in waiting}),
        aside=len(aside),
    )


def _order(version: str) -> tuple[tuple[int, int, int], str]:
    """What is no version comes before all that are."""
    try:
        return version_key(version), version
    except ValueError:
        return (0, 0, 0), version
