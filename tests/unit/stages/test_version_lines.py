"""Two versions of a codebook, as the terminal tells of them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.codebook_diff import differences
from pipeline.domain.ids import Actor
from pipeline.stages.for_versions.diff import Difference
from pipeline.stages.for_versions.told import lines_of


def test_a_code_that_is_no_draft_any_more_is_told_on_one_line() -> None:
    code = Code("aap", "Aap", "Iets over apen.", "Bij apen.", (Actor.KIND,), draft=True)
    before = Codebook("klein", "1.0.0", (code,))
    now = Codebook("klein", "1.0.1", (replace(code, draft=False),))
    found = differences(before, now, lambda name: (name,))
    assert list(lines_of(Difference(found, (), False, {}, 0))) == [
        "codeboek 1.0.0 → 1.0.1: 1 code veranderd, 0 nieuw, 0 verdwenen",
        "~ aap (Aap)",
        "    stand: [-nog niet-] af",
    ]
