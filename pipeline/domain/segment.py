"""The piece of a report that gets codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.domain.report import text_digest


@dataclass(frozen=True, slots=True)
class Segment:
    """A span `[start, end)` of the stored text of a report, in Unicode code points.

    `text` is the span with identifiers replaced by their labels; `digest` is that of the span as
    it was ingested, so that confirming a name later on changes neither id nor decisions.
    `heading`, `question` and `speaker` are context. `spoken_from` and `spoken_to` are seconds from
    the beginning of the recording, where the report is a transcript with times.
    """

    id: str
    respondent: str
    start: int
    end: int
    digest: str
    text: str
    heading: str = ""
    question: str = ""
    speaker: str = ""
    spoken_from: float | None = None
    spoken_to: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"een segment loopt van begin naar eind, niet {self.start}-{self.end}")


def segment_ids(respondent: str, texts: Iterable[str]) -> list[str]:
    """Ids for the segments of one report, in order: `9K2:7f3a91c2`.

    An id is made of the text itself, so that the same text keeps its id when the report around
    it is edited. Where a text occurs again in the same report ('Ja.'), the text before it
    counts as well, and after that a serial number.
    """
    ids: list[str] = []
    taken: set[str] = set()
    before = ""
    for text in texts:
        candidate = f"{respondent}:{text_digest(text)[:8]}"
        if candidate in taken:
            candidate = f"{respondent}:{text_digest(before + chr(31) + text)[:8]}"
        serial, unique = 2, candidate
        while unique in taken:
            unique = f"{candidate}.{serial}"
            serial += 1
        taken.add(unique)
        ids.append(unique)
        before = text
    return ids
