"""What a check gives: findings, each with its comment, and how much could be checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why there is a comment."""

    NUMBER = "aantal"
    TOTAL = "totaal"
    ITSELF = "woord en getal"
    QUOTATION = "citaat"
    ATTRIBUTION = "toeschrijving"
    METHOD = "vergelijking"


@dataclass(frozen=True, slots=True)
class Spot:
    """A comment on `[start, end)` of the passage at hand."""

    start: int
    end: int
    cause: Cause
    comment: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A comment on `[start, end)` of passage `passage`.

    `where` says where that is, in a section's number and a count of paragraphs: `3.2.3, alinea 4`.
    `comment` is for the document only: it may hold words of a participant.
    """

    passage: int
    start: int
    end: int
    cause: Cause
    where: str
    comment: str


@dataclass(frozen=True, slots=True)
class Review:
    """All findings in the order of the text, and what was checked.

    `right` and `unclear` count claims that hold and claims that cannot be checked; `quotations`
    counts those that were looked up.
    """

    findings: tuple[Finding, ...]
    right: int
    unclear: int
    quotations: int

    @property
    def wrong(self) -> int:
        """Claims that do not hold."""
        causes = (Cause.NUMBER, Cause.TOTAL, Cause.ITSELF)
        return sum(finding.cause in causes for finding in self.findings)
