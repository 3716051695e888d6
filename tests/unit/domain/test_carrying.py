"""Decisions under another version of the codebook."""

from __future__ import annotations

from pipeline.domain.carrying import carry
from pipeline.domain.judgement import Decision, Stance, Verdict, reviewed_segments, standing
from pipeline.domain.migration import Lineage, Migration, Step, StepKind

SEGMENT = "9K2:7f3a91c2"


def decided(code: str, verdict: Verdict = Verdict.ADD, version: str = "1.0.0", **more: object):
    stance = Stance.CONCERN if verdict.assigns else Stance.NONE
    values = {"stance": stance, "at": "2026-01-01T00:00:00Z", **more}
    return Decision("golf-1", SEGMENT, "d" * 16, code, verdict, "anna", version, **values)


def lineage(*steps: Step, later: tuple[Step, ...] = ()) -> Lineage:
    first = Migration("1.0.0", "2.0.0", steps)
    return Lineage((first, Migration("2.0.0", "3.0.0", later)) if later else (first,))


def codes(decisions) -> set[str]:
    return {d.code for d in standing(decisions).values() if d.verdict.assigns}


RENAME = Step(StepKind.RENAME, ("a",), ("b",))
MERGE = Step(StepKind.MERGE, ("a", "b"), ("c",))
SPLIT = Step(StepKind.SPLIT, ("a",), ("b", "c"))
REDEFINE = Step(StepKind.REDEFINE, ("a",))
RETIRE = Step(StepKind.RETIRE, ("a",))
READ = (("golf-1", SEGMENT),)


def test_a_renamed_code_takes_its_decisions_along_with_their_version_and_line() -> None:
    was = decided("a")
    carried = carry([was], lineage(RENAME))
    (now,) = carried.decisions
    assert (now.code, now.codebook, now.id, now.stance) == ("b", "1.0.0", was.id, Stance.CONCERN)
    assert not carried.again


def test_refusing_one_of_two_codes_that_merge_does_not_refuse_the_other() -> None:
    ledger = [decided("a"), decided("b", Verdict.REJECT)]
    assert codes(carry(ledger, lineage(MERGE)).decisions) == {"c"}
    both = [*ledger, decided("a", Verdict.REJECT)]
    assert codes(carry(both, lineage(MERGE)).decisions) == set()


def test_taking_back_one_of_two_merged_codes_leaves_the_other_as_it_stood() -> None:
    ledger = [
        decided("b", memo="van b"),
        decided("a", memo="van a"),
        decided("a", Verdict.RETRACT),
    ]
    (stands,) = standing(carry(ledger, lineage(MERGE)).decisions).values()
    assert (stands.code, stands.memo) == ("c", "van b")


def test_merging_into_a_code_that_stays_keeps_what_stood_on_either() -> None:
    into = Step(StepKind.MERGE, ("a",), ("b",))
    assert codes(carry([decided("a"), decided("b", Verdict.REJECT)], lineage(into)).decisions) == {
        "b"
    }


def test_what_is_decided_on_the_merged_code_later_replaces_what_came_together() -> None:
    ledger = [decided("a"), decided("b"), decided("c", Verdict.REJECT, "2.0.0")]
    assert codes(carry(ledger, lineage(MERGE)).decisions) == set()


def test_a_segment_with_a_split_code_counts_as_read_only_after_a_second_look() -> None:
    ledger = [decided("a"), decided("z"), decided("", Verdict.DONE)]
    carried = carry(ledger, lineage(SPLIT))
    assert [(a.decision.code, a.into) for a in carried.again] == [("a", ("b", "c"))]
    assert codes(carried.decisions) == {"z"}
    assert reviewed_segments(carried.decisions) == set()
    looked = carry([*ledger, decided("c", version="2.0.0")], lineage(SPLIT))
    assert not looked.again
    assert codes(looked.decisions) == {"c", "z"}
    assert reviewed_segments(looked.decisions) == set(READ)


def test_reading_the_whole_segment_again_settles_a_split_without_a_new_code() -> None:
    ledger = [decided("a"), decided("", Verdict.DONE)]
    again = decided("", Verdict.DONE, "2.0.0", again=True)
    assert again.content != ledger[1].content
    carried = carry([*ledger, again], lineage(SPLIT))
    assert not carried.again
    assert reviewed_segments(carried.decisions) == set(READ)
    assert codes(carried.decisions) == set()


def test_refusing_one_part_of_a_split_code_does_not_settle_it() -> None:
    ledger = [decided("a"), decided("b", Verdict.REJECT, "2.0.0")]
    assert len(carry(ledger, lineage(SPLIT)).again) == 1


