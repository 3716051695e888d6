"""The figures of an appraisal but the decision graphs, each drawn when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from pipeline.domain.appraisal import Frame
from pipeline.domain.placement_evidence import Evidence
from pipeline.domain.scored import Scores
from pipeline.report.appraised.evidence_figure import evidence_figure, views_figure
from pipeline.report.appraised.scale_figure import scale_figure
from pipeline.report.appraised.score_figures import criterion_figure, option_figure, score_figure
from pipeline.report.blocks import Picture

Draw = Callable[[], Picture | None]


class Gallery:
    """Draws into a folder, as `<name>.png` and `<name>.svg`, and draws nothing twice."""

    def __init__(
        self, folder: Path, frame: Frame, scores: Scores, evidence: Evidence | None
    ) -> None:
        self._draw = dict(_figures(folder, frame, scores, evidence))
        self._drawn: dict[str, Picture | None] = {}

    def picture(self, name: str) -> Picture | None:
        """A figure by the stem of its files; None where there is nothing to show."""
        if name not in self._drawn:
            self._drawn[name] = self._draw[name]() if name in self._draw else None
        return self._drawn[name]


def _figures(
    folder: Path, frame: Frame, scores: Scores, evidence: Evidence | None
) -> Iterator[tuple[str, Draw]]:
    for criterion in frame.criteria:
        yield f"weging-schaal-{criterion.id}", partial(scale_figure, folder, criterion, frame)
    yield "weging-scores", partial(score_figure, folder, frame, scores)
    yield "weging-per-wijze", partial(option_figure, folder, frame, scores)
    yield "weging-per-criterium", partial(criterion_figure, folder, frame, scores)
    if evidence is not None:
        yield "weging-bewijs", partial(evidence_figure, folder, frame, evidence)
        for criterion in frame.criteria:
            name = f"weging-bewijs-{criterion.id}"
            yield name, partial(views_figure, folder, criterion, frame, evidence)
