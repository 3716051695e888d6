"""Who codes what, when one may see another's work, and where codings part."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.double_coding import (
    Assignment,
    Standing,
    difference_of,
    drawn_for,
    may_decide,
    standing_assignments,
)
from pipeline.domain.judgement import Stance

PEOPLE = ("anna", "bram", "chris")
SETS = [frozenset(c) for c in chain.from_iterable(combinations(PEOPLE, n) for n in range(4))]
ACTORS = {f"{n}{letter}1": letter for letter in "KOPS" for n in range(1, 12)}
CODINGS = st.dictionaries(st.sampled_from("abcde"), st.sampled_from(list(Stance)))


def test_the_last_word_on_a_report_stands() -> None:
    lines = [
        Assignment("golf-1", "1K1", ("anna", "bram")),
        Assignment("golf-1", "1O1", ("anna",)),
        Assignment("golf-2", "1K1", ("chris",)),
        Assignment("golf-1", "1K1", ("bram", "chris")),
        Assignment("golf-1", "1O1", ()),
    ]
    assert standing_assignments(lines, "golf-1") == {"1K1": ("bram", "chris")}
    assert standing_assignments(lines, "golf-3") == {}


@pytest.mark.parametrize("people", [("anna", "anna"), ("",)])
def test_an_assignment_names_different_people(people: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="verschillende"):
        Assignment("golf-1", "1K1", people)


def test_only_those_who_were_given_a_report_decide_on_it() -> None:
    assert may_decide((), "anna")
    assert may_decide(("anna", "bram"), "anna")
    assert not may_decide(("anna", "bram"), "chris")


@pytest.mark.parametrize(
    ("assigned", "started", "done", "sees"),
    [
        # assigned: everybody, once both are done, whoever else is busy
        ("anna bram", "anna bram", "anna bram", "anna bram chris"),
        ("anna bram", "anna bram chris", "anna bram", "anna bram chris"),
        ("anna bram", "anna bram", "anna", ""),
        ("anna bram", "anna bram chris", "anna chris", ""),
        ("anna bram", "", "", ""),
        # nobody's in particular: two who are done, and the viewer done or not begun
        ("", "anna bram", "anna bram", "anna bram chris"),
        ("", "anna bram chris", "anna bram", "anna bram"),
        ("", "anna bram", "anna", ""),
        ("", "", "", ""),
    ],
)
def test_when_one_may_see_anothers_work(assigned: str, started: str, done: str, sees: str) -> None:
    standing = Standing(
        tuple(assigned.split()), frozenset(started.split()), frozenset(done.split())
    )
    assert [who for who in PEOPLE if standing.visible_to(who)] == sees.split()


def test_whoever_is_still_coding_sees_nothing_and_is_compared_with_nobody() -> None:
    for assigned in SETS:
        for done in SETS:
            for started in (s for s in SETS if done <= s):
                standing = Standing(tuple(sorted(assigned)), started, done)
                assert set(standing.compared) <= done
                assert len(standing.compared) != 1
                for who in started - done:
                    if not assigned or who in assigned:
                        assert not standing.visible_to(who)


def test_differences_of_codes_and_of_stances_are_told_apart() -> None:
    anna = {"a": Stance.POSITIVE, "b": Stance.NONE, "c": Stance.NEUTRAL}
    bram = {"b": Stance.CONCERN, "c": Stance.NEUTRAL, "d": Stance.NONE}
    found = difference_of([anna, bram])
    assert found.codes == ("a", "d")
    assert found.stances == ("b",)
    assert found.agreed == ("b", "c")
    assert found.concerns == {"a", "b", "d"}
    of_three = difference_of([anna, bram, {"a": Stance.CONCERN}])
    assert "a" in of_three.codes
    assert "a" in of_three.stances


def test_without_codes_there_is_no_difference() -> None:
    assert not difference_of([{}, {}])
    assert difference_of([{}, {"a": Stance.NONE}])


@given(st.lists(CODINGS, min_size=2, max_size=4), st.randoms())
def test_the_order_of_the_coders_does_not_matter(
    codings: list[dict[str, Stance]], lot: object
) -> None:
    turned = list(codings)
    lot.shuffle(turned)  # type: ignore[attr-defined]
    found = difference_of(codings)
    assert difference_of(turned) == found
    assert set(found.codes) | set(found.agreed) == {code for one in codings for code in one}
    assert not set(found.codes) & set(found.agreed)
    assert bool(found) == any(one != codings[0] for one in codings)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 5))
def test_a_larger_share_only_adds(one: float, other: float, seed: int) -> None:
    low, high = sorted((one, other))
    few = drawn_for(ACTORS, {}, PEOPLE[:2], low, "golf-1", seed)
    many = drawn_for(ACTORS, {}, PEOPLE[:2], high, "golf-1", seed)
    assert set(few) <= set(many)
    assert few == [name for name in ACTORS if name in set(few)]


def test_at_least_one_of_each_actor_is_drawn_and_never_twice() -> None:
    people = PEOPLE[:2]
    drawn = drawn_for(ACTORS, {}, people, 0.01, "golf-1", 1)
    assert sorted(ACTORS[name] for name in drawn) == ["K", "O", "P", "S"]
    assert drawn == drawn_for(ACTORS, {}, people, 0.01, "golf-1", 1)
    theirs = dict.fromkeys(drawn, tuple(people))
    assert drawn_for(ACTORS, theirs, people, 0.01, "golf-1", 1) == []
    more = drawn_for(ACTORS, theirs, people, 0.27, "golf-1", 1)
    assert len(more) == 4 * 2, "drie van elf per actor, waarvan er al een is"
    assert drawn_for(ACTORS, {}, people, 0.5, "golf-2", 1) != drawn_for(
        ACTORS, {}, people, 0.5, "golf-1", 1
    )


def test_what_others_have_stays_theirs() -> None:
    others = {name: ("dirk", "els") for name, actor in ACTORS.items() if actor == "K"}
    drawn = drawn_for(ACTORS, others, PEOPLE[:2], 1.0, "golf-1", 1)
    assert {ACTORS[name] for name in drawn} == {"O", "P", "S"}
    with pytest.raises(ValueError, match="tussen 0 en 1"):
        drawn_for(ACTORS, {}, PEOPLE, 1.5, "golf-1", 1)
