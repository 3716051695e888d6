"""Reports that people are coding independently: nothing of one may reach another before both are
done, also not by a file that goes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.config.study import Study
from pipeline.domain.double_coding import Standing, standing_assignments
from pipeline.domain.judgement import Decision, reviewed_segments
from pipeline.domain.segment import Segment
from pipeline.store.assignments import read_assignments
from pipeline.store.layout import Layout

Ledgers = Mapping[str, Sequence[Decision]]


def hidden_reports(
    layout: Layout,
    study: Study,
    segments: Sequence[Segment],
    ledgers: Ledgers,
    coders: Sequence[str],
) -> frozenset[str]:
    """The respondents in whose reports one of these coders may not see yet what another did."""
    if len(coders) < 2:
        return frozenset()
    return frozenset(
        name
        for name, stands in _standings(layout, study, segments, ledgers).items()
        for viewer in coders
        if stands.started.intersection(coders) - {viewer} and not stands.visible_to(viewer)
    )


def unfinished_reports(
    layout: Layout, study: Study, segments: Sequence[Segment], ledgers: Ledgers
) -> frozenset[str]:
    """The respondents whose reports were given to more than one coder, of whom not all are done.

    Without an assignment nobody knows whether two who coded something meant to work apart: what was
    coded in another program hardly ever has every segment read.
    """
    return frozenset(
        name
        for name, stands in _standings(layout, study, segments, ledgers).items()
        if len(stands.assigned) > 1 and not stands.done.issuperset(stands.assigned)
    )


def _standings(
    layout: Layout, study: Study, segments: Sequence[Segment], ledgers: Ledgers
) -> dict[str, Standing]:
    """Respondent → how far who is with the report. What was settled together is nobody's own
    reading."""
    assigned = standing_assignments(read_assignments(layout.assignments), layout.wave)
    of_report: dict[str, set[str]] = defaultdict(set)
    for segment in segments:
        of_report[segment.respondent].add(segment.id)
    started: dict[str, set[str]] = defaultdict(set)
    done: dict[str, set[str]] = defaultdict(set)
    for coder, own in ledgers.items():
        if coder in study.settings.precedence:
            continue
        read = {segment for wave, segment in reviewed_segments(own) if wave == layout.wave}
        for respondent in {d.respondent for d in own if d.wave == layout.wave}:
            started[respondent].add(coder)
            if of_report[respondent] <= read:
                done[respondent].add(coder)
    return {
        name: Standing(assigned.get(name, ()), frozenset(started[name]), frozenset(done[name]))
        for name in of_report
    }
