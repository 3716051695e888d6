"""Who was interviewed, in words."""

from __future__ import annotations

from pipeline.domain.ids import RespondentId
from pipeline.domain.respondent import Respondent
from pipeline.report.sample import returning_sentence

TWELVE = [Respondent(RespondentId.parse(f"{n}K1"), f"{n}.md") for n in range(1, 13)]


def test_who_took_part_before_is_told_by_wave() -> None:
    assert returning_sentence(TWELVE, {}) == ""
    assert returning_sentence(TWELVE, {"golf-1": 0}) == ""
    assert returning_sentence(TWELVE, {"golf-1": 4}) == (
        "Vier van de twaalf respondenten deden ook mee aan golf-1."
    )
    assert returning_sentence(TWELVE, {"golf-1": 1, "golf-2": 3}) == (
        "Eén van de twaalf respondenten deed ook mee aan golf-1 en drie aan golf-2."
    )
