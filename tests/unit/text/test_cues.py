"""Subtitles as they come: without headers, numbers or blank lines, broken off, or hostile."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.domain.transcript import Caption
from pipeline.errors import ReportSetAside
from pipeline.text.document import Document, Limits
from pipeline.text.reading import read_document

TIMES = "00:00:01.000 --> 00:00:02.000\n"


def read(folder: Path, text: str | bytes, name: str = "a.vtt") -> Document:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_document(path, Limits())


def said(folder: Path, text: str, name: str = "a.vtt") -> list[tuple[float | None, str, str]]:
    return [(c.start, c.label, c.text) for c in read(folder, text, name).captions]


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("00:01.500 --> 00:02.250", 1.5, 2.25),
        ("01:00:01,500 --> 01:00:02,250", 3601.5, 3602.25),
        ("0:0:0.0 --> 0:0:2.69", 0.0, 2.69),
        ("100:00:00.000 --> 100:00:01.000", 360_000.0, 360_001.0),
        ("00:00:01.000-->00:00:02.000", 1.0, 2.0),
        ("00:00:01.000 --> 00:00:02.000 align:start position:0%", 1.0, 2.0),
        ("00:00:05.000 --> 00:00:02.000", 5.0, 5.0),  # runs backwards: the words were said here
    ],
)
def test_times(tmp_path: Path, line: str, start: float, end: float) -> None:
    captions = read(tmp_path, f"WEBVTT\n\n{line}\nJa.\n").captions
    assert captions == (Caption(start, end, "", "Ja."),)


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("-00:00:01.000 --> 00:00:02.000", 3),
        ("00:00:01.000 --> -00:00:02.000", 3),
        ("00:00:01.000 -->", 3),
        ("--> 00:00:02.000", 3),
        ("1.000 --> 2.000", 3),
        ("00:00:01.000 -> 00:00:02.000", 3),
    ],
)
def test_an_unreadable_time_is_named_by_its_line(tmp_path: Path, line: str, where: int) -> None:
    with pytest.raises(ReportSetAside) as refused:
        read(tmp_path, f"WEBVTT\n\n{line}\nMijn zus Wies.\n\n{TIMES}Ja.\n")
    assert f":{where}: hier staat een tijd die niet te lezen is — " in str(refused.value)
    assert "Wies" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "end",
    ["00:00:0", "2\n00:00:03.000 --", "2", "<v Wies de Wi", "Ja.</", "Ja.<c.geel"],
)
def test_a_file_that_breaks_off_is_set_aside(tmp_path: Path, end: str) -> None:
    text = f"WEBVTT\n\n1\n{TIMES}Ja.\n\n{end}"
    with pytest.raises(ReportSetAside, match="breekt hier af"):
        read(tmp_path, text)


@pytest.mark.parametrize("last", ["10:30", "10:30.", "2", "Ik was <3", "Er waren er 12"])
def test_words_that_look_like_an_end_are_words(tmp_path: Path, last: str) -> None:
    assert said(tmp_path, f"WEBVTT\n\n1\n{TIMES}{last}")[0][2] == last


@pytest.mark.parametrize("text", ["Wat is dit.", "WEBVTT\n\nNOTE niets", "1\n\n2\n"])
def test_without_any_time_it_is_no_transcript(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReportSetAside, match="er staat geen tijd in"):
        read(tmp_path, text)


def test_times_without_words_are_empty(tmp_path: Path) -> None:
    with pytest.raises(ReportSetAside, match="er staat geen tekst in"):
        read(tmp_path, f"WEBVTT\n\n{TIMES}\n{TIMES}<i></i>\n")


def test_what_is_no_text_is_set_aside(tmp_path: Path) -> None:
    with pytest.raises(ReportSetAside, match="webpagina"):
        read(tmp_path, f"<html><body>{TIMES}</body></html>")
    with pytest.raises(ReportSetAside, match="PDF"):
        read(tmp_path, b"%PDF-1.7\n" + TIMES.encode(), "a.srt")
    with pytest.raises(ReportSetAside, match="te veel tekst"):
        read(tmp_path, f"WEBVTT\n\n{TIMES}{'ja ' * 200_000}\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    text = f"1\n{TIMES}Het café is één tafel.\n\n2\n{TIMES}Ja – zo heet het.\n"
    path = tmp_path / "a.srt"
    path.write_bytes(text.replace("\n", end).encode(encoding))
    captions = read_document(path, Limits()).captions
    assert [c.text for c in captions] == ["Het café is één tafel.", "Ja – zo heet het."]


def test_no_word_is_lost_without_blank_lines_or_between_them(tmp_path: Path) -> None:
    text = (
        "1\n00:01.000 --> 00:02.000\nHoe oud ben je?\n2\n00:03.000 --> 00:04.000\n12\n3\n"
        "00:05.000 --> 00:06.000\n\nEn je zus?\n\nDie is ouder.\n\n00:07.000 --> 00:08.000\nJa.\n"
    )
    words = [text for _, _, text in said(tmp_path, text, "a.srt")]
    assert words == ["Hoe oud ben je?", "12", "En je zus? Die is ouder.", "Ja."]


def test_only_webvtt_gives_cues_names_of_words(tmp_path: Path) -> None:
    text = f"1\n{TIMES}Eerst.\n\nDaarna dit\n{TIMES}En dat.\n"
    assert [one[2] for one in said(tmp_path, text)] == ["Eerst.", "En dat."]
    assert [one[2] for one in said(tmp_path, text, "a.srt")] == ["Eerst. Daarna dit", "En dat."]


def test_tags_go_and_words_between_angle_brackets_stay(tmp_path: Path) -> None:
    text = (
        f"WEBVTT\n\n{TIMES}<b>Ik</b> <c.geel>was</c> <00:00:01.500>daar <lachend> &lt;3 R&D "
        "<font color='red'>echt</font>\n"
    )
    assert said(tmp_path, text)[0][2] == "Ik was daar <lachend> <3 R&D echt"


def test_voices(tmp_path: Path) -> None:
    text = (
        f"WEBVTT\n\n{TIMES}<v.luid Jet &amp; Bo>Wij?</v> <v Wies>Ja.\nZeker.</v>\n\n"
        f"{TIMES}Niemand weet het.\n"
    )
    assert said(tmp_path, text) == [
        (1.0, "Jet & Bo", "Wij?"),
        (1.0, "Wies", "Ja. Zeker."),
        (1.0, "", "Niemand weet het."),
    ]


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (["I: Hoe gaat het?", "R: Goed."], ["I", "R"]),
        (["[SPEAKER_01]: Hoe gaat het?", "[SPEAKER_00] Goed."], ["SPEAKER_01", "SPEAKER_00"]),
        (["WIES: Eén.", "Twee.", "Drie."], ["", "", ""]),  # once is no speaker
        (["WIES: Eén.", "Twee.", "WIES: Drie.", "WIES: Vier."], ["WIES"] * 4),
        (["Let op: dit.", "Let op: dat.", "Let op: zo."], ["", "", ""]),
        (["Om 10:30 koffie.", "Ik dacht: nee.", "[lacht] Ja."], ["", "", ""]),
        (["Wies de Wit: Hoi?", "Bo: Dag.", "Wies de Wit: Ja."], ["Wies de Wit", "Bo", "Wies de Wit"]),
    ],
)  # fmt: skip
def test_labels_before_the_words(tmp_path: Path, lines: list[str], labels: list[str]) -> None:
    cues = [
        f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n{line}\n" for n, line in enumerate(lines)
    ]
    assert [label for _, label, _ in said(tmp_path, "\n".join(cues), "a.srt")] == labels


def test_rolling_captions_are_read_once_and_a_real_repeat_twice(tmp_path: Path) -> None:
    def cue(second: int, *lines: str) -> str:
        return f"00:{second:02d}.000 --> 00:{second + 1:02d}.000\n" + "\n".join(lines) + "\n"

    rolling = [cue(1, "een"), cue(2, "een", "twee"), cue(3, "twee", "drie"), cue(4, "drie", "vier")]
    text = "WEBVTT\n\n" + "\n".join(rolling)
    assert [one[2] for one in said(tmp_path, text)] == ["een", "twee", "drie", "vier"]
    real = [
        cue(1, "Ja."),
        cue(2, "Ja."),
        cue(2, "Ja."),
        cue(3, "Nee."),
        cue(4, "Ja."),
        cue(5, "O."),
    ]
    text = "WEBVTT\n\n" + "\n".join(real)
    assert [one[0] for one in said(tmp_path, text)] == [1, 2, 3, 4, 5]


def test_repeats_in_a_long_conversation_were_said(tmp_path: Path) -> None:
    words = ["Ja.", "Ja.", "Een.", "Ja.", "Ja.", "Twee.", "Drie.", "Ja.", "Ja.", "Vier.", "Vijf."]
    cues = [f"00:{n:02d}.000 --> 00:{n + 1:02d}.000\n{word}\n" for n, word in enumerate(words)]
    assert [one[2] for one in said(tmp_path, "WEBVTT\n\n" + "\n".join(cues))] == words


def test_another_voice_that_says_the_same_says_it_too(tmp_path: Path) -> None:
    cues = [
        f"00:{n:02d}.000 --> 00:{n + 1:02d}.000\n<v {'Bo' if n % 2 else 'Jet'}>Ja.</v>\n"
        for n in range(8)
    ]
    assert len(said(tmp_path, "WEBVTT\n\n" + "\n".join(cues))) == 8


def test_who_talks_through_another_comes_in_order_and_another_recording_behind(
    tmp_path: Path,
) -> None:
    def cue(time: str, text: str) -> str:
        return f"{time}.000 --> {time}.500\n{text}\n"

    cues = [cue("00:10", "twee"), cue("00:05", "een"), cue("20:00", "drie"), cue("00:01", "vier")]
    words = [one[2] for one in said(tmp_path, "WEBVTT\n\n" + "\n".join(cues))]
    assert words == ["een", "twee", "drie", "vier"]


def test_comments_and_titles_stay_out_of_sight(tmp_path: Path) -> None:
    document = read(
        tmp_path, f"WEBVTT Wies en Bo\nKind: captions\n\nNOTE\ndoor Jet\n\n{TIMES}Ja.\n"
    )
    assert {(one.kind, one.text) for one in document.hidden} == {
        ("eigenschap", "Wies en Bo"),
        ("opmerking", "door Jet"),
    }


@pytest.mark.parametrize("said_", ["<v", "<v.geel", "<c", "&", "<", "[A", "A"])
def test_a_line_of_almost_nothing_takes_no_time(tmp_path: Path, said_: str) -> None:
    """The time of looking for a tag that is never closed grew with the square of the spaces."""
    started = time.process_time()
    with suppress(ReportSetAside):
        read(tmp_path, f"WEBVTT\n\n{TIMES}{said_}{' ' * 30_000}x\n")
    assert time.process_time() - started < 3
