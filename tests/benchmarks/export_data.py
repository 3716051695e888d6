"""How long a large study takes to become tables for other programs, and how much memory that costs.

`python -m tests.benchmarks.export_data [segments] [codings]`, 100,000 and 300,000 unless told
otherwise. Every segment is read and every coding counts, so that all tables are as long as they can
be. Each task runs in a process of its own, so that the peak is its own; the outputs of the stages
before it are written as those would.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from pipeline.config.study import Study, read_study
from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Decision, Verdict
from pipeline.domain.report import text_digest
from pipeline.domain.respondent import Respondent
from pipeline.domain.segment import Segment, segment_ids
from pipeline.stages.export_data import export_data
from pipeline.store.files import write_json
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.tables import write_ozas, write_respondents, write_table
from tests.benchmarks.exchange import (
    PER_REPORT,
    WORDS,
)
from tests.benchmarks.tasks import Task, main

ROOT = Path(__file__).parents[2]
STUDY, WAVE, CODER = "groot", "golf-1", "anna"


def said_by(respondent: str) -> list[Segment]:
    """The segments of one report: paragraphs of thirty words."""
    texts = [f"{at} {' '.join(WORDS[(at + n) % len(WORDS)] for n in range(30))}"
             for at in range(PER_REPORT)]  # fmt: skip
    found, start = [], 0
    for id_, text in zip(segment_ids(respondent, texts), texts, strict=True):
        end = start + len(text)
        found.append(Segment(id_, respondent, start, end, text_digest(text), text, "Contact"))
        start = end + 1
    return found


def decided(segments: list[Segment], codings: int, study: Study) -> Iterator[Decision]:
    """So many codings, spread over all segments, each of which is marked as read."""
    codes = [code.id for code in study.codebook.leaves if "kind" in code.actors]
    version = study.codebook.version
    each = -(-codings // len(segments))
    for at, segment in enumerate(segments):
        given = [codes[(at + n * 7) % len(codes)] for n in range(each)][: codings - at * each]
        for code in ("", *given):
            verdict = Verdict.ADD if code else Verdict.DONE
            yield Decision(
                WAVE, segment.id, segment.digest, code, verdict, CODER, version,
                start=segment.start, end=segment.end, at="2025-03-01T12:00:00Z",
            )  # fmt: skip


def prepare(root: Path, segments: int, codings: int) -> None:
    """What ingest, privacy and segment leave behind, and one coder's ledger."""
    shutil.copytree(ROOT / "codebook" / "ervaringen", root / "codebook" / STUDY)
    layout = Layout(root, STUDY, WAVE)
    for folder in ("decisions", "quotations", "segmenting", "anchors"):
        shutil.rmtree(layout.study_folder / folder, ignore_errors=True)
    settings = layout.study_folder / "study.toml"
    settings.write_text(settings.read_text("utf-8").replace("ervaringen", STUDY), "utf-8")
    codes = layout.study_folder / "codes.yaml"
    codes.write_text(
        codes.read_text("utf-8").replace("study: ervaringen", f"study: {STUDY}"), "utf-8"
    )
    for name in ("ingest", "privacy", "segment"):
        layout.stage(name).mkdir(parents=True)
    (layout.wave_folder / "reports").mkdir(parents=True)
    ids = [RespondentId.parse(f"{at + 1}K1") for at in range(-(-segments // PER_REPORT))]
    write_respondents(
        layout.stage("ingest") / "respondents.json", [Respondent(id_, f"{id_}.txt") for id_ in ids]
    )
    write_ozas(layout.stage("ingest") / "ozas.json", [])
    write_json(layout.stage("privacy") / "waiting.json", [])
    every = [segment for id_ in ids for segment in said_by(str(id_))][:segments]
    write_table(layout.stage("segment") / "segments.parquet", every, Segment)
    made = decided(every, codings, read_study(layout.study_folder))
    append_decisions(layout.ledger(CODER), made)


def send_out(root: Path, segments: int, codings: int) -> None:
    """`oza export-data`, once the study is segmented."""
    layout = Layout(root, STUDY, WAVE)
    study = read_study(layout.study_folder)
    made = export_data([layout], study, root / "uit")
    rows = {table.name: len(table.rows) for table in made.tables}
    assert (rows["segments"], rows["codings"]) == (segments, codings), rows
    assert rows["quotations"] == codings, rows


def compare(root: Path, segments: int, codings: int) -> None:
    """What stands in the files is what was decided."""
    read = pd.read_parquet(root / "uit" / "intern" / "codings.parquet")
    csv = pd.read_csv(
        root / "uit" / "intern" / "codings.csv", sep=";", decimal=",", encoding="utf-8-sig"
    )
    assert len(read) == len(csv) == codings
    assert (read["code"] == csv["code"]).all()


TASKS: dict[str, tuple[Task, bool]] = {
    "prepare": (prepare, False),
    "export-data": (send_out, True),
    "compare": (compare, False),
}


if __name__ == "__main__":
    main(__spec__.name, TASKS)
