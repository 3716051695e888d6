"""The decision graphs to lay on the table: a drawing of each, and all of them as Word pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.appraisal.charting import chart_of
from pipeline.appraisal.describing import told
from pipeline.appraisal.drawing import draw
from pipeline.config.appraisal import FOLDER as APPRAISAL
from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Flow
from pipeline.errors import AppraisalError, Place
from pipeline.stages.for_weighing.introduction import TITLE, introduction
from pipeline.stages.for_weighing.naming import in_order
from pipeline.stages.for_weighing.telling import in_words
from pipeline.stages.for_weighing.word import Plate, write_plates
from pipeline.store.files import without_clock
from pipeline.store.layout import Layout

FOLDER = "praatplaten"
WORD = "praatplaten.docx"


def draw_plates(
    layout: Layout, frame: Frame, flows: Mapping[str, Flow], first: str
) -> Iterator[Path]:
    """Writes the drawings and `praatplaten.docx`; the same data give the same bytes.

    Each file is made beside its folder and then takes its place: who fetches one from the page
    meanwhile gets the old one whole, also when two people draw at once.

    Args:
        first: the flow where a conversation begins.

    Yields:
        Each file once it is there.

    Raises:
        AppraisalError: when a graph does not fit on A3, or the options do not stand on two axes.
    """
    folder = layout.root / "outputs" / layout.study / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    plates = []
    ordered = in_order(flows, first)
    with TemporaryDirectory(prefix=f".{FOLDER}.", dir=folder.parent) as name:
        making = Path(name)
        for flow in ordered:
            drawn = [path.replace(folder / path.name) for path in draw(making, flow, flows, frame)]
            yield from drawn
            plates.append(_plate(flow, flows, frame, drawn))
        try:
            opening = tuple(introduction(frame, ordered))
        except ValueError as problem:
            raise AppraisalError(
                str(problem),
                place=Place(layout.relative(layout.study_folder / APPRAISAL)),
                remedy="beschrijf in models.yaml twee assen; de tekeningen staan er al",
            ) from None
        path = making / WORD
        write_plates(path, TITLE, opening, plates, f"Praatplaten · {layout.study}")
        without_clock(path)
        yield path.replace(folder / WORD)


def _plate(flow: Flow, flows: Mapping[str, Flow], frame: Frame, drawn: Sequence[Path]) -> Plate:
    chart = chart_of(flow, flows, frame)
    picture = next(path for path in drawn if path.suffix == ".png")
    return Plate(flow.title, picture, " ".join(told(chart)), tuple(in_words(chart, frame)))
