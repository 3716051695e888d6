"""Accepting in one go and taking that back, as decisions."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.config.study import Study
from pipeline.domain.accepting import (
    Batch,
    accepted_unread,
    bulk_of,
    last_accepted,
    last_taken_back,
    list_digest,
    taken_back,
)
from pipeline.domain.bulk import Earlier, taken_back_unseen
from pipeline.domain.carrying import carry
from pipeline.domain.judgement import Decision, Suggestion, Verdict, standing
from pipeline.domain.migration import Lineage, Migration, Step, StepKind
from pipeline.domain.queue import Turn
from pipeline.domain.segment import Segment
from pipeline.store.ledger_lines import as_decision, as_line

Make = Callable[..., Decision]
AT = "2025-03-01T12:00:00Z"
BATCH = Batch("golf-1", "anna", "1.0.0", 0.9, 1)
NAMES = [f"1K1:{at:08x}" for at in range(60)]
UNREAD = {"verdict": Verdict.ACCEPT, "bulk": True, "seen": 0.95, "model": "m", "check": 0.5}


def suggested(segment: str, code: str = "zorg", chance: float = 0.95) -> Suggestion:
    return Suggestion(segment, code, chance, (), "m", "c")


def turn(segment: str, *, blind: bool = False) -> Turn:
    return Turn(segment, blind, 0.1, 1, 1, 1, 1)


@pytest.fixture
def accept(piece: Callable[..., Segment]) -> Callable[..., list[Decision]]:
    segments = {name: piece(name, start=7, end=20, digest="a" * 16) for name in NAMES}

    def made(*suggestions: Suggestion, batch: Batch = BATCH, **given: object) -> list[Decision]:
        turns = {name: turn(name) for name in NAMES}
        values: dict[str, object] = {"segments": segments, "turns": turns, "stands": {}, **given}
        return accepted_unread(batch, suggestions, at=AT, **values)  # type: ignore[arg-type]

    return made


def test_a_decision_says_all_that_is_known_of_it(accept: Callable[..., list[Decision]]) -> None:
    (made,) = accept(suggested(NAMES[3]))
    assert made == Decision(
        "golf-1", NAMES[3], "a" * 16, "zorg", Verdict.ACCEPT, "anna", "1.0.0",
        seen=0.95, model="m", start=7, end=20, at=AT, share=0.1, bulk=True, check=1.0, drawn=True,
    )  # fmt: skip


def test_a_tenth_is_drawn_and_two_coders_draw_the_same(
    accept: Callable[..., list[Decision]],
) -> None:
    every = [suggested(name) for name in NAMES]
    made = accept(*every)
    assert sum(d.drawn for d in made) == 6
    assert {d.check for d in made} == {0.1}
    other = accept(*every, batch=replace(BATCH, coder="bram"))
    assert [replace(d, coder="anna") for d in other] == made
    assert [d.drawn for d in accept(*every, batch=replace(BATCH, seed=2))] != [
        d.drawn for d in made
    ]
    assert sum(d.drawn for d in accept(*every, batch=replace(BATCH, share=0.5))) == 30


def test_what_the_queue_does_not_know_may_be_blind_and_stays_out(
    accept: Callable[..., list[Decision]],
) -> None:
    found = [suggested(name) for name in NAMES[:3]]
    turns = {NAMES[0]: turn(NAMES[0]), NAMES[1]: turn(NAMES[1], blind=True)}
    assert [d.segment for d in accept(*found, turns=turns)] == [NAMES[0]]
    assert accept(suggested("1K1:ffffffff"), turns={"1K1:ffffffff": turn("1K1:ffffffff")}) == []


@pytest.mark.parametrize("wrong", [{"above": 1.1}, {"above": -0.1}, {"share": 2.0}])
def test_a_batch_checks_itself(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="tussen 0 en 1"):
        replace(BATCH, **wrong)


def test_taking_back_takes_what_nobody_read_of_this_wave(decide: Make) -> None:
    ledger = [
        decide("1K1:aaaaaaaa", "zorg", **UNREAD, drawn=True),
        decide("1K1:bbbbbbbb", "zorg", **UNREAD),
        decide("1K1:bbbbbbbb", "omgeving", **UNREAD, drawn=True),
        decide("1K1:bbbbbbbb", "zorg", verdict=Verdict.ACCEPT, seen=0.95, model="m"),
        decide("1K1:cccccccc", "zorg", **UNREAD),
        decide("1K1:cccccccc", "omgeving", verdict=Verdict.REJECT, seen=0.95, model="m"),
        decide("1K1:dddddddd", "zorg", **UNREAD, wave="golf-0"),
        decide("1K1:eeeeeeee", "zorg"),
    ]
    back = taken_back(standing(ledger), "golf-1", AT, "1.0.0")
    assert [d.subject for d in back] == [ledger[0].subject, ledger[4].subject]
    assert all(taken_back_unseen(d) and d.at == AT and d.coder == "anna" for d in back)
    stands = standing([*ledger, *back])
    assert taken_back(stands, "golf-1", AT, "1.0.0") == []
    assert not any(taken_back_unseen(d) for d in ledger)


def test_what_was_carried_over_is_taken_back_as_a_line_of_its_own(decide: Make) -> None:
    rename = Migration("1.0.0", "2.0.0", (Step(StepKind.RENAME, ("zorg",), ("hulp",)),))
    ledger = [decide("1K1:aaaaaaaa", "zorg", **UNREAD), decide("1K1:bbbbbbbb", "rust", **UNREAD)]
    moved = {("golf-1", "1K1:bbbbbbbb"): "1K1:0b0b0b0b"}

    def carried(own: list[Decision]) -> tuple[Decision, ...]:
        return carry(own, Lineage((rename,)), moved).decisions

    back = taken_back(standing(carried(ledger)), "golf-1", AT, "2.0.0")
    assert [d.subject[1:] for d in back] == [("1K1:aaaaaaaa", "hulp"), ("1K1:0b0b0b0b", "rust")]
    assert [as_decision(as_line(d)) for d in back] == back
    assert {d.codebook for d in back} == {"2.0.0"}
    stands = standing(carried([*ledger, *back])).values()
    assert not any(d.verdict.assigns for d in stands)


def test_a_digest_is_of_the_list_and_not_of_its_order_or_moment(decide: Make) -> None:
    one, other = decide("1K1:a", "zorg"), decide("1K1:b", "zorg")
    assert list_digest([one, other]) == list_digest([other, replace(one, at=AT)])
    different = [[], [one], [one, replace(other, code="omgeving")], [one, other, decide("1K1:c")]]
    assert len({list_digest(made) for made in [*different, [one, other]]}) == 5


def test_the_last_time_is_found_in_the_ledger(decide: Make) -> None:
    first = [decide(f"1K1:{n}", "zorg", **UNREAD, at="1") for n in "ab"]
    back = taken_back(standing(first), "golf-1", "2", "1.0.0")
    second = [decide("1K1:a", "zorg", **UNREAD, at="3")]
    click = [decide("1K1:z", "zorg", at="4")]
    history = [*first, *back, *second, *click]
    assert last_accepted(history, "golf-1") == second
    assert last_taken_back(history, "golf-1") == back
    assert last_accepted(first, "golf-2") == last_taken_back(first, "golf-1") == []


def test_counting_follows_the_codebook(decide: Make, study: Study) -> None:
    codes = [code.id for code in study.codebook][:3]
    made = [
        decide("1K1:a", codes[2], **UNREAD, drawn=True),
        decide("1K1:a", codes[0], **UNREAD),
        decide("1K1:b", codes[2], **UNREAD),
    ]
    bulk = bulk_of(made, study.codebook, {codes[0]: Earlier(1, 2), codes[1]: Earlier(3, 3)})
    assert list(bulk.codes.items()) == [(codes[0], 1), (codes[2], 2)]
    assert (bulk.count, bulk.segments, bulk.drawn) == (3, 2, 1)
    assert bulk.earlier == {codes[0]: Earlier(1, 2)}
