"""The questions of a decision graph in words: what is asked, why, and where an answer leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.appraisal.chart import Box, Chart, Kind
from pipeline.appraisal.describing import source
from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Leaning, Question
from pipeline.report.blocks import Heading, Paragraph
from pipeline.stages.for_weighing.labelled import Labelled, Told
from pipeline.stages.for_weighing.naming import capital, listed, with_source


def questions_told(chart: Chart, frame: Frame, names: Mapping[str, str]) -> Iterator[Told]:
    """Every question of a chart in the order of its numbers.

    A question that is asked in more than one situation has a number in each; what the study says
    about it is told the first time.

    Args:
        names: as `describing.references` gives them.
    """
    explained: dict[str, str] = {}
    for box in chart.boxes:
        if box.kind not in (Kind.QUESTION, Kind.CHECKS):
            continue
        questions = [_question(chart, ask) for ask in box.lines]
        heading = f"{capital(names[box.id])}. {box.heading}" if box.heading else names[box.id]
        yield Heading(capital(heading), 4)
        yield from came_from(chart, box, names)
        if box.kind is Kind.CHECKS:
            yield Paragraph("Ga alles na:")
        for question in questions:
            yield Paragraph(question.ask)
            if question.id not in explained:
                yield from _explained(question, frame)
        before = dict.fromkeys(explained[q.id] for q in questions if q.id in explained)
        if before:
            yield Paragraph(f"De toelichting staat bij {listed([*before])}.", "noot")
        explained = {**dict.fromkeys((q.id for q in questions), names[box.id]), **explained}
        for arrow in chart.leaving(box.id):
            yield Labelled(f"Bij ‘{arrow.label}’", f"{_destination(chart.box(arrow.to), names)}.")


def came_from(chart: Chart, box: Box, names: Mapping[str, str]) -> Iterator[Paragraph]:
    """From which questions one comes to a box; nothing where a conversation begins."""
    before = dict.fromkeys(arrow.start for arrow in chart.entering(box.id))
    if asked := [names[start] for start in before if start in names]:
        yield Paragraph(f"Vanuit {listed(asked)}.", "noot")


def _question(chart: Chart, ask: str) -> Question:
    """The question behind a line of a box: a box joins questions and is named after the first."""
    return next(question for question in chart.flow.questions if question.ask == ask)


def _explained(question: Question, frame: Frame) -> Iterator[Told]:
    if question.why:
        yield Labelled("Waarom", with_source(question.why, question.section))
    else:
        yield Labelled("Bron", f"{source(question.section)}.")
    for side in question.sides:
        yield from _side(side)
    for example in (one for one in frame.examples if one.id in question.examples):
        told = f"{example.label}. {example.text}"
        yield Labelled("Uit de praktijk", with_source(told, example.section))


def _side(side: Leaning) -> Iterator[Labelled]:
    if side.advantages:
        yield Labelled(f"Voordelen van {_lower(side.label)}", f"{_joined(side.advantages)}.")
    if side.fits:
        yield Labelled(f"{side.label} past het best bij", f"{_joined(side.fits)}.")


def _destination(box: Box, names: Mapping[str, str]) -> str:
    """A question by its number, an outcome by number and title."""
    title = f" ({box.heading})" if box.kind is Kind.ADVICE else ""
    return names[box.id] + title


def _joined(texts: tuple[str, ...]) -> str:
    return "; ".join(_lower(text) for text in texts)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
