"""What forgetting somebody would come to, for a person to look at before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.config.study import Study
from pipeline.errors import Place, StoreError
from pipeline.stages import STAGES
from pipeline.stages.for_forget.places import TAKE, drop_registered, take_out
from pipeline.stages.for_forget.plan import Plan, plan_for
from pipeline.stages.for_forget.sources import limits_of, withdrawal_of
from pipeline.stages.for_forget.traces import Proof, search
from pipeline.stages.for_forget.unread import check_read_back
from pipeline.store.forgetting.fixed import Published, without_in_snapshot
from pipeline.store.forgetting.journal import Journal, read_journal
from pipeline.store.forgetting.kinds import Treatment, files_with
from pipeline.store.layout import Layout
from pipeline.store.tables import read_segments

SEGMENTS = "segment"
"""Counted in the log beside the kinds of files."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen. `remains` is where traces stand that forgetting does not change."""

    plan: Plan
    journal: Journal
    remains: Proof


def preview(
    layout: Layout,
    study: Study,
    respondent: str,
    wave: str,
    at: str,
    by: str = "",
    reason: str = "",
) -> Preview:
    """What forgetting a respondent comes to; of one that was broken off, what it came to.

    Args:
        wave: one interview only, or '' for all.
        at: the moment, UTC.

    Raises:
        StoreError: when there is no such respondent, or another forgetting is not finished.
        WorkbookError: when work about others was filled in and not read back.
        OzaError: as `plan_for`.
    """
    journal = read_journal(layout)
    if journal is not None and respondent not in journal.withdrawal.respondents:
        first = journal.withdrawal.respondents[0]
        raise StoreError(
            f"het vergeten van {first} is nog niet af",
            place=Place(layout.relative(layout.forgetting)),
            remedy=f"maak dat eerst af: 'oza forget {first} --yes'",
        )
    withdrawal = journal.withdrawal if journal else withdrawal_of(layout, respondent, wave)
    plan = plan_for(layout, study, withdrawal)
    if journal is None:
        check_read_back(layout, study, withdrawal, plan.findings)
        journal = Journal(
            withdrawal,
            at,
            by,
            reason,
            _stood(layout),
            _to_remake(layout),
            _counts(layout, plan),
            _published(layout, plan),
        )
    passing = (*TAKE, Treatment.REGISTER)
    untouched = search(layout, plan.traces, limits_of(study), passing)
    return Preview(plan, journal, _but_theirs(layout, plan, untouched))


def _counts(layout: Layout, plan: Plan) -> Mapping[str, int]:
    counts = take_out(layout, plan, write=False)
    counts[Treatment.REPORT.value] = len(plan.sources.files)
    counts[Treatment.REGISTER.value] = drop_registered(layout, plan, write=False)
    counts[SEGMENTS] = sum(
        plan.withdrawal.names(segment.id, at.wave)
        for at in waves_of(layout)
        if (table := at.stage("segment") / "segments.parquet").exists()
        for segment in read_segments(table)
    )
    return {kind: number for kind, number in sorted(counts.items()) if number}


def _published(layout: Layout, plan: Plan) -> tuple[Published, ...]:
    every = (
        without_in_snapshot(path, plan.withdrawal, plan.quotations, write=False)
        for path in files_with(layout, Treatment.SNAPSHOT)
    )
    return tuple(one for one in every if one is not None)


def _stood(layout: Layout) -> Mapping[str, tuple[str, ...]]:
    """wave → the stages that had run, and those that they read, in order."""
    found = {}
    for at in waves_of(layout):
        wanted: set[str] = set()
        for stage in reversed(STAGES):
            if stage.name in wanted or at.stamp(stage.name).exists():
                wanted |= {stage.name, *stage.after}
        if wanted:
            found[at.wave] = tuple(stage.name for stage in STAGES if stage.name in wanted)
    return found


def _to_remake(layout: Layout) -> tuple[str, ...]:
    """Outputs that no run brings back, as `golf-1/evaluate`."""
    known = {stage.name for stage in STAGES}
    return tuple(
        f"{at.wave}/{folder.name}"
        for at in waves_of(layout)
        for folder in sorted(at.outputs.glob("[!.]*"))
        if folder.name not in known
    )


def _but_theirs(layout: Layout, plan: Plan, proof: Proof) -> Proof:
    """Without the reports that go."""
    own = {layout.relative(path) for path in plan.sources.files.values()}
    left = tuple(one for one in proof.found if one.file not in own)
    return replace(proof, found=left)


def waves_of(layout: Layout) -> list[Layout]:
    """Every wave of the study, also one of which only outputs are left."""
    outputs = layout.root / "outputs" / layout.study
    names = {*layout.waves(), *(folder.name for folder in outputs.glob("[!.]*"))}
    return [Layout(layout.root, layout.study, name) for name in sorted(names)]
