"""A study as a project (.qdpx) or codebook (.qdc) for other programs. Both are internal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.config.study import Study
from pipeline.domain.guid import guid_of
from pipeline.domain.project import Project
from pipeline.domain.project_things import (
    Case,
    Coding,
    Note,
    ProjectSet,
    Source,
    User,
    Value,
    Variable,
)
from pipeline.domain.project_values import VariableType, name_of
from pipeline.domain.respondent import Respondent
from pipeline.errors import Place, StoreError
from pipeline.exchange.project_codes import code_guid, project_codes
from pipeline.exchange.project_structure import structure_text
from pipeline.exchange.project_words import (
    ACTOR,
    AGE,
    DATE,
    FORMERLY,
    GENDER,
    PARTICIPANTS,
    RESPONDENT,
    STRUCTURE,
    SUGGESTIONS,
    WAVE,
    description,
)
from pipeline.exchange.refi.codebook_writing import write_codebook
from pipeline.exchange.refi.selection_elements import Labels
from pipeline.exchange.refi.writing import write_project
from pipeline.stages.for_exchange.elsewhere import read_elsewhere
from pipeline.stages.for_exchange.going_out import (
    GoingOut,
    add_decisions,
    add_marks,
    source_guid,
    user_guid,
)
from pipeline.stages.for_exchange.released import Released, released_reports
from pipeline.stages.shared.fetching import decisions_of, respondents_of
from pipeline.stages.shared.releasing import refuse_unresolved
from pipeline.stages.shared.still_apart import unfinished_reports
from pipeline.store.exact_spans import read_all_spans
from pipeline.store.layout import Layout
from pipeline.store.notes import Note as CoderNote
from pipeline.store.notes import NoteKind, read_notes
from pipeline.store.quotable import read_all_marks
from pipeline.store.tables import read_suggestions, read_turns

Advance = Callable[[int, int, str], None]
_TYPES = {AGE: VariableType.INTEGER, PARTICIPANTS: VariableType.INTEGER, DATE: VariableType.DATE}


@dataclass(frozen=True, slots=True)
class ExportedProject:
    """How much went out; `unread` are codes that were accepted unread and stayed here, `gone` those
    of which text or code is not there any more."""

    path: Path
    reports: int
    codings: int
    coders: int
    unread: int
    gone: int
    apart: int


def export_project(
    layouts: Sequence[Layout],
    study: Study,
    path: Path,
    advance: Advance,
    *,
    suggestions: bool = False,
    lines: bool = False,
) -> ExportedProject:
    """Writes the validated coding of waves, with the reports as they were released.

    Args:
        layouts: of waves that were segmented, or with `suggestions` of which codes were suggested.
        lines: for a program that codes lines: each selection is called after its line.

    Raises:
        PrivacyError: while findings of identifiers in one of the waves wait for a decision.
        StoreError: for a file that is not called .qdpx.
    """
    _refuse_name(path, ".qdpx", layouts[0])
    for layout in layouts:
        refuse_unresolved(layout, "project")
    steps = len(layouts) + 2
    out = GoingOut()
    reports: list[Released] = []
    ledgers = decisions_of(layouts[0], study)
    spans, marks = read_all_spans(layouts[0].spans), read_all_marks(layouts[0].quotations)
    for number, layout in enumerate(layouts, start=1):
        advance(number, steps, layout.wave)
        own = released_reports(layout)
        cut = [segment for report in own for segment in report.segments]
        hidden = unfinished_reports(layout, study, cut, ledgers)
        out.apart |= {f"{layout.wave}/{respondent}" for respondent in hidden}
        add_decisions(out, own, study.codebook, ledgers, spans)
        add_marks(out, own, marks)
        if suggestions:
            _add_suggestions(out, layout, own, study)
        reports += own
    advance(steps - 1, steps, "het project samenstellen")
    project = _project(layouts, study, reports, out)
    advance(steps, steps, "het project wegschrijven")
    write_project(project, path, Labels.LINES if lines else Labels.QUOTES)
    made = (len(reports), len(project.codings), len(out.coders))
    return ExportedProject(path, *made, out.unread, out.gone, len(out.apart))


def export_codebook(layout: Layout, study: Study, path: Path) -> int:
    """Writes the codes with what a coder needs to know of them; returns how many.

    Raises:
        StoreError: for a file that is not called .qdc.
    """
    _refuse_name(path, ".qdc", layout)
    elsewhere = read_elsewhere(layout)
    codes = tuple(project_codes(study.codebook, (), elsewhere["colours"], {}))
    sets = tuple(_sets(elsewhere, {code.guid for code in codes}))
    write_codebook(Project(name_of(study.settings.title), codes=codes, sets=sets), path)
    return len(codes)


def _refuse_name(path: Path, suffix: str, layout: Layout) -> None:
    if path.suffix.casefold() != suffix:
        raise StoreError(
            f"zo'n bestand heet {suffix}",
            place=Place(layout.relative(path)),
            remedy=f"geef het een naam die op {suffix} eindigt",
        )


def _add_suggestions(
    out: GoingOut, layout: Layout, reports: Sequence[Released], study: Study
) -> None:
    """Adds what the program suggests, but not where a segment is coded blind or was read: there
    people decide, or decided, without it."""
    turns = read_turns(layout.stage("suggest") / "queue.parquet")
    blind = {turn.segment for turn in turns if turn.blind}
    homes = {s.id: (report, s) for report in reports for s in report.segments}
    user = user_guid(SUGGESTIONS)
    for one in read_suggestions(layout.stage("suggest") / "suggestions.parquet"):
        if one.segment in blind or one.segment not in homes or one.code not in study.codebook:
            continue
        report, segment = homes[one.segment]
        source = source_guid(report.wave, segment.respondent)
        guid = guid_of("suggestion", source, one.segment, one.code)
        span = report.span(segment.start, segment.end)
        out.coders.add(SUGGESTIONS)
        out.codings.append(Coding(guid, source, *span, code_guid(one.code), user))


def _project(
    layouts: Sequence[Layout], study: Study, reports: Sequence[Released], out: GoingOut
) -> Project:
    settings = study.settings
    memos = _notes(layouts[0])
    of_codes: dict[str, list[str]] = {}
    of_reports: dict[str, list[CoderNote]] = {}
    for memo in memos:
        if memo.kind is NoteKind.CODE and memo.about in study.codebook:
            own = out.note(f"code {memo.about}", memo.text, memo.coder, memo.at)
            of_codes.setdefault(memo.about, []).extend(own)
        elif memo.kind is NoteKind.REPORT and memo.about not in out.apart:
            of_reports.setdefault(memo.about, []).append(memo)
    sources = tuple(_source(report, out, of_reports) for report in reports)
    people = {
        (layout.wave, str(one.id)): one for layout in layouts for one in respondents_of(layout)
    }
    variables, cases = _cases(study, reports, people)
    elsewhere = read_elsewhere(layouts[0])
    colours: dict[str, str] = elsewhere["colours"]
    codes = tuple(project_codes(study.codebook, out.stances, colours, of_codes))
    return Project(
        name=name_of(settings.title),
        description=description(
            settings.question, study.codebook.version, invented=settings.demonstration
        ),
        users=tuple(User(user_guid(coder), coder) for coder in sorted(out.coders)),
        codes=codes,
        variables=variables,
        cases=cases,
        sources=sources,
        codings=tuple(out.codings),
        passages=tuple(out.passages),
        notes=tuple(out.notes),
        sets=tuple(_sets(elsewhere, {code.guid for code in codes})),
    )


def _notes(layout: Layout) -> list[CoderNote]:
    """Everybody's memos on reports and codes that stand, by coder."""
    folder = layout.all_notes
    return [note for path in sorted(folder.glob("*.jsonl")) for note in read_notes(path)]


