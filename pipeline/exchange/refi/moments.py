"""Moments as programs write them → as we keep them."""

from __future__ import annotations

from pipeline.domain.project_left import What, Why
from pipeline.domain.project_values import moment_of
from pipeline.exchange.refi.gathering import Leaving


class Moments:
    """Reads moments, and counts what is none."""

    def __init__(self, leaving: Leaving) -> None:
        self._leaving = leaving
        # Programs stamp many codings in one second, or all of them at the export.
        self._known = {"": ""}

    def read(self, written: str) -> str:
        """A moment as we keep it, '' for none."""
        if written not in self._known:
            self._known[written] = moment_of(written)
        found = self._known[written]
        if written and not found:
            self._leaving.leave(What.MOMENT, Why.NO_MOMENT)
        return found
