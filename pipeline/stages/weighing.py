"""The decision aids of a study: its frame and graphs, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.appraisal.paths import problems_of
from pipeline.config.appraisal import FOLDER, read_frame
from pipeline.config.flows import read_flows
from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Flow
from pipeline.errors import AppraisalError, Place
from pipeline.store.layout import Layout


@dataclass(frozen=True)
class Aid:
    """What can be weighed: the options and criteria, and the graphs by name."""

    frame: Frame
    flows: dict[str, Flow]

    @property
    def first_flow(self) -> str:
        """Where a conversation begins: the graph that no other leads to, and that leads to others;
        the first one where there is none."""
        led_to = {other for flow in self.flows.values() for other in flow.other_flows()}
        leading = (f.id for f in self.flows.values() if f.id not in led_to and [*f.other_flows()])
        return next(leading, next(iter(self.flows)))


def aid_of(layout: Layout) -> Aid:
    """Reads `appraisal/` of a study.

    Raises:
        AppraisalError: when there is none, or it does not hold together.
    """
    folder = layout.study_folder / FOLDER
    place = Place(layout.relative(folder))
    if not folder.is_dir():
        raise AppraisalError(
            "deze studie weegt niets af",
            place=place,
            remedy="kies met --study een studie met een map 'appraisal'",
        )
    frame, flows = read_frame(folder), _flows(folder)
    for problem in problems_of(frame, flows):
        raise AppraisalError(problem, place=place)
    return Aid(frame, flows)


def _flows(folder: Path) -> dict[str, Flow]:
    flows = {flow.id: flow for flow in read_flows(folder / "flows")}
    if not flows:
        raise AppraisalError("er is geen enkele afweging", place=Place.of(folder / "flows"))
    return flows
