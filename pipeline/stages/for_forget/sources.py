"""The reports of whoever withdraws, and those of everybody else, to tell whose words are whose."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.study import Study
from pipeline.domain.forgetting import Interview, Withdrawal, interviews_of
from pipeline.domain.report import Report
from pipeline.errors import CorpusError, OzaError, Place, StoreError
from pipeline.store.files import read_json, write_json
from pipeline.store.forgetting.kinds import HELD, Treatment, files_with
from pipeline.store.forgetting.rows import Registered, registered
from pipeline.store.forgetting.values import subject_of
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_lines
from pipeline.store.tables import read_report
from pipeline.text.document import Limits
from pipeline.text.reading import read_document
from pipeline.text.structure import to_report

_NAMES = "namen.json"


@dataclass(frozen=True, slots=True, repr=False)
class Sources:
    """`files` are the reports to forget, where they are now; `own` those that could be read,
    `others` all other reports of the study. `unread` are files that could not be read."""

    files: Mapping[Interview, Path]
    own: Mapping[Interview, Report]
    others: tuple[Report, ...]
    unread: tuple[CorpusError, ...]


def limits_of(study: Study) -> Limits:
    settings = study.settings.ingest
    return Limits(max_bytes=settings.max_bytes, max_chars=settings.max_chars)


def withdrawal_of(layout: Layout, respondent: str, wave: str) -> Withdrawal:
    """The interviews of a respondent, wherever the study knows of them: in a register, among the
    reports that are being forgotten, or only in what people decided.

    Raises:
        StoreError: when nothing of the study names this respondent, or not in this wave.
    """
    known: dict[str, dict[str, str]] = {
        one: {row.respondent: row.formerly for row in registered(_of(layout, one).wave_folder)}
        for one in layout.waves()
    }
    for interview in _held(layout):
        known.setdefault(interview.wave, {}).setdefault(interview.respondent, "")
    for path in files_with(layout, Treatment.LEDGER):
        for line in read_lines(path):
            name = subject_of(line).partition(":")[0]
            if name and line.get("wave"):
                known.setdefault(line["wave"], {}).setdefault(name, "")
    try:
        found = interviews_of(known, respondent, wave)
    except ValueError as problem:
        raise StoreError(str(problem), remedy="geef --wave, voor elke golf apart") from None
    if not found.interviews:
        where = f"golf '{wave}'" if wave else "deze studie"
        raise StoreError(
            f"er is geen respondent {respondent} in {where}",
            remedy="kijk in het register hoe de respondent heet",
        )
    return found


def sources_of(layout: Layout, study: Study, withdrawal: Withdrawal) -> Sources:
    """Reads every report of the study.

    Raises:
        CorpusError: when a file to forget is also that of somebody else.
    """
    limits = limits_of(study)
    files: dict[Interview, Path] = dict(_held(layout))
    own: dict[Interview, Report] = {}
    others: list[Report] = []
    unread: list[CorpusError] = []
    for wave in layout.waves():
        at = _of(layout, wave)
        there = {path.name.casefold(): path for path in sorted(at.reports.glob("*"))}
        rows = registered(at.wave_folder)
        for row in rows:
            path = there.get(row.file.casefold())
            interview = Interview(wave, row.respondent)
            if path is None:
                continue
            if interview in withdrawal.interviews:
                _check_sole(rows, row.file, withdrawal, wave, path)
                files[interview] = path
                continue
            try:
                others.append(_read(at, row.respondent, path, limits))
            except CorpusError as problem:
                unread.append(problem)
    files = {one: path for one, path in sorted(files.items()) if one in withdrawal.interviews}
    for interview, path in files.items():
        try:
            own[interview] = to_report(interview.respondent, read_document(path, limits))
        except CorpusError as problem:
            unread.append(problem)
    return Sources(files, own, tuple(others), tuple(unread))


def hold(layout: Layout, sources: Sources) -> None:
    """Sets the reports apart, so that no stage reads them and a search still knows their words."""
    for interview, path in sources.files.items():
        target = held_folder(layout) / interview.wave / f"{interview.respondent}{path.suffix}"
        if path != target:
            for folder in (layout.private, held_folder(layout), target.parent):
                folder.mkdir(mode=0o700, exist_ok=True)
            path.chmod(0o600)
            shutil.move(path, target)


def hold_names(layout: Layout, names: Collection[str]) -> None:
    """Keeps the names that leave the key beside the reports, as long as they are looked for."""
    if names:
        held_folder(layout).mkdir(mode=0o700, parents=True, exist_ok=True)
        write_json(held_folder(layout) / _NAMES, sorted(names), private=True)


def held_names(layout: Layout) -> frozenset[str]:
    path = held_folder(layout) / _NAMES
    return frozenset(read_json(path)) if path.exists() else frozenset()


def held_folder(layout: Layout) -> Path:
    return layout.private / HELD


def texts_of_all(reports: Iterable[Report]) -> list[str]:
    """Every text of some reports."""
    return [text for report in reports for text in texts_of(report)]


def texts_of(report: Report) -> tuple[str, ...]:
    """The text of a report, and each text that it carries out of sight."""
    return (report.text, *(hidden.text for hidden in report.hidden))


def _held(layout: Layout) -> dict[Interview, Path]:
    return {
        Interview(path.parent.name, path.stem): path
        for path in sorted(held_folder(layout).glob("*/*"))
    }


def _check_sole(
    rows: Sequence[Registered], file: str, withdrawal: Withdrawal, wave: str, path: Path
) -> None:
    for row in rows:
        if row.file.casefold() == file.casefold() and not withdrawal.names(row.respondent, wave):
            raise CorpusError(
                f"dit verslag is volgens het register ook van {row.respondent}",
                place=Place.of(path),
                remedy="verbeter eerst het register",
            )


def _read(layout: Layout, respondent: str, path: Path, limits: Limits) -> Report:
    """A report as it was ingested, if it was read from these very bytes, or else read now."""
    ingested = layout.stage("ingest")
    made = ingested / "reports" / f"{respondent}.json"
    mark = [path.name, _digest(path)]
    try:
        last = read_json(ingested / "sources.json")[respondent]
        if last[:2] == mark and last[2:] in ([], [_digest(made)]):
            return read_report(made)
    except (OzaError, OSError, LookupError, TypeError, ValueError):
        pass  # no such run, or one that another version of the program wrote
    return to_report(respondent, read_document(path, limits))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:24]


def _of(layout: Layout, wave: str) -> Layout:
    return Layout(layout.root, layout.study, wave)
