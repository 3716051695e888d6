"""OpenDocument texts made here by odfpy."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.domain.report import BlockKind
from pipeline.text.document import Limits
from pipeline.text.readers.odt.body import read_odt

text: Any = import_module("odf.text")
table: Any = import_module("odf.table")
office: Any = import_module("odf.office")
dc: Any = import_module("odf.dc")
draw: Any = import_module("odf.draw")


def build(*parts: Any) -> Any:
    document = import_module("odf.opendocument").OpenDocumentText()
    for part in parts:
        document.text.addElement(part)
    return document


def within(outer: Any, *inner: Any) -> Any:
    for part in inner:
        outer.addElement(part)
    return outer


def read(document: Any, tmp_path: Path) -> list[tuple[str, str, int]]:
    document.save(str(tmp_path / "x.odt"))
    pieces = read_odt(tmp_path / "x.odt", Limits()).pieces
    return [(piece.kind.value, piece.text, piece.level) for piece in pieces]


def test_headings_nested_lists_and_white_space(tmp_path: Path) -> None:
    spaced = text.P()
    spaced.addText("een")
    spaced.addElement(text.S(c=3))
    spaced.addText("twee")
    spaced.addElement(text.LineBreak())
    spaced.addText("drie")
    deep = within(text.List(), within(text.ListItem(), text.P(text="diep")))
    items = within(text.List(), within(text.ListItem(), text.P(text="ondiep"), deep))
    document = build(text.H(outlinelevel=2, text="Kop"), spaced, items)
    assert read(document, tmp_path) == [
        ("kop", "Kop", 2),
        ("alinea", "een   twee\ndrie", 0),
        ("opsomming", "ondiep", 0),
        ("opsomming", "diep", 1),
    ]


def test_tables_and_nested_tables(tmp_path: Path) -> None:
    def grid(*cells: Any) -> Any:
        row = within(table.TableRow(), *(within(table.TableCell(), cell) for cell in cells))
        return within(table.Table(), row)

    inner = grid(text.P(text="b"), text.P(text="c"))
    document = build(grid(text.P(text="x"), text.P(text="y")), grid(text.P(text="a"), inner))
    assert [piece[:2] for piece in read(document, tmp_path)] == [
        ("tabelrij", "x | y"),
        ("alinea", "a"),
        ("tabelrij", "b | c"),
    ]


def test_notes_boxes_and_annotations(tmp_path: Path) -> None:
    body = within(text.NoteBody(), text.P(text="De noot."))
    note = within(text.Note(noteclass="footnote"), text.NoteCitation(text="1"), body)
    comment = within(office.Annotation(), dc.Creator(text="Gea"), text.P(text="Echt waar?"))
    box = within(draw.Frame(), within(draw.TextBox(), text.P(text="In het kader.")))
    paragraph = text.P(text="De tekst")
    within(paragraph, comment, note, box)
    paragraph.addText(" gaat door.")
    document = build(paragraph)
    assert [piece[:2] for piece in read(document, tmp_path)] == [
        ("alinea", "De tekst gaat door."),
        ("voetnoot", "De noot."),
        ("alinea", "In het kader."),
    ]
    hidden = read_odt(tmp_path / "x.odt", Limits()).hidden
    assert {("auteur", "Gea"), ("opmerking", "Echt waar?")} <= {(h.kind, h.text) for h in hidden}


def test_deleted_text_and_meta(tmp_path: Path) -> None:
    info = within(office.ChangeInfo(), dc.Creator(text="Popke"), dc.Date(text="2026-01-05"))
    gone = within(text.Deletion(), info, text.P(text="Weg met Anneke."))
    changes = within(
        text.TrackedChanges(), within(text.ChangedRegion(id="c1", check_grammar=False), gone)
    )
    document = build(changes, text.P(text="Blijft."))
    document.meta.addElement(dc.Title(text="Gesprek Anneke"))
    document.meta.addElement(dc.Creator(text="Rixt"))
    assert read(document, tmp_path) == [(BlockKind.PARAGRAPH.value, "Blijft.", 0)]
    hidden = {(h.kind, h.text) for h in read_odt(tmp_path / "x.odt", Limits()).hidden}
    assert {
        ("verwijderd", "Weg met Anneke."),
        ("auteur", "Popke"),
        ("eigenschap", "Gesprek Anneke"),
        ("auteur", "Rixt"),
    } <= hidden
