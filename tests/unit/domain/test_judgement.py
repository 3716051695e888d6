from collections.abc import Callable

import pytest

from pipeline.domain.judgement import Decision, Verdict, codings_of, reviewed_segments

Make = Callable[..., Decision]


def test_done_is_about_a_segment_and_the_others_about_a_code(decide: Make) -> None:
    with pytest.raises(ValueError, match="heel segment"):
        decide(code="", verdict=Verdict.ADD)
    with pytest.raises(ValueError, match="heel segment"):
        decide(code="waardering", verdict=Verdict.DONE)


def test_the_last_decision_counts(decide: Make) -> None:
    ledger = [decide(verdict=Verdict.ACCEPT), decide(verdict=Verdict.REJECT)]
    assert codings_of({"anna": ledger}, [])[0] == []
    codings, _ = codings_of({"anna": [*ledger, decide(verdict=Verdict.ADD)]}, [])
    assert [c.code for c in codings] == ["waardering"]


def test_read_is_what_carries_a_code_or_is_done(decide: Make) -> None:
    here = {("golf-1", "1K1:aaaaaaaa")}
    assert reviewed_segments([decide(verdict=Verdict.ACCEPT)]) == here
    assert reviewed_segments([decide(code="")]) == here
    assert reviewed_segments([decide(verdict=Verdict.REJECT)]) == set()
    assert reviewed_segments([decide(), decide(verdict=Verdict.RETRACT)]) == set()
    assert reviewed_segments([decide(code=""), decide(code="", verdict=Verdict.RETRACT)]) == set()


def test_of_several_coders_the_first_in_precedence_counts(decide: Make) -> None:
    ledgers = {
        "anna": [decide(code="omgeving"), decide("1K1:bbbbbbbb", "zorg")],
        "bert": [decide(code="waardering", coder="bert")],
        "consensus": [decide(code="druk-lager", coder="consensus")],
    }
    codings, owner = codings_of(ledgers, ["consensus"])
    assert [(c.segment, c.code) for c in codings] == [
        ("1K1:aaaaaaaa", "druk-lager"),
        ("1K1:bbbbbbbb", "zorg"),
    ]
    assert owner[("golf-1", "1K1:aaaaaaaa")] == "consensus"


def test_without_precedence_the_alphabet_decides(decide: Make) -> None:
    ledgers = {"bert": [decide(coder="bert")], "anna": [decide(code="", coder="anna")]}
    codings, owner = codings_of(ledgers, [])
    assert codings == []
    assert set(owner.values()) == {"anna"}
