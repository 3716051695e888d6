"""Segments split and joined by hand: what fits is done, what does not is left, nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.recut import Recut, RecutKind, formers_of
from pipeline.domain.report import Block, BlockKind, Report, text_digest
from pipeline.domain.segment import Segment
from pipeline.text.segmenting import Segmented, segmented
from pipeline.text.sentences import sentence_ends

TEXTS = (
    "Het was druk. Niemand luisterde. Ik ging naar huis.",
    "Nu is het fijn. Ik heb een vriend.",
    "Later word ik kok.",
)


def report_of(texts: tuple[str, ...], speakers: tuple[str, ...] = ()) -> Report:
    """A report with a turn for each text, all of one speaker unless told otherwise."""
    blocks, text = [], ""
    for at, own in enumerate(texts):
        speaker = speakers[at] if speakers else "R"
        blocks.append(Block(BlockKind.TURN, len(text), len(text) + len(own), 0, speaker))
        text += own + "\n"
    return Report("1K1", text, tuple(blocks))


def split(segment: Segment, offset: int, at: str = "1") -> Recut:
    return Recut("golf-1", RecutKind.SPLIT, segment.id, segment.digest, "anna", at, offset)


def join(one: Segment, other: Segment, at: str = "2") -> Recut:
    kind = RecutKind.JOIN
    return Recut("golf-1", kind, one.id, one.digest, "anna", at, other=other.id)


def cut(report: Report, *recuts: Recut) -> Segmented:
    return segmented(report, None, recuts)


def texts_of(found: Segmented) -> list[str]:
    return [segment.text for segment in found.segments]


def test_a_split_makes_two_and_leaves_the_others_their_names() -> None:
    report = report_of(TEXTS)
    first, *rest = cut(report).segments
    found = cut(report, split(first, 13))
    assert texts_of(found) == [
        "Het was druk.",
        "Niemand luisterde. Ik ging naar huis.",
        *TEXTS[1:],
    ]
    assert list(found.segments[2:]) == rest
    (step,) = found.steps
    assert step == ((first.id,), (found.segments[0].id, found.segments[1].id))


def test_joining_what_was_split_brings_back_the_segment_with_its_name() -> None:
    report = report_of(TEXTS)
    before = cut(report)
    parts = cut(report, split(before.segments[0], 13)).segments
    found = cut(report, split(before.segments[0], 13), join(parts[0], parts[1]))
    assert found.segments == before.segments
    assert formers_of(found.steps)[before.segments[0].id] == [parts[0].id, parts[1].id]


def test_a_join_goes_over_paragraphs_of_one_speaker_only() -> None:
    report = report_of(TEXTS, ("R", "R", "M"))
    one, two, three = cut(report).segments
    joined = cut(report, join(one, two))
    assert texts_of(joined) == [f"{TEXTS[0]}\n{TEXTS[1]}", TEXTS[2]]
    assert cut(report, join(two, three)).steps == []
    assert cut(report, join(one, three)).steps == [], "alleen wat op elkaar volgt"


def test_what_does_not_fit_any_more_is_left_out() -> None:
    first = cut(report_of(TEXTS)).segments[0]
    edited = report_of(("Het was erg druk. Niemand luisterde.", *TEXTS[1:]))
    for recut in (
        split(first, 13),
        split(replace(first, digest="0" * 16), 13),
        split(first, len(first.text)),
    ):
        assert cut(edited, recut).steps == []
    assert (
        cut(report_of(TEXTS), replace(split(first, 13), segment="2K1:" + first.id[4:])).steps == []
    )
    assert cut(report_of(TEXTS), split(first, len(first.text))).steps == []


def test_a_chain_of_recuts_remembers_all_it_came_from() -> None:
    steps = [(("a",), ("b", "c")), (("b", "c"), ("d",)), (("d",), ("e", "f"))]
    found = formers_of(steps)
    assert found["e"] == found["f"] == ["d", "b", "c", "a"]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30), st.integers(0, 30)), max_size=12))
def test_no_character_is_lost_or_doubled(choices: list[tuple[bool, int, int]]) -> None:
    """Any sequence of recuts leaves spans in order that hold every word of the report once."""
    report, recuts = report_of(TEXTS), list[Recut]()
    for number, (splits, which, place) in enumerate(choices):
        segments = cut(report, *recuts).segments
        one = segments[which % len(segments)]
        if splits:
            ends = [e for e in sentence_ends(one.text) if one.text[e:].strip()]
            if ends:
                recuts.append(split(one, ends[place % len(ends)], str(number)))
        elif which % len(segments) + 1 < len(segments):
            recuts.append(join(one, segments[which % len(segments) + 1], str(number)))
    found = cut(report, *recuts)
    assert len(found.steps) == len(recuts)
    assert " ".join(" ".join(texts_of(found)).split()) == " ".join(" ".join(TEXTS).split())
    for one, following in zip(found.segments, found.segments[1:], strict=False):
        assert one.end <= following.start
    for segment in found.segments:
        assert segment.text == report.text[segment.start : segment.end] == segment.text.strip()
        assert segment.digest == text_digest(segment.text)
    assert len({segment.id for segment in found.segments}) == len(found.segments)


def test_a_split_follows_its_text_when_that_gets_another_name() -> None:
    texts = (TEXTS[0], "Ja.", TEXTS[0])
    again = cut(report_of(texts)).segments[2]
    recut = split(again, 13)
    assert texts_of(cut(report_of(texts), recut))[2:] == [
        "Het was druk.",
        "Niemand luisterde. Ik ging naar huis.",
    ]
    now = cut(report_of((TEXTS[1], "Nee.", TEXTS[0])), recut)
    assert again.id not in {segment.id for segment in cut(report_of((TEXTS[0],))).segments}
    assert texts_of(now)[2:] == ["Het was druk.", "Niemand luisterde. Ik ging naar huis."]
    twice = cut(report_of((TEXTS[0], "Nee.", TEXTS[0])), recut)
    assert twice.steps == [], "which of the two it was about, nobody can tell"
