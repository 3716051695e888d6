"""Interviews written down as a table."""

from __future__ import annotations

from pipeline.domain.report import BlockKind
from pipeline.text.document import Document, Piece
from pipeline.text.segmenting import segments_of
from pipeline.text.structure import to_report


def table(*rows: str) -> Document:
    return Document(tuple(Piece(BlockKind.ROW, row) for row in rows))


def test_questions_in_a_table_are_context_and_answers_are_coded() -> None:
    report = to_report(
        "1O1",
        table(
            "Vraag | Antwoord",
            "Wat vindt u van de sfeer? | Mijn dochter voelt zich veilig.",
            "En thuis? | Daar is het rustiger. | Zegt ook oma.",
            "Zonder vraag",
        ),
    )
    segments = segments_of(report)
    assert [(s.question, s.text) for s in segments] == [
        ("Wat vindt u van de sfeer?", "Mijn dochter voelt zich veilig."),
        ("En thuis?", "Daar is het rustiger. | Zegt ook oma."),
        ("En thuis?", "Zonder vraag"),
    ]


def test_a_transcript_in_a_table_becomes_turns() -> None:
    report = to_report(
        "1O1",
        table(
            "Interviewer | Hoe ging het?",
            "Moeder | Slecht.",
            "Interviewer | En nu?",
            "Moeder | Goed.",
        ),
    )
    assert [(s.speaker, s.question, s.text) for s in segments_of(report)] == [
        ("Moeder", "Hoe ging het?", "Slecht."),
        ("Moeder", "En nu?", "Goed."),
    ]


def test_another_table_stays_a_table() -> None:
    rows = ("periode | uren", "najaar | 12", "voorjaar | 20")
    report = to_report("1O1", table(*rows))
    assert [report.of(block) for block in report.blocks] == list(rows)
    assert {block.kind for block in report.blocks} == {BlockKind.ROW}
