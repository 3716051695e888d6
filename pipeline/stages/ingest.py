"""Documents of people → reports of one shape. What cannot be read is set aside and named."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.domain.respondent import Respondent
from pipeline.domain.voices import Roles, Voice, own_role
from pipeline.errors import CorpusError, Place, ReportSetAside, StoreError
from pipeline.run import Job, Outcome
from pipeline.store.files import read_json, write_json
from pipeline.store.forgetting.log import refuse_forgotten
from pipeline.store.register import read_ozas, read_register, returning_problems
from pipeline.store.speakers import SpeakerSheet, add_voices, read_speakers
from pipeline.store.tables import write_ozas, write_report, write_respondents
from pipeline.text.document import Document, Limits
from pipeline.text.reading import SUFFIXES, read_document
from pipeline.text.structure import to_report
from pipeline.text.voices import voices_of

_ROLES = "speakers.json"
"""The roles with which transcripts were read: respondent → label → role."""
_MOST_VOICES = 40
"""More in one transcript are no speakers, but words that were taken for names."""


@dataclass
class _Speakers:
    """Who is who in the transcripts of the wave, and what comes out while they are read.

    `sheet` is what somebody confirmed, `last` the roles of the last run. `used` are the roles with
    which a report was read now, `unknown` the voices nobody has given a role yet, and `silent` the
    transcripts that do not say who speaks.
    """

    sheet: SpeakerSheet
    last: Mapping[str, Roles]
    used: dict[str, Roles] = field(default_factory=dict)
    unknown: list[Voice] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    def roles(self, respondent: str) -> Roles:
        return self.sheet.roles.get(respondent, {})

    def same(self, respondent: str) -> bool:
        """Whether nothing was said about these speakers since the last run."""
        return self.roles(respondent) == self.last.get(respondent, {})


def run(job: Job) -> Outcome:
    layout, settings = job.layout, job.study.settings.ingest
    register = read_register(layout.wave_folder, tuple(job.study.settings.actors))
    problems: list[CorpusError] = list(register.problems)
    problems += returning_problems(register, [at.wave_folder for at in layout.earlier()])
    problems += _unregistered(layout.reports, register.files)
    there = {path.name.casefold(): path for path in sorted(layout.reports.glob("*"))}
    limits = Limits(max_bytes=settings.max_bytes, max_chars=settings.max_chars)
    before = _last_sources(job.last) if job.reusable else {}
    speakers = _Speakers(read_speakers(layout.speakers), _last_roles(job.last))
    problems += speakers.sheet.problems
    (job.out / "reports").mkdir()
    read: list[Respondent] = []
    sources: dict[str, list[str]] = {}
    for number, respondent in enumerate(register.respondents, start=1):
        job.advance(number, len(register.respondents), str(respondent.id))
        path = there.get(respondent.file.casefold(), layout.reports / respondent.file)
        try:
            last = before.get(str(respondent.id))
            mark = _read_one(job, respondent, path, limits, last, speakers)
        except CorpusError as problem:
            problems.append(problem)
        else:
            sources[str(respondent.id)] = mark
            read.append(respondent)
    add_voices(layout.speakers, speakers.sheet, speakers.unknown)
    if speakers.used:
        write_json(job.out / _ROLES, speakers.used, private=True)
    write_json(job.out / "sources.json", sources)
    write_respondents(job.out / "respondents.json", read)
    write_ozas(job.out / "ozas.json", read_ozas(layout.wave_folder))
    aside = f", {len(problems)} opzijgezet" if problems else ""
    told = tuple(
        f"{name}: het transcript zegt niet wie er spreekt; vragen worden gewone segmenten"
        for name in speakers.silent
    )
    return Outcome(f"{len(read)} verslagen gelezen{aside}", tuple(problems), told)


def _read_one(
    job: Job,
    respondent: Respondent,
    path: Path,
    limits: Limits,
    last: list[str] | None,
    speakers: _Speakers,
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
    name = str(respondent.id)
    mark = [respondent.file, _digest(path)]
    target = job.out / "reports" / f"{name}.json"
    before = job.last / "reports" / target.name
    if speakers.roles(name):
        speakers.used[name] = speakers.roles(name)
    same = speakers.same(name) and last and last[:2] == mark
    if last and same and before.is_file() and last[2:] == [_digest(before)]:
        shutil.copy2(before, target)
        return last
    document = read_document(path, limits)
    if document.captions:
        _know_voices(job, name, path, document, speakers)
    write_report(target, to_report(name, document, speakers.roles(name)))
    return [*mark, _digest(target)]


def _know_voices(
    job: Job, respondent: str, path: Path, document: Document, speakers: _Speakers
) -> None:
    """Raises ReportSetAside when nobody said yet who somebody in this transcript is."""
    voices = voices_of(respondent, document.captions)
    if not voices:
        speakers.silent.append(respondent)
    roles = speakers.roles(respondent)
    unknown = [one for one in voices if not (roles.get(one.label) or own_role(one.label))]
    if len(unknown) > _MOST_VOICES:
        raise ReportSetAside(
            f"{len(unknown)} verschillende sprekers: dat zijn er te veel voor één gesprek",
            place=Place.of(path),
            remedy="kijk of in het transcript vóór elke uiting een naam staat, en verder nergens",
        )
    if unknown:
        speakers.unknown += unknown
        sheet = job.layout.relative(job.layout.speakers)
        raise ReportSetAside(
            f"van {len(unknown)} van de {len(voices)} sprekers is nog niet gezegd wie zij zijn",
            place=Place.of(path),
            remedy=f"bekijk ze met 'oza sprekers', of vul kolom 'rol' in {sheet} in",
        )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:24]


def _last_roles(last: Path) -> dict[str, Roles]:
    try:
        roles: dict[str, Roles] = read_json(last / _ROLES)
    except StoreError:
        return {}
    return roles


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
