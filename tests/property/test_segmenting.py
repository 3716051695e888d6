"""What holds for the segments of any report."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.report import Block, BlockKind, Report, text_digest
from pipeline.text.segmenting import segments_of
from pipeline.text.sentences import sentence_ends

CODABLE = [kind for kind in BlockKind if not kind.is_context]
PIECES = st.sampled_from(
    [
        "Ja. ",
        "ik ging weg, ",
        "groep 4. ",
        "dhr. ",
        "Daar ",
        '"',
        "(",
        ")",
        "? ",
        "... ",
        "😊",
        "👩\u200d👧",
        "é",
        "woord ",
        "‘",
        "’ ",
        "\n",
        "\xa0",
        ".",
        "Want ",
        "[naam OZA] ",
        "12.30 ",
        "x" * 50,
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80),
    st.lists(PIECES, min_size=1, max_size=120).map("".join),
)
Part = tuple[BlockKind, int, str]
PARTS = st.tuples(st.sampled_from(BlockKind), st.integers(0, 4), TEXTS)
REPORTS = st.lists(PARTS, max_size=8)


def build(parts: list[Part]) -> Report:
    text, blocks = "", []
    for kind, level, words in parts:
        blocks.append(Block(kind, len(text), len(text) + len(words), level))
        text += words + "\n"
    return Report("9K2", text, tuple(blocks))


@settings(deadline=None)
@given(TEXTS)
def test_sentence_ends_ascend_and_follow_no_white_space(text: str) -> None:
    ends = sentence_ends(text)
    assert ends == sorted(set(ends))
    assert all(0 < end <= len(text) and not text[end - 1].isspace() for end in ends)
    assert (ends[-1:] or [0]) == [len(text.rstrip())]


@settings(deadline=None)
@given(REPORTS, st.integers(20, 120))
def test_spans_are_in_order_and_hold_every_character(parts: list[Part], max_chars: int) -> None:
    report = build(parts)
    found = segments_of(report, max_chars=max_chars, min_chars=5)
    held: list[int] = []
    position = 0
    for segment in found:
        assert position <= segment.start < segment.end <= len(report.text)
        position = segment.end
        own = report.text[segment.start : segment.end]
        assert segment.text == own == own.strip()
        assert segment.digest == text_digest(own)
        assert len(own) <= max_chars
        held += range(segment.start, segment.end)
    codable = {
        place
        for block in report.blocks
        if not block.kind.is_context
        for place in range(block.start, block.end)
    }
    assert set(held) <= codable
    assert all(report.text[place].isspace() for place in codable - set(held))


@settings(deadline=None)
@given(REPORTS)
def test_the_same_text_has_the_same_segments_and_ids_are_unique(parts: list[Part]) -> None:
    found = segments_of(build(parts))
    assert found == segments_of(build(parts))
    assert len({segment.id for segment in found}) == len(found)


@settings(deadline=None)
@given(REPORTS)
def test_the_mask_is_asked_for_spans_of_the_text_only(parts: list[Part]) -> None:
    report = build(parts)

    def mask(start: int, end: int) -> str:
        assert 0 <= start < end <= len(report.text)
        return "#" * (end - start)

    plain, masked = segments_of(report), segments_of(report, mask)
    assert [(s.id, s.start, s.end, s.digest) for s in plain] == [
        (s.id, s.start, s.end, s.digest) for s in masked
    ]
    assert all(set(s.text) == {"#"} for s in masked)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(CODABLE), st.just(0), TEXTS), min_size=1, max_size=8),
    PARTS,
    st.data(),
)
def test_an_inserted_block_keeps_all_other_ids(
    parts: list[Part], extra: Part, data: st.DataObject
) -> None:
    """For texts that occur once; for those that repeat, the text before them is part of the id."""
    parts = [(kind, level, f"{n} {words} {n}") for n, (kind, level, words) in enumerate(parts)]
    extra = (extra[0], extra[1], f"extra {extra[2]} extra")
    at = data.draw(st.integers(0, len(parts)))
    old = segments_of(build(parts))
    new = segments_of(build([*parts[:at], extra, *parts[at:]]))
    texts = [segment.text for segment in new]
    once = {segment.text for segment in new if texts.count(segment.text) == 1}
    kept = {segment.text: segment.id for segment in new}
    for segment in old:
        assert segment.text in kept
        if segment.text in once:
            assert kept[segment.text] == segment.id
