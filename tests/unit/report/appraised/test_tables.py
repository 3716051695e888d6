"""Every table of the appraisal against the study.

What stands here was read from the study by itself, not from the data.
"""

from __future__ import annotations

import re

import pytest

from pipeline.report.appraised.shelf import NoPiece, Shelf
from pipeline.report.appraised.weighed import Weighed
from pipeline.report.blocks import Cell, Paragraph, Picture, Table
from pipeline.report.breaking import SOFT_HYPHEN

MODELS = ("Productie", "Traject", "Resultaat", "Beschikbaarheids", "Doelgroep", "Populatie")
LEFT, MIDDLE, RIGHT = "links (1)", "midden (2)", "rechts (3)"


def text(cell: Cell) -> str:
    return cell.text.replace(SOFT_HYPHEN, "")


def table(shelf: Shelf, tag: str, *arguments: str, at: int = 0) -> Table:
    made = shelf.pieces()[tag](*arguments)
    return [block for block in made if isinstance(block, Table)][at]


def rows(found: Table) -> dict[str, list[str]]:
    """First cell → the others."""
    return {text(row[0]): [text(cell) for cell in row[1:]] for row in found.rows}


def test_six_ways_on_two_axes(shelf: Shelf) -> None:
    found = rows(table(shelf, "tabel_assen"))
    assert found == {
        "Capaciteit of tijd": ["Productiefinanciering", "Beschikbaarheidsfinanciering"],
        "Tussenvorm": ["Trajectfinanciering", "Doelgroepfinanciering"],
        "Resultaat": ["Resultaatfinanciering", "Populatiefinanciering"],
    }


def test_when_is_paid_and_what_else_it_is_called(shelf: Shelf) -> None:
    found = rows(table(shelf, "tabel_wijzen"))
    paid = {model.removesuffix("financiering"): row[1] for model, row in found.items()}
    assert paid == dict(
        zip(MODELS, ("Achteraf", "Vooraf", "Achteraf", "Vooraf", "Vooraf", "Achteraf"), strict=True)
    )
    assert found["Productiefinanciering"][2] == "PxQ, prestatiefinanciering"
    assert found["Doelgroepfinanciering"][2] == "koppengeld"
    assert found["Trajectfinanciering"][2] == "–"
    assert all(row[0] and row[3] for row in found.values())


def test_laws_and_streams(shelf: Shelf) -> None:
    laws = {text(row[0]): text(row[1]) for row in table(shelf, "tabel_kaders").rows}
    assert list(laws.values()) == ["onderwijs"] * 3 + ["zorg"] * 3
    assert {"Jeugdwet", "Zorgverzekeringswet", "Wet langdurige zorg"} == set(list(laws)[3:])
    streams = rows(table(shelf, "tabel_stromen"))
    assert streams["Extra ondersteuning"][1] == "Het samenwerkingsverband"
    assert streams["Jeugdhulp"][:2] == ["Jeugdwet", "De gemeente"]


def test_which_way_a_stream_allows(shelf: Shelf) -> None:
    """Section 2.3.4: Wlz and Zvw know production only, basic support collective ways only."""
    found = table(shelf, "tabel_toegestaan")
    assert found.header[1:] == tuple(f"{model}-" for model in MODELS)
    allowed = {name: "".join(cell[0] for cell in cells) for name, cells in rows(found).items()}
    assert allowed == {
        "Basisondersteuning": "nnnjjj",
        "Extra ondersteuning": "jjjjjj",
        "Toelaatbaarheidsverklaring voor speciaal onderwijs": "nnnnnn",
        "Jeugdhulp": "jjjjjj",
        "Langdurige zorg": "jnnnnn",
        "Curatieve zorg": "jnnnnn",
    }


def test_combinations_and_personal_budgets(shelf: Shelf) -> None:
    """Sections 2.4.3 and 2.4.4."""
    found = [text(row[1]) for row in table(shelf, "tabel_combinaties").rows]
    assert found == [
        "Beschikbaarheids- en productiefinanciering",
        "Doelgroep- en trajectfinanciering",
    ]
    budgets = [text(row[0]) for row in table(shelf, "tabel_pgb").rows]
    assert budgets == ["Productiefinanciering", "Doelgroepfinanciering"]


