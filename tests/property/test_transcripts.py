"""Transcripts of any kind: no word is lost, times run on, offsets hold."""

from __future__ import annotations

import tempfile
from itertools import accumulate, pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.transcript import Caption, time_of
from pipeline.errors import ReportSetAside
from pipeline.text.document import Document, Limits
from pipeline.text.reading import read_document
from pipeline.text.segmenting import segments_of
from pipeline.text.structure import to_report
from pipeline.text.voices import voices_of

WORD = st.sampled_from("ja nee ik jij school thee Buiten gaan we. hier? daar, één 12 10:30".split())
TEXT = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
LABEL = st.sampled_from(["", "Wies de Wit", "Bo", "SPEAKER_00", "Interviewer"])
STEP = st.integers(0, 4000)


@st.composite
def captions(draw: st.DrawFn) -> list[Caption]:
    """Captions in order, with gaps, and with voices that overlap a little."""
    steps = draw(st.lists(st.tuples(STEP, STEP, LABEL, TEXT), min_size=1, max_size=30))
    starts = list(accumulate(step for step, *_ in steps))
    return [
        Caption(start / 1000, (start + length) / 1000, label, text)
        for start, (_, length, label, text) in zip(starts, steps, strict=True)
    ]


ROLES = st.dictionaries(LABEL, st.sampled_from(["interviewer", "respondent", "moeder", "tolk"]))


@given(captions(), ROLES)
def test_turns_hold_every_word_in_order_and_offsets_hold(
    said: list[Caption], roles: dict[str, str]
) -> None:
    report = to_report("9K2", Document((), (), tuple(said)), roles)
    assert [report.text[h.start : h.end] for h in report.heard] == [c.text for c in said]
    assert [(h.begin, h.until) for h in report.heard] == [(c.start, c.end) for c in said]
    blocks = [report.of(block).split() for block in report.blocks]
    words = [word for caption in said for word in caption.text.split()]
    in_blocks = [word for block in blocks for word in block]
    position = 0
    for word in in_blocks:  # in order; what is only listened to is in no block
        position = words.index(word, position) + 1
    assert all(not block.speaker or block.speaker in SIGNS for block in report.blocks)


SIGNS = {"I", "R", "Moeder", "Tolk", *(f"Spreker {n}" for n in range(1, 6))}


@given(captions(), ROLES)
def test_segments_have_the_time_of_their_words(said: list[Caption], roles: dict[str, str]) -> None:
    report = to_report("9K2", Document((), (), tuple(said)), roles)
    segments = segments_of(report, max_chars=80, min_chars=10)
    for segment in segments:
        assert report.text[segment.start : segment.end] == segment.text
        assert segment.spoken_from is not None
        assert segment.spoken_to is not None
        within = [h for h in report.heard if h.start < segment.end and segment.start < h.end]
        assert segment.spoken_from == min(h.begin for h in within)
        assert segment.spoken_to == max(h.until for h in within)
    begins = [segment.spoken_from for segment in segments]
    assert begins == sorted(begins, key=lambda begin: begin or 0)


@given(captions(), st.integers(0, 200), st.integers(0, 200))
def test_time_of_finds_what_looking_at_all_finds(said: list[Caption], a: int, b: int) -> None:
    report = to_report("9K2", Document((), (), tuple(said)), {})
    start, end = min(a, b), max(a, b)
    within = [h for h in report.heard if h.start < end and start < h.end]
    wanted = (min(h.begin for h in within), max(h.until for h in within)) if within else None
    assert time_of(report.heard, start, end) == wanted


def _clock(seconds: float, mark: str) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}{mark}{whole % 1000:03d}"


def _written(said: list[Caption], suffix: str) -> str:
    """The captions as a file; a voice as its format has it."""
    blocks = []
    for number, one in enumerate(said, start=1):
        mark = "." if suffix == ".vtt" else ","
        assert one.start is not None
        assert one.end is not None
        times = f"{_clock(one.start, mark)} --> {_clock(one.end, mark)}"
        text = f"<v {one.label}>{one.text}</v>" if one.label and suffix == ".vtt" else one.text
        blocks.append(f"{number}\n{times}\n{text}\n")
    return ("WEBVTT\n\n" if suffix == ".vtt" else "") + "\n".join(blocks)


def _read(text: str, suffix: str) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{suffix}"
        path.write_bytes(text.encode())
        return read_document(path, Limits())


@settings(max_examples=60, deadline=None)
@given(captions(), st.sampled_from([".vtt", ".srt"]))
def test_what_is_written_is_read(said: list[Caption], suffix: str) -> None:
    read = _read(_written(said, suffix), suffix).captions
    distinct = [one for at, one in enumerate(said) if not at or one != said[at - 1]]
    if suffix == ".vtt":
        words = [(c.label, c.text) for c in distinct]
        assert [(c.label, c.text) for c in read] == words or _rolls(said)
    elif not _rolls(said):
        assert " ".join(c.text for c in read).split() == [
            word for c in _unlabelled(said) for word in c.text.split()
        ]
    assert [c.start for c in read] == sorted(c.start or 0 for c in read)


def _unlabelled(said: list[Caption]) -> list[Caption]:
    bare = [Caption(c.start, c.end, "", c.text) for c in said]
    return [one for at, one in enumerate(bare) if not at or one != bare[at - 1]]


def _rolls(said: list[Caption]) -> bool:
    """Whether captions follow each other with the same words often enough to look like rolling."""
    return sum(a.text == b.text for a, b in pairwise(said)) >= 3


LINES = st.sampled_from(
    [
        "WEBVTT", "", "", "1", "2", "00:00:01.000 --> 00:00:02.000", "00:01 --> 00:02", "NOTE x",
        "00:00:05,000 --> 00:00:03,000", "<v Wies>Ja.", "Wies: ja", "STYLE", "-->", "SPEAKER_00",
        "00:00:0", "Transcription for x", "[00:00:01] - ja", "Wies   0:03", "0:0:1.0 --> 0:0:2.0",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from([".vtt", ".srt", ".txt"]))
def test_any_lines_read_or_are_set_aside(lines: list[str], suffix: str) -> None:
    refusal, document = "", Document(())
    try:
        document = _read("\n".join(lines), suffix)
    except ReportSetAside as refused:
        refusal = str(refused)
    assert "Wies" not in refusal
    report = to_report("9K2", document)
    voices_of("9K2", document.captions)
    assert [report.text[h.start : h.end] for h in report.heard] == [
        caption.text for caption in document.captions if caption.start is not None
    ]
