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


BULK = {"verdict": Verdict.ACCEPT, "bulk": True, "seen": 0.95, "share": 0.1, "check": 0.2}


def test_what_was_accepted_unread_is_not_read_but_counts_where_nobody_read(decide: Make) -> None:
    assert reviewed_segments([decide(**BULK)]) == set()
    codings, owner = codings_of({"anna": [decide(**BULK)]}, [])
    assert [(c.code, c.coder, c.bulk) for c in codings] == [("waardering", "anna", True)]
    assert owner == {}


def test_of_what_nobody_read_the_first_coders_acceptances_count(decide: Make) -> None:
    ledgers = {
        "anna": [decide(code="omgeving", **BULK)],
        "bert": [decide(code="zorg", coder="bert", **BULK)],
    }
    assert [c.code for c in codings_of(ledgers, [])[0]] == ["omgeving"]
    assert [c.code for c in codings_of(ledgers, ["bert"])[0]] == ["zorg"]


def test_who_read_a_segment_speaks_for_all_of_it(decide: Make) -> None:
    """Also over a coder who comes first, and over what she accepted unread herself."""
    ledgers = {
        "anna": [decide(code="omgeving", **BULK)],
        "bert": [decide(code="zorg", coder="bert", **BULK), decide(code="", coder="bert")],
    }
    codings, owner = codings_of(ledgers, ["anna"])
    assert codings == []
    assert set(owner.values()) == {"bert"}


def test_agreeing_with_what_was_accepted_unread_says_something_new(decide: Make) -> None:
    unread, read = decide(**BULK), decide(verdict=Verdict.ACCEPT, seen=0.95, share=0.1)
    assert unread.content != read.content
    assert unread.id != read.id
    assert decide(**BULK).content == decide(**{**BULK, "seen": 0.5, "drawn": True}).content
    codings, owner = codings_of({"anna": [unread, read]}, [])
    assert [(c.code, c.bulk) for c in codings] == [("waardering", False)]
    assert len(owner) == 1


def test_how_it_was_drawn_is_no_part_of_what_was_decided(decide: Make) -> None:
    assert decide(blind=True, share=0.1).content == decide(share=0.3).content == decide().content
    assert decide(blind=True, share=0.1).id == decide().id


@pytest.mark.parametrize(
    "wrong",
    [
        {"share": 1.5},
        {"blind": True},
        {"blind": True, "share": 0.1, "seen": 0.4},
        {**BULK, "check": -0.1},
        {**BULK, "verdict": Verdict.REJECT},
        {**BULK, "blind": True},
        {**BULK, "seen": None},
        {**BULK, "check": None, "drawn": True},
        {"check": 0.1},
        {"drawn": True},
    ],
)
def test_what_contradicts_itself_is_refused(decide: Make, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"kans|één keer|geloot"):
        decide(**wrong)
