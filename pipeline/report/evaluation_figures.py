"""The figures of an evaluation: every line and every dot says itself what it is."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pipeline.domain.evaluation import Evaluation
from pipeline.report.evaluation_curves import learning_figure, reading_figure
from pipeline.report.evaluation_dots import code_figures, first_suggestions_figure
from pipeline.report.evaluation_ink import STYLE
from pipeline.report.evaluation_reliability import reliability_figure


def evaluation_figures(evaluation: Evaluation) -> dict[str, bytes]:
    """`<name>.png` and `<name>.svg` of every figure there is something to draw for.

    Names: `eerste-voorstellen`, `betrouwbaarheid`, `codes-1`, `codes-2`, … (so many codes as fit
    on a page each), `leercurve`, `leeswerk`. The same evaluation gives the same bytes.
    """
    import matplotlib

    with matplotlib.rc_context(STYLE):
        return {
            f"{name}.{kind}": _saved(figure, kind)
            for name, figure in _drawn(evaluation)
            for kind in ("png", "svg")
        }


def _drawn(evaluation: Evaluation) -> Iterator[tuple[str, Any]]:
    if evaluation.methods and evaluation.depths:
        yield "eerste-voorstellen", first_suggestions_figure(evaluation)
    if evaluation.reliability:
        yield "betrouwbaarheid", reliability_figure(evaluation)
    for number, figure in enumerate(code_figures(evaluation), start=1):
        yield f"codes-{number}", figure
    if len(evaluation.learning) > 1:
        yield "leercurve", learning_figure(evaluation)
    if evaluation.curves:
        yield "leeswerk", reading_figure(evaluation)


def _saved(figure: Any, kind: str) -> bytes:
    stream = BytesIO()
    if kind == "png":
        figure.savefig(stream, format="png", dpi=200, metadata={"Software": None})
    else:
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": "oza"})
    return stream.getvalue()
