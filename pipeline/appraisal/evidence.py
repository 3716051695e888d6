"""The evidence behind every placement: passages by perspective, and how they stand to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.appraisal.backing import Voices, backing_of
from pipeline.appraisal.backing_words import apart
from pipeline.appraisal.scoring import scores_of
from pipeline.domain.appraisal import Criterion, Frame
from pipeline.domain.evidence_map import EvidenceMap
from pipeline.domain.placement_evidence import (
    Backed,
    Cell,
    Count,
    Direction,
    Evidence,
    Passage,
    Reading,
    Tally,
)
from pipeline.domain.revising import Place, positions


def weighed_evidence(
    source: Frame,
    frame: Frame,
    mapping: EvidenceMap,
    passages: Iterable[Passage],
    reading: Reading,
) -> Evidence:
    """A cell for every option and criterion, each with its placements.

    Args:
        source: as the study gives it.
        frame: as it stands, with what people revised.
        passages: in the order of waves and reports (`passages.passages_of`).
    """
    by_place: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages:
        by_place.setdefault((passage.option, passage.criterion), []).append(passage)
    given = positions(source)
    cells = tuple(
        _cell(criterion, option, mapping, by_place.get((option, criterion.id), ()), given)
        for criterion in frame.criteria
        for option in frame.option_ids
    )
    return Evidence(mapping.views, cells, reading, dict(mapping.judged_from))


def _cell(
    criterion: Criterion,
    option: str,
    mapping: EvidenceMap,
    passages: Sequence[Passage],
    given: Mapping[Place, int],
) -> Cell:
    weighing = tuple(p for p in passages if p.weighs)
    tallies = {
        view.id: tally_of(said)
        for view in mapping.views
        if (said := [p for p in passages if view.id in p.views])
    }
    return Cell(
        option,
        criterion.id,
        tuple(passages),
        tallies,
        tally_of(passages),
        tally_of(weighing),
        tuple(_placements(criterion, option, mapping, passages, given)),
    )


def tally_of(passages: Sequence[Passage]) -> Tally:
    """Respondents, each once per direction, and passages; directions nobody took are left out."""
    counts = {}
    for direction in Direction:
        own = [p for p in passages if p.direction is direction]
        if own:
            counts[direction] = Count(len({p.person for p in own}), len(own))
    return Tally(counts)


def _placements(
    criterion: Criterion,
    option: str,
    mapping: EvidenceMap,
    passages: Sequence[Passage],
    given: Mapping[Place, int],
) -> Iterable[Backed]:
    judges = mapping.judged_from.get(criterion.id)
    views = tuple(v for v in mapping.views if judges is None or v.id in judges)
    mixed = frozenset({mapping.session.view.id})
    voices = Voices(tuple(p for p in passages if p.weighs), views, mixed)
    aside = len({p.person for p in passages} - voices.who())
    (score,) = scores_of((criterion,), option)
    scores = {part.score for part in score.parts}
    for part in score.parts:
        backing, why = backing_of(part.score, scores, voices)
        if aside:
            why = f"{why} {apart(aside, ', '.join(view.label for view in views))}"
        yield Backed(
            option,
            criterion.id,
            part.aspect,
            part.position,
            given[part.aspect, option],
            part.score,
            backing,
            why,
        )
