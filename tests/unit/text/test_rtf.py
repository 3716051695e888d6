"""RTF by hand: what programs write and readers tend to lose."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.text.document import Document, Limits
from pipeline.text.readers.rtf.body import read_rtf


def read(tmp_path: Path, body: str, head: str = "\\ansi\\ansicpg1252\\deff0") -> Document:
    path = tmp_path / "x.rtf"
    path.write_bytes(("{\\rtf1" + head + body + "}").encode("latin-1"))
    return read_rtf(path, Limits())


def texts(document: Document) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in document.pieces]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("caf\\'e9", "café"),
        ("\\u233\\'e9t\\u233?t\\u233e", "étét\u00e9"),
        ("{\\uc2\\u8220\\'93\\'94x}", "“x"),
        ("\\uc0\\u8364 5", "€5"),
        ("smile \\u-10179?\\u-8704?", "smile \U0001f600"),
        ("a\\~b\\_c\\-d\\{e\\}\\\\", "a\u00a0b-cd{e}\\"),
        ("\\ldblquote ja\\rdblquote\\endash nee", "“ja”–nee"),
        ("een\\line twee\\tab drie", "een\ntwee\tdrie"),
        ("{\\f1 \\'cf\\'f0}", "Пр"),
        ("{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt de link}}", "de link"),
        ("voor{\\pict\\pngblip 89504e47}na", "voorna"),
        ("voor{\\*\\onbekend weg}na", "voorna"),
    ],
)
def test_characters(tmp_path: Path, source: str, text: str) -> None:
    fonts = "{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial Cyr;}}"
    assert texts(read(tmp_path, fonts + source + "\\par")) == [("alinea", text)]


def test_binary_data_is_jumped_over(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "a{\\pict\\bin4 }}}}}b\\par")) == [("alinea", "ab")]


def test_notes_come_after_their_paragraph(tmp_path: Path) -> None:
    source = "Een{\\super\\chftn{\\footnote\\pard\\plain De noot.\\par}} twee.\\par Drie.\\par"
    assert texts(read(tmp_path, source)) == [
        ("alinea", "Een twee."),
        ("voetnoot", "De noot."),
        ("alinea", "Drie."),
    ]


def test_hidden(tmp_path: Path) -> None:
    source = (
        "{\\info{\\author Tjitske Veen}{\\operator Sybren}{\\title Gezin}{\\*\\company Bureau}}"
        "{\\*\\revtbl{Unknown;}{Harm;}}{\\header Gezin Veen\\par}{\\footer 3\\par}"
        "Tekst{\\*\\atnid GV}{\\*\\atnauthor Geke Vos}\\chatn{\\*\\annotation Wie is dit?} blijft"
        "{\\deleted\\revauthdel1  weg}{\\v  onzichtbaar}.\\par"
    )
    document = read(tmp_path, source)
    assert texts(document) == [("alinea", "Tekst blijft.")]
    assert {(item.kind, item.text) for item in document.hidden} == {
        ("auteur", "Tjitske Veen"),
        ("auteur", "Sybren"),
        ("auteur", "Harm"),
        ("auteur", "GV"),
        ("auteur", "Geke Vos"),
        ("eigenschap", "Gezin"),
        ("eigenschap", "Bureau"),
        ("koptekst", "Gezin Veen"),
        ("opmerking", "Wie is dit?"),
        ("verwijderd", "weg onzichtbaar"),
    }


def test_headings_lists_and_tables(tmp_path: Path) -> None:
    source = (
        "{\\stylesheet{\\s0 Normal;}{\\s2\\outlinelevel1 heading 2;}}"
        "\\pard\\s2 Kop\\par\\pard\\ls1\\ilvl1{\\listtext\\'b7\\tab}punt\\par"
        "\\pard{\\pntext *\\tab}oud punt\\par\\trowd\\pard\\intbl a\\cell b\\par c\\cell\\row"
        "\\pard na\\par"
    )
    document = read(tmp_path, source)
    assert texts(document) == [
        ("kop", "Kop"),
        ("opsomming", "punt"),
        ("opsomming", "oud punt"),
        ("tabelrij", "a | b c"),
        ("alinea", "na"),
    ]
    assert [piece.level for piece in document.pieces] == [2, 1, 0, 0, 0]


def test_text_box(tmp_path: Path) -> None:
    source = (
        "Voor{\\shp{\\*\\shpinst{\\sp{\\sn naam}{\\sv 1}}{\\shptxt In het vak.\\par}}"
        "{\\shprslt nog eens}} na.\\par"
    )
    assert texts(read(tmp_path, source)) == [("alinea", "Voor na."), ("alinea", "In het vak.")]
