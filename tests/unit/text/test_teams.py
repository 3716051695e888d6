"""Documents that resemble a transcript of Teams, or of aTrain, and are not."""

from __future__ import annotations

import pytest

from pipeline.domain.report import BlockKind
from pipeline.text.document import Piece
from pipeline.text.readers.transcript.atrain import atrain_transcript
from pipeline.text.readers.transcript.teams import teams_transcript

TURN = "Marit   0:03\nHoe gaat het?"
ANSWER = "Joep   0:09\nGoed."


def pieces(*texts: str) -> list[Piece]:
    return [Piece(BlockKind.PARAGRAPH, text) for text in texts]


@pytest.mark.parametrize(
    "texts",
    [
        (TURN, ANSWER),
        ("Overleg-20260105_090212-Meeting Transcript", "Marit   0:03", "Hoe gaat het?"),
        ("32m 5s", "Marit   0:03", "Hoe gaat het?"),
        ("Marit heeft transcriptie gestart", "Marit   0:03", "Hoe gaat het?"),
        ("0:0:0.0 --> 0:0:2.69\nMarit\nHoe gaat het?", "0:0:3.0 --> 0:0:4.0\nJoep\nGoed."),
    ],
)
def test_what_teams_writes_is_a_transcript(texts: tuple[str, ...]) -> None:
    found = teams_transcript(pieces(*texts))
    assert found is not None
    assert (found.captions[0].label, found.captions[0].text) == ("Marit", "Hoe gaat het?")


@pytest.mark.parametrize(
    "texts",
    [
        ("Verslag.", "Marit   0:03", "Hoe gaat het?"),  # nothing else of Teams
        ("Marit   0:03", "Hoe gaat het?", "Joep   0:09", "Goed."),
        (TURN, ANSWER, "Een slotwoord van de verslaglegger."),
        (*("Inleiding.",) * 6, "32m 5s", "Marit   0:03", "Hoe gaat het?"),
        # subtitles that somebody pasted: the line below the times is said
        (
            "00:00:01,000 --> 00:00:02,000\nIk had elke ochtend\nbuikpijn.",
            "00:00:03,000 --> 00:00:04,000\nEn toen ik daar\nkwam, niet meer.",
            "00:00:05,000 --> 00:00:06,000\nDat vind ik\nheel fijn.",
        ),
        ("00:00:01,000 --> 00:00:02,000\nJa.\nNee.", "00:00:03,000 --> 00:00:04,000\nO.\nJa."),
        ("00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000\nJa."),
    ],
)
def test_what_only_resembles_it_is_not(texts: tuple[str, ...]) -> None:
    assert teams_transcript(pieces(*texts)) is None


def test_headings_lists_and_tables_are_no_transcript() -> None:
    for kind in (BlockKind.HEADING, BlockKind.ITEM, BlockKind.ROW):
        every = [*pieces("32m 5s", TURN, ANSWER), Piece(kind, "Slot")]
        assert teams_transcript(every) is None
    title = Piece(BlockKind.HEADING, "Overleg", 1)
    assert teams_transcript([title, *pieces("32m 5s", TURN, ANSWER)]) is not None


def test_a_sentence_about_transcribing_is_said() -> None:
    found = teams_transcript(pieces(TURN, "Joep   0:09\nIk ben gestopt met transcriberen."))
    assert found is not None
    assert found.captions[1].text == "Ik ben gestopt met transcriberen."


@pytest.mark.parametrize(
    "lines",
    [
        ["Ons gesprek.", "SPEAKER_00", "[00:00:01] - Ja."],
        ["Transcription for the committee", "We spoke at length."],
        ["[00:00:01] - Ja.", "[00:00:03] - Nee."],
        ["Transcription for x"],
        [],
    ],
)
def test_what_only_resembles_atrain_is_not(lines: list[str]) -> None:
    assert atrain_transcript(lines) is None
