"""A revised placement that rests on what somebody said who withdraws."""

from __future__ import annotations

from dataclasses import replace

from pipeline.domain.forgetting import REMOVED
from pipeline.domain.revision import Revision
from pipeline.store.forgetting.kinds import Treatment, treatment_of
from pipeline.store.layout import Layout
from pipeline.store.revisions import append_revision, read_revisions
from tests.functional.forgetting.planting import AT, CHILD, WHO, fine, oza, segments_of


def test_the_placement_stays_and_the_passage_goes(planted: Layout) -> None:
    hers, others = (
        next(f"golf-1/{s.id}" for s in segments_of(planted) if s.respondent == who)
        for who in (WHO, "1K1")
    )
    one = Revision("rust", "loon", 1, 1, 2, "lies", AT, "zie de passages", (hers, others))
    alone = replace(one, option="huur", segments=(hers,), reason=f"zij zegt: {CHILD[1]}")
    free = replace(one, option="gift", segments=(others,))
    for line in (one, alone, free):
        append_revision(planted.revisions, lambda _, line=line: line)
    assert treatment_of(planted.relative(planted.revisions)) is Treatment.REVISIONS

    assert "2 plekken in herzieningen" in fine(oza(planted.root, "forget", WHO)).out
    assert len(read_revisions(planted.revisions)) == 3  # so far only told

    said = fine(oza(planted.root, "forget", WHO, "--yes", "--by", "lies", "--reason", "verzoek"))

    assert "nergens een spoor" in said.out
    assert read_revisions(planted.revisions) == [
        replace(one, segments=(others,)),
        replace(alone, segments=(), reason=REMOVED),
        free,
    ]
