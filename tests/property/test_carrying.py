"""Whatever happens to a codebook, nothing that was decided is lost on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import hypothesis.strategies as st
from hypothesis import assume, given, settings

from pipeline.domain.carrying import Carried, carry
from pipeline.domain.judgement import Decision, Verdict, reviewed_segments, standing
from pipeline.domain.migration import Lineage, Migration, Step, StepKind

FIRST = ("a", "b", "c", "d", "e")
SEGMENTS = ("1K1:a", "1K1:b", "2O1:a")
TAKES = (StepKind.RENAME, StepKind.MERGE, StepKind.SPLIT, StepKind.RETIRE)


@st.composite
def steps(draw: st.DrawFn, codes: tuple[str, ...]) -> tuple[Step, ...]:
    """Steps in which every code goes at most once; what is new gets a name of its own."""
    found: list[Step] = []
    fresh = iter(f"{codes[0]}{number}" for number in range(20))
    left = list(codes)
    for kind in draw(st.lists(st.sampled_from([*TAKES, StepKind.REDEFINE]), max_size=4)):
        if len(left) < 2:
            break
        at = draw(st.integers(0, len(left) - 1))
        one = left[at] if kind is StepKind.REDEFINE else left.pop(at)
        if kind is StepKind.REDEFINE or kind is StepKind.RETIRE:
            found.append(Step(kind, (one,)))
        elif kind is StepKind.RENAME:
            found.append(Step(kind, (one,), (next(fresh),)))
        elif kind is StepKind.MERGE:
            stays = draw(st.sampled_from(left))
            if any(stays in step.codes and step.kind in TAKES for step in found):
                continue
            found.append(Step(kind, (one,), (stays,)))
            left.remove(stays)  # a code that takes others in does not go itself
        else:
            found.append(Step(kind, (one,), (next(fresh), next(fresh))))
    return tuple(found)


def codes_after(codes: tuple[str, ...], made: tuple[Step, ...]) -> tuple[str, ...]:
    migration = Migration("1.0.0", "2.0.0", made)
    return tuple(dict.fromkeys(name for code in codes for name in migration.followers(code)))


@st.composite
def lineages(draw: st.DrawFn) -> tuple[Lineage, dict[str, tuple[str, ...]]]:
    """A lineage of three versions, and the codes of each."""
    first = draw(steps(FIRST))
    second_codes = codes_after(FIRST, first)
    second = draw(steps(second_codes)) if len(second_codes) > 1 else ()
    known = {
        "1.0.0": FIRST,
        "2.0.0": second_codes,
        "3.0.0": codes_after(second_codes, second),
    }
    made = (Migration("1.0.0", "2.0.0", first), Migration("2.0.0", "3.0.0", second))
    return Lineage(made), known


@st.composite
def ledgers(
    draw: st.DrawFn, known: dict[str, tuple[str, ...]], places: tuple[str, ...] = SEGMENTS
) -> list[Decision]:
    """Decisions under rising versions, as a coder makes them."""
    versions = sorted(draw(st.lists(st.sampled_from(sorted(known)), max_size=12)))
    made = []
    for number, version in enumerate(versions):
        verdict = draw(st.sampled_from([v for v in Verdict if v is not Verdict.AGAIN]))
        code = "" if verdict is Verdict.DONE or not known[version] else None
        if code is None:
            code = draw(st.sampled_from(known[version]))
        if not code and verdict is not Verdict.DONE:
            continue
        at = f"2026-01-01T00:00:{number:02d}Z"
        segment = draw(st.sampled_from(places))
        made.append(Decision("golf-1", segment, "0" * 16, code, verdict, "anna", version, at=at))
    return made


@st.composite
def studies(draw: st.DrawFn) -> tuple[Lineage, list[Decision]]:
    lineage, known = draw(lineages())
    return lineage, draw(ledgers(known))


def assigned(carried: Carried) -> set[tuple[str, str]]:
    return {(d.segment, d.code) for d in standing(carried.decisions).values() if d.verdict.assigns}


@st.composite
def earlier(draw: st.DrawFn) -> tuple[Lineage, list[Decision], set[str]]:
    """Decisions under the first version only, and the codes of the last."""
    lineage, known = draw(lineages())
    return lineage, draw(ledgers({"1.0.0": FIRST}, SEGMENTS[:2])), set(known["3.0.0"])


@settings(deadline=None, max_examples=400)
@given(earlier())
def test_every_assigned_code_is_found_again_or_waits_or_is_kept_aside(
    case: tuple[Lineage, list[Decision], set[str]],
) -> None:
    lineage, ledger, codes = case
    carried = carry(ledger, lineage)
    now = assigned(carried)
    assert {code for _, code in now} <= codes
    waiting = {(a.decision.segment, a.decision.code) for a in carried.again}
    aside = {(d.segment, d.code) for d in carried.aside}
    for d in standing(ledger).values():
        if d.verdict.assigns:
            stands = any((d.segment, name) in now for name in lineage.names_now([d.code], "1.0.0"))
            names = lineage.names_after([d.code], "1.0.0")
            assert stands or any((d.segment, name) in waiting | aside for name in names)


@settings(deadline=None, max_examples=200)
@given(studies())
def test_nothing_is_assigned_that_nobody_assigned(case: tuple[Lineage, list[Decision]]) -> None:
    lineage, ledger = case
    made = {
        (d.segment, name)
        for d in ledger
        if d.verdict.assigns
        for name in lineage.names_after([d.code], d.codebook)
    }
    assert assigned(carry(ledger, lineage)) <= made


@settings(deadline=None, max_examples=200)
@given(studies())
def test_carrying_what_was_carried_changes_nothing(case: tuple[Lineage, list[Decision]]) -> None:
    """Under the newest version nothing is left to carry."""
    lineage, ledger = case
    once = carry(ledger, lineage)
    as_now = [replace(d, codebook="3.0.0") for d in once.decisions]
    twice = carry(as_now, lineage)
    assert twice.decisions == tuple(as_now)
    assert not twice.again
    assert not twice.aside


@settings(deadline=None, max_examples=200)
@given(studies())
def test_every_decision_keeps_its_version_and_its_line(
    case: tuple[Lineage, list[Decision]],
) -> None:
    lineage, ledger = case
    known = {(d.id, d.codebook) for d in ledger}
    assert {(d.id, d.codebook) for d in carry(ledger, lineage).decisions} <= known


@settings(deadline=None, max_examples=200)
@given(studies())
def test_segments_are_independent_of_each_other(case: tuple[Lineage, list[Decision]]) -> None:
    """The order of decisions on different segments does not matter: only each segment's own."""
    lineage, ledger = case
    together = carry(ledger, lineage)
    apart = carry(sorted(ledger, key=lambda d: d.segment), lineage)
    assert standing(together.decisions) == standing(apart.decisions)
    assert Counter(a.decision.id for a in together.again) == Counter(
        a.decision.id for a in apart.again
    )
    assert {d.id for d in together.aside} == {d.id for d in apart.aside}


