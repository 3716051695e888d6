"""A study as tidy tables in files: CSV, Parquet, one workbook, and a dictionary beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.study import Study
from pipeline.errors import OzaError, Place, StoreError
from pipeline.exchange.tidy.csv_text import csv_pieces
from pipeline.exchange.tidy.dictionary import SENSITIVE, as_markdown, as_values
from pipeline.exchange.tidy.parquet_file import parquet_bytes
from pipeline.exchange.tidy.table import DataTable
from pipeline.exchange.tidy.workbook import MOST_ROWS, fits, write_workbook
from pipeline.exchange.uncollected import uncollected
from pipeline.stages.for_data.tables import data_tables
from pipeline.store.files import (
    read_json,
    replaced_folder,
    without_clock,
    write_bytes,
    write_json,
    write_pieces,
    write_text,
)
from pipeline.store.layout import Layout, Sensitivity

FOLDER = "data"
_DICTIONARY = "woordenboek.json"
_ROWS = f"{MOST_ROWS:,}".replace(",", ".")
_PLACES = {
    Sensitivity.PRIVATE: "prive/",
    Sensitivity.INTERNAL: "intern/",
    Sensitivity.PUBLISHABLE: "",
}
"""How sensitive a file is, is said by where it lies, as in the other outputs."""


@dataclass(frozen=True, slots=True)
class ExportedData:
    """Where the tables stand, and of how many reports findings wait for a decision: their text is
    left out, unless `private`. `elsewhere` says that forgetting somebody does not reach them."""

    folder: Path
    tables: tuple[DataTable, ...]
    waiting: int
    private: bool
    elsewhere: bool = False


def data_folder(layouts: Sequence[Layout]) -> Path:
    """That of one wave below its outputs; of several below those of the study."""
    at = layouts[0]
    return at.stage(FOLDER) if len(layouts) == 1 else at.root / "outputs" / at.study / FOLDER


def export_data(
    layouts: Sequence[Layout], study: Study, folder: Path, *, private: bool = False
) -> ExportedData:
    """Writes the tables of these waves together; the same study gives the same bytes.

    Args:
        layouts: of waves that were segmented, of one study.
        folder: takes the place of what was exported there before; a link is followed.
        private: also the text of reports in which findings wait for a decision.

    Raises:
        StoreError: for a folder that holds something else.
    """
    own = data_folder(layouts)
    target = folder.resolve()
    _refuse_folder(layouts[0], target, own)
    waiting = [
        (layout.wave, str(row["respondent"]))
        for layout in layouts
        for row in read_json(layout.stage("privacy") / "waiting.json")
    ]
    with uncollected():
        tables = data_tables(layouts, study, frozenset(waiting), private=private)
    elsewhere = target != own.resolve()
    made = ExportedData(target, tuple(tables), len(set(waiting)), private, elsewhere)
    with uncollected(), replaced_folder(target) as part:
        _write(part, made, _title(study, layouts), _notes(study, made))
    return made


def lines_of(made: ExportedData, shown: str) -> list[str]:
    """What was made, for the terminal.

    Args:
        shown: the folder as a person may read it.
    """
    rows = ", ".join(f"{table.name} {len(table.rows)}" for table in made.tables)
    lines = [f"{shown}: {rows}", "alles onder intern/ is alleen voor het onderzoeksteam"]
    if long := [table.name for table in made.tables if not fits(table)]:
        lines.append(
            f"geen blad in de werkmap, want langer dan {_ROWS} rijen: {', '.join(long)}; die"
            " tabellen zijn er alleen als CSV en Parquet"
        )
    if made.elsewhere:
        lines.append("deze map staat niet in outputs/: wat 'oza forget' vergeet, blijft hier staan")
    if made.waiting and made.private:
        lines.append(
            f"LET OP: in {_reports(made)} wachten bevindingen op een besluit; die tekst staat nu"
            " onder prive/, met alles wat iemand kan aanwijzen er nog in"
        )
    elif made.waiting:
        lines.append(
            f"van {_reports(made)} ontbreekt de tekst: daar wachten bevindingen op een besluit"
            " ('oza privacy-sheet'); met --private komt de tekst er toch in"
        )
    return lines


def _reports(made: ExportedData) -> str:
    return "1 verslag" if made.waiting == 1 else f"{made.waiting} verslagen"


def _write(folder: Path, made: ExportedData, title: str, notes: Sequence[str]) -> None:
    files: dict[str, list[str]] = {}
    workbook = f"{_PLACES[_strictest(made.tables)]}data.xlsx"
    for table in made.tables:
        sensitivity = Sensitivity(table.sensitivity)
        hidden = sensitivity is Sensitivity.PRIVATE
        name = f"{_PLACES[sensitivity]}{table.name}"
        write_pieces(folder / f"{name}.csv", csv_pieces(table), private=hidden)
        write_bytes(folder / f"{name}.parquet", parquet_bytes(table), private=hidden)
        files[table.name] = [f"{name}.csv", f"{name}.parquet", *([workbook] * fits(table))]
    write_workbook(folder / workbook, title, notes, made.tables)
    without_clock(folder / workbook)
    if _strictest(made.tables) is Sensitivity.PRIVATE:
        (folder / workbook).chmod(0o600)
    write_json(folder / _DICTIONARY, as_values(title, notes, made.tables, files))
    write_text(folder / "woordenboek.md", as_markdown(title, notes, made.tables, files))


def _strictest(tables: Sequence[DataTable]) -> Sensitivity:
    found = {table.sensitivity for table in tables}
    return next(one for one in Sensitivity if one.value in found)


def _title(study: Study, layouts: Sequence[Layout]) -> str:
    waves = ", ".join(layout.wave for layout in layouts)
    return f"{study.settings.title}: gegevens van {waves}"


def _notes(study: Study, made: ExportedData) -> list[str]:
    people = next(table for table in made.tables if table.name == "respondents")
    read = people.values("validated").count(True)
    counted = f"{read} van de {len(people.rows)} verslagen {'is' if read == 1 else 'zijn'}"
    notes = [
        study.settings.caveat,
        f"Studie ‘{study.name}’, codeboek {study.codebook.version}.",
        f"{counted} helemaal gelezen; alleen die tellen mee in het rapport (kolom ‘validated’).",
        "Een leeg vak is onbekend of niet van toepassing, nooit nul.",
        "In een CSV-bestand staat een ' voor tekst die een rekenblad anders zou uitrekenen; in"
        " Parquet staat de tekst zoals hij is.",
        f"Een tabel van meer dan {_ROWS} rijen is geen blad van de werkmap; zij is er alleen als"
        " CSV en Parquet.",
        "Gevoeligheid: " + "; ".join(SENSITIVE[one.value] for one in Sensitivity) + ".",
    ]
    if study.settings.demonstration:
        notes.insert(0, "Demonstratie: de verslagen zijn verzonnen.")
    return notes


def _refuse_folder(layout: Layout, target: Path, own: Path) -> None:
    """What stands in the folder is replaced, so it has to be ours or nothing. Below `outputs/` only
    its own place says how sensitive it is, and is found when somebody is forgotten.

    Args:
        target: without links.
    """
    root = layout.root.resolve()
    place = Place(layout.relative(target)) if target.is_relative_to(root) else Place.of(target)
    # Each may itself be a link to another disk.
    kept = [(layout.root / name).resolve() for name in ("corpus", "codebook", "outputs")]
    taken = target != own.resolve() and any(target.is_relative_to(one) for one in kept)
    if taken or any(one.is_relative_to(target) for one in (root, *kept)):
        raise StoreError(
            "in deze map worden geen gegevens gezet", place=place, remedy="kies een andere map"
        )
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    try:
        ours = isinstance(read_json(target / _DICTIONARY)["tables"], list)
    except (OzaError, KeyError, TypeError, NotADirectoryError):
        ours = False
    if not ours:
        raise StoreError(
            "hier staat al iets anders", place=place, remedy="kies een nieuwe of een lege map"
        )