def test_a_refused_code_that_is_split_asks_for_nothing() -> None:
    carried = carry([decided("a", Verdict.REJECT), decided("", Verdict.DONE)], lineage(SPLIT))
    assert not carried.again
    assert reviewed_segments(carried.decisions) == set(READ)


def test_a_redefined_code_keeps_counting_until_somebody_looks_again() -> None:
    carried = carry([decided("a")], lineage(REDEFINE))
    assert codes(carried.decisions) == {"a"}
    assert [a.step.kind for a in carried.again] == [StepKind.REDEFINE]
    for later in (
        decided("a", version="2.0.0", again=True),
        decided("a", Verdict.REJECT, "2.0.0"),
        decided("", Verdict.DONE, "2.0.0", again=True),
    ):
        assert not carry([decided("a"), later], lineage(REDEFINE)).again


def test_a_code_may_be_renamed_and_redefined_in_one_version() -> None:
    (again,) = carry([decided("a")], lineage(RENAME, REDEFINE)).again
    assert again.into == ("b",)


def test_of_codes_redefined_together_each_is_looked_at_on_its_own() -> None:
    both = lineage(Step(StepKind.REDEFINE, ("a", "b")), Step(StepKind.RENAME, ("b",), ("c",)))
    ledger = [decided("a"), decided("b")]
    assert [a.into for a in carry(ledger, both).again] == [("a",), ("c",)]
    kept = decided("a", version="2.0.0", again=True)
    assert [a.decision.code for a in carry([*ledger, kept], both).again] == ["b"]
    refused = decided("c", Verdict.REJECT, "2.0.0")
    assert [a.decision.code for a in carry([*ledger, refused], both).again] == ["a"]
    read = decided("", Verdict.DONE, "2.0.0", again=True)
    assert not carry([*ledger, read], both).again


def test_a_retired_code_is_kept_aside_and_its_segment_stays_read() -> None:
    carried = carry([decided("a")], lineage(RETIRE))
    assert [d.code for d in carried.aside] == ["a"]
    assert codes(carried.decisions) == set()
    assert reviewed_segments(carried.decisions) == set(READ)


def test_versions_follow_on_each_other() -> None:
    later = (Step(StepKind.RENAME, ("b",), ("d",)),)
    carried = carry([decided("a")], lineage(SPLIT, later=later))
    assert carried.again[0].into == ("d", "c")
    settled = carry([decided("a"), decided("d", version="3.0.0")], lineage(SPLIT, later=later))
    assert not settled.again
    assert codes(settled.decisions) == {"d"}


def test_an_older_version_shows_what_was_decided_until_then() -> None:
    ledger = [decided("a"), decided("b", Verdict.REJECT, "2.0.0")]
    assert codes(carry(ledger, lineage(RENAME), until="1.0.0").decisions) == {"a"}
    assert codes(carry(ledger, lineage(RENAME)).decisions) == set()


def test_text_that_moved_takes_its_decisions_along() -> None:
    was = decided("a")
    (now,) = carry([was], Lineage(), {("golf-1", SEGMENT): "9K2:00000000"}).decisions
    assert (now.segment, now.id) == ("9K2:00000000", was.id)


def test_without_changes_nothing_changes() -> None:
    ledger = [decided("z"), decided("a", Verdict.REJECT), decided("", Verdict.DONE)]
    kept = carry(ledger, lineage(Step(StepKind.REWORD, ("a",)), Step(StepKind.MOVE, ("z",))))
    assert kept.decisions == tuple(ledger)


def test_what_is_accepted_unread_settles_nothing() -> None:
    unread = decided("b", Verdict.ACCEPT, "2.0.0", bulk=True, seen=0.99)
    assert len(carry([decided("a"), unread], lineage(SPLIT)).again) == 1
    redefined = decided("a", Verdict.ACCEPT, "2.0.0", bulk=True, seen=0.99)
    assert len(carry([decided("a"), redefined], lineage(REDEFINE)).again) == 1


def test_a_segment_counts_as_read_again_from_the_second_look() -> None:
    ledger = [decided("a"), decided("", Verdict.DONE)]
    later = decided("c", version="2.0.0", at="2026-03-01T00:00:00Z")
    stands = standing(carry([*ledger, later], lineage(SPLIT)).decisions)
    whole = stands["golf-1", SEGMENT, ""]
    assert (whole.verdict, whole.at, whole.id) == (Verdict.DONE, later.at, ledger[1].id)
