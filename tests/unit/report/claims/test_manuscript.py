"""A Word document is read as its reader sees it, and comes back with comments and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from pipeline.errors import CorpusError
from pipeline.report.claims.annotating import annotated
from pipeline.report.claims.finding import Cause, Finding
from pipeline.report.claims.passage import Kind
from pipeline.report.claims.reading import Manuscript, read_manuscript

from .conftest import run_xml

NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="2"><w:p><w:r><w:t>Alle ouders, behalve één.</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
Paragraph = Callable[[Any, str], Any]
Saved = Callable[[Any], bytes]


def read(content: bytes) -> Manuscript:
    return read_manuscript(content, Path("rapport.docx"))


@pytest.fixture
def rich(paragraph: Paragraph, saved: Saved) -> bytes:
    """Everything at once: tracked changes, a link, a footnote, a table, an older comment."""
    document = Document()
    document.add_heading("3.2.2 De weg", level=3)
    paragraph(
        document,
        run_xml("Enkele ")
        + '<w:del w:id="1" w:author="a"><w:r><w:delText>niet </w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" w:author="a">{run_xml("oude")}</w:ins>'
        + "<w:r><w:rPr><w:b/></w:rPr><w:t>r</w:t></w:r>"
        + '<w:bookmarkStart w:id="7" w:name="oza_weg_zelf_gezocht"/>'
        + run_xml("s zochten zelf.")
        + '<w:bookmarkEnd w:id="7"/>'
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + "<w:r><w:instrText> REF x </w:instrText></w:r>",
    )
    document.add_table(rows=1, cols=2).cell(0, 1).text = "In een cel"
    last = document.add_paragraph("Met een eerdere opmerking.")
    document.add_comment(last.runs, text="Van een collega", author="b", initials="b")
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        NOTES.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return saved(document)


def test_what_is_read(rich: bytes) -> None:
    passages = read(rich).passages
    assert [(p.kind, p.text) for p in passages] == [
        (Kind.HEADING, "3.2.2 De weg"),
        (Kind.TEXT, "Enkele ouders zochten zelf."),
        (Kind.NOTE, "Alle ouders, behalve één."),
        (Kind.TABLE, "In een cel"),
        (Kind.TEXT, "Met een eerdere opmerking."),
    ]
    assert passages[1].bookmarks == ((12, 27, "oza_weg_zelf_gezocht"),)


def finding(passage: int, start: int, end: int, comment: str = "Kijk hier") -> Finding:
    return Finding(passage, start, end, Cause.NUMBER, "3.2.2, alinea 1", comment)


def test_a_comment_stands_on_its_words(rich: bytes) -> None:
    made = annotated(rich, read(rich), [finding(1, 7, 13), finding(2, 0, 4), finding(3, 0, 2)])
    document = Document(io.BytesIO(made))
    comments = {c.comment_id: (c.author, c.text) for c in document.comments}
    assert sorted(comments.values()) == [("b", "Van een collega"), *[("oza", "Kijk hier")] * 3]
    body = document.element.body
    ours = next(id_ for id_, (author, _) in sorted(comments.items()) if author == "oza")
    between = body.xpath(
        f".//w:t[preceding::w:commentRangeStart[@w:id='{ours}']]"
        f"[following::w:commentRangeEnd[@w:id='{ours}']]"
    )
    assert "".join(t.text for t in between) == "ouders"
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert len(body.xpath(f".//w:{name}")) == 4
    assert all(
        start.getparent().tag.endswith("}p") for start in body.xpath(".//w:commentRangeStart")
    )


def test_nothing_else_changes(rich: bytes) -> None:
    made = annotated(rich, read(rich), [finding(1, 7, 13), finding(1, 0, 27), finding(4, 4, 7)])
    before, after = (zipfile.ZipFile(io.BytesIO(content)) for content in (rich, made))
    assert before.namelist() == after.namelist()
    changed = {n for n in before.namelist() if before.read(n) != after.read(n)}
    assert changed == {"word/document.xml", "word/comments.xml"}
    assert [(p.kind, p.text, p.style, p.bookmarks) for p in read(made).passages] == [
        (p.kind, p.text, p.style, p.bookmarks) for p in read(rich).passages
    ]
    said = [
        "".join(t.text for t in Document(io.BytesIO(c)).element.body.xpath(".//w:t | .//w:delText"))
        for c in (rich, made)
    ]
    assert said[0] == said[1]
    assert len(Document(io.BytesIO(made)).element.body.xpath(".//w:del | .//w:ins")) == 2


def test_a_first_comment_brings_its_part(saved: Saved) -> None:
    document = Document()
    document.add_paragraph("Alle ouders kwamen.")
    content = saved(document)
    made = annotated(content, read(content), [finding(0, 0, 11)])
    before, after = (zipfile.ZipFile(io.BytesIO(c)) for c in (content, made))
    assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}
    assert b"/word/comments.xml" in after.read("[Content_Types].xml")
    assert [c.text for c in Document(io.BytesIO(made)).comments] == ["Kijk hier"]
    assert made == annotated(content, read(content), [finding(0, 0, 11)])


def test_looks_survive_a_split(saved: Saved) -> None:
    document = Document()
    run = document.add_paragraph().add_run("Alle ouders kwamen.")
    run.bold = True
    content = saved(document)
    made = Document(io.BytesIO(annotated(content, read(content), [finding(0, 5, 11)])))
    runs = [r for r in made.paragraphs[0].runs if r.text]
    assert [(r.text, r.bold) for r in runs] == [
        ("Alle ", True),
        ("ouders", True),
        (" kwamen.", True),
    ]


def test_captions_and_tables_of_the_program_are_not_checked(
    paragraph: Paragraph, saved: Saved
) -> None:
    document = Document()
    for name in ("oza_tabel_0123456789", "anders"):
        paragraph(
            document,
            '<w:pPr><w:pStyle w:val="Caption"/></w:pPr>'
            f'<w:bookmarkStart w:id="3" w:name="{name}"/>{run_xml("Tabel 1")}<w:bookmarkEnd w:id="3"/>',
        )
        document.add_table(rows=1, cols=1).cell(0, 0).text = name
    checked = {p.text: p.checked for p in read(saved(document)).passages}
    assert checked == {"Tabel 1": False, "oza_tabel_0123456789": False, "anders": True}


@pytest.mark.parametrize(
    ("style", "text", "heading"),
    [
        ("", "3.2.3 Ervaringen van kinderen en ouders", True),
        ("", "3.2.3 Dit is een zin die met een nummer begint.", False),
        ("", "15 ouders vertelden het", False),
        ("2", "Sociale relaties", True),
    ],
)
def test_what_a_heading_is(
    document: Callable[..., Any], saved: Saved, style: str, text: str, heading: bool
) -> None:
    [passage] = read(saved(document([(style, text)]))).passages
    assert (passage.kind is Kind.HEADING) is heading


def test_headings_that_word_numbers(paragraph: Paragraph, saved: Saved) -> None:
    document = Document()
    numbering = '<w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="1"/></w:numPr>'
    for level, text in ((1, "Een"), (2, "Twee"), (2, "Drie"), (1, "Vier"), (2, "Vijf")):
        style = f'<w:pStyle w:val="Heading{level}"/>' + numbering.format(level - 1)
        paragraph(document, f"<w:pPr>{style}</w:pPr>{run_xml(text)}")
    texts = [p.text for p in read(saved(document)).passages]
    assert texts == ["1 Een", "1.1 Twee", "1.2 Drie", "2 Vier", "2.1 Vijf"]


@pytest.mark.parametrize("content", [b"geen zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_document_is_said_in_one_line(content: bytes) -> None:
    with pytest.raises(CorpusError) as told:
        read(content)
    assert "rapport.docx: dit is geen leesbaar Word-document" in str(told.value)
