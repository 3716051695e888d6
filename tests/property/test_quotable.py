"""A quotation is where its words are, whatever happens to the text around it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.domain.quotable import QuoteMark, QuoteVerdict
from pipeline.domain.quoting import anchor, is_whole, nearest, occurrences
from pipeline.domain.report import text_digest
from pipeline.store.quotable import append_marks, read_marks

LETTERS = st.text("ab é\u0301😀👩\u200d[]\n.🇳🇱x", max_size=40)
WORDS = st.lists(st.sampled_from(["ja", "nee.", "[naam]", "😀", "cafe\u0301", "wij"]), min_size=1)


@given(LETTERS, LETTERS, WORDS, st.sampled_from([" ", "\n", "  "]))
def test_words_that_stand_somewhere_are_found_there(
    before: str, after: str, words: list[str], join: str
) -> None:
    piece = join.join(words)
    text = f"{before} {piece} {after}"
    at = len(before) + 1
    found = occurrences(text, f"\n{' '.join(words)} ")
    assert (at, at + len(piece)) in found
    assert all(text[a:b].split() == piece.split() for a, b in found)
    hit = nearest(found, at)
    assert hit == (at, at + len(piece))


@given(LETTERS, st.integers(0, 20), st.integers(1, 6), LETTERS)
def test_an_anchor_holds_the_words_and_is_the_nearest(
    text: str, start: int, length: int, now: str
) -> None:
    now, end = f"{now}{text}{now}", start + length
    piece = text[start:end]
    assume(len(piece) == length)
    found = anchor(now, start, end, text_digest(piece))
    there = [
        at
        for at in range(len(now))
        if now[at : at + length] == piece and is_whole(now, at, at + length)
    ]
    if not there:
        assert found is None
    else:
        assert found is not None
        assert now[slice(*found)] == piece
        assert abs(found[0] - start) == min(abs(at - start) for at in there)
    if is_whole(text, start, end):
        assert anchor(text, start, end, text_digest(piece)) == (start, end)


@given(LETTERS, WORDS, LETTERS, st.sampled_from(["[plaats]", "[naam kind 2]", "[postcode]"]))
def test_a_label_before_it_moves_a_quotation_and_no_more(
    between: str, words: list[str], after: str, label: str
) -> None:
    piece = " ".join(words)
    was, now = (f"{name} {between} | {piece} | {after}" for name in ("Sofie", label))
    start = was.index(f"| {piece} |") + 2
    digest = text_digest(piece)
    assume(is_whole(was, start, start + len(piece)))
    found = anchor(now, start, start + len(piece), digest)
    assert found is not None
    assert now[slice(*found)] == piece


MARKS = st.lists(
    st.builds(
        lambda start, length, verdict, at: QuoteMark(
            "golf-1", "1K1:aaaaaaaa", "0" * 16, start, start + length, text_digest(str(start)),
            verdict, "anna", at,
        ),
        st.integers(0, 5), st.integers(1, 5),
        st.sampled_from([QuoteVerdict.QUOTABLE, QuoteVerdict.RETRACT]), st.text(max_size=5),
    )
    | st.builds(
        lambda verdict: QuoteMark(
            "golf-1", "1K1:aaaaaaaa", "0" * 16, 0, 0, "", verdict, "anna", "2025-01-01T00:00:00Z"
        ),
        st.sampled_from([QuoteVerdict.NEVER, QuoteVerdict.RETRACT]),
    ),
    max_size=8,
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(MARKS)
def test_whatever_is_marked_is_read(marks: list[QuoteMark]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "anna.jsonl"
        half = len(marks) // 2
        assert append_marks(path, marks[:half]) + append_marks(path, marks[half:]) == len(marks)
        assert read_marks(path) == marks