def _source(report: Released, out: GoingOut, memos: Mapping[str, Sequence[CoderNote]]) -> Source:
    respondent = report.report.respondent
    guid, about = source_guid(report.wave, respondent), f"{report.wave}/{respondent}"
    own = [
        note
        for memo in memos.get(about, ())
        for note in out.note(f"report {about}", memo.text, memo.coder, memo.at)
    ]
    structure = Note(
        guid_of("structure", guid), STRUCTURE, structure_text(report.text, report.blocks)
    )
    out.notes.append(structure)
    return Source(guid, f"{report.wave} {respondent}", report.text, notes=(*own, structure.guid))


def _cases(
    study: Study,
    reports: Sequence[Released],
    people: dict[tuple[str, str], Respondent],
) -> tuple[tuple[Variable, ...], tuple[Case, ...]]:
    """A case an interview, with what the register says of it; never the name of its file."""
    unit = study.settings.unit.singular
    values: dict[tuple[str, str], dict[str, str]] = {}
    for report in reports:
        one = people[report.wave, report.report.respondent]
        about = {
            RESPONDENT: str(one.id),
            WAVE: report.wave,
            ACTOR: one.actor.value,
            unit: str(one.id.oza),
            AGE: "" if one.age is None else str(one.age),
            GENDER: one.gender,
            PARTICIPANTS: str(one.participants),
            DATE: one.date,
            FORMERLY: str(one.formerly or ""),
        }
        values[report.wave, str(one.id)] = {name: text for name, text in about.items() if text}
    names = list(dict.fromkeys(name for about in values.values() for name in about))
    variables = {
        name: Variable(guid_of("variable", name), name, _TYPES.get(name, VariableType.TEXT))
        for name in sorted(names)
    }
    cases = tuple(
        Case(
            guid_of("case", wave, respondent),
            f"{wave} {respondent}",
            values=tuple(Value(variables[name].guid, about[name]) for name in sorted(about)),
            sources=(source_guid(wave, respondent),),
        )
        for (wave, respondent), about in values.items()
    )
    return tuple(variables.values()), cases


def _sets(elsewhere: dict[str, Any], known: set[str]) -> list[ProjectSet]:
    found = []
    for one in elsewhere["sets"]:
        codes = tuple(guid for code in one["codes"] if (guid := code_guid(code)) in known)
        if codes:
            guid = guid_of("set", one["name"])
            found.append(ProjectSet(guid, one["name"], one["memo"], codes=codes))
    return found
