"""A decision graph as boxes and arrows, the way it is drawn on a 'praatplaat'.

Facts are spelled out: a question that is asked in three situations is three boxes where its
answers lead elsewhere. Checks that follow on each other are one box (`joining`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from pipeline.appraisal.chart import Arrow, Box, Chart, Kind
from pipeline.appraisal.joining import with_checks_together
from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Advice, Choice, Facts, Flow, Leaning, Question, Sign, Topics

_OTHER = "afweging:"
_NOTE = "toelichting:"


def chart_of(flow: Flow, flows: Mapping[str, Flow], frame: Frame) -> Chart:
    """The graph of one flow. Other flows that it leads to are boxes by name."""
    boxes: dict[str, Box] = {}
    arrows: list[Arrow] = []
    waiting: list[tuple[str, Facts]] = [(flow.start, {})]
    while waiting:
        to, facts = waiting.pop(0)
        node = flow.node(to, facts)
        id_ = _name(flow, node, facts)
        if id_ in boxes:
            continue
        boxes[id_] = _box(id_, node, flow, frame)
        if isinstance(node, Advice):
            continue
        for choice in node.choices:
            known = {**facts, **choice.sets}
            if choice.flow:
                other, name = flows[choice.flow], f"{_OTHER}{choice.flow}"
                boxes.setdefault(name, Box(name, Kind.FLOW, other.title, other.section))
                arrows.append(Arrow(id_, name, choice.label, (choice.id,)))
                continue
            following = flow.node(choice.to, known)
            label = _told(choice, flow)
            arrows.append(Arrow(id_, _name(flow, following, known), label, (choice.id,)))
            waiting.append((choice.to, known))
    chart = with_checks_together(Chart(flow, tuple(boxes.values()), tuple(_joined(arrows))))
    return _with_preparation(_with_notes(chart))


def _name(flow: Flow, node: Question | Advice, facts: Facts) -> str:
    if isinstance(node, Advice) or not _depends(flow, node):
        return node.id
    return "/".join((node.id, *facts.values()))


def _depends(flow: Flow, node: Question) -> bool:
    """Whether what comes after a question depends on a fact."""
    seen: set[str] = set()
    waiting = [choice.to for choice in node.choices if choice.to]
    while waiting:
        to = waiting.pop()
        if "{" in to:
            return True
        if to in seen:
            continue
        seen.add(to)
        following = flow.nodes[to]
        if isinstance(following, Question):
            if following.unless is not None:
                return True
            waiting += [c.to for c in following.choices if c.to and not c.sets]
    return False


def _box(id_: str, node: Question | Advice, flow: Flow, frame: Frame) -> Box:
    if isinstance(node, Question):
        lines = (node.ask,)
        return Box(id_, Kind.QUESTION, node.step, node.section, lines, sides=node.sides)
    weighed = tuple(_weighed(node, flow, frame))
    return Box(id_, Kind.ADVICE, node.title, node.section, (), weighed, node.reasons)


def _weighed(advice: Advice, flow: Flow, frame: Frame) -> Iterator[tuple[str, Sign]]:
    """Options by name, the best first; without the one that is the advice's title. What drops out
    is there where a table of the study says so."""
    signs = flow.signs(advice) or {
        **dict.fromkeys(advice.first, Sign.SUITS),
        **dict.fromkeys(advice.other, Sign.MAY),
    }
    for sign in Sign:
        for option in (option for option, own in signs.items() if own is sign):
            if frame.option(option).label != advice.title:
                yield frame.option(option).label, sign


def _told(choice: Choice, flow: Flow) -> str:
    """An answer; where it settles the situation, with what is aimed at there and who pays."""
    for situation in flow.situations:
        if situation.id in choice.sets.values():
            return f"{choice.label}: {situation.aims}, uit {situation.money}"
    return choice.label


def _joined(arrows: list[Arrow]) -> Iterator[Arrow]:
    """Answers that lead to the same place share an arrow."""
    together: dict[tuple[str, str], list[Arrow]] = {}
    for arrow in arrows:
        together.setdefault((arrow.start, arrow.to), []).append(arrow)
    for (start, to), own in together.items():
        first, *others = (arrow.label for arrow in own)
        label = ", of ".join((first, *(other[:1].lower() + other[1:] for other in others)))
        yield Arrow(start, to, label, tuple(id_ for arrow in own for id_ in arrow.choices))


def _with_notes(chart: Chart) -> Chart:
    """Sides of a question that has several boxes stand in a box of their own, once."""
    asked: dict[tuple[Leaning, ...], list[Box]] = {}
    for box in chart.boxes:
        if box.sides:
            asked.setdefault(box.sides, []).append(box)
    boxes = list(chart.boxes)
    for sides, own in asked.items():
        if len(own) > 1:
            boxes = [replace(box, sides=()) if box.sides == sides else box for box in boxes]
            first = own[0]
            name = _NOTE + first.id
            boxes.append(Box(name, Kind.NOTE, first.heading, first.section, sides=sides))
    return replace(chart, boxes=tuple(boxes))


def _with_preparation(chart: Chart) -> Chart:
    topics = [_topics(at, part) for at, part in enumerate(chart.flow.preparation, 1)]
    if not topics:
        return chart
    ids = [box.id for box in topics]
    first = Arrow(ids[-1], chart.boxes[0].id)
    beside = tuple(pairwise(ids))
    return Chart(chart.flow, (*topics, *chart.boxes), (first, *chart.arrows), beside)


def _topics(at: int, part: Topics) -> Box:
    return Box(part.id, Kind.TOPICS, f"{at}. {part.label}", part.section, part.topics)
