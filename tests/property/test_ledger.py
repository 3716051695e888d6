"""Whatever is appended is read; whatever stands is what was decided last."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.bulk import checks_of
from pipeline.domain.judgement import (
    Decision,
    Stance,
    Verdict,
    codings_of,
    reviewed_segments,
    standing,
)
from pipeline.store.ledger import append_decisions, read_decisions

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


CHANCE = st.floats(0, 1)
DRAWING = st.one_of(
    st.fixed_dictionaries({"seen": st.none() | CHANCE, "share": st.none() | CHANCE}),
    st.fixed_dictionaries({"blind": st.just(True), "share": st.floats(0.001, 1)}),
)
UNREAD = st.fixed_dictionaries(
    {
        "seen": CHANCE,
        "share": st.none() | CHANCE,
        "bulk": st.just(True),
        "check": st.floats(0.001, 1),
        "drawn": st.booleans(),
    }
)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    verdict = draw(st.sampled_from([v for v in Verdict if v is not Verdict.AGAIN]))
    drawing = UNREAD | DRAWING if verdict is Verdict.ACCEPT else DRAWING
    return Decision(
        wave=draw(st.sampled_from(("golf-1", "golf-2"))),
        segment=draw(st.sampled_from(("1K1:a", "1K1:b", "2O1:a"))),
        digest="0" * 16,
        code="" if verdict is Verdict.DONE else draw(st.sampled_from(("omgeving", "zorg"))),
        verdict=verdict,
        coder="anna",
        codebook="1.0.0",
        stance=draw(st.sampled_from(Stance)),
        memo=draw(TEXT),
        at="2025-01-01T00:00:00Z",
        **draw(drawing),
    )


MANY = st.lists(decisions(), max_size=12)


@settings(deadline=None, max_examples=60)
@given(MANY, st.lists(st.integers(1, 3), max_size=5))
def test_any_division_into_batches_gives_the_same_standing(
    made: list[Decision], cuts: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole, parts = Path(folder) / "a" / "anna.jsonl", Path(folder) / "b" / "anna.jsonl"
        append_decisions(whole, made)
        rest = list(made)
        for cut in [*cuts, len(made)]:
            append_decisions(parts, rest[:cut])
            rest = rest[cut:]
        one, two = read_decisions(whole), read_decisions(parts)
        content = {subject: d.content for subject, d in standing(made).items()}
        for ledger in (one, two):
            assert {s: d.content for s, d in standing(ledger).items()} == content
        size = parts.stat().st_size if parts.exists() else 0
        append_decisions(parts, standing(made).values())
        assert (parts.stat().st_size if parts.exists() else 0) == size


@settings(deadline=None, max_examples=60)
@given(MANY)
def test_whatever_is_appended_comes_back_whole(made: list[Decision]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "anna.jsonl"
        for decision in made:
            append_decisions(path, [decision])
        found = read_decisions(path)
        kept = iter(made)
        assert all(any(decision == other for other in kept) for decision in found)
        assert {s: d.content for s, d in standing(found).items()} == {
            s: d.content for s, d in standing(made).items()
        }


@given(MANY)
def test_nothing_accepted_unread_makes_a_segment_read(made: list[Decision]) -> None:
    without = [d for d in standing(made).values() if not d.bulk]
    assert reviewed_segments(made) == reviewed_segments(without)
    checks = checks_of(made, "golf-1")
    assert checks.agreed <= checks.checked <= checks.drawn <= checks.accepted


@given(MANY, MANY)
def test_the_coder_who_comes_first_has_the_last_word(
    first: list[Decision], second: list[Decision]
) -> None:
    codings, owner = codings_of({"bert": second, "anna": first}, ["anna"])
    mine = {(c.wave, c.segment) for c in codings if c.coder == "anna"}
    theirs = {(c.wave, c.segment) for c in codings if c.coder == "bert"}
    assert not mine & theirs
    assert all(owner.get((c.wave, c.segment)) == (None if c.bulk else c.coder) for c in codings)
    assert len({(c.wave, c.segment, c.code) for c in codings}) == len(codings)
