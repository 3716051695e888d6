"""A project of another program (.qdpx) into a study: first a sheet that says what becomes of it,
then, when somebody looked at that, reports, a codebook where there is none, and decisions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.study import Study, read_settings
from pipeline.domain.code_taking import slug_of
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Stance
from pipeline.domain.project import Project
from pipeline.errors import Place, StudyError, WorkbookError
from pipeline.exchange.mapping import OUT, ProjectMap, answered, code_keys, user_keys
from pipeline.exchange.mapping_proposal import Known, letters_digest, proposed_map
from pipeline.exchange.mapping_sheet import CODES, read_mapping_sheet, write_mapping_sheet
from pipeline.exchange.project_codes import OwnCodes, own_codes, stances_in
from pipeline.exchange.project_words import WAVE
from pipeline.exchange.refi.reading import read_project
from pipeline.stages.for_exchange.coming_in import Home
from pipeline.stages.for_exchange.decided import Understood, decided_in
from pipeline.stages.for_exchange.elsewhere import with_elsewhere
from pipeline.stages.for_exchange.housing import Housed, Reports, housed
from pipeline.stages.for_exchange.new_book import new_book
from pipeline.stages.for_exchange.released import released_reports
from pipeline.stages.for_exchange.taking_in import add_to_ledgers, refuse_closed
from pipeline.stages.for_exchange.told import TakenOver
from pipeline.store.coders import same_name
from pipeline.store.files import without_clock
from pipeline.store.layout import Layout
from pipeline.store.register_rows import with_rows
from pipeline.store.study_paths import check_name
from pipeline.store.together import Together
from pipeline.text.readers.exact import SUFFIX, exact_bytes

Advance = Callable[[int, int, str], None]
_STEPS = 5
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_OZAS = "oza;schooltype;voorliggend;locatie;ligging\n"


@dataclass(frozen=True)
class Incoming:
    """A project that was read, for a wave of a study; `study` is None where that is still to be
    made, with the settings of the one in the folder `source`."""

    project: Project
    layout: Layout
    study: Study | None
    source: Path

    @property
    def sheet(self) -> Path:
        """The same for every export of one project."""
        return self.layout.mapping_sheet(slug_of(self.project.name))

    @property
    def actors(self) -> tuple[Actor, ...]:
        if self.study is not None:
            return tuple(self.study.settings.actors)
        return tuple(read_settings(self.source / "study.toml").actors)

    @property
    def waves(self) -> tuple[str, ...]:
        """That of the command, and those that the project itself names."""
        named = {v.guid for v in self.project.variables if v.name.casefold() == WAVE}
        values = [value for case in self.project.cases for value in case.values]
        values += [value for source in self.project.sources for value in source.values]
        said = {v.text for v in values if v.variable in named and _NAME.fullmatch(v.text)}
        return tuple(sorted({self.layout.wave, *said}))


def place_of(root: Path, study: str, wave: str) -> Layout:
    """Raises StudyError for a study or wave that cannot be the name of a folder."""
    for word in (study, wave):
        if not _NAME.fullmatch(word):
            raise StudyError(
                f"'{word}' kan geen naam van een studie of golf zijn",
                remedy="gebruik kleine letters, cijfers en -",
            )
    return Layout(root, study, wave)


def read_incoming(file: Path, layout: Layout, study: Study | None, source: Path) -> Incoming:
    """Raises CorpusError for a file that is no project, and StudyError where there is neither study
    nor one to take settings from."""
    if study is None and not (source / "study.toml").exists():
        raise StudyError(
            f"er is geen studie '{source.name}'",
            place=Place(layout.relative(source)),
            remedy="geef met --from een studie waarvan de instellingen worden overgenomen",
        )
    return Incoming(read_project(file), layout, study, source)


def propose(incoming: Incoming) -> ProjectMap:
    """Writes the sheet, with what was filled in before in it; readable for its owner only.

    Raises:
        WorkbookError: when there is a sheet that is none.
    """
    found = _map(incoming, _reports(incoming), own_codes(incoming.project, incoming.actors))
    path = incoming.sheet
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.stem}.part.xlsx")
    part.touch(mode=0o600)
    write_mapping_sheet(part, found)
    without_clock(part)
    part.chmod(0o600)
    part.replace(path)
    return found


def take_over(incoming: Incoming, at: str, advance: Advance) -> TakenOver:
    """Carries out what the sheet says: all of it, or nothing.

    Args:
        at: the moment of now, UTC.

    Raises:
        WorkbookError: when there is no sheet, when it leaves rows open, or says what cannot be.
        StudyError: when the study that is made would not read.
    """
    project, layout = incoming.project, incoming.layout
    advance(1, _STEPS, "de koppeling lezen")
    there, own = _reports(incoming), own_codes(project, incoming.actors)
    said = _decided_map(incoming, there, own)
    files, study = _study(incoming, own, said)
    codes = _codes(incoming, own, said, study)
    advance(2, _STEPS, "de teksten plaatsen")
    home = housed(project, said, layout, study, there, incoming.sheet.name)
    advance(3, _STEPS, "de coderingen plaatsen")
    how = Understood(
        home.homes,
        _coders(layout, project, said),
        codes,
        frozenset(home.whole),
        study.codebook.version,
        at,
    )
    decided = decided_in(project, how)
    refuse_closed(layout, study, decided)
    advance(4, _STEPS, "alles wegschrijven")
    with Together(layout) as change:
        _add_reports(change, layout, home)
        elsewhere = with_elsewhere(layout, project, codes)
        if elsewhere is not None:
            change.replace(layout.codes_elsewhere, elsewhere)
        added = add_to_ledgers(change, layout, study, decided)
        # study.toml last: with it there is a study.
        for name in sorted(files, key=lambda name: name == "study.toml"):
            change.replace(layout.study_folder / name, files[name])
    advance(5, _STEPS, "klaar")
    reports = sum(map(len, home.people.values()))
    new_codes = len(study.codebook.codes) if files else 0
    return TakenOver(reports, new_codes, added, decided, tuple(home.problems))


def _reports(incoming: Incoming) -> Reports:
    """The reports of the waves that are there already and were segmented."""
    if incoming.study is None:
        return {}
    waves = [incoming.layout.of_wave(wave) for wave in incoming.waves]
    return {
        (wave.wave, report.report.respondent): report
        for wave in waves
        if (wave.stage("segment") / "segments.parquet").exists()
        for report in released_reports(wave)
    }


def _map(incoming: Incoming, there: Reports, own: OwnCodes) -> ProjectMap:
    """What is proposed, and over that what somebody filled in."""
    texts = {letters_digest(report.text): place for place, report in there.items()}
    ids = {guid: code.id for guid, code in own.codes.items()}
    book = incoming.study.codebook if incoming.study else None
    known = Known(incoming.layout.wave, incoming.actors, texts, book, ids)
    found = proposed_map(incoming.project, known)
    path = incoming.sheet
    return answered(found, read_mapping_sheet(path)) if path.exists() else found


def _decided_map(incoming: Incoming, there: Reports, own: OwnCodes) -> ProjectMap:
    if not incoming.sheet.exists():
        raise WorkbookError(
            "er is nog geen koppeling van dit project",
            place=Place(incoming.layout.relative(incoming.sheet)),
            remedy="draai het commando eerst zonder --yes en bekijk het blad",
        )
    said = _map(incoming, there, own)
    if said.undecided:
        raise WorkbookError(
            f"{said.undecided} rijen zijn nog niet ingevuld; er is niets overgenomen",
            place=Place(incoming.layout.relative(incoming.sheet)),
            remedy=f"vul ze in, met {OUT} wat weg moet blijven",
        )
    return said


def _study(
    incoming: Incoming, own: OwnCodes, said: ProjectMap
) -> tuple[Mapping[str, bytes], Study]:
    """The study, and the files of one that is still to be made."""
    if incoming.study is not None:
        return {}, incoming.study
    name = incoming.layout.study
    return new_book(name, incoming.source, incoming.project, own, said)


def _codes(
    incoming: Incoming, own: OwnCodes, said: ProjectMap, study: Study
) -> dict[str, tuple[str, Stance]]:
    """Guid → code of the study with its stance, without those that stay out."""
    keys, rows = code_keys(incoming.project), {row.key: row.code for row in said.codes}
    stances = stances_in(incoming.project)
    found = {}
    for code in incoming.project.codes:
        about, stance = stances.get(code.guid, (code.guid, Stance.NONE))
        id_ = rows.get(keys[about], OUT)
        if id_ != OUT and id_ not in study.codebook:
            raise WorkbookError(
                f"er is geen code '{id_}'",
                place=Place(incoming.sheet.name, sheet=CODES),
                remedy=f"kies een id uit codes.yaml, of {OUT}",
            )
        if id_ != OUT:
            found[code.guid] = (id_, stance)
    return found


def _coders(layout: Layout, project: Project, said: ProjectMap) -> dict[str, str]:
    """Guid → ledger, '' for whoever did not say who she is. Anna and anna are one person."""
    ledgers = {same_name(path.stem): path.stem for path in layout.decisions.glob("*.jsonl")}
    rows = {row.key: row.coder for row in said.users}
    found = {}
    for guid, key in {**user_keys(project), "": ""}.items():
        name = rows.get(key, OUT)
        if name != OUT:
            check_name(name)
            found[guid] = ledgers.setdefault(same_name(name), name)
    return found


def _add_reports(change: Together, layout: Layout, home: Housed) -> None:
    for wave, people in sorted(home.people.items()):
        at = layout.of_wave(wave)
        change.replace(*with_rows(at.wave_folder, people))
        if not _has_ozas(at.wave_folder):
            change.replace(at.wave_folder / "oza.csv", _OZAS.encode())
        for one in _new(home, wave):
            path = at.reports / f"{one.respondent}{SUFFIX}"
            change.replace(path, exact_bytes(one.report.text, one.report.blocks))


def _new(home: Housed, wave: str) -> Iterable[Home]:
    own = (one for one in home.homes.values() if one.is_new and one.wave == wave)
    return sorted(own, key=lambda one: one.respondent)


def _has_ozas(folder: Path) -> bool:
    return any((folder / f"oza{suffix}").exists() for suffix in (".csv", ".xlsx"))
