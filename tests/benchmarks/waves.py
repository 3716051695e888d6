"""How long it takes until a wave can be reviewed: 500 reports from scratch, one report more, nothing
new, and 47 reports dropped in, as a wave beside the 500 and among them.

Run with `python tests/benchmarks/waves.py`, or `… waves.py 60` for a smaller study; nothing is
asserted. Each row is a process of its own that does what `python -m pipeline suggest` does, Python's
start included. Seconds on a shared machine say little: beside those of the clock stand those of the
processor, and how often a bare scikit-learn TF-IDF with one-vs-rest logistic regression on the
codebook's examples fits into them, measured in the same run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from large_study import (
    ROOT,
    Row,
    make_study,
    rows,
    write_ozas,
    write_register,
    write_reports,
)
from main_job import yardstick

from pipeline.store.layout import Layout

DROPPED_IN = 47
STAGES = ("ingest", "privacy", "segment", "suggest")

_STAGE_BY_STAGE = """
import json, sys, time
from pathlib import Path
from pipeline.run import run_stages
from pipeline.session import named_stage, open_session

session = open_session(sys.argv[2], sys.argv[3], Path(sys.argv[1]))
took = {}
for name in sys.argv[4:]:
    start = time.perf_counter(), time.process_time()
    run_stages([named_stage(name)], session.layout, session.study, lambda line: None)
    took[name] = time.perf_counter() - start[0], time.process_time() - start[1]
print(json.dumps(took))
"""
_REFIT = """
import json, sys, time
from pathlib import Path
from pipeline.session import open_session
from pipeline.stages.shared.fetching import lessons_of, new_model

session = open_session(sys.argv[2], sys.argv[3], Path(sys.argv[1]))
lessons = lessons_of(session.layout, session.study)
start = time.perf_counter(), time.process_time()
new_model(session.study).fit(lessons)
print(json.dumps({"refit": (time.perf_counter() - start[0], time.process_time() - start[1])}))
"""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the clock and of the processor, over all and by part."""

    clock: float
    processor: float
    parts: dict[str, tuple[float, float]]


def run(program: Path, script: str, layout: Layout, *arguments: str) -> Took:
    command = [sys.executable, "-c", script, str(layout.root), layout.study, layout.wave]
    start, before = time.perf_counter(), os.times()
    done = subprocess.run(
        [*command, *arguments], cwd=program, check=True, capture_output=True, text=True
    )
    clock, after = time.perf_counter() - start, os.times()
    processor = sum(after[2:4]) - sum(before[2:4])
    return Took(clock, processor, json.loads(done.stdout.splitlines()[-1]))


def add(layout: Layout, header: list[str], every: list[Row], fresh: list[Row]) -> None:
    write_reports(layout, fresh)
    write_register(layout, header, [*every, *fresh])


def seconds_of_yardstick() -> tuple[float, float]:
    start = time.perf_counter(), time.process_time()
    yardstick()
    return time.perf_counter() - start[0], time.process_time() - start[1]


def main(reports: int) -> None:
    seconds_of_yardstick()
    unit = min(seconds_of_yardstick() for _ in range(3))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # A copy: whoever edits the program meanwhile would make every stage stale.
        program = folder / "program"
        shutil.copytree(ROOT / "pipeline", program / "pipeline")
        header, every = rows(reports + 1 + 2 * DROPPED_IN)
        there, one = every[:reports], every[reports : reports + 1]
        dropped, among = every[reports + 1 : -DROPPED_IN], every[-DROPPED_IN:]
        layout = make_study(folder / "study", header, there)
        print(f"maatstaf {unit[0]:.2f} s klok, {unit[1]:.2f} s rekentijd; {os.getloadavg()} bezet")

        def told(what: str, took: Took) -> None:
            ratio = took.processor / unit[1]
            print(
                f"{what:<44}{took.clock:8.2f} s klok {took.processor:8.2f} s rekentijd"
                f" {ratio:8.1f} × maatstaf   (bezet {os.getloadavg()[0]:.1f})"
            )
            for part, (clock, processor) in took.parts.items():
                print(f"    {part:<40}{clock:8.2f}        {processor:8.2f}")
            sys.stdout.flush()

        told(f"{reports} verslagen vanaf niets", run(program, _STAGE_BY_STAGE, layout, *STAGES))
        add(layout, header, there, one)
        told("één verslag erbij", run(program, _STAGE_BY_STAGE, layout, *STAGES))
        told("het leren alleen", run(program, _REFIT, layout))
        told("niets nieuws", run(program, _STAGE_BY_STAGE, layout, *STAGES))
        beside = Layout(layout.root, layout.study, "golf-9")
        beside.reports.mkdir(parents=True)
        write_ozas(beside)
        add(beside, header, [], dropped)
        what = f"{DROPPED_IN} verslagen als golf ernaast"
        told(what, run(program, _STAGE_BY_STAGE, beside, *STAGES))
        add(layout, header, there + one, among)
        told(f"{DROPPED_IN} verslagen erbij", run(program, _STAGE_BY_STAGE, layout, *STAGES))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
