"""A topic keeps its name; what splits, merges and comes back is told."""

from __future__ import annotations

import itertools

import pytest

from pipeline.domain.topic import Appearance, KnownTopic
from pipeline.tagging.topics.identity import SAME, is_part_of, like, merged, named


def seen(words: str, segments: str = "", wave: str = "golf-1") -> Appearance:
    """Words of falling weight."""
    pairs = tuple((word, 1.0 / n) for n, word in enumerate(words.split(), start=1))
    return Appearance(wave, pairs, pairs, tuple(segments.split()))


TEETH = seen("tandarts boor kies vulling pijn", "1K1:a 2K1:a 3K1:a 4K1:a")
MONEY = seen("geld taxi bijdrage betalen duur", "1K1:b 2K1:b")


def test_likeness_of_itself_of_nothing_and_either_way() -> None:
    assert like(TEETH, TEETH) == 1
    assert like(TEETH, MONEY) == 0
    other = seen("boor kies geld", wave="golf-2")
    assert 0 < like(TEETH, other) == like(other, TEETH) < 1


def test_the_same_segments_are_the_same_topic_whatever_its_words() -> None:
    again = seen("heel andere woorden", "1K1:a 2K1:a 3K1:a")
    assert like(TEETH, again) == 0.75
    assert like(TEETH, Appearance("golf-2", again.words, again.centroid, again.segments)) == 0


def test_first_names_follow_the_order_and_later_ones_the_topic() -> None:
    first = named([MONEY, TEETH], [])
    known = merged(first, [])
    assert [one.id for one in known] == ["T-1", "T-2"]
    later = seen("tandarts boor kies pijn prik", wave="golf-2")
    again = named(
        [later, seen("muziek gitaar", wave="golf-2"), seen("geld duur taxi", wave="golf-2")], known
    )
    assert [one.known.id for one in again] == ["T-2", "T-3", "T-1"]
    teeth = again[0].known
    assert (teeth.since, [one.wave for one in teeth.appearances]) == (
        "golf-1",
        ["golf-1", "golf-2"],
    )


def test_the_same_run_twice_changes_nothing() -> None:
    known = merged(named([MONEY, TEETH], []), [])
    assert merged(named([MONEY, TEETH], known), known) == known


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_matching_is_best_as_a_whole_and_in_any_order(order: tuple[int, ...]) -> None:
    """Greedily, `near` would take T-1 from `exact`'s neighbour: together they match one to one."""
    known = [
        KnownTopic("T-1", (seen("a b c d", wave="x"),)),
        KnownTopic("T-2", (seen("a b e f", wave="x"),)),
        KnownTopic("T-3", (seen("p q", wave="x"),)),
    ]
    found = [seen("a b c d e", wave="y"), seen("a b c d f", wave="y"), seen("p q r", wave="y")]
    names = {
        at: one.known.id
        for at, one in zip(order, named([found[at] for at in order], known), strict=True)
    }
    assert {names[0], names[1]} == {"T-1", "T-2"}
    assert names[2] == "T-3"


def test_a_name_is_never_given_twice() -> None:
    known = [KnownTopic("T-7", (TEETH,))]
    (new,) = named([MONEY], known)
    assert new.known.id == "T-8"
    assert [one.id for one in merged([new], known)] == ["T-7", "T-8"]


def test_a_number_that_was_freed_stays_taken_while_something_is_said_of_it() -> None:
    known = [KnownTopic("T-2", (TEETH,))]
    (new,) = named([MONEY], known, {"T-10", "T-1"})
    assert new.known.id == "T-11"
    assert named([TEETH], known, {"T-10"})[0].known.id == "T-2"


def test_what_splits_says_what_it_was_part_of() -> None:
    known = [KnownTopic("T-1", (TEETH,))]
    rest = seen("andere woorden", "3K1:a 4K1:a")
    kept = seen("tandarts boor kies", "1K1:a 2K1:a")
    names = named([kept, rest], known)
    assert [(one.known.id, one.known.split_from) for one in names] == [("T-1", ""), ("T-2", "T-1")]
    assert not is_part_of(rest, KnownTopic("T-9", (MONEY,)))
    again = named([kept, rest], merged(names, known))
    assert [one.known for one in again] == [one.known for one in names]


def test_what_merges_says_what_went_into_it() -> None:
    known = [
        KnownTopic("T-1", (seen("tandarts boor kies", wave="x"),)),
        KnownTopic("T-2", (seen("tandarts boor vulling pijn", wave="x"),)),
        KnownTopic("T-3", (MONEY,)),
    ]
    (one,) = named([seen("tandarts boor kies vulling", wave="y")], known)
    assert {one.known.id, *one.parts} == {"T-1", "T-2"}


def test_below_the_threshold_a_topic_is_new() -> None:
    far = seen("muziek gitaar liedje zingen podium band tandarts", wave="golf-2")
    assert 0 < like(far, TEETH) < SAME
    (name,) = named([far], [KnownTopic("T-1", (TEETH,))])
    assert name.known.id == "T-2"
