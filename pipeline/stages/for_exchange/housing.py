"""The texts of a project as interviews of the study, by what the sheet says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.config.study import Study
from pipeline.domain.project import Project
from pipeline.domain.respondent import Respondent
from pipeline.errors import Place, ReportSetAside, WorkbookError
from pipeline.exchange.mapping import OUT, ProjectMap, SourceRow, source_keys
from pipeline.exchange.mapping_sheet import SOURCES
from pipeline.exchange.project_words import STRUCTURE
from pipeline.stages.for_exchange.coming_in import Home, known_home, new_home
from pipeline.stages.for_exchange.released import Released
from pipeline.store.forgetting.log import refuse_forgotten
from pipeline.store.forgetting.rows import registered
from pipeline.store.layout import Layout
from pipeline.store.register import respondent_from
from pipeline.text.readers.exact import SUFFIX

Reports = Mapping[tuple[str, str], Released]
"""(wave, respondent) → the report as it went out."""


@dataclass
class Housed:
    """Source → its report, and the people of new ones by wave; `problems` are lines about texts
    that stay out, without a word of them."""

    homes: dict[str, Home] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    people: dict[str, list[Respondent]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def housed(
    project: Project, said: ProjectMap, layout: Layout, study: Study, there: Reports, sheet: str
) -> Housed:
    """
    Args:
        there: reports of the waves that were segmented.
        sheet: name of the sheet, for what is wrong in it.

    Raises:
        WorkbookError: for a respondent, wave or characteristic that cannot be as it is.
    """
    keys = source_keys(project)
    rows = {row.key: row for row in said.sources}
    memos = {note.guid: note.text for note in project.notes if note.name == STRUCTURE}
    _refuse_twice(said.sources, sheet)
    found = Housed()
    for source in project.sources:
        row = rows.get(keys[source.guid])
        if source.text is None or row is None or row.respondent == OUT:
            continue
        one = _respondent(row, study, sheet)
        name, at = str(one.id), layout.of_wave(row.wave)
        try:
            refuse_forgotten(at, name)
        except ReportSetAside as problem:
            found.problems.append(problem.what)
            continue
        memo = "".join(memos.get(guid, "") for guid in source.notes)
        released = there.get((row.wave, name))
        if released is not None:
            home = known_home(source, released)
            why = f"{row.wave}/{name}: de tekst is een andere dan die van het verslag"
        elif any(person.respondent == name for person in registered(at.wave_folder)):
            home, why = (
                None,
                f"{row.wave}/{name}: staat in het register, maar zonder leesbaar verslag",
            )
        elif len(source.text) > study.settings.ingest.max_chars:
            home, why = None, f"{row.wave}/{name}: te veel tekst (zie [ingest] in study.toml)"
        else:
            home = new_home(source, memo, row.wave, name, study.settings.segment_chars)
            why = f"{row.wave}/{name}: zonder woorden"
        if home is None:
            found.problems.append(why)
            continue
        found.homes[source.guid] = home
        if row.whole:
            found.whole.add(source.guid)
        if home.is_new:
            found.people.setdefault(row.wave, []).append(one)
    for people in found.people.values():
        people.sort(key=lambda one: one.id.order)
    return found


def _respondent(row: SourceRow, study: Study, sheet: str) -> Respondent:
    cells = {
        "id": row.respondent,
        "file": f"{row.respondent}{SUFFIX}",
        "age": row.age,
        "gender": row.gender,
        "participants": row.participants,
        "date": row.date,
        "formerly": row.formerly,
    }
    try:
        _check_wave(row.wave)
        return respondent_from(cells, tuple(study.settings.actors))
    except ValueError as problem:
        raise WorkbookError(str(problem), place=Place(sheet, sheet=SOURCES)) from None


def _check_wave(wave: str) -> None:
    plain = wave.replace("-", "")
    if not (plain.isascii() and plain.isalnum() and wave[0].isalpha() and wave == wave.lower()):
        raise ValueError("een golf heet als golf-1: kleine letters, cijfers en -")


def _refuse_twice(rows: Iterable[SourceRow], sheet: str) -> None:
    often = Counter((row.wave, row.respondent) for row in rows if row.respondent != OUT)
    twice: Sequence[str] = sorted(f"{w}/{r}" for (w, r), times in often.items() if times > 1)
    if twice:
        raise WorkbookError(
            f"{twice[0]} staat bij meer dan één tekst",
            place=Place(sheet, sheet=SOURCES),
            remedy="een respondent heeft in een golf één verslag",
        )
