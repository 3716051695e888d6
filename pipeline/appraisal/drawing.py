"""A decision graph on a page of A3: the 'praatplaat' that parties lay on the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.appraisal.charting import chart_of
from pipeline.appraisal.describing import told
from pipeline.appraisal.inking import figure_of
from pipeline.appraisal.lettering import FONT, words_of
from pipeline.appraisal.placing import page_of
from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Flow

SUFFIXES = (".svg", ".pdf", ".png")
_DPI = 150
STYLE: Any = {
    "font.family": FONT,
    "svg.hashsalt": "oza",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "text.hinting": "no_hinting",
    "text.parse_math": False,
}


def draw(
    folder: Path,
    flow: Flow,
    flows: Mapping[str, Flow],
    frame: Frame,
    suffixes: Sequence[str] = SUFFIXES,
) -> list[Path]:
    """Writes `praatplaat-<flow>.svg`, `.pdf` and `.png` into a folder; the same data give the same
    bytes.

    Args:
        suffixes: which of these three.

    Returns:
        The files.

    Raises:
        AppraisalError: when the graph does not fit on A3.
    """
    import matplotlib

    chart = chart_of(flow, flows, frame)
    page = page_of(chart, words_of(texts_of(flows, frame)))
    about = " ".join(told(chart))
    stem = folder / f"praatplaat-{flow.id}"
    paths = [stem.with_suffix(suffix) for suffix in suffixes]
    said: dict[str, dict[str, str | None]] = {
        ".svg": {"Description": about, "Date": None, "Creator": "oza"},
        ".pdf": {"Subject": about, "CreationDate": None, "Creator": "oza"},
        ".png": {"Description": about, "Software": None},
    }
    with matplotlib.rc_context(STYLE):
        figure = figure_of(chart, page)
        for path in paths:
            dpi = {"dpi": _DPI} if path.suffix == ".png" else {}
            figure.savefig(path, metadata={"Title": flow.title, **said[path.suffix]}, **dpi)
    return paths


def texts_of(flows: Mapping[str, Flow], frame: Frame) -> Iterator[str]:
    """What the study writes, for the words at which it may break longer ones."""
    yield from (option.definition for option in frame.options)
    for flow in flows.values():
        yield from (text for question in flow.questions for text in (question.ask, question.why))
        yield from (topic for part in flow.preparation for topic in part.topics)
