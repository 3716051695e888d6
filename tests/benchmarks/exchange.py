"""How long a large project takes to write and to read, and how much memory that costs.

`python tests/benchmarks/exchange.py [segments] [codings]`, 100,000 and 300,000 unless told
otherwise. Writing and reading each run in a process of their own, so that the peak is their own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.domain.guid import guid_of
from pipeline.domain.project import Project
from pipeline.domain.project_things import Case, Coding, Note, ProjectCode, Source, User
from pipeline.exchange.refi.reading import read_project
from pipeline.exchange.refi.writing import write_project

MOST_SECONDS, MOST_MEGABYTES = 60, 2_000
SEGMENTS, CODINGS = 100_000, 300_000
PER_REPORT, CODES, CODERS, MEMO_EVERY = 200, 70, 3, 20
WORDS = "wij hebben elke dag kort contact 😀 met de leraar over hoe het gáát op school".split()


def planned(segments: int, codings: int, words: int = 20) -> Project:
    """A study of many reports; each segment is a line of so many words."""
    users = tuple(User(guid_of("user", str(at)), f"codeur {at}") for at in range(CODERS))
    codes = tuple(
        ProjectCode(guid_of("code", str(at)), f"code {at}", colour="#FF8800") for at in range(CODES)
    )
    reports = -(-segments // PER_REPORT)
    lines = [" ".join(WORDS[(at * 7 + n) % len(WORDS)] for n in range(words)) for at in range(50)]
    starts, text = [], ""
    for at in range(PER_REPORT):
        starts.append((len(text), len(text) + len(lines[at % 50])))
        text += lines[at % 50] + "\n"
    sources = tuple(
        Source(guid_of("source", str(at)), f"{at}K1", f"Verslag {at}\n{text}")
        for at in range(reports)
    )
    shift = [len(f"Verslag {at}\n") for at in range(reports)]
    notes = tuple(
        Note(guid_of("note", str(at)), "", f"Waarom {at}?", user=users[0].guid)
        for at in range(0, codings, MEMO_EVERY)
    )

    def codings_of() -> Iterator[Coding]:
        for at in range(codings):
            segment = at % segments
            report, line = divmod(segment, PER_REPORT)
            yield Coding(
                guid_of("coding", str(at)),
                sources[report].guid,
                starts[line][0] + shift[report],
                starts[line][1] + shift[report],
                codes[(at * 13) % CODES].guid,
                users[at % CODERS].guid,
                "2025-03-01T12:00:00Z",
                (notes[at // MEMO_EVERY].guid,) if at % MEMO_EVERY == 0 else (),
            )

    cases = tuple(Case(guid_of("case", s.name), s.name, sources=(s.guid,)) for s in sources)
    return Project(
        "groot", users=users, codes=codes, cases=cases, sources=sources, codings=tuple(codings_of()),
        notes=notes,
    )  # fmt: skip


def measure(what: str, path: Path, segments: int, codings: int) -> None:
    """One task in this process: time without making the project, peak memory with it."""
    project = planned(segments, codings) if what == "write" else None
    started = time.perf_counter(), time.process_time()
    if project is not None:
        write_project(project, path)
    else:
        project = read_project(path)
        assert len(project.codings) == codings
        assert project.left == ()
    clock, processor = time.perf_counter() - started[0], time.process_time() - started[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 1e6
    took = f"{clock:.1f} s ({processor:.1f} s of a processor)"
    print(f"{what}: {took}, at most {peak:.0f} MB, file of {size:.1f} MB")
    if processor > MOST_SECONDS or peak > MOST_MEGABYTES:
        raise SystemExit(f"more than {MOST_SECONDS} s or {MOST_MEGABYTES} MB")


def main() -> None:
    given = [int(number) for number in sys.argv[1:3]]
    sizes = [str(number) for number in (given or (SEGMENTS, CODINGS))]
    with tempfile.TemporaryDirectory() as folder:
        for what in ("write", "read"):
            task = [sys.executable, __file__, what, f"{folder}/groot.qdpx", *sizes]
            subprocess.run(task, check=True)


if __name__ == "__main__":
    if len(sys.argv) == 5:
        measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
