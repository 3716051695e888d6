"""Label Studio: segments out as tasks, annotations back into their coders' ledgers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.study import Study
from pipeline.config.version_files import is_version
from pipeline.domain.judgement import Decision, Suggestion
from pipeline.domain.segment import Segment
from pipeline.errors import WorkbookError
from pipeline.exchange.label_studio.configuration import configuration
from pipeline.exchange.label_studio.problems import Problem, Reason, lines_of
from pipeline.exchange.label_studio.reading import Annotation, read_annotations
from pipeline.exchange.label_studio.writing import Task, task_values
from pipeline.stages.for_label_studio.going_out import stood_of
from pipeline.stages.for_label_studio.taking import Taking
from pipeline.stages.for_label_studio.users import Users, by_coder
from pipeline.stages.shared.fetching import decisions_of
from pipeline.stages.shared.still_apart import hidden_reports
from pipeline.store.assignments import read_closed
from pipeline.store.files import read_json, replaced_folder, write_text
from pipeline.store.layout import Layout
from pipeline.store.tables import read_segments, read_suggestions, read_turns

FOLDER = "labelstudio"


@dataclass(frozen=True, slots=True)
class ExportedTasks:
    """How many tasks went out, and how many reports did not, or not with what was decided."""

    folder: Path
    tasks: int
    annotations: int
    waiting: int = 0
    closed: int = 0
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class ImportedTasks:
    """What came of a file: per coder how many decisions were new, and how many codes were decided
    elsewhere since and stay as they are there."""

    added: Mapping[str, int]
    kept: Mapping[str, int]
    vanished: int
    replaced: int
    cancelled: int
    drafts: int
    problems: tuple[WorkbookError, ...]


def export_tasks(layout: Layout, study: Study, users: Users) -> ExportedTasks:
    """Writes `taken.json` and `inrichting.xml`; the same study gives the same bytes.

    Args:
        users: the coders whose decisions go along as annotations; nobody's where there are none.
    """
    segments = read_segments(layout.stage("segment") / "segments.parquet")
    everybody = decisions_of(layout, study)
    shared = study.settings.precedence
    closed_to = [read_closed(layout.assignments, layout.wave, c, shared) for c in users.coders]
    closed = frozenset.intersection(*closed_to) if closed_to else frozenset()
    waiting = {
        str(row["respondent"]) for row in read_json(layout.stage("privacy") / "waiting.json")
    }
    hidden = hidden_reports(layout, study, segments, everybody, users.coders)
    going = [s for s in segments if s.respondent not in closed | waiting]
    own = {coder: everybody.get(coder, []) for coder in users.coders}
    tasks = list(_tasks(layout, study, going, own, hidden))
    named = {coder: users.of(coder) for coder in users.coders}
    values = [task_values(task, layout.wave, study.codebook, named) for task in tasks]
    folder = layout.stage(FOLDER)
    with replaced_folder(folder) as part:
        lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in values)
        write_text(part / "taken.json", f"[\n{lines}\n]\n")
        write_text(part / "inrichting.xml", configuration(study.codebook))
    reports = {segment.respondent for segment in segments}
    return ExportedTasks(
        folder,
        len(tasks),
        sum(len(one["annotations"]) for one in values),
        len(waiting),
        len(closed & reports - waiting),
        len(hidden - waiting),
    )


def _tasks(
    layout: Layout,
    study: Study,
    segments: Sequence[Segment],
    ledgers: Mapping[str, Sequence[Decision]],
    hidden: frozenset[str],
) -> list[Task]:
    suggest = layout.stage("suggest")
    turns = {turn.segment: turn for turn in read_turns(suggest / "queue.parquet")}
    suggestions: dict[str, list[Suggestion]] = {}
    for one in read_suggestions(suggest / "suggestions.parquet"):
        suggestions.setdefault(one.segment, []).append(one)
    stood = {c: stood_of(own, study, layout.wave) for c, own in ledgers.items()}
    sighted = {
        c: {d.segment for d in own if d.wave == layout.wave and not d.blind}
        for c, own in ledgers.items()
    }
    made = []
    for segment in segments:
        turn = turns[segment.id]
        shows = segment.respondent not in hidden
        made.append(
            Task(
                segment,
                () if turn.blind else suggestions.get(segment.id, ()),
                bool(turn.blind),
                float(turn.share),
                {c: s[segment.id] for c, s in stood.items() if shows and segment.id in s},
                # Where somebody decided is hidden with what she decided.
                tuple(sorted(c for c, seen in sighted.items() if shows and segment.id in seen)),
            )
        )
    return made


def import_tasks(layout: Layout, study: Study, path: Path, users: Users, at: str) -> ImportedTasks:
    """Reads what Label Studio exported into the ledgers of its coders.

    What cannot be read is named and left out; the rest goes on. Reading the same file again adds
    nothing, and what was decided elsewhere since the export stays as it is there.

    Raises:
        WorkbookError: when the file is no export of Label Studio.
    """
    read = read_annotations(path)
    problems = list(read.problems)
    here: list[Annotation] = []
    for one in read.annotations:
        if one.state.study != study.name:
            problems.append(Problem(Reason.OTHER_STUDY, one.task))
        elif not is_version(one.state.codebook):
            problems.append(Problem(Reason.FOREIGN, one.task))
        elif one.state.wave != layout.wave:
            problems.append(Problem(Reason.OTHER_WAVE, one.task))
        else:
            here.append(one)
    found, unknown = by_coder(here, users)
    problems += unknown
    taking = Taking(layout, study, at, problems)
    for coder, own in found.items():
        taking.take(coder, own)
    return ImportedTasks(
        taking.added,
        taking.kept,
        taking.vanished,
        taking.replaced,
        read.cancelled,
        read.drafts,
        tuple(lines_of(path.name, problems)),
    )
