"""Chapters 2 to 5 of the second study: in Word from its template, on a page, in a workbook."""

from __future__ import annotations

import html
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from pipeline.__main__ import main
from pipeline.config.study import read_study
from pipeline.domain.placement_evidence import Direction
from pipeline.domain.quotable import QuoteMark, QuoteVerdict
from pipeline.domain.report import text_digest
from pipeline.domain.speech import speech_spans
from pipeline.stages.for_weighing.evidence import evidence_of
from pipeline.store.layout import Layout
from pipeline.store.quotable import append_marks
from pipeline.store.tables import read_segments

ROOT = Path(__file__).parents[2]
KEPT = ("1G1", "5L1", "4O1", "10B1")
PLATES = ("Een OZA ontwerpen", "Zorg in een onderwijssetting", "Onderwijs in een zorgsetting",
          "Zorg en onderwijs elk in de eigen setting")  # fmt: skip


def oza(root: Path, *arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["oza", *arguments, "--root", str(root)])
        with pytest.raises(SystemExit) as end:
            main()
    return int(end.value.code or 0)


def report(root: Path) -> int:
    return oza(root, "report", "--study", "financiering", "--wave", "ronde-1")


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The second study with some of its reports, run to its report."""
    root = tmp_path_factory.mktemp("weging")
    book = root / "codebook" / "financiering"
    ignored = shutil.ignore_patterns("private", ".*")
    shutil.copytree(ROOT / "codebook" / "financiering", book, ignore=ignored)
    source = ROOT / "corpus" / "financiering" / "ronde-1"
    wave = root / "corpus" / "financiering" / "ronde-1"
    wave.joinpath("reports").mkdir(parents=True)
    head, *rows = (source / "register.csv").read_text("utf-8").splitlines()
    kept = [row for row in rows if row.split(";")[0] in KEPT]
    (wave / "register.csv").write_text("\n".join([head, *kept]) + "\n", "utf-8")
    for row in kept:
        shutil.copy(source / "reports" / row.split(";")[1], wave / "reports")
    assert oza(root, "run", "--study", "financiering", "--wave", "ronde-1") == 0
    return Layout(root, "financiering", "ronde-1")


@pytest.fixture(scope="module")
def page(layout: Layout) -> str:
    return (layout.stage("report") / "rapport.html").read_text("utf-8")


def captions(page: str) -> list[str]:
    found = re.findall(r"<(?:caption|figcaption)>([^<]*)</", page)
    return [html.unescape(one) for one in found]


def test_every_chapter_has_its_tables_and_figures(page: str) -> None:
    found = " ".join(captions(page))
    for told in (
        "zes financieringswijzen naar twee kenmerken", "Welke financieringswijze bij welke stroom",
        "De volledige typologie: zorg in een onderwijssetting", "De vereenvoudigde typologie",
        "De acht criteria en hun schalen", "Wie belang heeft", "Scores van 1 tot 3 op de criteria",
        "Randvoorwaarden per financieringswijze", "Situaties bij onderwijs in een zorgsetting",
        "Productiefinanciering naast trajectfinanciering", "Wat een nadeel verzacht",
        *(f"Praatplaat ‘{title}’" for title in PLATES),
    ):  # fmt: skip
        assert told in found
    scales = re.findall(
        r": waar elke financieringswijze staat \(studie, paragraaf (4\.2\.\d)\)", found
    )
    assert scales == [f"4.2.{number}" for number in range(1, 9)]


def test_tables_and_figures_are_numbered_in_order(page: str) -> None:
    for kind in ("Tabel", "Figuur"):
        numbers = [int(m[1]) for c in captions(page) if (m := re.match(rf"{kind} (\d+)\. ", c))]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) > 15


def test_the_page_can_be_read_without_seeing_it(page: str) -> None:
    pictures = re.findall(r"<img [^>]*>", page)
    assert len(pictures) > 15
    assert all(len(re.search(r'alt="([^"]*)"', one)[1]) > 60 for one in pictures)  # type: ignore[index]
    for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
        assert "<caption>" in table
        assert '<th scope="row"' in table
        assert '<th scope="col">' in table or "Waarop dit rapport rust" in table


def test_the_template_of_the_study_is_filled_in_whole(layout: Layout, page: str) -> None:
    assert layout.template.exists()
    document = docx.Document(str(layout.stage("report") / "rapport.docx"))
    assert not any("{{" in paragraph.text for paragraph in document.paragraphs)
    told = {p.text.partition(". ")[2] for p in document.paragraphs if p.style.name == "Caption"}
    own = [one.partition(". ")[2] for one in captions(page) if "(studie, " in one]
    assert len(own) > 60
    assert set(own) <= told
    described = document.element.body.findall(".//{*}docPr")
    assert all(len(one.get("descr", "")) > 60 for one in described)


def test_the_workbook_has_a_sheet_of_each_kind_of_fact(layout: Layout) -> None:
    book = load_workbook(layout.stage("report") / "tabellen.xlsx")
    assert book.sheetnames[2:9] == [
        "Wijzen", "Plaatsingen", "Scores", "Randvoorwaarden", "Knelpunten", "Typologie", "Bewijs",
    ]  # fmt: skip
    assert [book[name].max_row for name in book.sheetnames[2:8]] == [7, 67, 7, 13, 10, 33]
    scores = {row[0]: row[1:] for row in book["Scores"].iter_rows(min_row=2, values_only=True)}
    assert scores["Beschikbaarheidsfinanciering"][:6] == (1, 1, 3, 3, 3, 1)
    texts = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    assert not any("\u00ad" in text for text in texts)


def test_every_number_of_the_evidence_opens(layout: Layout, page: str) -> None:
    folder = layout.stage("report")
    lines = (folder / "intern" / "herkomst.jsonl").read_text("utf-8").splitlines()
    known = {line["key"]: line for line in map(json.loads, lines)}
    keys = set(re.findall(r'data-herkomst="(bewijs [^"]*)"', page))
    assert len(keys) > 40
    assert keys <= set(known)
    whole = known["bewijs / productie / administratie / samen"]
    assert set(whole["respondents"]) <= set(KEPT)
    assert max(whole["value"].values()) <= len(whole["respondents"])


def test_no_parent_is_tied_to_a_region(page: str) -> None:
    footers = re.findall(r"<footer>([^<]*)</footer>", page)
    assert "Ouder" in footers
    assert not any(re.match(r"Ouder.*\d", footer) for footer in footers)
    assert not re.search(r"\b\d{1,2}[GVLAZOB]\d\b", page)


@pytest.fixture
def restored(layout: Layout) -> Iterator[Layout]:
    """The study as it was, once a test is done with it."""
    kept = layout.root / "bewaard"
    shutil.copytree(layout.study_folder, kept)
    yield layout
    shutil.rmtree(layout.study_folder)
    kept.rename(layout.study_folder)


def mark_what_bears_on(layout: Layout, option: str, criterion: str) -> str:
    """Marks what was said in a passage that is for or against as quotable; returns the words."""
    study = read_study(layout.study_folder)
    segments = {s.id: s for s in read_segments(layout.stage("segment") / "segments.parquet")}
    cell = evidence_of(layout, study).cell(option, criterion)
    passages = (*cell.said(Direction.FOR), *cell.said(Direction.AGAINST))
    for segment in (segments[passage.segment] for passage in passages):
        for start, end in speech_spans(segment):
            words = segment.text[start:end].strip()
            at = segment.text.index(words)
            place = (at, at + len(words), text_digest(words), QuoteVerdict.QUOTABLE)
            mark = QuoteMark(
                layout.wave, segment.id, segment.digest, *place, "anna", "2026-01-01T00:00:00Z"
            )
            append_marks(layout.quotation_marks("anna"), [mark])
            return words
    raise AssertionError("niemand zei hier iets")


def test_a_wrong_tag_is_named_and_the_rest_filled_in(
    restored: Layout, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    document = docx.Document()
    document.add_paragraph('{{ plaatsing("kwalitijt") }}')
    document.add_paragraph('{{ bewijs("productie", "administratie") }}')
    document.add_paragraph('Zie {{ verwijs("geschiktheid onderwijs-in-zorg") }}.')
    document.add_paragraph("{{ geschiktheid('onderwijs-in-zorg') }}")
    document.save(str(restored.template))
    quoted = mark_what_bears_on(restored, "productie", "administratie")
    assert report(restored.root) == 11
    assert "er is geen criterium ‘kwalitijt’; bedoelt u ‘kwaliteit’?" in capsys.readouterr().err
    made = docx.Document(str(restored.stage("report") / "rapport.docx"))
    assert made.paragraphs[0].text == '{{ plaatsing("kwalitijt") }}'
    assert [comment.text for comment in made.comments] == [
        "Niet ingevuld: er is geen criterium ‘kwalitijt’; bedoelt u ‘kwaliteit’?"
    ]
    assert quoted in "".join(p.text for p in made.paragraphs if p.style.name == "Citaat")
    assert any(p.text.startswith("Wat ten minste moet worden vastgelegd:") for p in made.paragraphs)
    referring = next(p for p in made.paragraphs if p.text.startswith("Zie"))
    assert "".join(t.text for t in referring._p.iter() if t.tag.endswith("}t")) == "Zie Tabel 2."
    # The page does not depend on the document.
    again = (restored.stage("report") / "rapport.html").read_text("utf-8")
    assert captions(again) == captions(page)


def test_before_anything_is_coded_the_study_itself_is_told(
    restored: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(restored.decisions)
    restored.template.unlink()
    assert report(restored.root) == 0
    assert "rapport over 0 van de 4 verslagen" in capsys.readouterr().out
    page = (restored.stage("report") / "rapport.html").read_text("utf-8")
    assert "Er is nog niets gecodeerd. Wat het rapport over de studie zelf zegt" in page
    assert "Scores van 1 tot 3 op de criteria" in page
    assert "respondenten voor en tegen" not in page
    made = docx.Document(str(restored.stage("report") / "rapport.docx"))
    headings = [p.text for p in made.paragraphs if p.style.name.startswith("Heading")]
    assert "3.1.1 De volledige typologie" in headings
    book = load_workbook(restored.stage("report") / "tabellen.xlsx")
    assert book["Bewijs"].max_row == 1


def test_a_piece_that_there_is_not_is_refused(
    restored: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    chapters = restored.study_folder / "chapters.toml"
    text = chapters.read_text("utf-8")
    chapters.write_text(text.replace('["tabel_kaders"]', '["tabel_geld"]'), "utf-8")
    assert report(restored.root) == 3
    err = capsys.readouterr().err
    assert "chapters.toml: paragraaf 2.3.1: 'shows' noemt 'tabel_geld': dat is er niet" in err
    assert "Traceback" not in err
