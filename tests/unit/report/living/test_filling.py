"""An author's document keeps every word, style, comment and note; tags become what they say."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import RGBColor

from pipeline.config.study import Study
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Stance
from pipeline.report.blocks import Paragraph
from pipeline.report.compose import compose
from pipeline.report.living.filling import Filled, fill
from pipeline.report.living.numbers import numbers_of
from pipeline.report.living.vocabulary import Vocabulary
from pipeline.text.sentences import sentence_ends

POSITIVE = Stance.POSITIVE
RELATIONS = "3.2.3 Sociale relaties"


@pytest.fixture
def vocabulary(study: Study, evidence: Callable[..., Any]) -> Vocabulary:
    said = evidence(
        ("1K1", "sociaal-veilig", POSITIVE),
        ("2K1", "sociaal-veilig", POSITIVE),
        ("1O1", "sociaal-veilig", POSITIVE),
    )
    made = compose(study, said, sentence_ends, {})
    totals = {actor: len(said.of_actor(actor)) for actor in Actor}
    extra = {"methode": (Paragraph("Zo is het gedaan."),)}
    names, wording = study.settings.actors, study.wording
    numbers = numbers_of(made, study.codebook, names)
    quotations = {q.id: q for q in made.quotations}
    return Vocabulary(made, numbers, names, wording, totals, quotations, extra)


@pytest.fixture
def filled(tmp_path: Path, vocabulary: Vocabulary) -> Callable[..., tuple[Any, Filled]]:
    """Fills a document that `write` made; gives the result and what was said of it."""

    def run(write: Callable[[Any], None], change: Any = None) -> tuple[Any, Filled]:
        document = docx.Document()
        write(document)
        document.save(str(tmp_path / "sjabloon.docx"))
        if change:
            change(tmp_path / "sjabloon.docx")
        found = fill(tmp_path / "sjabloon.docx", tmp_path / "uit.docx", vocabulary, tmp_path)
        return docx.Document(str(tmp_path / "uit.docx")), found

    return run


def texts(document: Any) -> list[str]:
    return [p.text for p in document.paragraphs if p.text]


def shown(document: Any) -> list[str]:
    """Paragraphs with what their fields show."""
    return [
        "".join(t.text or "" for t in p._p.iter() if t.tag.endswith("}t"))
        for p in document.paragraphs
    ]


def test_words_and_numbers_in_a_line(filled: Any) -> None:
    def write(document: Any) -> None:
        document.add_paragraph(
            'Van {{ woord("sociaal-veilig", "kind") }} ({{ telling("Veilig en jezelf mogen zijn",'
            ' "kinderen") }}) en {{ woord_met_telling("sociaal-veilig", "ouder") }}.'
        )

    document, found = filled(write)
    assert texts(document) == ["Van alle kinderen (2 van de 2) en één ouder (1 van de 3)."]
    assert (found.tags, found.misfits) == (3, ())


def test_a_tag_in_pieces_with_curly_marks_is_one_tag(filled: Any) -> None:
    """Word parts what is typed over runs, and makes quotation marks curly."""

    def write(document: Any) -> None:
        paragraph = document.add_paragraph("Het zijn ")
        for piece in ("{", "{ telling(“sociaal", "-veilig”, „kind”)", " }", "} kinderen."):
            paragraph.add_run(piece).bold = "tel" in piece

    document, _ = filled(write)
    assert texts(document) == ["Het zijn 2 van de 2 kinderen."]


def test_what_the_author_wrote_stays(filled: Any, tmp_path: Path) -> None:
    def write(document: Any) -> None:
        style = document.styles.add_style("Eigen stijl", 1)
        style.font.color.rgb = RGBColor(200, 0, 0)
        first = document.add_paragraph("Mijn ", style="Eigen stijl")
        first.add_run("vette").bold = True
        first.add_run(' woorden: {{ aantal("sociaal-veilig", "kind") }} kinderen, ')
        last = first.add_run("schuin")
        last.italic = True
        document.add_comment([last], "Nog nakijken", author="Anna", initials="A")
        document.add_paragraph("Accolades als { dit } of {# dit #} of {{ en }} los blijven.")
        table = document.add_table(1, 2)
        table.cell(0, 0).text = 'Cel met {{ telling("sociaal-veilig", "ouder") }}'
        document.sections[0].header.paragraphs[0].text = 'Kop: {{ totaal("kind") }} kinderen'

    document, found = filled(write, _with_footnote)
    first = document.paragraphs[0]
    assert first.text == "Mijn vette woorden: 2 kinderen, schuin"
    assert first.style.name == "Eigen stijl"
    assert [(r.text, bool(r.bold), bool(r.italic)) for r in first.runs if r.text.strip()] == [
        ("Mijn ", False, False),
        ("vette", True, False),
        (" woorden: ", False, False),
        ("2", False, False),
        (" kinderen, ", False, False),
        ("schuin", False, True),
    ]
    assert (
        document.paragraphs[1].text == "Accolades als { dit } of {# dit #} of {{ en }} los blijven."
    )
    assert document.tables[0].cell(0, 0).text == "Cel met 1 van de 3"
    assert document.sections[0].header.paragraphs[0].text == "Kop: 2 kinderen"
    assert "Nog nakijken" in [c.text for c in document.comments]
    with zipfile.ZipFile(tmp_path / "uit.docx") as package:
        notes = re.sub("<[^>]+>", "", package.read("word/footnotes.xml").decode())
    assert notes.strip() == "Een noot over 2 van de 2 en {{ los."
    assert len(found.misfits) == 4


def test_blocks_come_in_the_place_of_their_paragraph(filled: Any) -> None:
    def write(document: Any) -> None:
        document.add_paragraph("Voor.")
        document.add_paragraph(f'{{{{ thema("{RELATIONS}") }}}}')
        document.add_paragraph("Na, zie {{ verwijs('Sociale relaties') }}.")
        document.add_paragraph("{{ methode() }}")

    document, found = filled(write)
    body = texts(document)
    assert found.misfits == ()
    assert body[0] == "Voor."
    assert body[1].startswith("Alle kinderen (2 van de 2) brachten dit onderwerp in.")
    assert body[-1] == "Zo is het gedaan."
    assert "Na, zie Tabel 1." in shown(document)
    assert document.tables[0].rows[0].cells[0].text == "Thema"
    xml = document.element.xml
    assert "SEQ Tabel" in xml
    assert re.search(r"REF (oza_tabel_\w+) \\h", xml)[1] in xml.partition("bookmarkStart")[2]  # type: ignore[index]


def test_what_cannot_be_filled_in_stays_and_is_named(filled: Any) -> None:
    wrong = {
        '{{ telling("sociaal-veilg", "kind") }}': "bedoelt u ‘sociaal-veilig’",
        '{{ telling("sociaal-veilig", "kat") }}': "er is geen actor ‘kat’",
        "{{ onzin() }}": "wordt niet herkend",
        "{{ telling.__class__ }}": "wordt niet herkend",
        "{{ ''.__class__.__mro__ }}": "wordt niet herkend",
        "{{ 1 + }}": "wordt niet herkend",
        '{{ citaat("0000000000") }}': "er is geen citaat",
        "{% for x in [1] %}": "alleen {% if",
        f'Zie {{{{ tabel("{RELATIONS}") }}}}': "in een eigen alinea",
        "{{ niet af": "begint met {{",
    }

    def write(document: Any) -> None:
        document.add_heading("Mijn hoofdstuk", 1)
        for text in wrong:
            document.add_paragraph(text)

    document, found = filled(write)
    assert texts(document)[1:] == list(wrong)
    assert found.tags == 0
    assert [m.heading for m in found.misfits] == ["Mijn hoofdstuk"] * len(wrong)
    assert [m.paragraph for m in found.misfits] == list(range(2, len(wrong) + 2))
    for misfit, why in zip(found.misfits, wrong.values(), strict=True):
        assert why in misfit.why
    assert len(list(document.comments)) == len(wrong)


def test_an_author_may_choose_by_a_number(filled: Any) -> None:
    def write(document: Any) -> None:
        document.add_paragraph(
            '{% if aantal("sociaal-veilig", "kind") > 1 %}Meer dan één.{% else %}Niet.{% endif %}'
        )
        document.add_paragraph('{%p if aantal("sociaal-veilig", "ouder") > 1 %}')
        document.add_paragraph("Dit valt weg.")
        document.add_paragraph("{%p endif %}")
        document.add_paragraph("Einde.")

    document, found = filled(write)
    assert texts(document) == ["Meer dan één.", "Einde."]
    assert found.misfits == ()


def test_an_if_without_end_leaves_the_document_as_it_was(filled: Any) -> None:
    def write(document: Any) -> None:
        document.add_paragraph('{% if aantal("sociaal-veilig", "kind") %} Wel.')
        document.add_paragraph("Alles blijft.")

    document, found = filled(write)
    assert texts(document) == ['{% if aantal("sociaal-veilig", "kind") %} Wel.', "Alles blijft."]
    assert len(found.misfits) == 1


def test_the_authors_own_captions_count_along(filled: Any) -> None:
    def write(document: Any) -> None:
        from pipeline.report.word_parts import field

        own = document.add_paragraph("Tabel ")
        field(own, "SEQ Tabel \\* ARABIC", "9")
        own.add_run(". Van mij")
        document.add_paragraph(f'{{{{ tabel("{RELATIONS}") }}}}')
        document.add_paragraph('Zie {{ verwijs("Sociale relaties") }}.')

    document, _ = filled(write)
    first, second, *rest = shown(document)
    assert first == "Tabel 1. Van mij"
    assert second.startswith("Tabel 2. Respondenten die ‘Sociale relaties’")
    assert "Zie Tabel 2." in rest


def test_the_same_template_gives_the_same_bytes(filled: Any, tmp_path: Path) -> None:
    def write(document: Any) -> None:
        document.add_paragraph(f'{{{{ thema("{RELATIONS}") }}}}')
        document.add_paragraph("{{ fout }}")

    filled(write)
    with zipfile.ZipFile(tmp_path / "uit.docx") as package:
        first = {name: package.read(name) for name in package.namelist()}
    filled(write)
    with zipfile.ZipFile(tmp_path / "uit.docx") as package:
        assert {name: package.read(name) for name in package.namelist()} == first


def _with_footnote(path: Path) -> None:
    """Adds a part with a footnote, which python-docx cannot write."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    note = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Een noot over {{ telling("sociaal-veilig", "kind") }}'
        " en {{ los.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    with zipfile.ZipFile(path) as package:
        files = {
            name: package.read(name).decode("utf-8", "surrogateescape")
            for name in package.namelist()
        }
    files["word/footnotes.xml"] = note
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    )
    relations = "word/_rels/document.xml.rels"
    files[relations] = files[relations].replace(
        "</Relationships>",
        f'<Relationship Id="rIdN" Type="{relation}" Target="footnotes.xml"/></Relationships>',
    )
    with zipfile.ZipFile(path, "w") as package:
        for name, text in files.items():
            package.writestr(name, text.encode("utf-8", "surrogateescape"))
