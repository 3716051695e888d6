"""`oza new-study --codes`: from a list of codes to a report."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.config.study import read_study
from pipeline.domain.judgement import Decision
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.tables import read_segments

Oza = Callable[..., Any]
LIST = """code;bovenliggende code;definitie;voorbeelden;kleur;aantal
Contact;;Alles over contact.;;rood;4
Korte lijnen;Contact;Elke dag contact.;ouder: Wij krijgen elke dag een bericht.;rood;3
Overig;Contact;;Zomaar een zin.;;1
Sfeer;;;;;
Overig;Sfeer;;;;
"""


@pytest.fixture
def made(oza: Oza, project: Layout) -> Any:
    (project.root / "lijst.csv").write_text(LIST, encoding="utf-8")
    said = oza("new-study", "proef", "--codes", "lijst.csv")
    assert said.code == 0, said.err
    return said


def test_the_summary_says_what_came_along_and_what_did_not(made: Any) -> None:
    assert made.out.splitlines()[2:] == [
        "overgenomen: 5 codes, 2 hoofdcodes, 2 omschrijvingen, 1 voorbeeld",
        "let op: 2 keer een code met dezelfde naam als een andere; de code erboven staat nu erbij",
        "niet overgenomen: 2 kleuren, 1 voorbeeld zonder spreker, ‘aantal’",
        "schrijf voor een voorbeeld wie het zegt, zoals ‘kind: …’",
        "omschrijvingen en voorbeelden komen in elke afdruk van het codeboek: haal woorden van"
        " deelnemers eruit",
        "wat er nog aan ontbreekt: oza codebook check --study proef",
    ]


def test_the_study_reads_and_check_lists_what_is_still_to_be_filled_in(
    made: Any, oza: Oza, project: Layout
) -> None:
    study = read_study(project.root / "codebook" / "proef")
    shipped = read_study(project.study_folder)
    assert [c.id for c in study.codebook] == [
        "contact", "korte-lijnen", "contact-overig", "sfeer", "sfeer-overig",
    ]  # fmt: skip
    assert (study.settings.title, study.settings.question) == ("Proef", "")
    assert not study.settings.demonstration
    assert study.wording == shipped.wording
    assert study.settings.groups == shipped.settings.groups
    lines = oza("codebook", "check", "--study", "proef").out.splitlines()
    assert "  korte-lijnen: in te vullen: gebruik" in lines
    assert "  sfeer-overig: in te vullen: definitie, gebruik, voorbeelden" in lines
    assert lines[-1] == "5 codes zijn nog niet af (draft: true)"

    path = project.root / "codebook" / "proef" / "codes.yaml"
    text = path.read_text("utf-8").replace("    draft: true\n", "")
    path.write_text(text, "utf-8")
    said = oza("codebook", "check", "--study", "proef")
    assert said.code == 3
    assert "geen voorbeelden" in said.err


def test_it_goes_all_the_way_to_a_report_and_a_printed_codebook(
    made: Any, oza: Oza, project: Layout, decide: Callable[..., Decision]
) -> None:
    new = Layout(project.root, "proef", "golf-1")
    for report in project.reports.iterdir():
        shutil.copy(report, new.reports)
    shutil.copy(project.wave_folder / "register.csv", new.wave_folder)
    said = oza("suggest", "--study", "proef")
    assert said.code == 0, said.err
    segments = read_segments(new.stage("segment") / "segments.parquet")
    about = next(s for s in segments if "elke dag een bericht" in s.text)
    decisions = [decide(s.id, "", digest=s.digest) for s in segments]
    decisions.append(decide(about.id, "korte-lijnen", digest=about.digest))
    append_decisions(new.ledger("anna"), decisions)
    said = oza("report", "--study", "proef")
    assert said.code == 0, said.err
    page = (new.stage("report") / "rapport.html").read_text("utf-8")
    assert "2.1 Contact" in page
    assert "2.2 Sfeer" in page
    assert oza("codebook", "print", "--study", "proef").code == 0
    book = (new.stage("codeboek") / "codeboek.html").read_text("utf-8")
    assert book.count("nog niet af") == 5
    assert "Ouders: 1 van de 1" in book


@pytest.mark.parametrize(
    ("name", "content", "code", "what"),
    [
        ("lijst.csv", "een;twee\n1;2\n", 3, "geen kolom met codes"),
        ("lijst.csv", "code;ouder\na;b\nb;a\n", 3, "rij 2"),
        ("lijst.qdc", "<!DOCTYPE x><CodeBook/>", 3, "DOCTYPE"),
    ],
)
def test_a_list_that_cannot_be_used_makes_nothing(
    oza: Oza, project: Layout, name: str, content: str, code: int, what: str
) -> None:
    (project.root / name).write_text(content, encoding="utf-8")
    said = oza("new-study", "proef", "--codes", name)
    assert said.code == code
    assert what in said.err
    assert len(said.err.splitlines()) == 1
    left = {path.name for path in (project.root / "codebook").iterdir()}
    assert left == {"ervaringen"}
    assert not (project.root / "corpus" / "proef").exists()


def test_when_the_source_cannot_be_read_nothing_is_left_behind(oza: Oza, project: Layout) -> None:
    (project.root / "lijst.csv").write_text(LIST, encoding="utf-8")
    settings = project.study_folder / "study.toml"
    settings.write_text(settings.read_text("utf-8").replace("names_oza = true", "oza = 1"), "utf-8")
    said = oza("new-study", "proef", "--codes", "lijst.csv")
    assert said.code == 3
    assert {path.name for path in (project.root / "codebook").iterdir()} == {"ervaringen"}


def test_with_more_studies_it_asks_which_one_to_start_from(made: Any, oza: Oza) -> None:
    said = oza("new-study", "derde")
    assert said.code == 10
    assert re.search("--from.*ervaringen, proef", said.err)
