"""What a study's appraisal comes to, worked out by the stage for tables and figures to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Flow
from pipeline.domain.placement_evidence import Evidence
from pipeline.domain.scored import Scores
from pipeline.domain.typology import Typology
from pipeline.report.blocks import Block, Picture
from pipeline.report.quotations import Quotation
from pipeline.report.words import Names


@dataclass(frozen=True)
class Weighed:
    """The frame with whatever was revised, and what follows from it.

    `plate` gives a decision graph by its name as blocks: its drawing and the same in words.
    `quotations` are those that people marked, by the place of the passage (`Passage.place`).
    `picture` gives a figure by the stem of its files, None where it has nothing to show. Both draw
    when they are asked. `typology` and `evidence` are None for a study that has none.
    """

    frame: Frame
    scores: Scores
    names: Names
    flows: Mapping[str, Flow]
    plate: Callable[[str], Sequence[Block]]
    picture: Callable[[str], Picture | None]
    typology: Typology | None = None
    evidence: Evidence | None = None
    quotations: Mapping[str, Sequence[Quotation]] = field(default_factory=dict)
