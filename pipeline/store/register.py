"""register.csv (or .xlsx) and oza.csv: who was interviewed, and what each OZA is like.

People keep these in Excel, so separator, encoding and the language of the headers may differ.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.respondent import OzaTraits, Respondent
from pipeline.domain.returning import conflicts
from pipeline.errors import CorpusError, Place

HEADERS = {
    "id": ("id", "respondent", "respondentnummer"),
    "file": ("bestand", "file", "bestandsnaam", "filename"),
    "actor": ("actor",),
    "oza": ("oza", "oza-nummer"),
    "age": ("leeftijd", "age"),
    "gender": ("geslacht", "gender"),
    "participants": ("deelnemers", "participants", "aantal deelnemers"),
    "date": ("datum", "date"),
    "formerly": ("eerder", "formerly"),
}


@dataclass(frozen=True, slots=True)
class Register:
    """The respondents that can be used, and the rows that cannot, each with its reason.

    `files` are all files that any row names, in lower case. `places` says for each respondent, by
    id, in which row it stands.
    """

    respondents: tuple[Respondent, ...]
    problems: tuple[CorpusError, ...]
    files: frozenset[str] = frozenset()
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Row:
    place: Place
    cells: Mapping[str, str]


def read_register(wave_folder: Path, actors: Sequence[Actor] = tuple(Actor)) -> Register:
    """Reads the register of a wave.

    A row with an impossible value, an id or a file that occurs twice, is a problem of its own;
    the other rows go on.

    Args:
        actors: those of the study; a row of another one is a problem.

    Raises:
        CorpusError: when there is no register, or it has no columns for id and file.
    """
    path = _one_of(wave_folder, "register")
    if path is None:
        raise CorpusError(
            "er is geen register.csv of register.xlsx",
            place=Place.of(wave_folder),
            remedy="kolommen: id;bestand;actor;oza;leeftijd;geslacht;deelnemers;datum",
        )
    rows = list(_rows(path, {"id", "file"}))
    problems: list[CorpusError] = []
    found: list[tuple[_Row, Respondent]] = []
    for row in rows:
        try:
            found.append((row, respondent_from(row.cells, actors)))
        except ValueError as problem:
            problems.append(CorpusError(str(problem), place=row.place, remedy="verbeter de rij"))
    ids = Counter(str(r.id) for _, r in found)
    files = Counter(r.file.casefold() for _, r in found)
    usable = []
    for row, respondent in found:
        if ids[str(respondent.id)] > 1 or files[respondent.file.casefold()] > 1:
            problems.append(
                CorpusError(
                    f"{respondent.id} of zijn bestand staat twee keer in het register",
                    place=row.place,
                    remedy="laat één rij staan",
                )
            )
        else:
            usable.append(respondent)
    named = frozenset(row.cells["file"].casefold() for row in rows)
    places = {str(respondent.id): row.place for row, respondent in found}
    return Register(tuple(sorted(usable, key=lambda r: r.id.order)), tuple(problems), named, places)


def returning_problems(own: Register, earlier: Sequence[Path]) -> list[CorpusError]:
    """What does not fit between a wave's register and those before it, each with its row.

    Args:
        earlier: the folders of earlier waves, oldest first. A register that cannot be read is
            passed over: its own wave says so.
    """
    waves: list[tuple[str, Sequence[Respondent]]] = []
    for folder in earlier:
        with suppress(CorpusError):
            waves.append((folder.name, read_register(folder).respondents))
    return [
        CorpusError(one.what, place=own.places[one.respondent], remedy=one.remedy)
        for one in conflicts(own.respondents, waves)
    ]


def read_ozas(wave_folder: Path) -> list[OzaTraits]:
    """The characteristics of the OZA's, or nothing when there is no oza.csv.

    Raises:
        CorpusError: for a row without an OZA number, or a number that occurs twice.
    """
    path = _one_of(wave_folder, "oza")
    if path is None:
        return []
    ozas: dict[int, OzaTraits] = {}
    for row in _rows(path, {"oza"}):
        number = row.cells["oza"]
        if not number.isdigit() or int(number) in ozas:
            raise CorpusError(
                "de kolom oza hoort een nummer te zijn dat één keer voorkomt", place=row.place
            )
        traits = {key: value for key, value in row.cells.items() if key != "oza"}
        ozas[int(number)] = OzaTraits(int(number), MappingProxyType(traits))
    return [ozas[number] for number in sorted(ozas)]


def respondent_from(cells: Mapping[str, str], actors: Sequence[Actor]) -> Respondent:
    """A row, by the names of `HEADERS`. Raises ValueError for what does not fit, in words."""
    id_ = RespondentId.parse(cells["id"])
    if id_.actor not in actors:
        letters = ", ".join(f"{actor.letter} ({actor})" for actor in actors)
        raise ValueError(f"de letter van {id_} hoort niet bij deze studie; die kent {letters}")
    if cells.get("actor") and cells["actor"].casefold() not in _actor_names(id_.actor):
        raise ValueError(f"de actor past niet bij de letter in {id_}")
    if _number(cells.get("oza", ""), "oza") not in (None, id_.oza):
        raise ValueError(f"het OZA-nummer past niet bij {id_}")
    name = cells["file"]
    if not name or "/" in name or "\\" in name or name.startswith("."):
        raise ValueError(f"bij {id_} hoort een bestandsnaam zonder map")
    participants = _number(cells.get("participants", ""), "deelnemers")
    return Respondent(
        id=id_,
        file=name,
        age=_number(cells.get("age", ""), "leeftijd"),
        gender=cells.get("gender", ""),
        participants=1 if participants is None else participants,
        date=_date(cells.get("date", "")),
        formerly=_formerly(cells.get("formerly", ""), id_),
    )


def _formerly(cell: str, own: RespondentId) -> RespondentId | None:
    """Another id than the row's own; the same one says nothing."""
    if not cell:
        return None
    try:
        found = RespondentId.parse(cell)
    except ValueError:
        raise ValueError("'eerder' hoort een id uit een eerdere golf te zijn, zoals 9K2") from None
    return None if found == own else found