@pytest.mark.parametrize(
    ("tag", "count", "sections"),
    [
        ("tabel_knelpunten", 9, "2.5.1 tot en met 2.5.5"),
        ("tabel_praktijk", 6, "2.4.3, 5.1 en 5.2"),
        ("tabel_maatregelen", 11, "4.2.3, 5.1 en 5.2"),
        ("tabel_bevorderend", 4, "5.1 stap 3"),
    ],
)
def test_what_else_the_study_says(shelf: Shelf, tag: str, count: int, sections: str) -> None:
    found = table(shelf, tag)
    assert len(found.rows) == count
    assert sections in found.caption


def test_the_full_typology_is_a_table_a_setting(shelf: Shelf) -> None:
    made = shelf.pieces()["tabel_typologie"]()
    tables = [block for block in made if isinstance(block, Table)]
    assert [len(found.header) - 1 for found in tables] == [3, 2, 3]
    cells = [text(cell) for found in tables for row in found.rows for cell in row[1:]]
    assert len(cells) == 32
    assert sum("Wlz" in cell for cell in cells) == 8
    assert sum("*" in cell for cell in cells) == 8
    told = [block.text for block in made if isinstance(block, Paragraph)]
    assert any(one.startswith("* ") and "automatisme" in one for one in told)
    assert any("Integraal traject" in one for one in told)


def test_the_simplified_typology(shelf: Shelf) -> None:
    found = rows(table(shelf, "tabel_typologie_eenvoudig"))
    assert [row[1] for row in found.values()] == ["Paragraaf 5.1", "Paragraaf 5.2", "Paragraaf 5.3"]
    assert found["Zorg en onderwijs elk in de eigen setting"][0] == "geen"


def test_eight_criteria_with_their_scales(shelf: Shelf) -> None:
    found = table(shelf, "tabel_criteria")
    backwards = {
        text(row[0]) for row in found.rows if "van rechts naar links" in row[2].text + row[2].detail
    }
    assert len(found.rows) == 8
    assert backwards == {
        "Toegankelijkheid", "Betaalbaarheid", "Keuzevrijheid", "Administratieve lasten",
    }  # fmt: skip


def test_whose_interest_a_criterion_is(shelf: Shelf) -> None:
    """Section 4.1.1: a school gains nothing by choice, a provider nothing by flexibility."""
    found = table(shelf, "tabel_belangen")
    parties = [head.replace(SOFT_HYPHEN, "") for head in found.header[1:]]
    assert parties == [
        "Gemeente", "Samenwerkingsverband", "School", "Aanbieder", "Zorgkantoor", "Ouder",
    ]  # fmt: skip
    interests = {name: dict(zip(parties, row, strict=True)) for name, row in rows(found).items()}
    assert interests["Keuzevrijheid"] == {
        "Gemeente": "–", "Samenwerkingsverband": "–", "School": "tegen", "Aanbieder": "–",
        "Zorgkantoor": "–", "Ouder": "voor",
    }  # fmt: skip
    assert interests["Flexibiliteit"]["Aanbieder"] == "tegen"
    assert set(interests["Effectiviteit"].values()) == {"voor"}
    assert interests["Administratieve lasten"]["Gemeente"] == "gemengd"


# Sections 4.2.1 to 4.2.8: how many stand left, in the middle and right.
@pytest.mark.parametrize(
    ("criterion", "columns"),
    [
        ("effectiviteit", ["Productie Beschikbaarheids", "Traject Doelgroep", "Resultaat Populatie"]),
        ("betaalbaarheid", ["Resultaat Beschikbaarheids", "Traject Populatie", "Productie Doelgroep"]),
        ("keuzevrijheid", ["Productie", "Resultaat Traject", "Beschikbaarheids Doelgroep Populatie"]),
        ("administratie", ["Beschikbaarheids Doelgroep", "Traject Resultaat Populatie", "Productie"]),
    ],
)  # fmt: skip
def test_places_on_a_scale_from_left_to_right(
    shelf: Shelf, criterion: str, columns: list[str]
) -> None:
    found = table(shelf, "plaatsing", criterion)
    places = [LEFT, MIDDLE, RIGHT]
    placed = {place: set[str]() for place in places}
    for row in found.rows:
        placed[text(row[1])].add(text(row[0]).removesuffix("financiering"))
    assert [placed[place] for place in places] == [set(names.split()) for names in columns]
    assert [text(row[1]) for row in found.rows] == sorted(text(row[1]) for row in found.rows)
    assert all(row[2].text for row in found.rows)


