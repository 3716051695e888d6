"""The machine against people: only what was decided blind, weighed by how it was drawn."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.config.study import Study
from pipeline.domain.agreement import Basis, Level
from pipeline.domain.judgement import Stance, Suggestion
from pipeline.domain.segment import Segment
from pipeline.stages.for_agreement.blind_check import against_people
from pipeline.stages.shared.readings import Read

IDS = ("1K1:aaaaaaaa", "1K1:bbbbbbbb", "2K1:cccccccc", "2K1:dddddddd")


def _suggested(segment: str, code: str) -> Suggestion:
    return Suggestion(segment, code, 0.7, (), "m", "1.0.0")


def _blind(share: float, *codes: str) -> tuple[str, Read]:
    return "anna", Read(dict.fromkeys(codes, Stance.POSITIVE), Basis.BLIND, share)


def test_precision_and_recall_weigh_segments_by_how_they_were_drawn(
    study: Study, piece: Callable[..., Segment]
) -> None:
    suggestions = [
        _suggested(IDS[0], "waardering"),
        _suggested(IDS[1], "waardering"),
        _suggested(IDS[3], "omgeving"),
    ]
    blind = {
        IDS[0]: _blind(0.1, "waardering"),
        IDS[1]: _blind(0.5),
        IDS[2]: _blind(0.5, "waardering"),
    }
    segments = [piece(id_) for id_ in IDS]
    found = against_people(segments, suggestions, blind, 5, study.codebook, 100, 1)
    assert (found.drawn, found.segments, found.people) == (5, 3, ("anna",))
    assert (found.lowest, found.highest) == (0.1, 0.5)
    by_code = {(row.agreement.level, row.agreement.code): row for row in found.rows}
    row = by_code[Level.CODE, "waardering"]
    # Suggested with weights 10 (right) and 2; given with weights 10 (suggested) and 2.
    assert row.precision.value == round(10 / 12, 4)
    assert row.recall.value == round(10 / 12, 4)
    assert row.agreement.coded == (2, 2)
    assert row.agreement.percentage.value == round(1 / 3, 4)
    assert row.agreement.basis is Basis.BLIND
    # What was suggested for the segment that nobody decided on is not held against anything.
    assert by_code[Level.CODE, "omgeving"].precision.value is None
    assert by_code[Level.MEAN, ""].precision.value == round(10 / 12, 4)


def test_without_blind_decisions_only_the_size_of_the_stratum_is_known(
    study: Study, piece: Callable[..., Segment]
) -> None:
    segments = [piece(id_) for id_ in IDS]
    suggested = [_suggested(IDS[0], "waardering")]
    found = against_people(segments, suggested, {}, 7, study.codebook, 10, 1)
    assert (found.drawn, found.segments, found.rows) == (7, 0, ())
