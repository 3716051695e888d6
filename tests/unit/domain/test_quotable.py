"""Marks on spans: what may be marked, whose word stands, and what of it reaches the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.domain.quotable import (
    MarkedSegment,
    QuoteMark,
    QuoteVerdict,
    quotation_id,
    quotes_in,
    standing_marks,
    with_marks,
)
from pipeline.domain.quoting import anchor, is_whole, nearest, occurrences
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.domain.speech import said_within

TEXT = "Hier mag ik gewoon mezelf zijn. Niemand lacht me uit."


def mark(text: str = TEXT, span: tuple[int, int] = (0, 31), **given: Any) -> QuoteMark:
    values = {
        "wave": "golf-1",
        "segment": "1K1:aaaaaaaa",
        "digest": "0" * 16,
        "start": span[0],
        "end": span[1],
        "span": text_digest(text[slice(*span)]) if span != (0, 0) else "",
        "verdict": QuoteVerdict.QUOTABLE if span != (0, 0) else QuoteVerdict.NEVER,
        "coder": "anna",
        "at": "2025-01-01T00:00:00Z",
    }
    return QuoteMark(**{**values, **given})


@pytest.mark.parametrize(
    "wrong",
    [
        {"span": "mijn woorden"},
        {"span": ""},
        {"start": 31},
        {"start": -1},
        {"start": 1.0},
        {"verdict": QuoteVerdict.NEVER},
        {"coder": ""},
        {"segment": ""},
        {"start": 0, "end": 0, "span": ""},
    ],
)
def test_a_mark_says_something_about_a_place_and_holds_no_words(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        replace(mark(), **wrong)


def test_two_coders_give_a_quotation_one_id() -> None:
    hers, his = mark(), mark(coder="bram", at="2026-01-01T00:00:00Z")
    moved = mark(f"Ja. {TEXT}", (4, 35))
    assert hers.id == his.id == moved.id == quotation_id("golf-1", "1K1:aaaaaaaa", hers.span)
    assert len(hers.id) == 10
    assert len({hers.id, mark(wave="golf-2").id, mark(span=(0, 4)).id}) == 3
    assert mark(span=(0, 0)).id == ""


def test_the_last_mark_on_a_subject_stands() -> None:
    first, other, never = mark(), mark(span=(32, 53)), mark(span=(0, 0))
    back = replace(first, verdict=QuoteVerdict.RETRACT)
    assert standing_marks([first, other, never, back]) == [other, never]
    assert standing_marks([first, back, first]) == [first]


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Ja. Nee. Ja.", "Ja.", [(0, 3), (9, 12)]),
        ("een\ntwee  drie\u00a0vier", " een twee\r\ndrie vier\n", [(0, 19)]),
        ("aaa", "aa", [(0, 2), (1, 3)]),
        ("Ik zei 'a.b'", "a+b", []),
        ("Fijn 😀 hier", "😀 hier", [(5, 11)]),
        ("Fijn.", "  ", []),
        ("Fijn.", "Fijn. Echt waar.", []),
    ],
)
def test_words_are_found_literally_whatever_the_white_space(
    text: str, wanted: str, found: list[tuple[int, int]]
) -> None:
    assert occurrences(text, wanted) == found


@pytest.mark.parametrize(
    ("text", "piece", "whole"),
    [
        ("Wij wonen in [plaats] nu.", "wonen in [plaats]", True),
        ("Wij wonen in [plaats] nu.", "wonen in [plaa", False),
        ("Toen zei [naam kind 2] dat.", "naam kind 2", False),
        ("Toen zei [naam kind 2] dat.", "zei [naam kind 2] dat", True),
        ("buikpijn", "pijn", False),
        ("een cafe\u0301 hier", "een cafe", False),
        ("een cafe\u0301 hier", "een cafe\u0301", True),
        ("e\u0301e\u0301n keer", "e\u0301", False),
        ("Fijn 👩\u200d👧 hier", "Fijn 👩", False),
        ("Fijn 👩\u200d👧 hier", "Fijn 👩\u200d👧", True),
        ("Duim 👍🏽 op", "Duim 👍", False),
        ("🇳🇱🇧🇪", "🇳🇱", True),
        ("🇳🇱🇧🇪", "🇱🇧", False),
        ("foto's maken", "foto", True),
    ],
)
def test_a_quotation_cuts_through_nothing(text: str, piece: str, whole: bool) -> None:
    start = text.index(piece)
    assert is_whole(text, start, start + len(piece)) is whole


def test_of_several_places_the_nearest_counts() -> None:
    assert nearest([(0, 3), (9, 12)], 6) == (9, 12)
    assert nearest([(0, 3), (8, 11)], 4) == (0, 3), "even ver: de eerste"
    assert nearest([], 4) is None


def test_a_name_that_gets_a_label_moves_a_quotation_or_loses_it() -> None:
    before = "Toen kwam Sofie erbij. Het werd eindelijk rustig."
    start = before.index("Het")
    digest = text_digest(before[start:])
    after = before.replace("Sofie", "[naam kind]")
    assert anchor(after, start, len(before), digest) == (start + 6, len(after))
    whole = text_digest(before[:22])
    assert anchor(after, 0, 22, whole) is None


def test_only_what_was_said_may_be_quoted(piece: Callable[..., Segment]) -> None:
    prose = piece(text='Zij vertelt: "Het was daar te druk." Daarna zweeg ze.')
    assert said_within(prose, 14, 35) == (14, 35)
    assert said_within(prose, 13, 36) == (14, 35), "zonder de aanhalingstekens"
    assert said_within(prose, 0, 35) is None
    assert said_within(piece(speaker="R"), 0, 4) == (0, 4)


def test_marks_of_everybody_reach_the_report(piece: Callable[..., Segment]) -> None:
    said, prose, third = piece(text=TEXT, speaker="R"), piece("1O1:bbbbbbbb"), piece("1O1:cccccccc")
    gone = mark(segment="9K9:dddddddd")
    ledgers = {
        "anna": [mark(), mark(text="iets anders", span=(0, 4)), gone],
        "bram": [mark(coder="bram"), mark(span=(0, 0), segment="1O1:cccccccc", coder="bram")],
        "carla": [
            mark(prose.text, (0, 4), segment="1O1:bbbbbbbb", coder="carla"),
            mark(span=(0, 0), segment="9K9:dddddddd", coder="carla"),
            mark(wave="golf-2", segment="9K9:eeeeeeee", coder="carla"),
        ],
    }
    marked = with_marks([said, prose, third], ledgers, "golf-1", {})
    one, two, three = marked.segments
    assert isinstance(one, MarkedSegment)
    assert [(q.id, q.start, q.end) for q in one.quotes] == [(mark().id, 0, 31)]
    assert isinstance(two, MarkedSegment)
    assert [two.text[q.start : q.end] for q in two.quotes] == ["Het "]
    assert isinstance(three, MarkedSegment)
    assert three.never
    assert (marked.lost, marked.unsaid, marked.loose) == (2, 1, 1)
    assert (one.text, one.id, one.speaker) == (said.text, said.id, said.speaker)


def test_nothing_changes_where_nobody_marked_anything(piece: Callable[..., Segment]) -> None:
    segments = [piece(), piece("1O1:bbbbbbbb")]
    assert with_marks(segments, {}, "golf-1", {}).segments == tuple(segments)


def test_what_was_said_of_a_segment_holds_for_its_parts(piece: Callable[..., Segment]) -> None:
    parts = [piece("1K1:bbbbbbbb", TEXT[:31]), piece("1K1:cccccccc", TEXT[32:])]
    formers = {part.id: ["1K1:aaaaaaaa"] for part in parts}
    never = with_marks(parts, {"anna": [mark(span=(0, 0))]}, "golf-1", formers)
    assert [s.never for s in never.segments if isinstance(s, MarkedSegment)] == [True, True]
    assert never.loose == 0
    kept = with_marks(parts, {"anna": [mark(span=(32, 53))]}, "golf-1", formers)
    assert [len(s.quotes) for s in kept.segments if isinstance(s, MarkedSegment)] == [0, 1]
    assert kept.lost == 0
    assert quotes_in(parts[1], [mark(span=(32, 53))])[0].id == mark(span=(32, 53)).id
