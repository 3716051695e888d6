"""The 'praatplaten' as they are drawn: nothing covers anything, and everything can be read."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from pipeline.appraisal.chart import Arrow, Box, Chart, Kind
from pipeline.appraisal.charting import chart_of
from pipeline.appraisal.drawing import draw, texts_of
from pipeline.appraisal.inking import LOOKS
from pipeline.appraisal.lettering import words_of
from pipeline.appraisal.page import Page
from pipeline.appraisal.placing import page_of
from pipeline.config.flows import read_flows
from pipeline.errors import AppraisalError
from tests.unit.appraisal.inked import Inked, Point, inked
from tests.unit.appraisal.shipped import FLOWS, FRAME, HERE

ROUNDING = 0.02
"""Centimetres by which the renderer's whole pixels may differ."""
every_flow = pytest.mark.parametrize("flow", FLOWS)


def long_ways() -> Chart:
    """A chart in which arrows pass one, two and three rows, and cross where they have to."""
    boxes = tuple(
        Box(
            id_,
            Kind.QUESTION,
            f"Stap {id_}",
            "1",
            (f"Wat volgt er op {id_}, en waarom juist dat?",),
        )
        for id_ in "abcdefgh"
    )
    ways = ("ab", "ac", "ae", "bd", "be", "bh", "cd", "ce", "ch", "de", "df", "eg", "eh", "fh")
    arrows = tuple(Arrow(a, b, f"Van {a} naar {b}", (f"{a}{b}",)) for a, b in ways)
    return Chart(FLOWS["eigen-setting"], boxes, arrows)


@cache
def laid(flow: str) -> tuple[Chart, Page, Inked]:
    chart = long_ways() if flow == "lang" else chart_of(FLOWS[flow], FLOWS, FRAME)
    page = page_of(chart, words_of(texts_of(FLOWS, FRAME)))
    return chart, page, inked(chart, page)


every_chart = pytest.mark.parametrize("flow", [*FLOWS, "lang"])


@every_chart
def test_all_that_is_in_the_chart_is_drawn(flow: str) -> None:
    chart, _, drawn = laid(flow)
    number = {box.id: str(at) for at, box in enumerate(chart.boxes, 1)}
    assert set(drawn.boxes) == set(number.values())
    ways = {f"{number[arrow.start]}-{number[arrow.to]}" for arrow in chart.arrows}
    assert set(drawn.arrows) == ways | {f"{number[a]}-{number[b]}" for a, b in chart.beside}
    for arrow in (arrow for arrow in chart.arrows if arrow.label):
        lines = drawn.texts[f"answer-{number[arrow.start]}-{number[arrow.to]}"]
        assert joined(lines) == squeezed(arrow.label)
    for box in chart.boxes:
        shown = joined(drawn.texts[f"text-{number[box.id]}"])
        parts = [box.heading, *box.lines, *box.reasons, *(label for label, _ in box.weighed)]
        parts += [text for side in box.sides for text in (*side.advantages, *side.fits)]
        assert not [part for part in parts if squeezed(part) not in shown]


def joined(lines: list) -> str:  # type: ignore[type-arg]
    return squeezed(" ".join(line.text for line in lines))


def squeezed(text: str) -> str:
    """Without what a break may add: spaces and hyphens; and without marks before paragraphs."""
    return "".join(letter for letter in text if letter not in " -•✓")


@every_chart
def test_no_box_overlaps_another(flow: str) -> None:
    _, _, drawn = laid(flow)
    assert not [
        (a, b) for a, b in combinations(drawn.boxes, 2) if drawn.boxes[a].overlaps(drawn.boxes[b])
    ]
    assert all(box.within(drawn.page, -0.9) for box in drawn.boxes.values())


@every_chart
def test_boxes_of_a_row_align_at_the_top(flow: str) -> None:
    _, _, drawn = laid(flow)
    for a, b in combinations(drawn.boxes.values(), 2):
        beside = min(a.bottom, b.bottom) - max(a.top, b.top) > 0
        assert not beside or a.top == pytest.approx(b.top)


@every_chart
def test_no_arrow_runs_through_a_box(flow: str) -> None:
    _, _, drawn = laid(flow)
    for name in drawn.arrows:
        through = {
            box
            for box, area in drawn.boxes.items()
            for start, end in drawn.segments(name)
            if area.met_by(start, end)
        }
        assert not through, name