def test_a_criterion_with_more_scales_has_a_table_for_each(shelf: Shelf) -> None:
    made = shelf.pieces()["plaatsing"]("Flexibiliteit")
    assert isinstance(made[0], Picture)
    keys = [block.key for block in made if isinstance(block, Table)]
    assert keys == [
        f"weging-plaatsing-flexibiliteit-{name}"
        for name in ("problematiek", "aantal", "intensiteit")
    ]


def test_a_reversed_scale_says_so(shelf: Shelf) -> None:
    assert "van rechts naar links gelezen" in table(shelf, "plaatsing", "betaalbaarheid").note
    assert "van rechts naar links" not in table(shelf, "plaatsing", "effectiviteit").note


def test_scores_and_where_they_come_from(shelf: Shelf) -> None:
    """Section 4.2.9: three steps, the aspects of a criterion equally heavy."""
    found = rows(table(shelf, "tabel_scores"))
    assert found["Flexibiliteit"] == ["2,33", "2", "1,67", "1,67", "2,33", "2,33"]
    assert found["Zekerheid en continuïteit"] == ["1,5", "2", "1,5", "3", "3", "1,5"]
    assert found["Administratieve lasten"] == ["1", "2", "2", "3", "3", "2"]
    derived = [[text(cell) for cell in row] for row in table(shelf, "herleiding", "productie").rows]
    assert len(derived) == 11
    assert derived[2] == [
        "Toegankelijkheid", "Prikkel tot risicoselectie", "1; omgekeerd gelezen", "3", "3",
    ]  # fmt: skip
    assert [row[3] for row in derived[7:10]] == ["3", "3", "1"]
    assert [row[4] for row in derived[7:10]] == ["2,33", "", ""]


def test_two_ways_beside_each_other(shelf: Shelf) -> None:
    """Section 5.1, step 4b: availability is surer and cheaper, a target group more flexible."""
    found = rows(table(shelf, "vergelijking", "collectief"))
    said = {name: row[2] for name, row in found.items() if row[2] not in ("–", "")}
    assert said == {
        "Betaalbaarheid": "Beschikbaarheidsfinanciering",
        "Zekerheid en continuïteit": "Beschikbaarheidsfinanciering",
        "Flexibiliteit": "Doelgroepfinanciering",
    }
    (flexible,) = (
        r for r in table(shelf, "vergelijking", "collectief").rows if r[0].text == "Flexibiliteit"
    )
    assert [cell.strong for cell in flexible[1:3]] == [False, True]


def test_preconditions(shelf: Shelf) -> None:
    """Section 4.3: how many each model has."""
    found = table(shelf, "tabel_randvoorwaarden")
    counts = [sum(row[at].text == "●" for row in found.rows) for at in range(1, 7)]
    assert counts == [1, 4, 6, 4, 5, 7]
    assert "4.3.1 tot en met 4.3.6" in found.caption
    own = table(shelf, "randvoorwaarden", "Productiefinanciering")
    assert [row[0].text for row in own.rows] == ["Elk kind heeft een indicatie."]


def test_situations_and_how_a_way_suits_them(shelf: Shelf) -> None:
    """Section 5.2, steps 1 and 3."""
    situations = rows(table(shelf, "situaties", "onderwijs-in-zorg"))
    assert [row[2] for row in situations.values()] == ["Onderwijs", "Aanbieder", "Aanbieder"]
    signs = [
        [
            [cell.text for cell in row[1:]]
            for row in table(shelf, "geschiktheid", "onderwijs-in-zorg", at=at).rows
        ]
        for at in (0, 1)
    ]
    assert signs == [
        [["+/−", "+", "+"], ["+/−", "+", "+/−"], ["+/−", "+/−", "−"]],
        [["+/−", "+", "+/−"], ["+/−", "+", "−"], ["+", "+/−", "−"]],
    ]


def test_every_caption_says_where_the_study_has_it(shelf: Shelf, weighed: Weighed) -> None:
    alone = ["productie", "kwaliteit", "individueel", "onderwijs-in-zorg"]
    keys = []
    for tag, piece in shelf.pieces().items():
        for arguments in ([], *([one] for one in alone)):
            try:
                made = piece(*arguments)
            except (NoPiece, TypeError):
                continue
            for block in made:
                if isinstance(block, Table):
                    keys.append(block.key)
                    place = r"\(studie, (paragraaf|paragrafen) \d(\.\d)+"
                    assert re.search(place, block.caption), (tag, block.caption)
    assert len(keys) == len(set(keys)) > 25
