"""One coder against herself: what she gave the first time beside what stands now.

Stability, the weakest of the three kinds of reliability (Krippendorff 2019, *Content Analysis*,
ch. 12): it shows whether somebody keeps to her own habits, not whether another would share them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from pipeline.domain.agreement import Again
from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision
from pipeline.domain.segment import Segment
from pipeline.stages.for_agreement.agreeing import all_rows
from pipeline.stages.for_agreement.panel import Panel, same_codes
from pipeline.stages.shared.readings import Unit, by_segment, is_read, read_of

FIRST, NOW = "eerst", "nu"

LONG_AGO = timedelta(days=7)
"""Within a week a coder mends what she remembers rather than reads anew. The bound is ours."""


def again_of(
    coder: str,
    ledger: Sequence[Decision],
    segments: Sequence[Segment],
    wave: str,
    codebook: Codebook,
    draws: int,
    seed: int,
    before: str = "",
) -> Again | None:
    """None where she came back to nothing that she had read.

    A decision that changes nothing is not kept in a ledger, so that a segment she read again and
    left as it was cannot be told from one she did not look at. Hence whole reports are compared:
    those in which she decided anew on something she had read.

    Args:
        before: a day, `2025-03-01`: what stood before it is the first reading. When empty, a
            report's first reading ends where she decided anew on a segment on which her last
            decision was longer ago than `LONG_AGO`.
    """
    # Whoever looked again because the codebook or the text had changed did not change her habits.
    own = [d for d in ledger if d.wave == wave and not d.again]
    units: list[Unit] = []
    reports: list[str] = []
    reopened = 0
    for respondent, ids in _reports(segments).items():
        decisions = [d for d in own if d.respondent == respondent]
        moment = before or _came_back(decisions)
        then = by_segment(d for d in decisions if d.at < moment)
        later = {d.segment for d in decisions if d.at >= moment}
        anew = [i for i in ids if i in later and is_read(then.get(i, ()))] if moment else []
        if not anew:
            continue
        now = by_segment(decisions)
        reports.append(respondent)
        reopened += len(anew)
        units += [
            Unit(id_, number, {FIRST: read_of(then[id_]), NOW: read_of(now[id_])})
            for number, id_ in enumerate(ids, start=1)
            if is_read(then.get(id_, ())) and is_read(now.get(id_, ()))
        ]
    panel = Panel.of((FIRST, NOW), units, codebook, draws, seed)
    if panel is None:
        return None
    return Again(
        coder=coder,
        before=before,
        reports=tuple(reports),
        segments=len(units),
        reopened=reopened,
        same=int(same_codes(panel).sum()),
        rows=tuple(all_rows(panel)),
    )


def _came_back(decisions: Sequence[Decision]) -> str:
    """The moment of the first decision on a segment that she had read and left alone for long;
    empty where there is none."""
    latest: dict[str, datetime] = {}
    own: dict[str, dict[str, Decision]] = {}
    for decision in decisions:
        moment = _moment(decision.at)
        stands = own.setdefault(decision.segment, {})
        last = latest.get(decision.segment)
        if moment and last and moment - last > LONG_AGO and is_read(stands.values()):
            return decision.at
        if moment:
            latest[decision.segment] = moment
        stands[decision.code] = decision
    return ""


def _moment(at: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _reports(segments: Sequence[Segment]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for segment in segments:
        found.setdefault(segment.respondent, []).append(segment.id)
    return found