@every_chart
def test_an_arrow_runs_from_its_own_box_to_its_own_box(flow: str) -> None:
    chart, _, drawn = laid(flow)
    for name, points in drawn.arrows.items():
        a, b = (drawn.boxes[part] for part in name.split("-"))
        (x, y), (to_x, to_y) = points[0], points[-1]
        if (chart.boxes[int(name.split("-")[0]) - 1].kind, a.top) == (Kind.TOPICS, b.top):
            assert (x, to_x) == pytest.approx((a.right, b.left - 0.36))
        else:
            assert (y, to_y) == pytest.approx((a.bottom, b.top - 0.36))
            assert a.left < x < a.right
            assert b.left < to_x < b.right


@every_chart
def test_no_label_covers_a_box_another_label_or_the_arrow_of_another(flow: str) -> None:
    _, _, drawn = laid(flow)
    for (name, label), (other, area) in combinations(drawn.labels.items(), 2):
        assert not label.overlaps(area), (name, other)
    for name, label in drawn.labels.items():
        assert not [box for box, area in drawn.boxes.items() if label.overlaps(area)]
        for other in drawn.arrows:
            if other != name:
                met = [s for s in drawn.segments(other) if label.met_by(*s)]
                assert not met, (name, other)


@every_chart
def test_all_text_stands_within_its_box_and_on_no_other_text(flow: str) -> None:
    _, _, drawn = laid(flow)
    around = {f"text-{name}": area for name, area in drawn.boxes.items()}
    around |= {f"answer-{name}": area for name, area in drawn.labels.items()}
    for name, lines in drawn.texts.items():
        area = around.get(name, drawn.page)
        margin = 0.1 if name.startswith("text-") else -ROUNDING
        assert not [line.text for line in lines if not line.area.within(area, -margin)]
    every = [line for lines in drawn.texts.values() for line in lines]
    covering = [
        (a.text, b.text) for a, b in combinations(every, 2) if a.area.overlaps(b.area, 0.06)
    ]
    assert not covering


@every_chart
def test_text_can_be_read_from_a_table(flow: str) -> None:
    _, page, drawn = laid(flow)
    assert min(line.points for lines in drawn.texts.values() for line in lines) >= 9
    assert sorted((page.width, page.height)) == [29.7, 42.0]
    colours = {line.colour for lines in drawn.texts.values() for line in lines}
    fills = {LOOKS[box.kind].fill for box in laid(flow)[0].boxes}
    assert min(contrast(ink, fill) for ink in colours for fill in fills) > 4.5, "WCAG 2.2, 1.4.3"


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def test_kinds_of_boxes_differ_without_colour() -> None:
    for one, other in combinations(LOOKS.values(), 2):
        edges = (one.round, one.dashes, one.line >= 2) != (
            other.round,
            other.dashes,
            other.line >= 2,
        )
        assert edges or abs(luminance(one.fill) - luminance(other.fill)) > 0.1


@every_chart
def test_arrows_never_run_along_each_other(flow: str) -> None:
    _, _, drawn = laid(flow)
    for name, other in combinations(drawn.arrows, 2):
        along = [
            (one, two)
            for one in drawn.segments(name)
            for two in drawn.segments(other)
            if length_together(one, two) > 0.05
        ]
        assert not along, (name, other)


def length_together(one: tuple[Point, Point], two: tuple[Point, Point]) -> float:
    """How far two level or upright lines nearer than two millimetres run beside each other."""
    for axis in (0, 1):
        across = 1 - axis
        flat = all(abs(line[0][across] - line[1][across]) < 0.001 for line in (one, two))
        if flat and abs(one[0][across] - two[0][across]) < 0.2:
            ends = [sorted((line[0][axis], line[1][axis])) for line in (one, two)]
            return min(ends[0][1], ends[1][1]) - max(ends[0][0], ends[1][0])
    return 0.0


@every_flow
def test_in_the_shipped_charts_no_arrows_cross(flow: str) -> None:
    _, _, drawn = laid(flow)
    for name, other in combinations(drawn.arrows, 2):
        met = [
            (one, two)
            for one in drawn.segments(name)
            for two in drawn.segments(other)
            if crosses(one, two)
        ]
        assert not met, (name, other)


