"""What stands on a 'praatplaat': boxes and the arrows between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.flow import Flow, Leaning, Sign


class Kind(StrEnum):
    TOPICS = "gespreksonderwerpen"
    QUESTION = "vraag"
    CHECKS = "controles"
    ADVICE = "uitkomst"
    FLOW = "andere praatplaat"
    NOTE = "toelichting"


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in one box.

    `heading` is the step of the study, or what an outcome comes to; `lines` are questions or
    topics; `weighed` says of options how they do, `reasons` why; `sides` are held against each
    other in columns.
    """

    id: str
    kind: Kind
    heading: str
    section: str
    lines: tuple[str, ...] = ()
    weighed: tuple[tuple[str, Sign], ...] = ()
    reasons: tuple[str, ...] = ()
    sides: tuple[Leaning, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """`choices` are the answers that lead this way; none where one thing simply follows."""

    start: str
    to: str
    label: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """Boxes in the order in which a walk meets them, and the arrows between them. No way along the
    arrows goes round."""

    flow: Flow
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    beside: tuple[tuple[str, str], ...] = ()
    """Boxes of which the second follows on the first in the same row."""

    def box(self, id_: str) -> Box:
        return next(box for box in self.boxes if box.id == id_)

    def leaving(self, id_: str) -> tuple[Arrow, ...]:
        return tuple(arrow for arrow in self.arrows if arrow.start == id_)

    def entering(self, id_: str) -> tuple[Arrow, ...]:
        return tuple(arrow for arrow in self.arrows if arrow.to == id_)
