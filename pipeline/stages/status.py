"""How each wave of a study stands, and how each stage of one; quick, because it is asked often."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.config.study import Study
from pipeline.config.version_files import FILE as DRAFT
from pipeline.config.version_files import frozen_versions
from pipeline.domain.again import reasons_to_look
from pipeline.domain.anchor import Anchor, formers_of_anchors, moved_of
from pipeline.domain.bulk import Checks, checks_of
from pipeline.domain.carrying import Carried, carry
from pipeline.domain.judgement import Decision, reviewed_segments
from pipeline.domain.next_step import CoderShare, Made, WaveState
from pipeline.errors import CorpusError, StoreError
from pipeline.run import StageState, states_of
from pipeline.stages import INGEST, PRIVACY, REPORT, SEGMENT, STAGES, SUGGEST
from pipeline.stages.for_status.aside import aside_in, standing_decisions
from pipeline.store.anchors import read_all_anchors
from pipeline.store.files import read_json
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_all_decisions
from pipeline.store.register import read_register
from pipeline.store.segment_names import read_ids
from pipeline.store.versions import changed_since_frozen

_UP_TO_SEGMENTS = (INGEST, PRIVACY, SEGMENT)


@dataclass(frozen=True)
class Decided:
    """What people decided in all waves, read once: coder → decisions as they were made, and as they
    stand now. `shared` are ledgers that are nobody's own: nobody looks again for a consensus."""

    made: Mapping[str, Sequence[Decision]]
    carried: Mapping[str, Carried]
    anchors: Sequence[Anchor]
    shared: frozenset[str]


def decided_in(layout: Layout, study: Study) -> Decided:
    """Raises LedgerError when a ledger was changed."""
    anchors = read_all_anchors(layout.all_anchors)
    moved, ledgers = moved_of(anchors), read_all_decisions(layout.decisions)
    carried = {coder: carry(own, study.lineage, moved) for coder, own in ledgers.items()}
    return Decided(ledgers, carried, anchors, frozenset(study.settings.precedence))


def waves_of(layout: Layout, study: Study) -> list[WaveState]:
    """How every wave of a study stands, oldest first."""
    decided = decided_in(layout, study)
    return [wave_state(layout.of_wave(wave), study, decided) for wave in layout.waves()]


def warnings_of(layout: Layout) -> tuple[str, ...]:
    """What is wrong between the codebook and its versions. Where the working files are those that
    were frozen there is nothing to say, and that is quick to see."""
    folder = layout.study_folder
    known = frozen_versions(folder)
    draft = (folder / DRAFT).exists()
    if known and not draft and not changed_since_frozen(folder, known[-1]):
        return ()
    from pipeline.stages.for_versions.state import version_state

    return version_state(layout).warnings


def checks_of_wave(decided: Decided, wave: str) -> Checks:
    """What came of the bulk acceptances of all coders in a wave."""
    return sum((checks_of(own.decisions, wave) for own in decided.carried.values()), Checks())


def wave_state(
    at: Layout, study: Study, decided: Decided, stages: Sequence[StageState] = ()
) -> WaveState:
    """How one wave stands.

    Args:
        stages: how its stages stand, where that is known already.
    """
    states = {state.stage.name: state for state in stages or states_of(STAGES, at, study)}
    up_to_segments = [states[stage.name] for stage in _UP_TO_SEGMENTS]
    ids = read_ids(at.stage(SEGMENT.name))
    there = set(ids)
    read = {
        coder: {id_ for wave, id_ in reviewed_segments(own.decisions) if wave == at.wave} & there
        for coder, own in decided.carried.items()
    }
    again = {
        coder: 0 if coder in decided.shared else _again(at, own, decided.anchors, there)
        for coder, own in decided.carried.items()
    }
    by_anybody = set().union(*read.values())
    unread = {id_ for id_ in ids if id_ not in by_anybody}
    respondents = {_respondent(id_) for id_ in ids}
    anchors = [anchor for anchor in decided.anchors if anchor.wave == at.wave]
    aside = aside_in(anchors, standing_decisions(decided.made, at.wave), ids)
    retired = sum(d.wave == at.wave for own in decided.carried.values() for d in own.aside)
    return WaveState(
        wave=at.wave,
        registered=_registered(at),
        reports=len(list((at.stage("ingest") / "reports").glob("*.json"))),
        set_aside=len(states[INGEST.name].problems),
        read_in=_made(up_to_segments),
        because=next((reason for state in up_to_segments for reason in state.reasons), ""),
        findings=_findings(at),
        segments=len(ids),
        suggested=_made([states[SUGGEST.name]]),
        coders=tuple(
            CoderShare(coder, len(read[coder]), again[coder])
            for coder in sorted(read)
            if read[coder] or again[coder]
        ),
        unread=len(unread),
        respondents=len(respondents),
        counting=len(respondents - {_respondent(id_) for id_ in unread}),
        aside=sum(len(own) for own in aside.values()) + retired,
        reported=_made([states[REPORT.name]]),
    )


def _made(states: Sequence[StageState]) -> Made:
    if any(state.never_ran for state in states):
        return Made.NEVER
    return Made.STALE if any(state.reasons for state in states) else Made.CURRENT


def _again(at: Layout, own: Carried, anchors: Sequence[Anchor], ids: Collection[str]) -> int:
    return len(reasons_to_look(own, formers_of_anchors(anchors, at.wave), at.wave).keys() & ids)


def _findings(at: Layout) -> int:
    try:
        return int(read_json(at.stage(PRIVACY.name) / "open.json")["findings"])
    except (StoreError, KeyError):
        return 0


def _registered(at: Layout) -> int:
    """A register that cannot be read is told by reading the wave in."""
    try:
        return len(read_register(at.wave_folder).respondents)
    except CorpusError:
        return 0


def _respondent(segment: str) -> str:
    return segment.partition(":")[0]
