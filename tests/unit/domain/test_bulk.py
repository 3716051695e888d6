from collections.abc import Callable

import pytest

from pipeline.domain.bulk import Checks, Earlier, acceptable, checks_of, earlier_decided, to_check
from pipeline.domain.judgement import Decision, Suggestion, Verdict, standing

Make = Callable[..., Decision]
HERE = "1K1:aaaaaaaa"
BULK = {"verdict": Verdict.ACCEPT, "bulk": True, "seen": 0.95, "check": 0.5}
DRAWN = {**BULK, "drawn": True}


def suggestion(code: str = "waardering", chance: float = 0.9, segment: str = HERE) -> Suggestion:
    return Suggestion(segment, code, chance, (), "m", "c")


def allowed(*ledger: Decision, found: Suggestion, **given: object) -> bool:
    values: dict[str, object] = {"blind": (), "above": 0.9, **given}
    return bool(acceptable([found], "golf-1", standing(ledger), **values))  # type: ignore[arg-type]


def test_what_is_probable_enough_may_be_accepted() -> None:
    assert allowed(found=suggestion())
    assert not allowed(found=suggestion(chance=0.89))
    assert allowed(found=suggestion(), codes=["waardering"])
    assert not allowed(found=suggestion(), codes=["zorg"])


def test_never_on_a_blind_segment() -> None:
    assert not allowed(found=suggestion(), blind={HERE})


@pytest.mark.parametrize(
    "before",
    [
        {"verdict": Verdict.ACCEPT},
        {"verdict": Verdict.REJECT},
        {"verdict": Verdict.RETRACT},
        BULK,
        {"code": "zorg"},
        {"code": ""},
        {"code": "", "verdict": Verdict.AGAIN},
    ],
    ids=[
        "accepted",
        "rejected",
        "taken back",
        "already",
        "read with another code",
        "read",
        "to be read again",
    ],
)
def test_never_where_this_coder_decided_or_read(decide: Make, before: dict[str, object]) -> None:
    assert not allowed(decide(**before), found=suggestion())
    assert allowed(decide(**{**before, "wave": "golf-2"}), found=suggestion())


def test_another_code_that_was_rejected_or_accepted_unread_stands_in_no_ones_way(
    decide: Make,
) -> None:
    assert allowed(decide(code="zorg", verdict=Verdict.REJECT), found=suggestion())
    assert allowed(decide(code="zorg", **BULK), found=suggestion())


def test_a_check_is_what_somebody_decided_after_it_was_accepted_unread(decide: Make) -> None:
    ledger = [decide(code=c, **DRAWN) for c in ("omgeving", "zorg", "waardering")]
    ledger.append(decide(code="druk-lager", **BULK))
    assert checks_of(ledger, "golf-1") == Checks(4, 3, 0, 0)
    assert len(to_check(standing(ledger).values())) == 3
    ledger += [
        decide(code="omgeving", verdict=Verdict.ACCEPT),
        decide(code="zorg", verdict=Verdict.REJECT),
        decide(code="druk-lager", verdict=Verdict.ACCEPT),
    ]
    assert checks_of(ledger, "golf-1") == Checks(4, 3, 2, 1)
    assert to_check(standing(ledger).values()) == {("golf-1", HERE, "waardering")}
    ledger.append(decide(code="waardering", verdict=Verdict.RETRACT))
    assert checks_of(ledger, "golf-1") == Checks(4, 3, 3, 1)
    assert checks_of(ledger, "golf-2") == Checks()
    assert Checks(4, 3, 2, 1) + Checks(1, 1, 0, 0) == Checks(5, 4, 2, 1)


def test_the_hint_counts_only_what_was_suggested_so_probably_and_answered(decide: Make) -> None:
    anna = [
        decide(verdict=Verdict.ACCEPT, seen=0.95),
        decide("1K1:bbbbbbbb", verdict=Verdict.REJECT, seen=0.9),
        decide("1K1:cccccccc", verdict=Verdict.ACCEPT, seen=0.5),
        decide("1K1:dddddddd", verdict=Verdict.ADD),
        decide("1K1:eeeeeeee", **BULK),
        decide("1K1:ffffffff", verdict=Verdict.RETRACT, seen=0.95),
    ]
    bert = [decide(code="zorg", coder="bert", verdict=Verdict.ACCEPT, seen=0.99)]
    assert earlier_decided([anna, bert], 0.9) == {
        "waardering": Earlier(1, 2),
        "zorg": Earlier(1, 1),
    }


def test_what_was_taken_back_unseen_was_never_checked_and_may_be_accepted(decide: Make) -> None:
    unseen = {"verdict": Verdict.RETRACT, "model": "m"}
    seen = {**unseen, "seen": 0.95}
    ledger = [decide(code=c, model="m", **DRAWN) for c in ("omgeving", "zorg", "waardering")]
    ledger += [decide(code="omgeving", **unseen), decide(code="zorg", **seen)]
    assert checks_of(ledger, "golf-1") == Checks(2, 2, 1, 0)
    assert allowed(*ledger, found=suggestion("omgeving"))
    assert not allowed(*ledger, found=suggestion("zorg"))
    assert not allowed(*ledger, found=suggestion("waardering"))
    again = [*ledger, decide(code="omgeving", model="m", **DRAWN)]
    assert checks_of(again, "golf-1") == Checks(3, 3, 1, 0)
    added = decide(code="druk-lager"), decide(code="druk-lager", verdict=Verdict.RETRACT)
    assert not allowed(*added, found=suggestion("druk-lager")), "zelf gegeven en teruggenomen"


@pytest.mark.parametrize(
    ("accepted", "decided", "share", "few", "poor"),
    [
        (0, 0, None, True, False),
        (9, 9, 1.0, True, False),
        (8, 10, 0.8, False, False),
        (79, 100, 0.79, False, True),
        (0, 1, 0.0, True, True),
    ],
)
def test_when_earlier_decisions_are_a_warning(
    accepted: int, decided: int, share: float | None, few: bool, poor: bool
) -> None:
    earlier = Earlier(accepted, decided)
    assert (earlier.share, earlier.few, earlier.poor) == (share, few, poor)
