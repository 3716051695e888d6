"""A small evidence: two children, three parents, two professional groups, with chosen codings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Coding, Stance
from pipeline.domain.respondent import OzaTraits, Respondent
from pipeline.domain.segment import Segment
from pipeline.report.evidence import Evidence, gather

PEOPLE = ("1K1", "2K1", "1O1", "1O2", "2O1", "1P1", "2P1")


@pytest.fixture
def evidence() -> Callable[..., Evidence]:
    """Makes evidence; `codes` are (respondent, code, stance) and `unread` respondents whose one
    segment nobody looked at. Each respondent has two segments, `:a` and `:b`."""

    def make(*codes: tuple[str, str, Stance], unread: tuple[str, ...] = ()) -> Evidence:
        segments = [
            Segment(
                f"{r}:{letter}", r, 0, 40, "0" * 16,
                f"Wij zitten hier in een rustige ruimte met planten, al {int(r[0]) * 3} weken lang.", speaker="R",
            )
            for r in PEOPLE
            for letter in "ab"
        ]  # fmt: skip
        codings = [
            Coding("golf-1", f"{r}:a", code, stance, "anna", f"d{n}")
            for n, (r, code, stance) in enumerate(codes)
        ]
        owner = {("golf-1", s.id): "anna" for s in segments if s.respondent not in unread}
        return gather(
            "golf-1",
            [Respondent(RespondentId.parse(r), f"{r}.docx") for r in PEOPLE],
            [OzaTraits(1), OzaTraits(2)],
            segments,
            codings,
            owner,
            {"1.0.0"},
        )

    return make
