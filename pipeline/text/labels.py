"""The label before an utterance, as it may be shown: a name in it is replaced as elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from pipeline.domain.report import Block, Report
from pipeline.domain.voices import own_role


def shown_label(report: Report, shown: Callable[[int, int], str]) -> Callable[[Block], str]:
    """Who speaks in a block, masked by `shown` when the label is no role.

    A role ('R', 'Moeder 2') stays what it is. Anything else may be a name: it is shown as it is
    shown where it last stood in the text before the block, and as nothing when it stands nowhere.
    """
    places: dict[str, list[int]] = {}

    def label(block: Block) -> str:
        name = " ".join(block.speaker.split())
        if not name or own_role(name):
            return block.speaker
        if name not in places:
            found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", report.text)
            places[name] = [match.start() for match in found]
        before = bisect_left(places[name], block.start)
        if not before:
            return ""
        start = places[name][before - 1]
        return shown(start, start + len(name))

    return label
