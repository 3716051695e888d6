"""Plain text and Markdown: encodings, paragraphs, headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.text.document import Limits
from pipeline.text.readers.encoding import decode
from pipeline.text.readers.plain import read_plain

SAMPLE = "Zoë zei: “Het café is één straat verder – echt waar…” Dat kost € 5."


def read(tmp_path: Path, text: str, name: str = "x.txt") -> list[tuple[str, str, int]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [(p.kind.value, p.text, p.level) for p in read_plain(path, Limits()).pieces]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_encodings(encoding: str) -> None:
    assert decode(SAMPLE.encode(encoding)) == SAMPLE


def test_dos_and_short_texts() -> None:
    assert decode("Eén privé-idee, coördinatie".encode("cp850")) == "Eén privé-idee, coördinatie"
    assert decode(b"Zo\xeb") == "Zoë"
    assert decode(b"") == ""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(f"Eerste alinea.{end}{end}Tweede alinea.".encode())
    assert [p.text for p in read_plain(path, Limits()).pieces] == [
        "Eerste alinea.",
        "Tweede alinea.",
    ]


def test_lines_that_are_not_wrapped_are_paragraphs(tmp_path: Path) -> None:
    text = "I: Hoe gaat het?\nR: Goed.\nSanne: En met jou?\nIk denk wel goed."
    assert len(read(tmp_path, text)) == 4


def test_wrapped_lines_are_joined_but_not_over_turns_and_marks(tmp_path: Path) -> None:
    text = (
        "R: dit is een zin die over twee regels loopt omdat de editor dat ooit zo\n"
        "heeft gedaan en waarvan de laatste regel niet vol is.\n"
        "I: En dit is dan weer een andere beurt, die ook wat langer is dan een re-\n"
        "gel, met een afbreking en alles wat er in oude bestanden kan voorkomen.\n"
        "- een punt\n- nog een punt\n"
    )
    assert [piece[1][:12] for piece in read(tmp_path, text)] == [
        "R: dit is ee",
        "I: En dit is",
        "- een punt",
        "- nog een pu",
    ]
    assert "een regel, met" in read(tmp_path, text)[1][1]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Vervoer\n\nDe taxi kwam te laat.", "kop alinea"),
        ("2.1 Vervoer\n\nDe taxi kwam te laat.", "kop alinea"),
        ("Vervoer\n=======\n\nTekst.", "kop alinea"),
        ("Vervoer\n-------\nTekst.", "kop alinea"),
        ("Ja\n\nNee\n\nWeet niet\n\nDat was alles.", "alinea alinea kop alinea"),
        ("Dat was het.\n\nDe taxi kwam te laat.", "alinea alinea"),
        ("ja\n\nDe taxi kwam te laat.", "alinea alinea"),
        ("R: Ja\n\nDe taxi kwam te laat.", "alinea alinea"),
        ("Deelnemer 2   0:03:11\n\nJa\n\nDaar was ik bij.", "alinea alinea alinea"),
        ("1. Eerste punt\n\n2. Tweede punt\n\n3. Derde punt", "opsomming opsomming opsomming"),
        ("Tekst.\n\nEinde", "alinea alinea"),
        ("Een\n---\n---\nTekst.", "kop alinea"),
    ],
)
def test_headings(tmp_path: Path, text: str, kinds: str) -> None:
    assert " ".join(piece[0] for piece in read(tmp_path, text)) == kinds


def test_markdown(tmp_path: Path) -> None:
    text = (
        "# Kop #\n\nTekst met **vet**, *schuin*, `code` en [een link](mailto:a@b.nl)\n"
        "op twee regels; 3 * 4 * 5 en snake_case_woord.\n\n<!-- Vraag Bauke -->\n> citaat\n\n"
        "1. een\n   loopt door\n\n| a | b |\n|---|:-:|\n| c | |\n\n```\ncode\n```\n"
        "Regel  \nnieuwe \\*regel\\*\n"
    )
    assert [piece[:2] for piece in read(tmp_path, text, "x.md")] == [
        ("kop", "Kop"),
        (
            "alinea",
            "Tekst met vet, schuin, `code` en een link op twee regels; 3 * 4 * 5 en "
            "snake_case_woord.",
        ),
        ("alinea", "citaat"),
        ("opsomming", "1. een loopt door"),
        ("tabelrij", "a | b"),
        ("tabelrij", "c"),
        ("alinea", "code"),
        ("alinea", "Regel"),
        ("alinea", "nieuwe *regel*"),
    ]
    hidden = read_plain(tmp_path / "x.md", Limits()).hidden
    assert {(h.kind, h.text) for h in hidden} == {
        ("opmerking", "Vraag Bauke"),
        ("eigenschap", "mailto:a@b.nl"),
    }