@settings(deadline=None, max_examples=200)
@given(studies())
def test_a_segment_with_a_split_code_that_waits_is_not_read(
    case: tuple[Lineage, list[Decision]],
) -> None:
    lineage, ledger = case
    carried = carry(ledger, lineage)
    waits = {a.place for a in carried.again if a.step.kind is StepKind.SPLIT}
    read = reviewed_segments(carried.decisions)
    assert not waits & read


@settings(deadline=None, max_examples=200)
@given(studies())
def test_what_was_read_stays_read_unless_a_code_on_it_was_split(
    case: tuple[Lineage, list[Decision]],
) -> None:
    """As long as nobody decided otherwise under a later version."""
    lineage, ledger = case
    old = [d for d in ledger if d.codebook == "1.0.0"]
    carried = carry(old, lineage)
    waits = {a.place for a in carried.again if a.step.kind is StepKind.SPLIT}
    assert reviewed_segments(old) - waits == reviewed_segments(carried.decisions)


@settings(deadline=None, max_examples=200)
@given(studies())
def test_reading_every_segment_anew_settles_everything(
    case: tuple[Lineage, list[Decision]],
) -> None:
    lineage, ledger = case
    assume(ledger)
    done = [
        Decision("golf-1", s, "0" * 16, "", Verdict.DONE, "anna", "3.0.0",
                 at="2026-02-01T00:00:00Z", again=True)
        for s in SEGMENTS
    ]  # fmt: skip
    carried = carry([*ledger, *done], lineage)
    assert not carried.again
    assert reviewed_segments(carried.decisions) == {("golf-1", s) for s in SEGMENTS}


@settings(deadline=None)
@given(st.lists(st.sampled_from("pqrst"), min_size=1, max_size=5, unique=True))
def test_renames_compose(names: list[str]) -> None:
    chain = ["a", *names]
    migrations = tuple(
        Migration(f"{at + 1}.0.0", f"{at + 2}.0.0", (Step(StepKind.RENAME, (one,), (other,)),))
        for at, (one, other) in enumerate(pairwise(chain))
    )
    was = Decision("golf-1", "1K1:a", "0" * 16, "a", Verdict.ADD, "anna", "1.0.0")
    (now,) = carry([was], Lineage(migrations)).decisions
    at_once = Migration("1.0.0", "2.0.0", (Step(StepKind.RENAME, ("a",), (chain[-1],)),))
    assert (now,) == carry([was], Lineage((at_once,))).decisions


@settings(deadline=None, max_examples=200)
@given(studies())
def test_an_older_version_knows_nothing_of_later_ones(
    case: tuple[Lineage, list[Decision]],
) -> None:
    lineage, ledger = case
    then = [d for d in ledger if d.codebook in ("1.0.0", "2.0.0")]
    first = Lineage(lineage.migrations[:1])
    assert carry(ledger, lineage, until="2.0.0") == carry(then, first)
