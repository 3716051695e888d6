"""Word documents made here by python-docx, and XML of which it has no notion."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.domain.report import BlockKind
from pipeline.text.document import Document, Limits, Piece
from pipeline.text.readers.docx.body import read_docx

W = nsdecls("w")
HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM
ROW, QUESTION = BlockKind.ROW, BlockKind.QUESTION


def read(document: object, tmp_path: Path) -> Document:
    path = tmp_path / "x.docx"
    document.save(str(path))  # type: ignore[attr-defined]
    return read_docx(path, Limits())


def test_headings_lists_and_paragraphs(tmp_path: Path) -> None:
    word = WordDocument()
    word.add_heading("Verslag", 0)
    word.add_heading("Vervoer", 2)
    word.add_paragraph("De taxi kwam te laat.")
    word.add_paragraph("eerste", style="List Bullet")
    word.add_paragraph("tweede", style="List Number 2")
    assert read(word, tmp_path).pieces == (
        Piece(HEADING, "Verslag", 1),
        Piece(HEADING, "Vervoer", 2),
        Piece(PARAGRAPH, "De taxi kwam te laat."),
        Piece(ITEM, "eerste", 0),
        Piece(ITEM, "tweede", 0),
    )


def test_a_table_of_one_column_is_a_frame(tmp_path: Path) -> None:
    word = WordDocument()
    frame = word.add_table(rows=1, cols=1).cell(0, 0)
    frame.paragraphs[0].text = "In een kader."
    frame.add_paragraph("Nog een alinea.")
    assert [p.kind for p in read(word, tmp_path).pieces] == [PARAGRAPH, PARAGRAPH]


def test_merged_and_empty_cells(tmp_path: Path) -> None:
    word = WordDocument()
    table = word.add_table(rows=3, cols=3)
    for number, cell in enumerate(table.rows[0].cells):
        cell.text = f"kop {number}"
    table.cell(1, 0).merge(table.cell(1, 2)).text = "over de breedte"
    pieces = read(word, tmp_path).pieces
    assert pieces == (Piece(ROW, "kop 0 | kop 1 | kop 2"), Piece(ROW, "over de breedte"))


def test_hyperlinks_breaks_and_special_hyphens(tmp_path: Path) -> None:
    word = WordDocument()
    word.add_paragraph()._p.append(
        parse_xml(f"<w:hyperlink {W}><w:r><w:t>de link</w:t></w:r></w:hyperlink>")
    )
    word.add_paragraph()._p.append(
        parse_xml(
            f"<w:r {W}><w:t>zee</w:t><w:noBreakHyphen/><w:t>man</w:t><w:softHyphen/>"
            "<w:br/><w:t>nieuwe</w:t><w:tab/><w:t>regel</w:t></w:r>"
        )
    )
    assert [p.text for p in read(word, tmp_path).pieces] == ["de link", "zee-man\nnieuwe\tregel"]


def test_fields_keep_their_result_and_lose_their_code(tmp_path: Path) -> None:
    word = WordDocument()
    word.add_paragraph("Zie ")._p.append(
        parse_xml(
            f'<w:r {W}><w:fldChar w:fldCharType="begin"/><w:instrText>PAGEREF x</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>bladzijde 3</w:t>'
            '<w:fldChar w:fldCharType="end"/></w:r>'
        )
    )
    assert [p.text for p in read(word, tmp_path).pieces] == ["Zie bladzijde 3"]


def test_rows_and_cells_in_content_controls(tmp_path: Path) -> None:
    word = WordDocument()
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    word.element.body.insert(
        0,
        parse_xml(
            f"<w:tbl {W}><w:sdt><w:sdtContent><w:tr>{cell.format('a')}<w:sdt><w:sdtContent>"
            f"{cell.format('b')}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>"
        ),
    )
    assert read(word, tmp_path).pieces == (Piece(ROW, "a | b"),)


def test_moved_text_stands_once(tmp_path: Path) -> None:
    word = WordDocument()
    word.add_paragraph()._p.append(
        parse_xml(f'<w:moveFrom {W} w:author="Wubbo"><w:r><w:t>oud</w:t></w:r></w:moveFrom>')
    )
    word.add_paragraph()._p.append(
        parse_xml(f'<w:moveTo {W} w:author="Wubbo"><w:r><w:t>oud</w:t></w:r></w:moveTo>')
    )
    document = read(word, tmp_path)
    assert [p.text for p in document.pieces] == ["oud"]
    assert ("auteur", "Wubbo") in [(h.kind, h.text) for h in document.hidden]
    assert ("verwijderd", "oud") in [(h.kind, h.text) for h in document.hidden]


def test_headers_footers_comments_and_properties_are_hidden(tmp_path: Path) -> None:
    word = WordDocument()
    paragraph = word.add_paragraph("Tekst.")
    section = word.sections[0]
    section.header.paragraphs[0].text = "Gezin Roggeveen"
    section.footer.paragraphs[0].text = "Pagina 1 van 2"
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "Opgesteld door Aafke"
    word.add_comment(paragraph.runs, text="Klopt dit?", author="Doutzen Haver", initials="DH")
    word.core_properties.author = "Sjoerd Klaver"
    word.core_properties.last_modified_by = "Ymke Gerst"
    word.core_properties.title = "Interview Roggeveen"
    found = {(h.kind, h.text) for h in read(word, tmp_path).hidden}
    assert found >= {
        ("koptekst", "Gezin Roggeveen"),
        ("voettekst", "Opgesteld door Aafke"),
        ("opmerking", "Klopt dit?"),
        ("auteur", "Doutzen Haver"),
        ("auteur", "Sjoerd Klaver"),
        ("auteur", "Ymke Gerst"),
        ("eigenschap", "Interview Roggeveen"),
    }
    assert "voettekst" not in {kind for kind, text in found if text.startswith("Pagina")}


def test_bold_headings_and_questions_but_not_bold_sentences(tmp_path: Path) -> None:
    word = WordDocument()
    for text in ("Het begin", "Hoe ging het toen?", "Dit was het ergste van alles."):
        word.add_paragraph().add_run(text).bold = True
        word.add_paragraph("Gewone tekst.")
    kinds = [piece.kind for piece in read(word, tmp_path).pieces]
    assert kinds == [HEADING, PARAGRAPH, QUESTION, PARAGRAPH, PARAGRAPH, PARAGRAPH]


def test_the_main_part_may_have_another_name(tmp_path: Path) -> None:
    import zipfile

    word = WordDocument()
    word.add_paragraph("Tekst.")
    buffer = BytesIO()
    word.save(buffer)
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"/word/document.xml", b"/word/document2.xml")
            new.writestr(name.replace("document.xml", "document2.xml"), data)
    assert [p.text for p in read_docx(path, Limits()).pieces] == ["Tekst."]


def test_bold_paragraphs_above_bullets_are_headings(tmp_path: Path) -> None:
    word = WordDocument()
    for heading, item in (("Terugblik", "Ze zat thuis."), ("Geld", "De taxi kost meer.")):
        word.add_paragraph().add_run(heading).bold = True
        word.add_paragraph(item, style="List Bullet")
    kinds = [piece.kind for piece in read(word, tmp_path).pieces]
    assert kinds == [HEADING, ITEM, HEADING, ITEM]
