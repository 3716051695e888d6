"""Which segments a coder gets, in which order, and what she may see of them."""

from collections.abc import Callable

import pytest

from pipeline.config.study import Study
from pipeline.domain.judgement import Decision, Suggestion, Verdict
from pipeline.domain.queue import Turn
from pipeline.domain.segment import Segment
from pipeline.exchange.coding_choice import drawn_for, incomplete, ordered, shown_suggestions
from pipeline.exchange.coding_sheet import CHECKS, Drawn

Make = Callable[..., Decision]
A, B, C = "1K1:aaaaaaaa", "1K1:bbbbbbbb", "2S1:cccccccc"
TURNS = {
    A: Turn(A, False, 0.2, 1, 3, 2, 2),
    B: Turn(B, True, 0.2, 2, 1, 3, 1),
    C: Turn(C, False, 0.5, 3, 2, 1, 3),
}
BULK = {"verdict": Verdict.ACCEPT, "bulk": True, "seen": 0.95, "check": 0.5}


@pytest.mark.parametrize(
    ("order", "limit", "expected"),
    [
        ("leesvolgorde", None, [A, B, C]),
        ("leesvolgorde", 2, [A, C]),
        ("leesvolgorde", 9, [A, C, B]),
        ("leerzaam", None, [C, A, B]),
        ("opbrengst", None, [C, A, B]),
        ("dun", 1, [A]),
        (CHECKS, None, [C, A, B]),
    ],
)
def test_unread_comes_first_but_for_the_whole_wave_in_order(
    piece: Callable[..., Segment], order: str, limit: int | None, expected: list[str]
) -> None:
    drawn = {id_: Drawn(check=("zorg",) if id_ == C else ()) for id_ in TURNS}
    rows = ordered([piece(id_) for id_ in TURNS], TURNS, drawn, {B}, order, limit)
    assert [segment.id for segment in rows] == expected


def test_reports_of_which_some_segments_are_missing_are_incomplete(
    piece: Callable[..., Segment],
) -> None:
    every = [piece(id_) for id_ in TURNS]
    assert incomplete(every, every) == frozenset()
    assert incomplete(every[1:], every) == {"1K1"}


def test_who_decided_with_suggestions_in_sight_is_not_blind_any_more(
    decide: Make, study: Study
) -> None:
    assert drawn_for(TURNS.values(), [], study.codebook)[B] == Drawn(True, 0.2)
    assert drawn_for(TURNS.values(), [decide(B, blind=True, share=0.1)], study.codebook)[
        B
    ] == Drawn(True, 0.2)
    assert drawn_for(TURNS.values(), [decide(B)], study.codebook)[B] == Drawn(False, 0.2)
    assert drawn_for(TURNS.values(), [decide(B, **BULK)], study.codebook)[B] == Drawn(False, 0.2)


def test_what_was_drawn_waits_until_somebody_decides(decide: Make, study: Study) -> None:
    ledger = [decide(A, **BULK, drawn=True), decide(A, "zorg", **BULK)]
    assert drawn_for(TURNS.values(), ledger, study.codebook)[A].check == ("waardering",)
    ledger.append(decide(A, verdict=Verdict.REJECT))
    assert drawn_for(TURNS.values(), ledger, study.codebook)[A].check == ()


def test_blind_segments_show_nothing_and_what_was_accepted_unread_stays_in_sight(
    decide: Make, study: Study
) -> None:
    found = [Suggestion(id_, "waardering", 0.8, (), "m", "c") for id_ in (A, B)]
    stands = [decide(A, **BULK), decide(C, "zorg", **BULK), decide(C, "bestaat-niet", **BULK)]
    shown = shown_suggestions(
        found, drawn_for(TURNS.values(), [], study.codebook), stands, study.codebook
    )
    assert {id_: [(s.code, s.probability) for s in own] for id_, own in shown.items()} == {
        A: [("waardering", 0.8)],
        C: [("zorg", 0.95)],
    }
