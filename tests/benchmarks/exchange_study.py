"""How long it takes to take over a large project into a study of its own, and to send that out again,
and how much memory that costs.

`python -m tests.benchmarks.exchange_study [segments] [codings]`, 100,000 and 300,000 unless told
otherwise. Each task runs in a process of its own, so that the peak is its own. What lies between the
two (looking for names in all of those texts) is the daily work of other stages and not measured
here: its outputs are written as those stages would, for a study in which no name is found.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from pipeline.config.study import read_study
from pipeline.domain.ids import Actor
from pipeline.domain.segment import Segment
from pipeline.exchange.refi.reading import read_project
from pipeline.exchange.refi.writing import write_project
from pipeline.privacy.pseudonymise import Replacement
from pipeline.stages.export_project import export_project
from pipeline.stages.import_project import place_of, propose, read_incoming, take_over
from pipeline.store.files import write_json
from pipeline.store.layout import Layout
from pipeline.store.register import read_register
from pipeline.store.tables import write_report, write_respondents, write_table
from pipeline.text.document import Limits
from pipeline.text.reading import read_document
from pipeline.text.segmenting import segments_of
from pipeline.text.structure import to_report
from tests.benchmarks.exchange import planned
from tests.benchmarks.tasks import Task, main

ROOT = Path(__file__).parents[2]
STUDY, WAVE = "groot", "golf-1"


def prepare(root: Path, segments: int, codings: int) -> None:
    """A project of other people, and a study to take settings from."""
    shutil.copytree(ROOT / "codebook" / "ervaringen", root / "codebook" / "ervaringen")
    # Lines that are longer than a printed one, so that each is a paragraph of its own.
    made = planned(segments, codings, words=30)
    named = tuple(replace(one, name=f"{at + 1}K1") for at, one in enumerate(made.sources))
    write_project(replace(made, sources=named), root / "in.qdpx")


def look(root: Path, segments: int, codings: int) -> None:
    """The first step of an import: the sheet that a researcher looks at."""
    layout = place_of(root, STUDY, WAVE)
    found = propose(read_incoming(root / "in.qdpx", layout, None, root / "codebook" / "ervaringen"))
    assert found.undecided == 0


def take_in(root: Path, segments: int, codings: int) -> None:
    """The second one."""
    layout = place_of(root, STUDY, WAVE)
    incoming = read_incoming(root / "in.qdpx", layout, None, root / "codebook" / "ervaringen")
    made = take_over(incoming, "2026-01-01T00:00:00Z", lambda *_: None)
    assert made.added.decisions == codings
    assert made.problems == ()


def between(root: Path, segments: int, codings: int) -> None:
    """What ingest, privacy and segment leave behind."""
    layout = Layout(root, STUDY, WAVE)
    people = read_register(layout.wave_folder, (Actor.KIND,)).respondents
    found: list[Segment] = []
    for name in ("ingest/reports", "privacy", "segment"):
        (layout.outputs / name).mkdir(parents=True)
    for one in people:
        report = to_report(str(one.id), read_document(layout.reports / one.file, Limits()))
        write_report(layout.stage("ingest") / "reports" / f"{one.id}.json", report)
        found += segments_of(report)
    assert len(found) >= segments
    write_respondents(layout.stage("ingest") / "respondents.json", people)
    write_table(layout.stage("privacy") / "replacements.parquet", [], Replacement)
    write_json(layout.stage("privacy") / "open.json", {"findings": 0, "reports": 0})
    write_table(layout.stage("segment") / "segments.parquet", found, Segment)


def send_out(root: Path, segments: int, codings: int) -> None:
    layout = Layout(root, STUDY, WAVE)
    study = read_study(layout.study_folder)
    made = export_project([layout], study, root / "uit.qdpx", lambda *_: None)
    assert (made.codings, made.gone) == (codings, 0)


def compare(root: Path, segments: int, codings: int) -> None:
    """What went in came out."""
    sides = [read_project(root / name) for name in ("in.qdpx", "uit.qdpx")]
    texts = [[source.text for source in side.sources] for side in sides]
    assert sorted(map(str, texts[0])) == sorted(map(str, texts[1]))
    assert len({len(side.codings) for side in sides}) == 1


TASKS: dict[str, tuple[Task, bool]] = {
    "prepare": (prepare, False),
    "propose": (look, True),
    "import": (take_in, True),
    "between": (between, False),
    "export": (send_out, True),
    "compare": (compare, False),
}


if __name__ == "__main__":
    main(__spec__.name, TASKS)
