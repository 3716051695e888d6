"""The sheet that says who the speakers in the transcripts of a wave are.

It names people: it stays in the private folder, readable for its owner only. The program adds rows
for voices it does not know, with what helps to recognise them; a person fills in the last column. A
row that is there keeps what a person wrote in it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.domain.transcript import clock
from pipeline.domain.voices import Roles, Voice, read_role
from pipeline.errors import CorpusError, Place
from pipeline.store.files import write_bytes

COLUMNS = (
    "id", "spreker", "beurten", "vragen", "eerst gehoord", "duur", "voorstel", "rol",
)  # fmt: skip
NOBODY = "(zonder naam)"
"""In the column of speakers: what the transcript gives no speaker to."""
_FORMULA = ("=", "+", "-", "@", "'")
"""What begins with one of these a spreadsheet would work out; a quote before it makes it text."""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A row as it stands in the sheet: column → cell, and the line it stands on."""

    line: int
    cells: Mapping[str, str]

    @property
    def respondent(self) -> str:
        return self.cells.get("id", "").strip()

    @property
    def label(self) -> str:
        cell = self.cells.get("spreker", "").strip()
        return "" if cell == NOBODY else cell.removeprefix("'")


@dataclass(frozen=True, slots=True)
class SpeakerSheet:
    """The rows of a sheet in order, and the roles that somebody confirmed: respondent → label →
    role. `problems` are cells that are no role, each with its line."""

    rows: tuple[SpeakerRow, ...] = ()
    roles: Mapping[str, Roles] = field(default_factory=dict)
    problems: tuple[CorpusError, ...] = ()

    @property
    def known(self) -> frozenset[tuple[str, str]]:
        """Respondent and label of every row."""
        return frozenset((row.respondent, row.label) for row in self.rows)


def read_speakers(path: Path) -> SpeakerSheet:
    """The sheet of a wave; an empty one where there is none.

    Raises:
        CorpusError: when a column is missing, or it is no CSV.
    """
    if not path.is_file():
        return SpeakerSheet()
    rows = tuple(_rows(path))
    roles: dict[str, dict[str, str]] = {}
    problems: list[CorpusError] = []
    for row in rows:
        cell = row.cells.get("rol", "").strip()
        if not cell:
            continue
        try:
            roles.setdefault(row.respondent, {})[row.label] = read_role(cell)
        except ValueError as problem:
            place = Place.of(path, row.line)
            problems.append(CorpusError(str(problem), place=place, remedy="verbeter kolom 'rol'"))
    return SpeakerSheet(rows, roles, tuple(problems))


def add_voices(path: Path, sheet: SpeakerSheet, voices: Sequence[Voice]) -> bool:
    """Adds rows for voices that the sheet does not have; returns whether there were any."""
    known = sheet.known
    fresh = [voice for voice in voices if (voice.respondent, voice.label) not in known]
    if not fresh:
        return False
    rows = [*(row.cells for row in sheet.rows), *map(_cells, fresh)]
    _write(path, rows)
    return True


def set_roles(path: Path, respondent: str, roles: Roles) -> None:
    """Writes roles into the rows of one respondent. Raises as `read_speakers` does."""
    rows = [
        {**row.cells, "rol": roles[row.label]}
        if row.respondent == respondent and row.label in roles
        else row.cells
        for row in read_speakers(path).rows
    ]
    _write(path, rows)


def drop_speakers(path: Path, respondents: Collection[str], *, write: bool) -> int:
    """Takes the rows of these respondents out; returns how many. An empty sheet goes altogether."""
    rows = read_speakers(path).rows
    kept = [row.cells for row in rows if row.respondent not in respondents]
    if write and len(kept) < len(rows):
        if kept:
            _write(path, kept)
        else:
            path.unlink()
    return len(rows) - len(kept)


def _cells(voice: Voice) -> dict[str, str]:
    label = f"'{voice.label}" if voice.label.startswith(_FORMULA) else voice.label
    return {
        "id": voice.respondent,
        "spreker": label or NOBODY,
        "beurten": str(voice.turns),
        "vragen": str(voice.questions),
        "eerst gehoord": "" if voice.first is None else clock(voice.first),
        "duur": "" if voice.seconds is None else clock(voice.seconds),
        "voorstel": voice.proposal,
        "rol": "",
    }


def _rows(path: Path) -> Iterator[SpeakerRow]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel on Windows writes 'CSV' in the system's own code page.
        text = raw.decode("cp1252", errors="replace")
    separator = max(";,\t", key=text.partition("\n")[0].count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header: list[str] = []
    try:
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if header:
                yield SpeakerRow(lines.line_num, dict(zip(header, cells, strict=False)))
                continue
            header = [cell.strip().casefold() for cell in cells]
            for column in ("id", "spreker", "rol"):
                if column not in header:
                    raise CorpusError(
                        f"de kolom '{column}' ontbreekt",
                        place=Place.of(path, lines.line_num),
                        remedy="zet haar terug, of haal het blad weg: het wordt opnieuw gemaakt",
                    )
    except csv.Error:
        raise CorpusError("geen geldige CSV", place=Place.of(path, lines.line_num)) from None


def _write(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """With a byte order mark: Excel otherwise takes é for two letters."""
    more = sorted({column for row in rows for column in row} - {*COLUMNS, ""})
    text = io.StringIO(newline="")
    sheet = csv.DictWriter(
        text,
        [*COLUMNS, *more],
        restval="",
        extrasaction="ignore",
        delimiter=";",
        lineterminator="\r\n",
    )
    sheet.writeheader()
    sheet.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_bytes(path, text.getvalue().encode("utf-8-sig"), private=True)
