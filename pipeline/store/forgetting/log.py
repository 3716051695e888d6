"""Who withdrew and when: a ledger of a study that names ids and numbers, and no content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.errors import LedgerError, Place, ReportSetAside
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_lines, read_lines


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A line of the log. `at` is UTC; `counts` is what was removed, by kind; `reason` is what a
    person typed."""

    respondent: str
    waves: tuple[str, ...]
    at: str
    by: str
    reason: str
    counts: Mapping[str, int]


def append_forgotten(path: Path, lines: Sequence[Forgotten]) -> None:
    """On disk when it returns; a line that is there already is not written again."""
    known = {(one.respondent, one.at) for one in read_log(path)}
    fresh = [one for one in lines if (one.respondent, one.at) not in known]
    append_lines(path, [{**asdict(one), "waves": list(one.waves)} for one in fresh])


def read_log(path: Path) -> list[Forgotten]:
    """Who withdrew, in the order in which they were forgotten; none without a file.

    Raises:
        LedgerError: for a changed line, or one that does not belong here.
    """
    found = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            found.append(Forgotten(**{**line, "waves": tuple(line["waves"])}))
        except (KeyError, TypeError):
            raise LedgerError(
                "deze regel zegt niet wie zich terugtrok", place=Place.of(path, number)
            ) from None
    return found


def refuse_forgotten(layout: Layout, respondent: str) -> None:
    """Raises ReportSetAside for a report of somebody who withdrew from this wave: a backup was
    put back, or somebody else got the same number."""
    for one in read_log(layout.forgotten):
        if one.respondent == respondent and layout.wave in one.waves:
            raise ReportSetAside(
                f"{respondent} heeft zich op {one.at[:10]} teruggetrokken",
                place=Place(layout.relative(layout.forgotten)),
                remedy=f"haal het verslag weer weg met 'oza forget {respondent}', of geef een"
                " andere deelnemer een ander nummer",
            )
