"""From pieces to blocks: labels, times, marks and clean text."""

from __future__ import annotations

import pytest

from pipeline.domain.report import BlockKind, Hidden, Report
from pipeline.text.document import Document, Piece
from pipeline.text.structure import to_report


def report(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Report:
    return to_report("9K2", Document(tuple(Piece(kind, text) for text in texts)))


def shown(made: Report) -> list[tuple[str, str, str]]:
    return [(block.kind.value, block.speaker, made.of(block)) for block in made.blocks]


@pytest.mark.parametrize(
    ("line", "kind", "speaker", "text"),
    [
        ("I: Hoe was dat?", "vraag", "I", "Hoe was dat?"),
        ("int: hoe was dat?", "vraag", "int", "hoe was dat?"),
        ("Interviewer 2: Hoe?", "vraag", "Interviewer 2", "Hoe?"),
        ("Vraag 3: Hoe?", "vraag", "Vraag 3", "Hoe?"),
        ("V.: Hoe?", "vraag", "V.", "Hoe?"),
        ("R: Goed.", "beurt", "R", "Goed."),
        ("R1:Goed.", "beurt", "R1", "Goed."),
        ("Deelnemer 2: Goed.", "beurt", "Deelnemer 2", "Goed."),
        ("Moeder:\tGoed.", "beurt", "Moeder", "Goed."),
        ("Kind (9 jaar): Goed.", "beurt", "Kind (9 jaar)", "Goed."),
        ("[00:12:05] R: Goed.", "beurt", "R", "Goed."),
        ("R (0:12): Goed.", "beurt", "R", "Goed."),
        ("00:12:05 R: Goed.", "beurt", "R", "Goed."),
        ("12. R: Goed.", "beurt", "R", "Goed."),
        ("[00:12] Daarna ging het.", "alinea", "", "Daarna ging het."),
        ("10:30 kwam hij pas.", "alinea", "", "10:30 kwam hij pas."),
        ("Let op: dit is geen beurt.", "alinea", "", "Let op: dit is geen beurt."),
        ("Sanne: eenmalig.", "alinea", "", "Sanne: eenmalig."),
        ("https://voorbeeld.nl is van ons.", "alinea", "", "https://voorbeeld.nl is van ons."),
        ("- een punt", "opsomming", "", "een punt"),
        ("• een punt", "opsomming", "", "een punt"),
        ("\uf0b7\teen punt", "opsomming", "", "een punt"),
        ("1. een punt", "opsomming", "", "een punt"),
        ("o Een punt", "opsomming", "", "Een punt"),
        ("o ja, dat was zo.", "alinea", "", "o ja, dat was zo."),
        ("2019 was een goed jaar.", "alinea", "", "2019 was een goed jaar."),
        ("## Kop", "kop", "", "Kop"),
        ("“Ik zei: ‘nee’.”", "alinea", "", "“Ik zei: ‘nee’.”"),
    ],
)
def test_one_line(line: str, kind: str, speaker: str, text: str) -> None:
    assert shown(report(line)) == [(kind, speaker, text)]


def test_label_stays_before_the_span_and_the_time_goes() -> None:
    made = report("[00:12:05] R: Goed.")
    assert made.text == "R: Goed."
    assert made.blocks[0].start == 3


def test_names_that_come_back_are_speakers() -> None:
    lines = [f"{name}: zin {number}." for number in range(3) for name in ("Juf Anja", "Bas")]
    assert {block.speaker for block in report(*lines).blocks} == {"Juf Anja", "Bas"}
    assert {block.speaker for block in report(*lines[:4]).blocks} == {""}


def test_letters_are_speakers_where_somebody_interviews() -> None:
    assert [s for _, s, _ in shown(report("I: Hoe?", "M: Goed.", "K2: Ja."))] == ["I", "M", "K2"]
    assert [s for _, s, _ in shown(report("M: Goed.", "K2: Ja."))] == ["", ""]


def test_teams_transcript() -> None:
    made = report(
        "Interviewer   0:03:12", "Hoe ging", "het toen?", "Deelnemer 1 | 00:03", "Goed.", "Echt.",
        "Pieter de Vries   1:00:03", "Ja.",
    )  # fmt: skip
    assert shown(made) == [
        ("vraag", "Interviewer", "Hoe ging\nhet toen?"),
        ("beurt", "Deelnemer 1", "Goed.\nEcht."),
        ("beurt", "Pieter de Vries", "Ja."),
    ]
    assert made.text.startswith("Interviewer\nHoe ging\nhet toen?\nDeelnemer 1\nGoed.")


def test_a_label_on_its_own_line_is_for_one_paragraph() -> None:
    made = report("Vraag:", "Hoe was het?", "Het was goed.")
    assert [kind for kind, _, _ in shown(made)] == ["vraag", "alinea"]


def test_soft_breaks() -> None:
    made = report("I: Hoe was het?\nR: Goed.\nen ook\nwel mooi\n- een punt")
    assert shown(made) == [
        ("vraag", "I", "Hoe was het?"),
        ("beurt", "R", "Goed."),
        ("alinea", "", "en ook wel mooi"),
        ("opsomming", "", "een punt"),
    ]


def test_clean_text() -> None:
    made = report("Een\u00a0\u00a0 caf\u0065\u0301\u200b \x07de\u00adur e\ufb03ci\u00ebnt\ufeff ")
    assert made.text == "Een café deur efficiënt"
    assert report(" ", "\u200b", "\n\n").blocks == ()


def test_rows_notes_headings_levels_and_hidden() -> None:
    pieces = (
        Piece(BlockKind.HEADING, "Kop\nin twee", 2),
        Piece(BlockKind.ITEM, "- punt", 1),
        Piece(BlockKind.ROW, "a |  b"),
        Piece(BlockKind.NOTE, "R: geen beurt"),
        Piece(BlockKind.TURN, "Goed.", 0, "R"),
    )
    made = to_report("9K2", Document(pieces, (Hidden("auteur", "x"),)))
    assert [(b.kind, b.level, b.speaker, made.of(b)) for b in made.blocks] == [
        (BlockKind.HEADING, 2, "", "Kop in twee"),
        (BlockKind.ITEM, 1, "", "punt"),
        (BlockKind.ROW, 0, "", "a | b"),
        (BlockKind.NOTE, 0, "", "R: geen beurt"),
        (BlockKind.TURN, 0, "R", "Goed."),
    ]
    assert made.text.endswith("R: Goed.")
    assert made.hidden == (Hidden("auteur", "x"),)
