"""Checks that follow on each other, of which each 'no' leads to the same place, as one box: all of
them have to be met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.appraisal.chart import Arrow, Box, Chart, Kind


def with_checks_together(chart: Chart) -> Chart:
    """Joins a question with the one that its first answer leads to, when it is of the same step and
    the second answers of both lead to the same place."""
    boxes = {box.id: box for box in chart.boxes}
    arrows = list(chart.arrows)
    for box in chart.boxes:
        while box.id in boxes and (following := _same_check(box.id, boxes, arrows)):
            mine = [arrow for arrow in arrows if arrow.start == box.id]
            others = [arrow for arrow in arrows if arrow.start == following]
            lines = (*boxes[box.id].lines, *boxes[following].lines)
            boxes[box.id] = replace(boxes[box.id], kind=Kind.CHECKS, lines=lines)
            arrows = [a for a in arrows if a.start not in (box.id, following)]
            arrows += [replace(others[0], start=box.id), mine[1]]
            del boxes[following]
    return replace(
        chart,
        boxes=tuple(boxes.values()),
        arrows=tuple(_counted(arrow, boxes[arrow.start], arrows) for arrow in arrows),
    )


def _same_check(id_: str, boxes: Mapping[str, Box], arrows: Sequence[Arrow]) -> str:
    """The question to join to this one, '' where there is none."""
    own = [arrow for arrow in arrows if arrow.start == id_]
    if not _yes_or_no(own):
        return ""
    following = boxes[own[0].to]
    further = [arrow for arrow in arrows if arrow.start == following.id]
    entries = [arrow for arrow in arrows if arrow.to == following.id]
    alike = (
        following.kind is Kind.QUESTION
        and not (following.sides or boxes[id_].sides)
        and _yes_or_no(further)
        and len(entries) == 1
        and following.heading == boxes[id_].heading
        and further[1].to == own[1].to
    )
    return following.id if alike else ""


def _yes_or_no(arrows: Sequence[Arrow]) -> bool:
    return [arrow.label.split(",")[0] for arrow in arrows] == ["Ja", "Nee"]


def _counted(arrow: Arrow, box: Box, arrows: Sequence[Arrow]) -> Arrow:
    """From checks that were joined, the arrows say how many answers it takes."""
    if box.kind is not Kind.CHECKS:
        return arrow
    onward = next(one for one in arrows if one.start == box.id)
    if arrow == onward:
        return replace(arrow, label=f"{len(box.lines)} × ja")
    return replace(arrow, label="minstens 1 × nee")
