"""The words that go with the 'praatplaten', and the pages that they stand on."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from docx.shared import Cm
from PIL import Image

from pipeline.appraisal.chart import Kind
from pipeline.appraisal.charting import chart_of
from pipeline.appraisal.describing import references, told
from pipeline.domain.appraisal import Frame
from pipeline.report.blocks import Cell, Heading, Paragraph, Table
from pipeline.stages.for_weighing.introduction import introduction
from pipeline.stages.for_weighing.labelled import Labelled, Told
from pipeline.stages.for_weighing.naming import capital, in_order
from pipeline.stages.for_weighing.telling import in_words
from pipeline.stages.for_weighing.word import Plate, write_plates
from tests.unit.appraisal.shipped import FLOWS, FRAME

JUDGED = ("Past goed (+)", "Kan ook (+/−)", "Valt af (−)", "Niet aan de orde")
ORDERED = in_order(FLOWS, "algemeen")


def words(flow: str) -> list[Told]:
    return list(in_words(chart_of(FLOWS[flow], FLOWS, FRAME), FRAME))


def parts(flow: str) -> dict[str, list[Told]]:
    """Heading of a question or outcome → what stands below it."""
    found: dict[str, list[Told]] = {}
    own: list[Told] = []
    for one in words(flow):
        if isinstance(one, Heading):
            own = found.setdefault(one.text, []) if one.level == 4 else []
        else:
            own.append(one)
    return found


def tables() -> tuple[Table, Table]:
    options, scores = (b for b in introduction(FRAME, ORDERED) if isinstance(b, Table))
    return options, scores


def test_the_conversation_begins_where_it_begins() -> None:
    order = ["algemeen", "zorg-in-onderwijs", "onderwijs-in-zorg", "eigen-setting"]
    assert [flow.id for flow in ORDERED] == order
    alone = in_order(FLOWS, "eigen-setting")
    assert [flow.id for flow in alone] == ["eigen-setting", *sorted(set(FLOWS) - {"eigen-setting"})]


@pytest.mark.parametrize("flow", FLOWS)
def test_numbers_are_those_of_the_figures_own_description(flow: str) -> None:
    chart = chart_of(FLOWS[flow], FLOWS, FRAME)
    described, names = told(chart), references(chart)
    for box in chart.boxes:
        if box.kind in (Kind.QUESTION, Kind.CHECKS, Kind.ADVICE):
            (own,) = (t for t in described if re.match(rf"{capital(names[box.id])}\b", t))
            assert (box.heading if box.kind is Kind.ADVICE else " ".join(box.lines)) in own


@pytest.mark.parametrize("flow", FLOWS)
def test_every_answer_leads_where_the_figure_says(flow: str) -> None:
    described = " ".join(told(chart_of(FLOWS[flow], FLOWS, FRAME)))
    led = re.findall(r"Bij '(.*?)': (vraag \d+|uitkomst \d+|de praatplaat ‘.*?’)\.", described)
    answers = [
        (one.label[len("Bij ‘") : -1], re.sub(r" \(.*|\.$", "", one.text))
        for one in words(flow)
        if isinstance(one, Labelled) and one.label.startswith("Bij ‘")
    ]
    assert sorted(answers) == sorted(led)
    assert len(led) > 1


@pytest.mark.parametrize("flow", FLOWS)
def test_an_outcome_judges_every_option_once(flow: str) -> None:
    outcomes = {k: v for k, v in parts(flow).items() if k.startswith("Uitkomst")}
    assert len(outcomes) == len(FLOWS[flow].advice)
    for own in outcomes.values():
        named = " ".join(
            one.text.split(".")[0]
            for one in own
            if isinstance(one, Labelled) and one.label in JUDGED
        ).lower()
        assert sorted(re.findall(r"\w+financiering", named)) == sorted(
            option.label.lower() for option in FRAME.options
        )


def test_an_outcome_says_why_what_to_check_what_helps_and_where_it_was_done() -> None:
    own = parts("zorg-in-onderwijs")["Uitkomst 1. Productiefinanciering"]
    lines = [(one.label, one.text) for one in own if isinstance(one, Labelled)]
    assert lines[0] == ("Past goed (+)", "Productiefinanciering.")
    assert lines[1][1].endswith("en populatiefinanciering. Zvw en Wlz kennen deze vormen niet.")
    assert [label for label, _ in lines[2:]] == [
        *("Waarom", "Na te gaan"),
        *(["Wat een nadeel verzacht"] * 3),
        *("Uit de praktijk", "Bron"),
    ]
    assert dict(lines)["Uit de praktijk"].endswith("treffen. Paragraaf 5.1 stap 3.")


def test_what_a_table_of_the_study_does_not_speak_of_is_named_as_such() -> None:
    (own,) = (
        v for k, v in parts("onderwijs-in-zorg").items() if "zonder zicht" in k and "col" in k
    )
    assert Labelled("Past goed (+)", "Beschikbaarheidsfinanciering.") in own
    other = "Productiefinanciering, trajectfinanciering en resultaatfinanciering."
    assert Labelled("Niet aan de orde", f"{other} Gekozen is voor collectief.") in own


def test_a_question_in_three_situations_is_explained_once() -> None:
    ask = next(q for q in FLOWS["onderwijs-in-zorg"].questions if q.id == "groep")
    asked = [own for own in parts("onderwijs-in-zorg").values() if Paragraph(ask.ask) in own]
    assert len(asked) == 3
    reasons = [
        one for own in asked for one in own if isinstance(one, Labelled) and ask.why in one.text
    ]
    assert len(reasons) == 1
    assert asked[1].count(Paragraph("De toelichting staat bij vraag 2.", "noot")) == 1
    assert Paragraph("Vanuit vraag 1.", "noot") in asked[0]
    checks = parts("onderwijs-in-zorg")["Vraag 9. Stap 2: kan collectief"]
    assert checks.count(Paragraph("De toelichting staat bij vraag 8.", "noot")) == 1


def test_options_stand_on_two_axes_with_their_other_names() -> None:
    options, _ = tables()
    assert options.header[1:] == ("Capaciteit of tijd", "Tussenvorm", "Resultaat")
    grid = [[cell.text.replace("\u00ad", "") for cell in row] for row in options.rows]
    assert grid == [
        ["Individueel", "Productiefinanciering", "Trajectfinanciering", "Resultaatfinanciering"],
        [
            *("Collectief", "Beschikbaarheidsfinanciering"),
            *("Doelgroepfinanciering", "Populatiefinanciering"),
        ],
    ]
    assert "Ook: functiefinanciering, lumpsum" in options.rows[1][1].detail
    assert "Ook:" not in options.rows[0][2].detail


def test_a_place_where_nothing_stands_is_shown_and_two_axes_are_needed() -> None:
    alone = Frame(FRAME.axes, FRAME.options[:1], ())
    options = next(b for b in introduction(alone, ORDERED) if isinstance(b, Table))
    assert options.rows[0][1].text == "Productiefinanciering"
    assert options.rows[1][1] == Cell("–", quiet=True)
    with pytest.raises(ValueError, match="twee assen"):
        list(introduction(Frame(FRAME.axes[:1], FRAME.options[:1], ()), ORDERED))


def test_scores_are_those_of_the_study_each_with_its_section() -> None:
    _, scores = tables()
    heads = (
        "Productie-",
        "Traject-",
        "Resultaat-",
        "Beschikbaarheids-",
        "Doelgroep-",
        "Populatie-",
    )
    assert scores.header == ("Criterium", *heads)
    rows = {row[0].text: row for row in scores.rows}
    assert len(rows) == 8
    assert [c.text for c in rows["Administratieve lasten"][1:]] == ["1", "2", "2", "3", "3", "2"]
    assert rows["Flexibiliteit"][1].text == "2,33"
    assert rows["Keuzevrijheid"][0].detail.endswith("(3: grootste mate)\nParagraaf 4.2.6")
    for criterion in FRAME.criteria:
        assert f"Paragraaf {criterion.section}" in rows[criterion.label][0].detail


def test_a_figure_has_a_page_of_its_own_in_its_own_direction(tmp_path: Path) -> None:
    plates = []
    for name, size in (("staand", (297, 420)), ("liggend", (420, 297))):
        Image.new("RGB", size, "white").save(tmp_path / f"{name}.png")
        line = Labelled("Waarom", f"Daarom {name}.")
        plates.append(Plate(name, tmp_path / f"{name}.png", f"Wat {name} toont.", (line,)))
    write_plates(tmp_path / "uit.docx", "Titel", [Paragraph("Begin.")], plates, "Boven")
    document = docx.Document(str(tmp_path / "uit.docx"))
    a4, a3 = (Cm(21), Cm(29.7)), (Cm(29.7), Cm(42))
    sizes = [(section.page_width, section.page_height) for section in document.sections]
    close = [tuple(round(x / 36000) for x in size) for size in (a4, a3, a4, a3[::-1], a4)]
    assert [tuple(round(x / 36000) for x in size) for size in sizes] == close
    heads = [section.header.paragraphs[0].text for section in document.sections]
    assert heads == ["Boven", "", "Boven", "", "Boven"]
    for section, shape in zip(document.sections[1::2], document.inline_shapes, strict=True):
        room = section.page_height - section.top_margin - section.bottom_margin
        assert shape.width <= section.page_width - section.left_margin - section.right_margin
        assert 0.9 * room < shape.height < room - Cm(0.6)
    shown = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert shown == ["Wat staand toont.", "Wat liggend toont."]
