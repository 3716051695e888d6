"""Pieces by name: by id or label, and what an author hears of a name that there is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.config.study import Study, read_study
from pipeline.domain.chapters import Chapters, Section
from pipeline.errors import ChaptersError
from pipeline.report.appraised.shelf import NoPiece, Shelf
from pipeline.report.living.template import tag_of
from pipeline.stages.for_report.appraising import shown_in
from pipeline.store.layout import Layout
from tests.unit.appraisal.shipped import HERE

MANUAL = Path(__file__).parents[4] / "HANDLEIDING-AUTEUR.md"


@pytest.mark.parametrize(
    ("tag", "arguments", "said"),
    [
        ("plaatsing", ["kwalitijt"], "er is geen criterium ‘kwalitijt’; bedoelt u ‘kwaliteit’?"),
        ("bewijs", ["loon", "kwaliteit"], "er is geen financieringswijze ‘loon’"),
        ("herleiding", ["productief"], "bedoelt u ‘productie’?"),
        ("praatplaat", ["school"], "er is geen afweging ‘school’"),
        ("vergelijking", ["alles"], "er is geen vergelijking ‘alles’"),
        ("situaties", ["algemeen"], "‘algemeen’ onderscheidt geen situaties"),
        ("geschiktheid", ["eigen-setting"], "heeft geen tabel van geschiktheid"),
    ],
)
def test_a_name_that_there_is_not(shelf: Shelf, tag: str, arguments: list[str], said: str) -> None:
    with pytest.raises(NoPiece) as refused:
        shelf.pieces()[tag](*arguments)
    assert said in str(refused.value)


def test_a_label_does_as_well_as_an_id(shelf: Shelf) -> None:
    pieces = shelf.pieces()
    assert pieces["plaatsing"]("Administratieve lasten") == pieces["plaatsing"]("administratie")
    assert pieces["herleiding"]("trajectfinanciering") == pieces["herleiding"]("traject")
    assert pieces["praatplaat"]("Onderwijs in een zorgsetting") == pieces["praatplaat"](
        "onderwijs-in-zorg"
    )


def test_a_study_without_a_typology(shelf: Shelf) -> None:
    bare = Shelf(replace(shelf.weighed, typology=None))
    with pytest.raises(NoPiece, match="heeft geen typologie"):
        bare.pieces()["tabel_typologie"]()


def test_every_piece_stands_in_the_manual(shelf: Shelf) -> None:
    manual = MANUAL.read_text("utf-8")
    assert [tag for tag in shelf.pieces() if f"{tag}(" not in manual] == []


def study_showing(*pieces: str) -> Study:
    """The shipped study with one section, that shows these."""
    study = read_study(HERE.parent)
    section = Section("2.3.1", "De wettelijke kaders", shows=pieces)
    return replace(study, chapters=Chapters((section,), ()))


def test_a_section_shows_what_chapters_asks_for(shelf: Shelf, tmp_path: Path) -> None:
    layout = Layout(tmp_path, "financiering", "ronde-1")
    shown = shown_in(study_showing("tabel_kaders", "plaatsing kwaliteit"), layout, shelf)
    (blocks,) = shown.values()
    kinds = [type(block).__name__ for block in blocks]
    assert list(shown) == ["2.3.1 De wettelijke kaders"]
    assert kinds == ["Table", "Picture", "Table"]


@pytest.mark.parametrize(
    ("piece", "said"),
    [
        ("tabel_geld", "dat is er niet"),
        ("plaatsing kleur", "er is geen criterium ‘kleur’"),
        ("plaatsing", "er staan te veel of te weinig namen bij"),
        ("tabel_kaders alle", "er staan te veel of te weinig namen bij"),
    ],
)
def test_what_a_section_cannot_show_is_refused_with_its_place(
    shelf: Shelf, tmp_path: Path, piece: str, said: str
) -> None:
    layout = Layout(tmp_path, "financiering", "ronde-1")
    with pytest.raises(ChaptersError) as refused:
        shown_in(study_showing(piece), layout, shelf)
    told = f"codebook/financiering/chapters.toml: paragraaf 2.3.1: 'shows' noemt '{piece}': {said}"
    assert str(refused.value).startswith(told)


def test_a_study_that_weighs_nothing_shows_nothing(tmp_path: Path) -> None:
    layout = Layout(tmp_path, "financiering", "ronde-1")
    assert shown_in(study_showing(), layout, None) == {}
    with pytest.raises(ChaptersError, match="deze studie weegt niets af"):
        shown_in(study_showing("tabel_kaders"), layout, None)


@pytest.mark.parametrize(
    ("piece", "tag"),
    [
        ("tabel_wijzen", "{{ tabel_wijzen() }}"),
        ("plaatsing kwaliteit", '{{ plaatsing("kwaliteit") }}'),
        ("bewijs productie kwaliteit", '{{ bewijs("productie", "kwaliteit") }}'),
    ],
)
def test_how_a_piece_is_asked_for_in_a_document(piece: str, tag: str) -> None:
    assert tag_of(piece) == tag
