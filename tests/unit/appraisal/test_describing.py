"""A 'praatplaat' in sentences."""

from __future__ import annotations

import re

import pytest

from pipeline.appraisal.chart import Kind
from pipeline.appraisal.charting import chart_of
from pipeline.appraisal.describing import told
from pipeline.appraisal.walking import every_walk
from tests.unit.appraisal.shipped import FLOWS, FRAME


def paragraphs(flow: str) -> list[str]:
    return told(chart_of(FLOWS[flow], FLOWS, FRAME))


@pytest.mark.parametrize("flow", FLOWS)
def test_every_box_has_its_paragraph_and_every_arrow_its_answer(flow: str) -> None:
    chart = chart_of(FLOWS[flow], FLOWS, FRAME)
    found = told(chart)
    assert len(found) == 1 + sum(box.kind is not Kind.FLOW for box in chart.boxes)
    answers = [answer for text in found for answer in re.findall(r"Bij '(.*?)': ", text)]
    assert sorted(answers) == sorted(arrow.label for arrow in chart.arrows if arrow.label)
    numbered = [text.split(" ")[1].rstrip(":") for text in found if text.startswith("Vraag ")]
    assert numbered == [str(at) for at in range(1, len(numbered) + 1)]


@pytest.mark.parametrize("flow", FLOWS)
def test_no_double_stops_and_no_hyphen_for_a_minus(flow: str) -> None:
    for text in paragraphs(flow):
        assert not re.search(r"\.\.|\?\.|  | - |\s[.,;]", text)
        assert text.endswith((".", "?"))


@pytest.mark.parametrize("flow", ["zorg-in-onderwijs", "eigen-setting"])
def test_who_follows_the_answers_comes_to_the_advice(flow: str) -> None:
    """Each walk through the graph can be made in the text alone: from the first question, by the
    words of the answers, to the outcome with the advice's title."""
    found = {re.split(r"[ :]", t)[0] + " " + re.split(r"[ :]", t)[1]: t for t in paragraphs(flow)}
    for walk in every_walk(FLOWS[flow], FLOWS):
        assert walk.advice is not None
        at = "Vraag 1"
        while at.startswith("Vraag"):
            ways = dict(re.findall(r"Bij '(.*?)': ((?:vraag|uitkomst) \d+)\.", found[at]))
            own = [s for s in walk.steps if s.question.ask in found[at]]
            at = ways[next(w for w in ways if takes(w, [s.choice.label for s in own], found[at]))]
            at = at.capitalize()
        assert found[at].startswith(f"{at}: {walk.advice.title}")


def takes(way: str, answers: list[str], paragraph: str) -> bool:
    """Whether these answers lead this way; of checks it is the number of yeses that counts."""
    if "Ga alles na" not in paragraph:
        return answers[0].lower() in way.lower()
    refused = any(answer.startswith("Nee") for answer in answers)
    return way.startswith("minstens") == refused


def test_the_whole_is_told_first() -> None:
    assert paragraphs("algemeen")[0] == (
        "Praatplaat 'Een OZA ontwerpen': 2 vragen leiden naar 3 andere praatplaten."
    )
    assert paragraphs("eigen-setting")[0] == (
        "Praatplaat 'Zorg en onderwijs elk in de eigen setting', over de zorg en de "
        "onderwijsondersteuning samen: 3 vragen leiden naar 4 uitkomsten."
    )


def test_an_outcome_says_what_suits_what_may_and_what_drops_out() -> None:
    (found,) = (t for t in paragraphs("onderwijs-in-zorg") if "zonder zicht op onderwijs, col" in t)
    assert "Past goed: Beschikbaarheidsfinanciering." in found
    assert "Kan ook: Doelgroepfinanciering." in found
    assert "Valt af: Populatiefinanciering." in found


def test_advantages_are_told_where_they_are_asked_for() -> None:
    (found,) = (t for t in paragraphs("zorg-in-onderwijs") if "Hoe ziet de groep eruit?" in t)
    assert "Individueel. Voordelen: sterkere prikkel tot kwaliteit" in found
    assert "Past het best bij: een betrekkelijk kleine groep" in found
    (note,) = (t for t in paragraphs("onderwijs-in-zorg") if t.startswith("Toelichting"))
    assert "Collectief. Voordelen: meer flexibiliteit" in note


def test_preparation_comes_before_the_questions() -> None:
    found = paragraphs("algemeen")
    assert [text.split(":")[0] for text in found[1:6]] == [
        "Vooraf te bespreken, 1. Probleemanalyse",
        "Vooraf te bespreken, 2. Doelstelling",
        "Vooraf te bespreken, 3. Werkwijze",
        "Vooraf te bespreken, 4. Uitvoering",
        "Vraag 1",
    ]
