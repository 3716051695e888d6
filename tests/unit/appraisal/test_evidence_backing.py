"""When evidence supports a placement, contradicts it, or says too little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.appraisal.backing import Voices, backing_of
from pipeline.domain.placement_evidence import Backing
from tests.unit.appraisal.saying import AGAINST, FOR, MIXED, NEUTRAL, PARTIES, passage, said

SUPPORTED, CONTRADICTED, DIVIDED = Backing.SUPPORTED, Backing.CONTRADICTED, Backing.DIVIDED
ONE_SIDED, UNCOVERED = Backing.ONE_SIDED, Backing.UNCOVERED


def backing(score: int, text: str, others: tuple[int, ...] = ()) -> Backing:
    return backing_of(score, others, Voices(said(text), PARTIES, MIXED))[0]


@pytest.mark.parametrize(
    ("score", "text", "expected"),
    [
        # A high score expects arguments for, a low one arguments against.
        (3, "", UNCOVERED),
        (3, "a= b=", UNCOVERED),
        (3, "a+ b+", SUPPORTED),
        (1, "a- b-", SUPPORTED),
        (3, "a+ b+ c+ d-", SUPPORTED),
        (3, "a- b-", CONTRADICTED),
        (1, "a+ b+", CONTRADICTED),
        (3, "a- b- c- d+", CONTRADICTED),
        # One respondent contradicts nothing, however often she says it.
        (3, "a-", ONE_SIDED),
        (3, "a- a- a-", ONE_SIDED),
        (3, "a+ a-", ONE_SIDED),
        # From a third on, the smaller side is no exception, whichever side that is.
        (3, "a+ b-", DIVIDED),
        (3, "a+ b+ c-", DIVIDED),
        (3, "a+ b- c-", DIVIDED),
        (3, "a+ b+ c+ d- e- f- g-", DIVIDED),
        (1, "a+ b+ c+ d- e- f- g-", DIVIDED),
        # One respondent, or one party, is too little to build on.
        (3, "a+ a+", ONE_SIDED),
        (3, "a+zorg b+zorg c+zorg", ONE_SIDED),
        (3, "a+zorg b+zorg c+zorg d-school", ONE_SIDED),
        (3, "a+zorg b+zorg/school", SUPPORTED),
        # Several parties speak in a session: that nobody knows which does not make it one.
        (3, "a+samen b+samen", SUPPORTED),
        # In the middle both, or little; what is weighed fits as well.
        (2, "", UNCOVERED),
        (2, "a=", ONE_SIDED),
        (2, "a= b=", SUPPORTED),
        (2, "a+ b-", SUPPORTED),
        (2, "a+ b+", SUPPORTED),
        (2, "a+zorg b+zorg", ONE_SIDED),
        (2, "a+ b+ c+", CONTRADICTED),
        (2, "a- b- c-", CONTRADICTED),
        (2, "a+ b+ c+ d-", CONTRADICTED),
        (2, "a+ b+ c+ d- e-", SUPPORTED),
        (2, "a+ b+ c+ d+ e- f-", SUPPORTED),
        (2, "a+ b+ c+ d= e=", SUPPORTED),
        (2, "a+ b+ c+ d= e= f= g= h= i= j=", SUPPORTED),
    ],
)
def test_one_scale(score: int, text: str, expected: Backing) -> None:
    assert backing(score, text) is expected


@pytest.mark.parametrize(
    ("score", "others", "text", "expected"),
    [
        # What seems to contradict may be about a scale at the other end.
        (3, (1,), "a- b-", UNCOVERED),
        (1, (3,), "a- b-", SUPPORTED),
        (3, (1,), "a+ b+ c- d- e-", SUPPORTED),
        (3, (1,), "a+ b- c- d- e-", ONE_SIDED),
        (3, (1,), "a+zorg/school b- c- d- e-", ONE_SIDED),
        # One in the middle excuses a smaller side, and no more than that.
        (3, (2,), "a+ b+ c-", SUPPORTED),
        (3, (2,), "a+ b- c-", DIVIDED),
        (3, (2,), "a- b-", CONTRADICTED),
        (3, (3,), "a+ b+ c-", DIVIDED),
        # And so for a place in the middle itself.
        (2, (3,), "a+ b+ c+", UNCOVERED),
        (2, (1,), "a+ b+ c+", CONTRADICTED),
        (2, (3,), "a+ b+ c+ d-", ONE_SIDED),
        (2, (3,), "a+ b+ c+ d=", ONE_SIDED),
        (2, (3,), "a+ b+ c+ f+ g+ d- e=", SUPPORTED),
        (2, (3,), "a+ b+ d-", SUPPORTED),
    ],
)
def test_scales_of_one_criterion_that_differ(
    score: int, others: tuple[int, ...], text: str, expected: Backing
) -> None:
    assert backing(score, text, others) is expected


scores = st.integers(1, 3)
sides = st.tuples(
    st.sampled_from("abcdefg"),
    st.sampled_from([FOR, AGAINST, NEUTRAL]),
    st.sampled_from(["gemeente", "school", "zorg", "samen"]),
)


@given(scores, st.lists(scores, max_size=2), st.lists(sides, max_size=12))
def test_low_and_high_are_judged_alike(
    score: int, others: list[int], who: list[tuple[str, object, str]]
) -> None:
    mirrored = {FOR: AGAINST, AGAINST: FOR, NEUTRAL: NEUTRAL}
    one = Voices(tuple(passage(p, d, v) for p, d, v in who), PARTIES, MIXED)
    other = Voices(tuple(passage(p, mirrored[d], v) for p, d, v in who), PARTIES, MIXED)
    flipped = backing_of(4 - score, [4 - at for at in others], other)[0]
    assert backing_of(score, others, one)[0] is flipped


@given(scores, st.lists(scores, max_size=2), st.lists(sides, min_size=1, max_size=12))
def test_one_respondent_never_decides(
    score: int, others: list[int], who: list[tuple[str, object, str]]
) -> None:
    alone = Voices(tuple(passage("a", d, v) for _, d, v in who), PARTIES, MIXED)
    assert backing_of(score, others, alone)[0] in (ONE_SIDED, UNCOVERED)


@given(scores, st.lists(scores, max_size=2), st.lists(sides, max_size=12))
def test_saying_it_again_changes_nothing(
    score: int, others: list[int], who: list[tuple[str, object, str]]
) -> None:
    once = tuple(passage(p, d, v) for p, d, v in who)
    told = backing_of(score, others, Voices(once, PARTIES, MIXED))
    assert backing_of(score, others, Voices(once * 3, PARTIES, MIXED)) == told


def test_the_reason_says_what_was_expected_found_and_concluded() -> None:
    _, why = backing_of(3, (), Voices(said("a+ b-zorg c-zorg d-zorg d="), PARTIES, MIXED))
    assert why == (
        "Bij score 3 passen argumenten vóór. Respondenten: 1 vóór, 3 tegen, 1 neutraal. Veel meer"
        " respondenten spreken deze plaats tegen dan haar steunen. Alle tegenspraak komt van één"
        " partij: aanbieders."
    )
    _, why = backing_of(1, (), Voices(said("a-zorg b-zorg"), PARTIES, MIXED))
    assert why.endswith("Dat past, maar het komt van één partij: aanbieders.")
    _, why = backing_of(3, (1,), Voices(said("a+ b+ c- d- e- f- g-"), PARTIES, MIXED))
    assert why.endswith("dus zijn beide kanten te verwachten.")
    # Where only one party could be heard, that it is one says nothing.
    told, why = backing_of(1, (), Voices(said("a-zorg b-zorg"), PARTIES[2:3], MIXED))
    assert told is SUPPORTED
    assert why.endswith("Dat past.")
    for direction, way in ((FOR, "hogere"), (AGAINST, "lagere")):
        passages = tuple(passage(p, direction, v) for p, v in zip("abc", "xyz", strict=True))
        assert way in backing_of(2, (), Voices(passages, PARTIES, MIXED))[1]


def test_what_a_researcher_should_look_at_is_flagged() -> None:
    assert [one for one in Backing if one.flagged] == [CONTRADICTED, DIVIDED, UNCOVERED]
