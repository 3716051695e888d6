"""Evidence per perspective as tables, sentences, quotations, sheets and provenance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.domain.ids import Actor
from pipeline.domain.placement_evidence import Evidence
from pipeline.domain.quotable import quotation_id
from pipeline.domain.report import text_digest
from pipeline.report.appraised.evidence import NOTHING, QUOTED
from pipeline.report.appraised.provenance import placement_lines
from pipeline.report.appraised.sheets import appraisal_sheets
from pipeline.report.appraised.shelf import NoPiece, Shelf
from pipeline.report.appraised.weighed import Weighed
from pipeline.report.blocks import Paragraph, Picture, Quote, Table
from pipeline.report.quotations import Quotation


def quotation(segment: str, words: str) -> Quotation:
    who, at = Actor.GEMEENTE, f"Gemeente, regio {segment[0]}"
    id_ = quotation_id("ronde-1", segment, text_digest(words))
    return Quotation(id_, segment, 0, len(words), words, "c", who, at, "d")


def test_respondents_count_once_in_each_direction(shelf: Shelf) -> None:
    """Two municipalities for, one of them against as well, and a school against."""
    drawn, found = shelf.pieces()["bewijs"]("kwaliteit")
    assert isinstance(drawn, Picture)
    assert isinstance(found, Table)
    assert found.header == ("Wijze", "Samen", "Gemeenten", "Scholen")
    production = found.rows[0]
    told = [f"{cell.text} {cell.detail}".split() for cell in production[1:]]
    assert told == [["2", "voor", "2", "tegen"], ["2", "voor", "1", "tegen"], ["1", "tegen"]]
    assert all(cell.text == "–" for row in found.rows[1:] for cell in row[1:])


def test_one_way_on_one_criterion(shelf: Shelf) -> None:
    made = shelf.pieces()["bewijs"]("productie", "Kwaliteit")
    verdict, found = made[0], made[1]
    assert isinstance(verdict, Paragraph)
    assert verdict.text == "Prikkel tot kwaliteit: gedekt. Dat past."
    assert isinstance(found, Table)
    cells = [[cell.text for cell in row] for row in found.rows]
    assert cells == [
        ["Gemeenten", "2", "1", "–"], ["Scholen", "–", "1", "–"], ["Samen", "2", "2", "–"],
    ]  # fmt: skip
    assert found.rows[2][1].detail == "2 passages"


def test_every_number_opens(shelf: Shelf, weighed: Weighed) -> None:
    assert weighed.evidence is not None
    lines = {line["key"]: line for line in placement_lines(weighed.evidence, {})}
    blocks = shelf.pieces()["bewijs"]("kwaliteit")
    keys = [c.key for b in blocks if isinstance(b, Table) for row in b.rows for c in row if c.key]
    assert len(keys) == 3
    assert set(keys) <= set(lines)
    whole = lines["bewijs / productie / kwaliteit / samen"]
    assert whole["value"] == {"voor": 2, "tegen": 2, "neutraal": 0}
    assert whole["respondents"] == ["2L1", "3G1", "4G1"]
    assert len(whole["segments"]) == 4
    assert lines["bewijs / productie / kwaliteit / school"]["respondents"] == ["2L1"]


def test_quotations_of_both_sides_one_of_each_respondent(weighed: Weighed) -> None:
    places = [p.place for p in weighed.evidence.cell("productie", "kwaliteit").passages]  # type: ignore[union-attr]
    quoted = {
        place: [quotation(place.split("/")[1], f"Woorden {at}.")] for at, place in enumerate(places)
    }
    shelf = Shelf(replace(weighed, quotations=quoted))
    made = shelf.pieces()["bewijs"]("productie", "kwaliteit")
    told = [b.text for b in made if isinstance(b, (Quote, Paragraph))][1:]
    assert told == [
        "Voor productiefinanciering:", "Woorden 0.", "Woorden 2.",
        "Tegen productiefinanciering:", "Woorden 1.", "Woorden 3.",
    ]  # fmt: skip
    assert QUOTED == 2
    keys = {b.key for b in made if isinstance(b, Quote)}
    assert weighed.evidence is not None
    lines = {line["key"] for line in placement_lines(weighed.evidence, quoted)}
    assert keys <= lines
    # A key stands in what is published: it may not name a respondent's segment.
    assert not any(":" in key for key in keys)


@pytest.mark.parametrize("arguments", [("kwaliteit",), ("productie", "kwaliteit")])
def test_nothing_was_read_yet(
    weighed: Weighed, evidence: Callable[..., Evidence], arguments: tuple[str, ...]
) -> None:
    shelf = Shelf(replace(weighed, evidence=evidence(read=0), picture=lambda _: None))
    assert shelf.pieces()["bewijs"](*arguments) == [Paragraph(NOTHING)]
    assert shelf.pieces()["overzicht_bewijs"]() == [Paragraph(NOTHING)]
    (table,) = (b for b in shelf.pieces()["plaatsing"]("kwaliteit") if isinstance(b, Table))
    assert table.header == ("Wijze", "Plaats", "Waarom")


def test_what_was_read_and_what_it_says_of_each_place(
    shelf: Shelf, weighed: Weighed, evidence: Callable[..., Evidence]
) -> None:
    reading, table, _ = shelf.pieces()["overzicht_bewijs"]()
    assert isinstance(reading, Paragraph)
    assert reading.text == "Dit rust op alle 10 segmenten: alles is gelezen."
    assert isinstance(table, Table)
    assert len(table.rows) == 11
    quality = next(row for row in table.rows if row[0].text == "Kwaliteit")
    assert [cell.text for cell in quality[1:]] == ["gedekt", *["niet gedekt"] * 5]
    assert [cell.strong for cell in quality[1:]] == [False, *[True] * 5]
    half = Shelf(replace(weighed, evidence=evidence(read=4)))
    first = half.pieces()["overzicht_bewijs"]()[0]
    assert isinstance(first, Paragraph)
    assert first.text.startswith("Dit rust op 4 van de 10 segmenten.")


def test_a_criterion_that_nobody_spoke_of(shelf: Shelf) -> None:
    (told,) = shelf.pieces()["bewijs"]("flexibiliteit")
    assert told == Paragraph("Over flexibiliteit is in de gelezen verslagen niets gezegd.")


def test_a_study_without_a_map_from_codes_has_no_evidence(weighed: Weighed) -> None:
    shelf = Shelf(replace(weighed, evidence=None))
    with pytest.raises(NoPiece, match="koppelt geen codes aan haar plaatsingen"):
        shelf.pieces()["bewijs"]("kwaliteit")
    assert "Bewijs" not in [sheet.name for sheet in appraisal_sheets(shelf.weighed)]


def test_sheets_to_calculate_with(weighed: Weighed) -> None:
    sheets = {sheet.name: sheet for sheet in appraisal_sheets(weighed)}
    assert list(sheets) == [
        "Wijzen", "Plaatsingen", "Scores", "Randvoorwaarden", "Knelpunten", "Typologie", "Bewijs",
    ]  # fmt: skip
    assert [len(sheet.rows) for sheet in sheets.values()] == [6, 66, 6, 12, 9, 32, 3]
    for sheet in sheets.values():
        assert {len(row) for row in sheet.rows} == {len(sheet.header)} == {len(sheet.widths)}
    scores = {row[0]: row[1:] for row in sheets["Scores"].rows}
    assert scores["Populatiefinanciering"] == (3, 3, 2, 2, 1.5, 1, pytest.approx(7 / 3), 2)
    first = dict(zip(sheets["Plaatsingen"].header, sheets["Plaatsingen"].rows[12], strict=True))
    assert (first["criterium"], first["gelezen van"]) == ("Toegankelijkheid", "rechts naar links")
    assert (first["plaats van links"], first["telt als"]) == (1, 3)
    evidence = dict(zip(sheets["Bewijs"].header, sheets["Bewijs"].rows[0], strict=True))
    assert evidence["respondenten voor"] == 2
    assert evidence["passages tegen"] == 1
    assert evidence["perspectief"] == "gemeenten"
