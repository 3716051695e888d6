"""What stands of one coder, as it goes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.config.study import Study
from pipeline.domain.judgement import Decision, Verdict, standing
from pipeline.exchange.label_studio.state import Stood


def stood_of(own: Sequence[Decision], study: Study, wave: str) -> dict[str, tuple[Stood, ...]]:
    """Segment → what stands there of one coder. What was accepted unread is nobody's work, and
    what is to be read again is told on the page."""
    found: dict[str, list[Stood]] = defaultdict(list)
    for d in standing(own).values():
        gone = d.verdict in (Verdict.RETRACT, Verdict.AGAIN) or d.bulk
        if d.wave == wave and not gone and (not d.code or d.code in study.codebook):
            stood = Stood(d.code, d.verdict.value, d.stance.value, d.memo, d.seen, d.model)
            found[d.segment].append(stood)
    return {segment: tuple(own) for segment, own in found.items()}