def _actor_names(actor: Actor) -> set[str]:
    return {actor.value, actor.letter.casefold()} | (
        {"samenwerkingspartner"} if actor is Actor.PARTNER else set()
    )


def _date(cell: str) -> str:
    """ISO 8601, from `2025-01-31` or as Dutch Excel writes it: `31-1-2025`."""
    if not cell:
        return ""
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(cell[:10], form).date().isoformat()
        except ValueError:
            continue
    raise ValueError("'datum' hoort een datum als 2025-01-31 te zijn")


def _number(cell: str, name: str) -> int | None:
    if not cell:
        return None
    try:
        number = float(cell.replace(",", "."))
    except ValueError:
        raise ValueError(f"'{name}' hoort een getal te zijn") from None
    if not number.is_integer():
        raise ValueError(f"'{name}' hoort een geheel getal te zijn")
    return int(number)


def _one_of(folder: Path, stem: str) -> Path | None:
    found = [folder / f"{stem}{suffix}" for suffix in (".csv", ".xlsx")]
    there = [path for path in found if path.is_file()]
    if len(there) > 1:
        raise CorpusError(
            f"er zijn twee bestanden: {stem}.csv en {stem}.xlsx",
            place=Place.of(folder),
            remedy="laat er één staan",
        )
    return there[0] if there else None


def _rows(path: Path, needed: set[str]) -> Iterator[_Row]:
    lines = _excel_lines(path) if path.suffix == ".xlsx" else _csv_lines(path)
    aliases = {alias: name for name, names in HEADERS.items() for alias in names}
    header: list[str] | None = None
    for number, cells in lines:
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            continue
        if header is None:
            header = [aliases.get(cell.casefold(), cell.casefold()) for cell in cells]
            missing = sorted(needed - set(header))
            if missing:
                raise CorpusError(
                    f"de kolom '{HEADERS[missing[0]][0]}' ontbreekt",
                    place=Place.of(path, number),
                    remedy="zet de namen van de kolommen op de eerste regel",
                )
            continue
        yield _Row(
            Place.of(path, number), dict(zip(header, cells, strict=False)) | _blank(header, cells)
        )


def _blank(header: list[str], cells: list[str]) -> dict[str, str]:
    return dict.fromkeys(header[len(cells) :], "")


def _csv_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel on Windows writes 'CSV' in the system's own code page.
        text = raw.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error:
        raise CorpusError("geen geldige CSV", place=Place.of(path, reader.line_num)) from None


def _excel_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError):
        raise CorpusError("geen leesbaar Excel-bestand", place=Place.of(path)) from None
    for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
        yield number, [_excel_text(cell) for cell in cells]


def _excel_text(cell: object) -> str:
    if cell is None:
        return ""
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())[:10]
    return str(cell)
