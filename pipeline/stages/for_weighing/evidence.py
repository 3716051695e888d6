"""The evidence behind the placements of a study, gathered from the codings of all its waves."""

from __future__ import annotations

from pipeline.appraisal.evidence import weighed_evidence
from pipeline.appraisal.passages import passages_of, reading_of
from pipeline.config.appraisal import FOLDER
from pipeline.config.evidence_map import read_evidence_map
from pipeline.config.study import Study
from pipeline.domain.placement_evidence import Evidence
from pipeline.domain.segment import Segment
from pipeline.stages.shared.fetching import persons_of, standing_of
from pipeline.stages.weighing import Aid, aid_of
from pipeline.store.layout import Layout
from pipeline.store.tables import read_segments


def evidence_of(layout: Layout, study: Study, aid: Aid | None = None) -> Evidence:
    """What validated passages say for and against every placement as it stands now. It holds
    places and no words: `segments_of` has these, for who may show them.

    Args:
        aid: what `aid_of` gave, where that is at hand.

    Raises:
        AppraisalError: when the study weighs nothing, or evidence.yaml is missing or does not fit
            its codebook and criteria.
        LedgerError: when a line of a ledger was changed.
    """
    aid = aid or aid_of(layout)
    folder = layout.study_folder / FOLDER
    mapping = read_evidence_map(folder, study.codebook, aid.source, study.settings.actors)
    codings, owner = standing_of(layout, study)
    segments = segments_of(layout)
    return weighed_evidence(
        aid.source,
        aid.frame,
        mapping,
        passages_of(codings, segments, mapping, persons_of(layout)),
        reading_of(codings, owner, segments, mapping),
    )


def segments_of(layout: Layout) -> dict[str, list[Segment]]:
    """Wave → its segments, oldest wave first, of the waves that were cut into segments."""
    found = {}
    for wave in layout.waves():
        path = layout.of_wave(wave).stage("segment") / "segments.parquet"
        if path.exists():
            found[wave] = read_segments(path)
    return found
