"""What a row of the table of quotations is."""

from __future__ import annotations

from enum import StrEnum


class Passage(StrEnum):
    """A segment with a code, or a passage of it that somebody called quotable."""

    SEGMENT = "segment"
    QUOTABLE = "citeerbaar"
