"""What one coder is to look at again."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.domain.again import TextChanged, to_look_at_again
from pipeline.domain.carrying import Again, Carried, carry
from pipeline.domain.judgement import Decision, Verdict
from pipeline.domain.migration import Lineage, Migration, Step, StepKind
from pipeline.domain.segment import Segment

Decide = Callable[..., Decision]
Piece = Callable[..., Segment]
OLD, NEW, OTHER = "1K1:aaaaaaaa", "1K1:bbbbbbbb", "1K1:cccccccc"
FORMERS = {NEW: (OLD,)}


def look(decisions: list[Decision], piece: Piece, lineage: Lineage | None = None) -> list[object]:
    """(segment, kinds of reasons) of a report in which OTHER stands before NEW."""
    carried = carry(decisions, lineage or Lineage())
    found = to_look_at_again(carried, FORMERS, [piece(OTHER), piece(NEW)], "golf-1")
    return [(one.segment.id, [type(reason) for reason in one.reasons]) for one in found]


def test_changed_text_waits_until_something_is_decided_on_it(decide: Decide, piece: Piece) -> None:
    ledger = [decide(OLD), decide(OLD, "")]
    assert look(ledger, piece) == [(NEW, [TextChanged])]
    for later in (decide(NEW, ""), decide(NEW, verdict=Verdict.REJECT)):
        assert look([*ledger, later], piece) == []


def test_a_later_decision_on_the_former_asks_again(decide: Decide, piece: Piece) -> None:
    assert look([decide(NEW), decide(OLD)], piece) == [(NEW, [TextChanged])]


def test_what_was_taken_back_or_never_read_asks_for_nothing(decide: Decide, piece: Piece) -> None:
    assert look([decide(OLD), decide(OLD, verdict=Verdict.RETRACT)], piece) == []
    unread = decide(OLD, verdict=Verdict.ACCEPT, seen=0.95, bulk=True)
    assert look([unread], piece) == []
    assert look([decide(OLD, wave="golf-2")], piece) == []


def test_the_reason_names_what_stood_on_the_former(decide: Decide, piece: Piece) -> None:
    ledger = [decide(OLD), decide(OLD, "zorg"), decide(OLD, "zorg", verdict=Verdict.RETRACT)]
    (one,) = to_look_at_again(Carried(tuple(ledger)), FORMERS, [piece(NEW)], "golf-1")
    assert one.text_changed
    assert one.reasons == (TextChanged(OLD, (ledger[0],)),)


def test_changed_text_comes_before_changed_codes(decide: Decide, piece: Piece) -> None:
    step = Step(StepKind.REDEFINE, ("waardering",))
    lineage = Lineage((Migration("1.0.0", "1.1.0", (step,)),))
    ledger = [decide(OTHER), decide(OLD, "")]
    assert look(ledger, piece, lineage) == [(NEW, [TextChanged]), (OTHER, [Again])]