def crosses(one: tuple[Point, Point], two: tuple[Point, Point]) -> bool:
    def side(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, two
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


@every_flow
def test_the_legend_explains_what_is_there_and_nothing_else(flow: str) -> None:
    chart, _, drawn = laid(flow)
    legend = {line.text for line in drawn.texts["legend"]}
    kinds = {box.kind for box in chart.boxes}
    assert ("✓ alles is nodig" in legend) == (Kind.CHECKS in kinds)
    assert ("verder op een andere praatplaat" in legend) == (Kind.FLOW in kinds)
    signs = {line.text for name in drawn.texts for line in drawn.texts[name]} & {"+", "+/−", "−"}
    assert signs == legend & {"+", "+/−", "−"}
    assert "-" not in {line.text for lines in drawn.texts.values() for line in lines}


def test_what_drops_out_by_the_table_is_grey() -> None:
    chart, _, drawn = laid("onderwijs-in-zorg")
    number = next(at for at, b in enumerate(chart.boxes, 1) if b.id == "advies-2b-individueel")
    found = {line.text: line.colour for line in drawn.texts[f"text-{number}"]}
    assert found["Resultaatfinanciering"] == found["−"] == "#595959"
    assert found["Trajectfinanciering"] == "#1A1A1A"


def test_preparation_stands_above_the_first_question() -> None:
    chart, _, drawn = laid("algemeen")
    kinds = [box.kind for box in chart.boxes]
    assert kinds[:5] == [Kind.TOPICS] * 4 + [Kind.QUESTION]
    lefts = [drawn.boxes[str(at)].left for at in (1, 2, 3, 4)]
    assert lefts == sorted(lefts)
    assert all(drawn.boxes[str(at)].bottom < drawn.boxes["5"].top for at in (1, 2, 3, 4))
    topics = [topic for part in FLOWS["algemeen"].preparation for topic in part.topics]
    assert len(topics) == 15
    assert [line for box in chart.boxes[:4] for line in box.lines] == topics


def test_columns_stand_above_the_answers_that_they_speak_for() -> None:
    chart, _, drawn = laid("zorg-in-onderwijs")
    number = {box.id: at for at, box in enumerate(chart.boxes, 1)}
    lines = drawn.texts[f"text-{number['groep']}"]
    x = {line.text: line.area.left for line in lines if line.text in ("Individueel", "Collectief")}
    to_care = drawn.arrows[f"{number['groep']}-{number['zorgvraag']}"][0][0]
    to_checks = drawn.arrows[f"{number['groep']}-{number['gemeente']}"][0][0]
    assert (x["Individueel"] < x["Collectief"]) == (to_care < to_checks)


def test_what_counts_for_three_boxes_is_explained_once() -> None:
    chart, _, _ = laid("onderwijs-in-zorg")
    assert [box.id for box in chart.boxes if box.sides] == ["toelichting:groep/1"]
    assert sum(box.id.startswith("groep/") for box in chart.boxes) == 3


@pytest.mark.parametrize("flow", ["eigen-setting", "algemeen"])
def test_the_same_data_give_the_same_bytes(flow: str, tmp_path: Path) -> None:
    written = []
    for name in ("een", "twee"):
        folder = tmp_path / name
        folder.mkdir()
        written.append(draw(folder, FLOWS[flow], FLOWS, FRAME))
    assert [path.name for path in written[0]] == [
        f"praatplaat-{flow}{suffix}" for suffix in (".svg", ".pdf", ".png")
    ]
    for one, other in zip(*written, strict=True):
        assert one.read_bytes() == other.read_bytes()
    svg = written[0][0].read_text(encoding="utf-8")
    assert f"<title>{FLOWS[flow].title}</title>" in svg
    assert "vraag 1" in svg.lower(), "what it says is in the file for who cannot see it"


def test_a_chart_that_does_not_fit_says_so_and_what_to_do() -> None:
    flow = FLOWS["zorg-in-onderwijs"]
    long = tuple(replace(question, ask=question.ask * 12) for question in flow.questions)
    with pytest.raises(AppraisalError, match="past niet op A3 — deel de vragen"):
        page_of(chart_of(replace(flow, questions=long), FLOWS, FRAME))


def test_sides_that_name_an_unknown_answer_are_refused_with_their_place(tmp_path: Path) -> None:
    shipped = (HERE / "flows" / "zorg-in-onderwijs.yaml").read_text(encoding="utf-8")
    assert "choices: [klein, divers]" in shipped
    wrong = shipped.replace("choices: [klein, divers]", "choices: [klien, divers]")
    (tmp_path / "zorg.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(
        AppraisalError, match="'Individueel' noemt een onbekend antwoord 'klien'"
    ) as e:
        read_flows(tmp_path)
    assert "zorg.yaml" in str(e.value)
