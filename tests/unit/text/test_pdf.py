"""PDFs drawn here by reportlab, to put every line where it hurts."""

from __future__ import annotations

import textwrap
from pathlib import Path

from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from pipeline.text.document import Document, Limits
from pipeline.text.readers.pdf.body import read_pdf
from pipeline.text.structure import to_report

LEFT = (
    "De moeder vertelt dat de eerste weken zwaar waren, omdat haar dochter niet naar binnen "
    "durfde. Elke ochtend stond iemand bij het hek te wachten en dat gaf rust."
)
RIGHT = (
    "De vader zag juist dat zijn zoon te weinig leerde. Hij wilde meer rekenen en taal, en sprak "
    "daarover met de begeleider, die een plan maakte voor het voorjaar."
)


def canvas(tmp_path: Path) -> Canvas:
    return Canvas(str(tmp_path / "x.pdf"), pagesize=(595, 842))


def read(page: Canvas, tmp_path: Path) -> Document:
    page.save()
    return read_pdf(tmp_path / "x.pdf", Limits())


def blocks(document: Document) -> list[tuple[str, str]]:
    report = to_report("1O1", document)
    return [(block.kind.value, report.of(block)) for block in report.blocks]


def prose(page: Canvas, text: str, x: float, y: float, width: int, lead: float = 14) -> float:
    for line in textwrap.wrap(text, width):
        page.drawString(x, y, line)
        y -= lead
    return y


def test_columns_drawn_line_by_line_are_read_column_by_column(tmp_path: Path) -> None:
    page = canvas(tmp_path)
    page.setFont("Helvetica-Bold", 18)
    page.drawString(60, 800, "Twee verhalen naast elkaar over de hele breedte")
    page.setFont("Helvetica", 10)
    pairs = zip(textwrap.wrap(LEFT * 2, 40), textwrap.wrap(RIGHT * 2, 40), strict=False)
    for number, (left, right) in enumerate(pairs):
        page.drawString(60, 760 - 13 * number, left)
        page.drawString(320, 760 - 13 * number, right)
    found = blocks(read(page, tmp_path))
    assert [kind for kind, _ in found] == ["kop", "alinea", "alinea"]
    assert found[1][1].startswith(LEFT[:90])
    assert "vader" not in found[1][1]


def test_headers_footers_and_page_numbers_go(tmp_path: Path) -> None:
    page = canvas(tmp_path)
    for number in range(1, 5):
        page.setFont("Helvetica", 9)
        page.drawString(60, 815, "Gezin Wolters" if number % 2 else "Vertrouwelijk")
        page.drawCentredString(300, 30, f"- {number} -")
        page.setFont("Helvetica", 11)
        prose(page, f"Gesprek {number * 'x'} {LEFT}", 60, 770, 80)
        page.showPage()
    document = read(page, tmp_path)
    text = to_report("1O1", document).text
    assert not any(gone in text for gone in ("Wolters", "Vertrouwelijk", "- 2 -"))
    assert {h.text for h in document.hidden if h.kind == "koptekst"} == {
        "Gezin Wolters",
        "Vertrouwelijk",
    }


def test_a_paragraph_runs_on_over_the_page_and_its_note_waits(tmp_path: Path) -> None:
    page = canvas(tmp_path)
    page.setFont("Helvetica", 11)
    page.drawString(60, 200, "De begeleider noemt het plan")
    width = page.stringWidth("De begeleider noemt het plan", "Helvetica", 11)
    page.setFont("Helvetica", 7)
    page.drawString(60 + width, 204, "1")
    page.setFont("Helvetica", 11)
    page.drawString(60 + width + 7, 200, "goed, en ook de aanpak die toen begon")
    page.setFont("Helvetica", 8)
    page.drawString(60, 80, "1 Zie het plan van")
    page.drawString(60, 70, "vorig jaar.")
    page.showPage()
    page.setFont("Helvetica", 11)
    page.drawString(60, 780, "voor alle kinderen.")
    assert blocks(read(page, tmp_path)) == [
        (
            "alinea",
            "De begeleider noemt het plan goed, en ook de aanpak die toen begon voor alle kinderen.",
        ),
        ("voetnoot", "Zie het plan van vorig jaar."),
    ]


def test_line_numbers_and_turns(tmp_path: Path) -> None:
    page = canvas(tmp_path)
    lines = ["I: Hoe begon het?", "R: Dat was in het najaar, toen de leer-", "plicht belde."] * 4
    for number, line in enumerate(lines, start=1):
        page.setFont("Courier", 8)
        page.drawString(35, 800 - 14 * number, str(number))
        page.setFont("Helvetica", 11)
        page.drawString(60, 800 - 14 * number, line)
    assert blocks(read(page, tmp_path))[:2] == [
        ("vraag", "Hoe begon het?"),
        ("beurt", "Dat was in het najaar, toen de leerplicht belde."),
    ]


def test_ruled_table(tmp_path: Path) -> None:
    page = canvas(tmp_path)
    prose(page, LEFT, 60, 800, 80)
    rows = [["Onderwerp", "Ouder"], ["Vervoer", "Vaak te laat,\nen dat gaf onrust"], ["Rust", "Ja"]]
    table = Table(rows, colWidths=[100, 200], style=[("GRID", (0, 0), (-1, -1), 1, colors.black)])
    table.wrapOn(page, 400, 400)
    table.drawOn(page, 60, 600)
    prose(page, RIGHT, 60, 560, 80)
    assert blocks(read(page, tmp_path))[1:-1] == [
        ("tabelrij", "Onderwerp | Ouder"),
        ("tabelrij", "Vervoer | Vaak te laat, en dat gaf onrust"),
        ("tabelrij", "Rust | Ja"),
    ]


def test_turned_pages_and_watermarks(tmp_path: Path) -> None:
    page = canvas(tmp_path)
    page.saveState()
    page.rotate(90)
    prose(page, LEFT, 60, -100, 60)
    page.restoreState()
    page.rotate(45)
    page.setFont("Helvetica", 60)
    page.drawString(300, 100, "CONCEPT")
    document = read(page, tmp_path)
    assert blocks(document) == [("alinea", LEFT)]
    assert "CONCEPT" in {h.text for h in document.hidden}


def test_information_is_hidden(tmp_path: Path) -> None:
    page = canvas(tmp_path)
    page.setAuthor("Jildou Bakker")
    page.setTitle("Gesprek met Sjors")
    page.drawString(60, 700, "Tekst.")
    hidden = {(h.kind, h.text) for h in read(page, tmp_path).hidden}
    assert {("auteur", "Jildou Bakker"), ("eigenschap", "Gesprek met Sjors")} <= hidden
