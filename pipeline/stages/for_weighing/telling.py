"""A decision graph in words: what to talk about first, the questions, the outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.appraisal.chart import Chart
from pipeline.appraisal.describing import references, source, told
from pipeline.domain.appraisal import Frame
from pipeline.report.blocks import Heading, Paragraph
from pipeline.stages.for_weighing.advising import outcomes_told
from pipeline.stages.for_weighing.asking import questions_told
from pipeline.stages.for_weighing.labelled import Labelled, Told
from pipeline.stages.for_weighing.naming import with_source


def in_words(chart: Chart, frame: Frame) -> Iterator[Told]:
    """The same graph as the figure, for the pages after it. Headings of level 2 to 4."""
    flow, names = chart.flow, references(chart)
    yield Heading(f"{flow.title}, in woorden", 2)
    yield Paragraph(told(chart)[0])
    yield from (Paragraph(text) for text in flow.about)
    yield Paragraph(f"Bron: {source(flow.section)} van de studie.", "noot")
    if flow.preparation:
        yield Heading("Vooraf te bespreken", 3)
        for part in flow.preparation:
            yield Labelled(part.label, with_source(" ".join(part.topics), part.section))
    yield Heading("De vragen", 3)
    yield from questions_told(chart, frame, names)
    if flow.advice:
        yield Heading("De uitkomsten", 3)
        yield from outcomes_told(chart, frame, names)
    if flow.note:
        yield Heading("Hoe de studie hier is gelezen", 3)
        yield Paragraph(flow.note, "noot")
