"""Tasks of a benchmark, each in a process of its own, so that the peak of memory is its own."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks.exchange import CODINGS, MOST_MEGABYTES, MOST_SECONDS, SEGMENTS

Task = Callable[[Path, int, int], None]
"""Takes a folder that the tasks share, and numbers of segments and codings."""
TOO_MUCH = 3
"""The exit code of a task over its bounds; what comes after it is measured all the same."""


def main(module: str, tasks: Mapping[str, tuple[Task, bool]]) -> None:
    """Runs all tasks in order, or the one that the command line names.

    Args:
        module: as `python -m` knows it.
        tasks: name → task, and whether it is measured and bounded.
    """
    if len(sys.argv) == 5:
        what, folder, segments, codings = sys.argv[1:]
        _run(what, *tasks[what], Path(folder), int(segments), int(codings))
        return
    given = [int(number) for number in sys.argv[1:3]]
    sizes = [str(number) for number in (given or (SEGMENTS, CODINGS))]
    ended = set()
    with tempfile.TemporaryDirectory() as shared:
        for what in tasks:
            task = [sys.executable, "-m", module, what, shared, *sizes]
            ended.add(subprocess.run(task, check=False).returncode)
            if ended - {0, TOO_MUCH}:
                break
    raise SystemExit(max(ended))


def _run(what: str, task: Task, measured: bool, folder: Path, segments: int, codings: int) -> None:
    """One task in this process, by the processor's seconds: other programs share the cores."""
    started = time.perf_counter()
    task(folder, segments, codings)
    seconds = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak, busy = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    if measured:
        print(f"{what}: {seconds:.1f} s ({busy:.1f} s of a processor), at most {peak:.0f} MB")
        if busy > MOST_SECONDS or peak > MOST_MEGABYTES:
            print(f"  more than {MOST_SECONDS} s or {MOST_MEGABYTES} MB")
            raise SystemExit(TOO_MUCH)
