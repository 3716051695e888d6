"""Only what somebody gave before she could see the codes of others is an independent reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.domain.agreement import Basis
from pipeline.domain.carrying import carry
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.migration import Lineage, Migration, Step, StepKind
from pipeline.domain.segment import Segment
from pipeline.stages.shared.readings import Readings, blind_readings, independent_readings, read_of

A, B = "1K1:aaaaaaaa", "1K1:bbbbbbbb"
Decide = Callable[..., Decision]
Piece = Callable[..., Segment]


@pytest.fixture
def compare(piece: Piece) -> Callable[..., Readings]:
    """Compares ledgers over one report of two segments."""

    def make(ledgers: dict[str, list[Decision]], assigned: tuple[str, ...] = ()) -> Readings:
        assignments = {"1K1": assigned} if assigned else {}
        return independent_readings([piece(A), piece(B)], ledgers, assignments, "golf-1")

    return make


def _given(found: Readings) -> list[dict[str, list[str]]]:
    return [{who: sorted(read.codes) for who, read in u.by.items()} for u in found.units]


def test_a_report_counts_when_two_have_read_all_of_it(
    compare: Callable[..., Readings], decide: Decide
) -> None:
    anna = [decide(A), decide(B, "")]
    half = {"anna": anna, "bram": [decide(A, "omgeving", coder="bram")]}
    assert compare(half).units == ()
    both = {"anna": anna, "bram": [*half["bram"], decide(B, "", coder="bram")]}
    found = compare(both)
    assert _given(found) == [
        {"anna": ["waardering"], "bram": ["omgeving"]},
        {"anna": [], "bram": []},
    ]
    assert [unit.number for unit in found.units] == [1, 2]
    assert (found.revised, found.late) == (0, 0)


def test_of_an_assigned_report_everybody_has_to_be_done_and_nobody_else_counts(
    compare: Callable[..., Readings], decide: Decide
) -> None:
    done = {n: [decide(A, coder=n), decide(B, "", coder=n)] for n in ("anna", "bram", "cees")}
    waiting = {**done, "bram": done["bram"][:1]}
    assert compare(waiting, ("anna", "bram")).units == ()
    assert [sorted(u.by) for u in compare(done, ("anna", "bram")).units] == [["anna", "bram"]] * 2


def test_what_was_accepted_unread_is_no_reading(
    compare: Callable[..., Readings], decide: Decide
) -> None:
    unread = {"verdict": Verdict.ACCEPT, "bulk": True, "seen": 0.95}
    anna = [decide(A), decide(B, "")]
    bulk = [decide(A, coder="bram", **unread), decide(B, "", coder="bram")]
    assert compare({"anna": anna, "bram": bulk}).units == ()
    read = [*bulk, decide(A, "", coder="bram")]
    assert _given(compare({"anna": anna, "bram": read}))[0] == {"anna": ["waardering"], "bram": []}


def test_what_was_changed_once_the_other_could_be_seen_does_not_count(
    compare: Callable[..., Readings], decide: Decide
) -> None:
    anna = [
        decide(A, at="2025-01-01T09:00:00Z"),
        decide(B, "", at="2025-01-01T10:00:00Z"),
        # Bram is not done yet: this is still her own mind.
        decide(B, "omgeving", at="2025-01-02T10:00:00Z"),
        decide(A, verdict=Verdict.RETRACT, at="2025-01-04T10:00:00Z"),
        decide(A, "aandacht", at="2025-01-04T10:00:00Z"),
    ]
    bram = [decide(i, "", coder="bram", at="2025-01-03T10:00:00Z") for i in (A, B)]
    found = compare({"anna": anna, "bram": bram})
    assert _given(found) == [
        {"anna": ["waardering"], "bram": []},
        {"anna": ["omgeving"], "bram": []},
    ]
    assert found.revised == 1


def test_who_began_when_codes_were_in_sight_counts_and_is_told(
    compare: Callable[..., Readings], decide: Decide
) -> None:
    def of(name: str, day: int) -> list[Decision]:
        return [decide(i, "", coder=name, at=f"2025-01-0{day}T10:00:00Z") for i in (A, B)]

    ledgers = {"anna": of("anna", 1), "bram": of("bram", 2), "cees": of("cees", 3)}
    found = compare(ledgers)
    assert sorted(found.units[0].by) == ["anna", "bram", "cees"]
    assert found.late == 1
    assert compare(ledgers, ("anna", "bram", "cees")).late == 0


def test_the_stance_goes_with_the_code(compare: Callable[..., Readings], decide: Decide) -> None:
    def of(name: str, stance: Stance) -> list[Decision]:
        return [decide(A, coder=name, stance=stance), decide(B, "", coder=name)]

    found = compare({"anna": of("anna", Stance.POSITIVE), "bram": of("bram", Stance.CONCERN)})
    codes = {name: dict(read.codes) for name, read in found.units[0].by.items()}
    assert codes == {
        "anna": {"waardering": Stance.POSITIVE},
        "bram": {"waardering": Stance.CONCERN},
    }


@pytest.mark.parametrize(
    ("given", "basis"),
    [
        ({"blind": True, "share": 0.1}, Basis.BLIND),
        ({"seen": 0.4, "verdict": Verdict.ACCEPT}, Basis.SHOWN),
        # Made in the program on a segment that was not drawn: whatever was suggested was in sight.
        ({"share": 0.1}, Basis.SHOWN),
        ({}, Basis.UNKNOWN),
    ],
)
def test_what_was_in_sight_follows_from_the_decision(
    decide: Decide, given: dict[str, object], basis: Basis
) -> None:
    assert read_of([decide(**given)]).basis is basis


def test_a_segment_is_blind_when_it_was_for_all(
    compare: Callable[..., Readings], decide: Decide
) -> None:
    blind = {"blind": True, "share": 0.1}
    anna = [decide(A, "", **blind), decide(B, "", **blind)]
    bram = [decide(A, "", coder="bram", **blind), decide(B, "", coder="bram", share=0.1)]
    first, second = compare({"anna": anna, "bram": bram}).units
    two = ("anna", "bram")
    assert (first.basis_of(two), second.basis_of(two)) == (Basis.BLIND, Basis.SHOWN)


def test_blind_readings_are_of_the_first_by_name_and_of_what_was_read(
    decide: Decide, piece: Piece
) -> None:
    blind = {"blind": True, "share": 0.25}
    ledgers = {
        "bram": [decide(A, "omgeving", coder="bram", **blind), decide(B, "", coder="bram")],
        "anna": [decide(A, **blind), decide(B, verdict=Verdict.REJECT, **blind)],
    }
    found = blind_readings([piece(A), piece(B)], ledgers, "golf-1")
    assert {i: (who, sorted(read.codes), read.share) for i, (who, read) in found.items()} == {
        A: ("anna", ["waardering"], 0.25)
    }


def test_a_code_that_was_split_later_opens_no_report_again(piece: Piece, decide: Decide) -> None:
    """Both were done under the first version; Anna looked again after she could see Bram's codes."""
    migration = Migration("1.0.0", "2.0.0", (Step(StepKind.SPLIT, ("zorg",), ("hulp", "rust")),))
    anna = [decide(A, "zorg"), decide(B, "omgeving"), decide(B, ""), decide(A, "")]
    bram = [decide(A, "zorg", coder="bram"), decide(B, "omgeving", coder="bram")]
    late = {"codebook": "2.0.0", "at": "2026-01-01T00:00:00Z", "again": True}
    made = {"anna": [*anna, decide(A, "hulp", **late)], "bram": bram}
    now = {name: list(carry(own, Lineage((migration,))).decisions) for name, own in made.items()}
    segments = [piece(A), piece(B)]
    found = independent_readings(segments, now, {}, "golf-1", made)
    # What waits for a second look, or got one with the other's codes in sight, is compared no more.
    assert _given(found) == [{}, {"anna": ["omgeving"], "bram": ["omgeving"]}]
    assert found.late == 0
    assert independent_readings(segments, now, {}, "golf-1").units == ()
