"""Documents of people → reports of one shape. What cannot be read is set aside and named."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from pipeline.domain.respondent import Respondent
from pipeline.errors import CorpusError, Place, ReportSetAside, StoreError
from pipeline.run import Job, Outcome
from pipeline.store.files import read_json, write_json
from pipeline.store.forgetting.log import refuse_forgotten
from pipeline.store.register import read_ozas, read_register, returning_problems
from pipeline.store.tables import write_ozas, write_report, write_respondents
from pipeline.text.document import Limits
from pipeline.text.reading import SUFFIXES, read_document
from pipeline.text.structure import to_report


def run(job: Job) -> Outcome:
    layout, settings = job.layout, job.study.settings.ingest
    register = read_register(layout.wave_folder, tuple(job.study.settings.actors))
    problems: list[CorpusError] = list(register.problems)
    problems += returning_problems(register, [at.wave_folder for at in layout.earlier()])
    problems += _unregistered(layout.reports, register.files)
    there = {path.name.casefold(): path for path in sorted(layout.reports.glob("*"))}
    limits = Limits(max_bytes=settings.max_bytes, max_chars=settings.max_chars)
    before = _last_sources(job.last) if job.reusable else {}
    (job.out / "reports").mkdir()
    read: list[Respondent] = []
    sources: dict[str, list[str]] = {}
    for number, respondent in enumerate(register.respondents, start=1):
        job.advance(number, len(register.respondents), str(respondent.id))
        path = there.get(respondent.file.casefold(), layout.reports / respondent.file)
        try:
            mark = _read_one(job, respondent, path, limits, before.get(str(respondent.id)))
        except CorpusError as problem:
            problems.append(problem)
        else:
            sources[str(respondent.id)] = mark
            read.append(respondent)
    write_json(job.out / "sources.json", sources)
    write_respondents(job.out / "respondents.json", read)
    write_ozas(job.out / "ozas.json", read_ozas(layout.wave_folder))
    aside = f", {len(problems)} opzijgezet" if problems else ""
    return Outcome(f"{len(read)} verslagen gelezen{aside}", tuple(problems))


def _read_one(
    job: Job, respondent: Respondent, path: Path, limits: Limits, last: list[str] | None
) -> list[str]:
    """Reads one report, or takes it over from the last run when its file is the same.

    Returns:
        Name and digest of the file it was read from, and the digest of what was made of it.

    Args:
        last: the same of the last run, if that may be used.
    """
    refuse_forgotten(job.layout, str(respondent.id))
    if not path.is_file():
        raise ReportSetAside(
            f"het bestand van {respondent.id} ontbreekt",
            place=Place.of(path),
            remedy="zet het in de map of haal de rij uit het register",
        )
    mark = [respondent.file, _digest(path)]
    target = job.out / "reports" / f"{respondent.id}.json"
    before = job.last / "reports" / target.name
    if last and last[:2] == mark and before.is_file() and last[2:] == [_digest(before)]:
        shutil.copy2(before, target)
        return last
    write_report(target, to_report(str(respondent.id), read_document(path, limits)))
    return [*mark, _digest(target)]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:24]


def _last_sources(last: Path) -> dict[str, list[str]]:
    try:
        sources: dict[str, list[str]] = read_json(last / "sources.json")
    except StoreError:
        return {}
    return sources


def _unregistered(folder: Path, known: frozenset[str]) -> list[CorpusError]:
    """Files in the folder that the register does not name; office lock files are not meant."""
    problems: list[CorpusError] = []
    for path in sorted(folder.glob("*")):
        if path.name.startswith((".", "~$")) or path.name.casefold() in known or path.is_dir():
            continue
        what, remedy = (
            ("het bestand staat niet in het register", "voeg een rij toe of haal het weg")
            if path.suffix.casefold() in SUFFIXES
            else (
                "dit soort bestand wordt niet gelezen",
                "bewaar het als .docx en voeg een rij toe",
            )
        )
        problems.append(ReportSetAside(what, place=Place.of(path), remedy=remedy))
    return problems
