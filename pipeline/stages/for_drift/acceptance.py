"""What people did with the suggestions they saw, in two waves, code by code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from pipeline.domain.codebook import Codebook
from pipeline.domain.drift import Accepted
from pipeline.domain.judgement import Decision, Verdict, standing
from pipeline.stages.for_drift.holding import part
from pipeline.stages.shared.measuring import measured
from pipeline.stats.drift import Clustered, change, clustered


def answers_of(ledgers: Mapping[str, Sequence[Decision]], wave: str) -> list[Decision]:
    """The standing decisions on a suggestion that its coder had in sight; accepted unread is no
    answer. Of several coders each answers for herself."""
    return [
        decision
        for coder in sorted(ledgers)
        for decision in standing(ledgers[coder]).values()
        if decision.wave == wave
        and decision.seen is not None
        and not decision.bulk
        and decision.verdict in (Verdict.ACCEPT, Verdict.REJECT)
    ]


def accepted_of(
    before: Iterable[Decision], now: Iterable[Decision], book: Codebook
) -> tuple[Accepted, ...]:
    """All codes together first, then those that somebody answered on, in the order of the codebook;
    empty where in one of both waves nobody saw any suggestion."""
    earlier, later = list(before), list(now)
    if not earlier or not later:
        return ()
    answered = {decision.code for decision in (*earlier, *later)}
    found = [_accepted("", "", earlier, later)]
    return tuple(
        found
        + [
            _accepted(
                code.id,
                code.label,
                [one for one in earlier if one.code == code.id],
                [one for one in later if one.code == code.id],
            )
            for code in book
            if code.id in answered
        ]
    )


def _accepted(
    code: str, label: str, before: Sequence[Decision], now: Sequence[Decision]
) -> Accepted:
    first, second = _share(before), _share(now)
    return Accepted(code, label, part(first), part(second), measured(change(first, second)))


def _share(answers: Sequence[Decision]) -> Clustered:
    accepted = np.array([one.verdict is Verdict.ACCEPT for one in answers], dtype=np.bool_)
    return clustered(accepted, np.array([one.respondent for one in answers], dtype=str))
