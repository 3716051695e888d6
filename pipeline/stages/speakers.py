"""Who the speakers in transcripts are: what is known of each, and what a person says of it.

Speakers go by number here, in the order in which they are first heard: their names stand in the
sheet, and come neither in a terminal nor in a log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.domain.ids import respondent_order
from pipeline.domain.voices import read_role
from pipeline.errors import CorpusError, Place
from pipeline.store.layout import Layout
from pipeline.store.speakers import SpeakerRow, read_speakers, set_roles


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker in the transcript of a respondent, by number from 1. `facts` are what the sheet
    says of it in so many words; `proposal` and `role` are empty where there is none."""

    respondent: str
    number: int
    facts: str
    proposal: str
    role: str


def speakers_of(layout: Layout) -> list[Speaker]:
    """Every speaker in the sheet of a wave. Raises CorpusError when the sheet cannot be read."""
    return [
        Speaker(name, number, _facts(row), _cell(row, "voorstel"), _cell(row, "rol"))
        for name, rows in _by_respondent(layout).items()
        for number, row in enumerate(rows, start=1)
    ]


def accept(layout: Layout, respondents: Sequence[str]) -> int:
    """Makes the proposals for these respondents their roles, where there is no role yet; returns
    how many.

    Raises:
        CorpusError: for a respondent who is not in the sheet, or a speaker without a proposal;
            then nothing is written.
    """
    every = _by_respondent(layout)
    accepted: dict[str, dict[str, str]] = {}
    for name in respondents:
        open_ = [row for row in _known(every, name, layout) if not _cell(row, "rol")]
        if not all(_cell(row, "voorstel") for row in open_):
            raise CorpusError(
                f"niet voor elke spreker van {name} is er een voorstel",
                place=Place.of(layout.speakers),
                remedy=f"zeg het zelf: oza sprekers {name} --role 1=interviewer --role 2=…",
            )
        accepted[name] = {row.label: _role(layout, row, "voorstel") for row in open_}
    for name, roles in accepted.items():
        set_roles(layout.speakers, name, roles)
    return sum(map(len, accepted.values()))


def give_roles(layout: Layout, respondent: str, roles: Mapping[int, str]) -> int:
    """Gives speakers of one respondent a role, by their number; returns how many.

    Raises:
        CorpusError: for a number that no speaker has, or a word that is no role.
    """
    rows = _known(_by_respondent(layout), respondent, layout)
    given: dict[str, str] = {}
    for number, role in roles.items():
        if not 1 <= number <= len(rows):
            raise CorpusError(
                f"{respondent} heeft geen spreker {number}",
                place=Place.of(layout.speakers),
                remedy=f"kies 1 tot en met {len(rows)}",
            )
        try:
            given[rows[number - 1].label] = read_role(role)
        except ValueError as problem:
            raise CorpusError(str(problem), remedy=f"geef --role {number}=respondent") from None
    set_roles(layout.speakers, respondent, given)
    return len(given)


def _by_respondent(layout: Layout) -> dict[str, list[SpeakerRow]]:
    sheet = read_speakers(layout.speakers)
    if sheet.problems:
        raise sheet.problems[0]
    try:
        rows = sorted(sheet.rows, key=lambda row: respondent_order(row.respondent))
    except ValueError as problem:
        raise CorpusError(str(problem), place=Place.of(layout.speakers)) from None
    return {name: list(own) for name, own in groupby(rows, key=lambda row: row.respondent)}


def _known(
    every: Mapping[str, list[SpeakerRow]], respondent: str, layout: Layout
) -> list[SpeakerRow]:
    if respondent not in every:
        raise CorpusError(
            f"van {respondent} staan er geen sprekers in het blad",
            place=Place.of(layout.speakers),
            remedy="kijk met 'oza sprekers' van wie wel",
        )
    return every[respondent]


def _facts(row: SpeakerRow) -> str:
    first, length = _cell(row, "eerst gehoord"), _cell(row, "duur")
    turns, questions = _cell(row, "beurten"), _cell(row, "vragen")
    told = [f"eerst gehoord op {first}"] if first else []
    told += [f"spreekt {length}"] if length else []
    told.append(f"{turns} {'beurt' if turns == '1' else 'beurten'}")
    told.append(f"{questions} {'vraag' if questions == '1' else 'vragen'}")
    return ", ".join(told)


def _role(layout: Layout, row: SpeakerRow, column: str) -> str:
    try:
        return read_role(_cell(row, column))
    except ValueError as problem:
        place = Place.of(layout.speakers, row.line)
        raise CorpusError(str(problem), place=place, remedy=f"verbeter kolom '{column}'") from None


def _cell(row: SpeakerRow, column: str) -> str:
    return row.cells.get(column, "").strip()
