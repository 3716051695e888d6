"""What forgetting somebody comes to, worked out before anything is touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.config.study import Study
from pipeline.domain.forgetting import Traces, Withdrawal
from pipeline.run import run_stages
from pipeline.stages import SEGMENT, STAGES
from pipeline.stages.for_forget.names import finding_ids, key_without
from pipeline.stages.for_forget.sources import (
    Sources,
    held_names,
    sources_of,
    texts_of_all,
)
from pipeline.stages.for_forget.traces import quotations_of, traces_of
from pipeline.store.keyfile import read_key
from pipeline.store.layout import Layout


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """`quotations` are ids that quotations of theirs may have in a fixed report, `findings` those
    of findings in their reports; `key` is the key without what only they needed, and `key_gone`
    the names that it then lacks."""

    withdrawal: Withdrawal
    sources: Sources
    traces: Traces
    quotations: frozenset[str]
    findings: frozenset[str]
    key: Mapping[str, str]
    key_gone: frozenset[str]


def plan_for(layout: Layout, study: Study, withdrawal: Withdrawal) -> Plan:
    """Works out what goes, from the reports where they are now. Changes nothing, but for segmenting
    a wave of which a report was fixed and the segments are not at hand.

    Raises:
        CorpusError: when a report to forget is also that of somebody else, or a register cannot be
            read.
        LedgerError: when a ledger was changed: nothing is built on a broken ledger.
    """
    sources = sources_of(layout, study, withdrawal)
    _segment_where_needed(layout, study, withdrawal)
    own = texts_of_all(sources.own.values())
    others = texts_of_all(sources.others)
    before = read_key(layout.key)
    key = key_without(before, own, others)
    gone = frozenset(before) - frozenset(key) | held_names(layout)
    findings = finding_ids(sources.own.values())
    traces = traces_of(layout, withdrawal, sources, gone, before, _allowed(layout))
    # An id of a finding does not say of which wave it is.
    same = [one for one in sources.others if one.respondent in withdrawal.respondents]
    return Plan(
        withdrawal,
        sources,
        replace(traces, digests=traces.digests | (findings - finding_ids(same))),
        quotations_of(layout, withdrawal, sources),
        findings,
        key,
        gone,
    )


def _segment_where_needed(layout: Layout, study: Study, withdrawal: Withdrawal) -> None:
    """A quotation in a fixed report is known by its segment."""
    for wave in withdrawal.waves:
        at = Layout(layout.root, layout.study, wave)
        table = at.stage(SEGMENT.name) / "segments.parquet"
        if any(at.fixed_reports.glob("*.json")) and not table.exists() and at.reports.is_dir():
            run_stages(STAGES[: STAGES.index(SEGMENT) + 1], at, study, lambda _: None)


def _allowed(layout: Layout) -> frozenset[str]:
    path = layout.allowed_words
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
