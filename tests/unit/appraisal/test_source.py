"""The shipped frame and graphs against the study, entry by entry.

What stands here was read from the study by itself, not from the data: a scale as its columns from
left to right, a table as it is printed, a praatplaat as its arrows.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.appraisal.pairs import compare
from pipeline.appraisal.scoring import equal_weights, score_table
from pipeline.appraisal.walking import answer, begin, every_walk
from pipeline.domain.flow import Sign
from tests.unit.appraisal.shipped import FLOWS, FRAME

P, T, R = "productie", "traject", "resultaat"
B, D, C = "beschikbaarheid", "doelgroep", "populatie"
EVERY = {P, T, R, B, D, C}

# Sections 4.2.1 to 4.2.8: left, middle, right as the study draws them.
SCALES = {
    "effectiviteit": ({P, B}, {T, D}, {R, C}),
    "kwaliteit": ({B, D}, {T, P}, {R, C}),
    "toegankelijkheid": ({P, B}, {T, D, C}, {R}),
    "betaalbaarheid": ({R, B}, {T, C}, {P, D}),
    "continuiteit-jeugdige": ({P}, {T, R, C}, {B, D}),
    "continuiteit-inkomsten": ({C, R}, {P, T}, {B, D}),
    "keuzevrijheid": ({P}, {R, T}, {B, D, C}),
    "flexibiliteit-problematiek": ({R}, {T, B, D, C}, {P}),
    "flexibiliteit-aantal": ({B}, {C}, {P, T, R, D}),
    "flexibiliteit-intensiteit": ({P, T, R}, {B, D}, {C}),
    "administratie": ({B, D}, {T, R, C}, {P}),
}
# What is read from the left: a risk, a burden, and the scale that begins with the most freedom.
FROM_THE_LEFT = {"toegankelijkheid", "betaalbaarheid", "keuzevrijheid", "administratie"}
# Section 4.2.9, from those columns: three steps, aspects equally heavy.
SCORES = {
    P: ("1", "2", "3", "1", "3/2", "3", "7/3", "1"),
    T: ("2", "2", "2", "2", "2", "2", "2", "2"),
    R: ("3", "3", "1", "3", "3/2", "2", "5/3", "2"),
    B: ("1", "1", "3", "3", "3", "1", "5/3", "3"),
    D: ("2", "1", "2", "1", "3", "1", "7/3", "3"),
    C: ("3", "3", "2", "2", "3/2", "1", "7/3", "2"),
}
# Section 5.2, step 3: the two tables of suitability.
SUITABILITY = {
    ("1", "individueel"): {P: "+/-", T: "+", R: "+"},
    ("2a", "individueel"): {P: "+/-", T: "+", R: "+/-"},
    ("2b", "individueel"): {P: "+/-", T: "+/-", R: "-"},
    ("1", "collectief"): {B: "+/-", D: "+", C: "+/-"},
    ("2a", "collectief"): {B: "+/-", D: "+", C: "-"},
    ("2b", "collectief"): {B: "+", D: "+/-", C: "-"},
}
# Section 4.3: which preconditions each model has, by what they are about.
PRECONDITIONS = {
    P: {"indicatie"},
    T: {"indicatie", "jeugdhulp", "mogelijk-voor-gemeente", "genoeg-trajecten"},
    R: {
        "indicatie",
        "jeugdhulp",
        "mogelijk-voor-gemeente",
        "eindpunt",
        "helder-resultaat",
        "onafhankelijk-oordeel",
    },
    B: {"jeugdhulp", "mogelijk-voor-gemeente", "andere-gemeenten", "vertrouwen"},
    D: {
        "jeugdhulp",
        "mogelijk-voor-gemeente",
        "aanwijsbaar-gebruik",
        "andere-gemeenten",
        "vertrouwen",
    },
    C: {
        "jeugdhulp",
        "mogelijk-voor-gemeente",
        "eindpunt",
        "helder-groepsresultaat",
        "oordeel-bij-twijfel",
        "andere-gemeenten",
        "vertrouwen",
    },
}
PLACES = {  # Section 2.3.3: the table of two by three.
    P: ("individueel", "capaciteit"),
    T: ("individueel", "tussenvorm"),
    R: ("individueel", "resultaat"),
    B: ("collectief", "capaciteit"),
    D: ("collectief", "tussenvorm"),
    C: ("collectief", "resultaat"),
}
STREAMS = {  # Section 2.3.4.
    "basisondersteuning": {B, D, C},
    "extra-ondersteuning": EVERY,
    "jeugdhulp": EVERY,
    "langdurige-zorg": {P},
    "curatieve-zorg": {P},
    "speciaal-onderwijs": set(),
}


def walked(flow: str, *answers: str) -> str:
    walk = begin(FLOWS[flow])
    for one in answers:
        walk = answer(walk, one, FLOWS)
    assert walk.advice is not None
    return walk.advice.id


@pytest.mark.parametrize("scale", SCALES)
def test_every_scale_stands_as_the_study_draws_it(scale: str) -> None:
    aspect = next(a for c in FRAME.criteria for a in c.aspects if a.id == scale)
    columns = tuple(
        {p.option for p in aspect.placements if p.position == position} for position in (1, 2, 3)
    )
    assert columns == SCALES[scale]
    assert aspect.reversed == (scale in FROM_THE_LEFT)
    assert all(p.argument for p in aspect.placements)


def test_there_are_eight_criteria_with_eleven_scales() -> None:
    assert {a.id for c in FRAME.criteria for a in c.aspects} == set(SCALES)
    assert [len(c.aspects) for c in FRAME.criteria] == [1, 1, 1, 1, 2, 1, 3, 1]


@pytest.mark.parametrize("option", SCORES)
def test_every_score_follows_from_its_positions(option: str) -> None:
    table = score_table(FRAME)
    found = tuple(table[option, criterion.id].value for criterion in FRAME.criteria)
    assert found == tuple(Fraction(score) for score in SCORES[option])


@pytest.mark.parametrize("option", PLACES)
def test_models_stand_on_two_axes(option: str) -> None:
    place = FRAME.option(option).place
    assert (place["herleidbaar"], place["grondslag"]) == PLACES[option]


def test_who_is_paid_before_and_who_after() -> None:
    before = {o.id for o in FRAME.options if o.paid == "vooraf"}
    assert before == {T, B, D}


@pytest.mark.parametrize(
    ("option", "name"),
    [
        (P, "PxQ"),
        (P, "prestatiefinanciering"),
        (B, "functiefinanciering"),
        (B, "lumpsum"),
        (D, "koppengeld"),
    ],
)
def test_other_names_in_use(option: str, name: str) -> None:
    assert name in FRAME.option(option).also


@pytest.mark.parametrize("option", PRECONDITIONS)
def test_every_model_has_its_preconditions(option: str) -> None:
    assert {p.id for p in FRAME.preconditions_of(option)} == PRECONDITIONS[option]


@pytest.mark.parametrize("stream", STREAMS)
def test_every_stream_allows_what_the_law_allows(stream: str) -> None:
    (found,) = (s for s in FRAME.streams if s.id == stream)
    assert set(found.allows) == STREAMS[stream]


def test_both_tables_of_suitability() -> None:
    flow = FLOWS["onderwijs-in-zorg"]
    for (situation, kind), signs in SUITABILITY.items():
        (table,) = (t for t in flow.suitability if t.kind == kind)
        assert table.signs[situation] == {option: Sign(sign) for option, sign in signs.items()}


def test_care_from_zvw_or_wlz_leaves_one_model() -> None:
    assert walked("zorg-in-onderwijs", "ja") == "advies-productie-wet"


@pytest.mark.parametrize(
    ("choices", "advice"),
    [
        (("nee", "ja", "ja", "per-kind"), "advies-resultaat"),
        (("nee", "ja", "ja", "voor-de-groep"), "advies-populatie"),
        (("nee", "ja", "nee", "klein", "complex"), "advies-productie"),
        (("nee", "nee", "klein", "complex"), "advies-productie"),
        (("nee", "nee", "divers", "eenvoudig"), "advies-traject"),
        (("nee", "nee", "uniform", "ja", "ja", "ja", "schommelt"), "advies-doelgroep"),
        (("nee", "nee", "uniform", "ja", "ja", "ja", "stabiel"), "advies-beschikbaarheid"),
    ],
)
def test_the_arrows_of_care_in_school(choices: tuple[str, ...], advice: str) -> None:
    assert walked("zorg-in-onderwijs", *choices) == advice


@pytest.mark.parametrize("at", [0, 1, 2])
def test_one_check_that_fails_leads_back_to_individual(at: int) -> None:
    checks = ["ja"] * at + ["nee"]
    for care, advice in (("complex", "advies-productie"), ("eenvoudig", "advies-traject")):
        assert walked("zorg-in-onderwijs", "nee", "nee", "uniform", *checks, care) == advice


@pytest.mark.parametrize(
    ("choices", "advice"),
    [
        (("ja", "individueel"), "advies-1-individueel"),
        (("ja", "collectief"), "advies-1-collectief"),
        (("nee", "ja", "individueel"), "advies-2a-individueel"),
        (("nee", "ja", "collectief", "nee"), "advies-2a-collectief"),
        (("nee", "ja", "collectief", "ja", "ja", "ja", "ja"), "advies-2a-collectief"),
        (("nee", "ja", "collectief", "ja", "ja", "nee"), "advies-2a-individueel"),
        (("nee", "nee", "individueel"), "advies-2b-individueel"),
        (("nee", "nee", "collectief", "nee"), "advies-2b-collectief"),
        (("nee", "nee", "collectief", "ja", "nee"), "advies-2b-individueel"),
    ],
)
def test_the_arrows_of_education_in_care(choices: tuple[str, ...], advice: str) -> None:
    assert walked("onderwijs-in-zorg", *choices) == advice


def test_the_general_part_leads_to_the_three_settings() -> None:
    ways = {
        tuple(step.choice.id for step in walk.steps if step.flow == "algemeen"): walk.flow.id
        for walk in every_walk(FLOWS["algemeen"], FLOWS)
    }
    assert ways == {
        ("ja",): "zorg-in-onderwijs",
        ("nee", "ja"): "onderwijs-in-zorg",
        ("nee", "nee"): "eigen-setting",
    }
    assert [part.id for part in FLOWS["algemeen"].preparation] == [
        "probleemanalyse",
        "doelstelling",
        "werkwijze",
        "uitvoering",
    ]


def test_what_step_four_says_of_two_models_is_not_against_the_scores() -> None:
    said = {
        "individueel": {
            "flexibiliteit": P,
            "toegankelijkheid": P,
            "continuiteit": T,
            "betaalbaarheid": T,
        },
        "collectief": {"betaalbaarheid": B, "continuiteit": B, "flexibiliteit": D},
    }
    for pair in FRAME.pairs:
        sides = compare(FRAME, pair)
        assert {s.criterion: s.said for s in sides if s.said} == said[pair.id]
        assert all(side.agrees(pair) for side in sides)


def test_collective_models_are_more_flexible_on_the_whole() -> None:
    """Section 5.1, step 3, of 4.2.7."""
    table = score_table(FRAME)
    individual = sum(table[o, "flexibiliteit"].value for o in (P, T, R))
    assert sum(table[o, "flexibiliteit"].value for o in (B, D, C)) > individual


def test_no_model_stands_head_and_shoulders_above_the_others() -> None:
    """Section 1.2: each has its drawbacks."""
    table = score_table(FRAME)
    assert set(equal_weights(FRAME)) == {c.id for c in FRAME.criteria}
    for option in FRAME.option_ids:
        assert any(
            table[option, c.id].value < max(table[other, c.id].value for other in FRAME.option_ids)
            for c in FRAME.criteria
        )


def test_every_entry_names_its_section() -> None:
    entries = (
        *FRAME.axes,
        *FRAME.options,
        *FRAME.criteria,
        *(a for c in FRAME.criteria for a in c.aspects),
        *FRAME.preconditions,
        *FRAME.frameworks,
        *FRAME.streams,
        *FRAME.combinations,
        *FRAME.budgets,
        *FRAME.bottlenecks,
        *FRAME.examples,
        *FRAME.mitigations,
        *FRAME.favouring,
        *FRAME.pairs,
        *(node for flow in FLOWS.values() for node in (*flow.questions, *flow.advice)),
    )
    assert all(entry.section for entry in entries)
