"""The decision aids of a study: its frame and graphs, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.appraisal.paths import problems_of
from pipeline.config.appraisal import FOLDER, read_frame
from pipeline.config.flows import read_flows
from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Flow
from pipeline.domain.revising import Loose, loose, revised
from pipeline.domain.revision import Revision
from pipeline.errors import AppraisalError, Place
from pipeline.store.layout import Layout
from pipeline.store.revisions import read_revisions


@dataclass(frozen=True)
class Aid:
    """What can be weighed: the options and criteria, and the graphs by name.

    `frame` has the revised placements, each with its revision; `source` is as the study gives it.
    `history` has every line of the ledger of revisions, also of what was taken back.
    """

    frame: Frame
    flows: dict[str, Flow]
    source: Frame
    history: tuple[Revision, ...] = ()

    @property
    def loose(self) -> tuple[Loose, ...]:
        """Revisions that the study has changed under since."""
        return loose(self.source, self.history)

    @property
    def first_flow(self) -> str:
        """Where a conversation begins: the graph that no other leads to, and that leads to others;
        the first one where there is none."""
        led_to = {other for flow in self.flows.values() for other in flow.other_flows()}
        leading = (f.id for f in self.flows.values() if f.id not in led_to and [*f.other_flows()])
        return next(leading, next(iter(self.flows)))


def aid_of(layout: Layout) -> Aid:
    """Reads `appraisal/` of a study, with what people revised.

    Raises:
        AppraisalError: when there is none, or it does not hold together.
        LedgerError: when a line of the ledger of revisions was changed.
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
    history = tuple(read_revisions(layout.revisions))
    return Aid(revised(frame, history), flows, frame, history)


def _flows(folder: Path) -> dict[str, Flow]:
    flows = {flow.id: flow for flow in read_flows(folder / "flows")}
    if not flows:
        raise AppraisalError("er is geen enkele afweging", place=Place.of(folder / "flows"))
    return flows
