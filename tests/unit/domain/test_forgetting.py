"""Whose interviews belong together, and what counts as a trace of somebody."""

from __future__ import annotations

import pytest

from pipeline.domain.forgetting import (
    Hits,
    Interview,
    Traces,
    Withdrawal,
    by_chance,
    interviews_of,
    own_runs,
    runs_of,
    words_of,
)

BOTH = Withdrawal((Interview("golf-1", "9K2"), Interview("golf-2", "9K2")))
ONE = Withdrawal((Interview("golf-2", "9K2"),), whole=False)


@pytest.mark.parametrize(
    "value", ["9K2", "9K2:7f3a91c2", "9K2:7f3a91c2.2/zorg", "golf-1/9K2", "golf-1/9K2:7f3a91c2"]
)
def test_everything_that_names_a_respondent(value: str) -> None:
    assert BOTH.names(value)
    assert BOTH.names(value, "golf-1")


@pytest.mark.parametrize("value", ["9K21", "19K2", "9K2 zegt iets", "9k2", "", "golf-3/9K2", "8K2"])
def test_what_only_looks_like_it(value: str) -> None:
    assert not BOTH.names(value)


def test_one_interview_leaves_the_other() -> None:
    assert ONE.names("9K2:7f3a91c2", "golf-2")
    assert not ONE.names("9K2:7f3a91c2", "golf-1")
    assert ONE.names("golf-2/9K2")
    assert not ONE.names("golf-1/9K2", "golf-2")
    # Of which wave it is cannot be told: nothing is taken away on a guess.
    assert not ONE.names("9K2:7f3a91c2")


def test_the_waves_somebody_was_in() -> None:
    registered = {"golf-1": {"9K2": "", "1K1": ""}, "golf-2": {"9K2": ""}, "golf-3": {"1K1": ""}}
    assert interviews_of(registered, "9K2") == BOTH
    assert interviews_of(registered, "9K2", "golf-2") == ONE
    assert interviews_of({"golf-1": {"9K2": ""}}, "9K2", "golf-1").whole
    assert interviews_of(registered, "9K2", "golf-3").interviews == ()


def test_somebody_who_got_another_id_is_the_same_person() -> None:
    registered = {"golf-1": {"9K2": ""}, "golf-2": {"3K4": "9K2"}, "golf-3": {"3K4": ""}}
    three = (Interview("golf-1", "9K2"), Interview("golf-2", "3K4"), Interview("golf-3", "3K4"))
    for asked in ("9K2", "3K4"):
        assert interviews_of(registered, asked) == Withdrawal(three, whole=True)
    assert interviews_of(registered, "3K4", "golf-3") == Withdrawal(three[2:], whole=False)
    # The id was given to somebody else: which of the two is meant?
    registered["golf-2"] = {"3K4": "9K2", "9K2": ""}
    with pytest.raises(ValueError, match="niet in elke golf dezelfde"):
        interviews_of(registered, "9K2")
    assert interviews_of(registered, "3K4") == Withdrawal(three, whole=False)
    assert interviews_of(registered, "9K2", "golf-2").interviews == (Interview("golf-2", "9K2"),)


def test_words_are_compared_as_people_read_them() -> None:
    assert words_of("Zo\u00ad, \u201cÉÉN\u201d dag—ná\u200bar huis_toe.") == [
        "zo", "één", "dag", "náar", "huis", "toe",
    ]  # fmt: skip
    assert words_of("e\u0301e\u0301n") == ["één"]


def test_runs_are_somebodys_own_when_nobody_else_has_them() -> None:
    own = words_of("ik ga elke dag met de rode bus")
    others = [words_of("zij ging elke dag met de rode bus naar huis")]
    assert own_runs([own], others) == {
        ("ik", "ga", "elke", "dag", "met"),
        ("ga", "elke", "dag", "met", "de"),
    }
    assert list(runs_of(["te", "kort"])) == []


def test_five_words_in_a_document_may_be_chance_and_six_are_not() -> None:
    own = words_of("ik ga elke dag met de rode bus")
    runs, longer = own_runs([own], []), own_runs([own], [], 6)
    five = words_of("hij ging elke dag met de rode auto")
    assert by_chance(five, runs, longer) == {("elke", "dag", "met", "de", "rode")}
    six = words_of("hij ging elke dag met de rode bus")
    assert by_chance(six, runs, longer) == set()


def test_traces_are_counted_and_not_shown() -> None:
    traces = Traces(
        ids=frozenset({"9k2"}),
        digests=frozenset({"7f3a91c2"}),
        names=frozenset({("zwaan", "hilde"), ("zwaan",)}),
        runs=frozenset({("ik", "ga", "elke", "dag", "met")}),
    )
    assert traces.within("9K2:7f3a91c2 en 9K21") == Hits(ids=2)
    assert traces.within("Zwaan Hilde") == Hits(names=2)
    assert traces.within("Ik ga, elke dag: met de bus") == Hits(runs=1)
    assert not traces.within("ik ga elke dag lopen met 9K3")
    assert "zwaan" not in repr(traces)
