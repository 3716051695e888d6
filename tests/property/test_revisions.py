"""Replaying revisions gives what making them one by one gave; taking back gives the study."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.appraisal import Frame
from pipeline.domain.revising import positions, revised, revisions_in
from pipeline.domain.revision import Revision
from pipeline.store.revisions import append_revision, read_revisions
from tests.unit.appraisal.shipped import FRAME

AT = "2026-01-01T00:00:00Z"
PLACES = sorted(positions(FRAME))[:6]
"""Few, so that the same placement is revised more than once."""
moves = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([0, 1, 2, 3])), max_size=12)
"""(placement, position), 0 for taking back."""


def lines_of(wanted: Sequence[tuple[tuple[str, str], int]]) -> tuple[list[Revision], Frame]:
    """The lines that such a history has, and the frame after moving placements one by one."""
    lines: list[Revision] = []
    stands = positions(FRAME)
    frame = FRAME
    for place, position in wanted:
        source, before = positions(FRAME)[place], stands[place]
        revised_now = place in {one.place for one in revisions_in(frame)}
        if position == before or (position == 0 and not revised_now):
            continue
        back = position == 0
        after = source if back else position
        line = Revision(*place, source, before, after, "lies", AT, "x", taken_back=back)
        lines.append(line)
        stands[place] = line.after
        frame = moved(frame, line)
    return lines, frame


def moved(frame: Frame, line: Revision) -> Frame:
    """One placement moved by hand, the others left as they are."""
    aspects = {
        criterion.id: tuple(
            replace(
                aspect,
                placements=tuple(
                    replace(one, position=line.after, revision=None if line.taken_back else line)
                    if (aspect.id, one.option) == line.place
                    else one
                    for one in aspect.placements
                ),
            )
            for aspect in criterion.aspects
        )
        for criterion in frame.criteria
    }
    criteria = tuple(replace(c, aspects=aspects[c.id]) for c in frame.criteria)
    return replace(frame, criteria=criteria)


@given(moves)
@settings(deadline=None)
def test_replay_is_folding_the_lines(wanted: list[tuple[tuple[str, str], int]]) -> None:
    lines, folded = lines_of(wanted)
    assert revised(FRAME, lines) == folded


@given(moves)
@settings(deadline=None)
def test_taking_everything_back_gives_the_frame_of_the_study(
    wanted: list[tuple[tuple[str, str], int]],
) -> None:
    lines, _ = lines_of([*wanted, *((place, 0) for place in PLACES)])
    assert revised(FRAME, lines) == FRAME


@given(moves)
@settings(deadline=None, max_examples=25)
def test_what_is_written_is_read_and_stands(wanted: list[tuple[tuple[str, str], int]]) -> None:
    lines, folded = lines_of(wanted)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "revisions.jsonl"
        for line in lines:
            append_revision(path, lambda _, line=line: line)
        assert read_revisions(path) == lines
        assert revised(FRAME, read_revisions(path)) == folded
