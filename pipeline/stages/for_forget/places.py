"""Taking somebody out of every place that a study has for them, kind by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from pipeline.exchange.mapping_sheet import drop_sources
from pipeline.stages.for_forget.names import allowed_without
from pipeline.stages.for_forget.plan import Plan
from pipeline.stages.for_forget.sources import texts_of_all
from pipeline.store.files import write_text
from pipeline.store.forgetting.fixed import without_in_snapshot
from pipeline.store.forgetting.kinds import Treatment, files_of_study
from pipeline.store.forgetting.lines import rewrite_ledger, rewrite_torn, rewrite_values
from pipeline.store.forgetting.rows import drop_rows, registered
from pipeline.store.forgetting.values import Cleaner, Taken
from pipeline.store.keyfile import read_key, write_key
from pipeline.store.layout import Layout
from pipeline.store.speakers import drop_speakers

Take = Callable[[Layout, Path, Plan, bool], Taken]
"""Takes somebody out of one file, or only counts: how much went."""


def take_out(
    layout: Layout, plan: Plan, *, write: bool, passing: Collection[Treatment] = ()
) -> Counter[str]:
    """Takes somebody out of all that is below `codebook/` and `outputs/` and out of the private
    folder, in that order; not the reports and their rows. Doing it again does nothing.

    Args:
        write: no: only count.
        passing: kinds of files to leave.

    Returns:
        By kind of file how much goes: lines, entries, words, names, or files as a whole.
    """
    counts: Counter[str] = Counter()
    for path, treatment in files_of_study(layout):
        take = TAKE.get(treatment) if treatment is not None else None
        if take is None or treatment is None or treatment in passing:
            continue
        taken = take(layout, path, plan, write)
        if taken.lines:
            counts[treatment.value] += taken.lines
        if taken.texts:
            counts[TEXTS] += taken.texts
    return counts


TEXTS = "tekst van een codeur over hen"
"""Counted apart: the line in which it stood is about somebody else, and stays."""


def drop_registered(layout: Layout, plan: Plan, *, write: bool) -> int:
    """Takes their rows out of the registers; returns how many."""
    count = 0
    for wave in plan.withdrawal.waves:
        folder = Layout(layout.root, layout.study, wave).wave_folder
        names = [i.respondent for i in plan.withdrawal.interviews if i.wave == wave]
        if write:
            count += drop_rows(folder, names)
        else:
            count += sum(row.respondent in names for row in registered(folder))
    return count


def _ledger(layout: Layout, path: Path, plan: Plan, write: bool) -> Taken:
    return rewrite_ledger(path, Cleaner(plan.withdrawal, plan.traces).line, write=write)


def _revisions(layout: Layout, path: Path, plan: Plan, write: bool) -> Taken:
    cleaner = Cleaner(plan.withdrawal, plan.traces)

    def clean(line: Mapping[str, Any]) -> tuple[dict[str, Any] | None, Taken]:
        # Where an option stands was somebody else's decision: it outlives the passage behind it.
        segments = line.get("segments", [])
        kept = [one for one in segments if not cleaner.withdrawal.names(one)]
        rest, taken = cleaner.line({key: line[key] for key in line if key != "segments"})
        gone = taken + Taken(len(segments) - len(kept))
        return (None if rest is None else rest | ({"segments": kept} if kept else {})), gone

    return rewrite_ledger(path, clean, write=write)


def _resolutions(layout: Layout, path: Path, plan: Plan, write: bool) -> Taken:
    def clean(line: Mapping[str, Any]) -> tuple[dict[str, Any] | None, Taken]:
        theirs = line.get("finding") in plan.findings and line.get("wave") in plan.withdrawal.waves
        return (None, Taken(1)) if theirs else (dict(line), Taken())

    return rewrite_ledger(path, clean, write=write)


def _allowed(layout: Layout, path: Path, plan: Plan, write: bool) -> Taken:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    own = texts_of_all(plan.sources.own.values())
    others = texts_of_all(plan.sources.others)
    kept = allowed_without(lines, own, others)
    if write and len(kept) < len(lines):
        write_text(path, "".join(kept))
    return Taken(len(lines) - len(kept))


def _key(layout: Layout, path: Path, plan: Plan, write: bool) -> Taken:
    before = read_key(path)
    if write and not plan.key:
        path.unlink()
    elif write and dict(plan.key) != before:
        write_key(path, plan.key)
    return Taken(len(set(before) - set(plan.key)))


def _snapshot(layout: Layout, path: Path, plan: Plan, write: bool) -> Taken:
    found = without_in_snapshot(path, plan.withdrawal, plan.quotations, write=write)
    return Taken(found.numbers + found.quotations) if found else Taken()


def _values(layout: Layout, path: Path, plan: Plan, write: bool) -> Taken:
    # What is kept as JSON below codebook/ is made of texts: its bare words are somebody's.
    cleaner = Cleaner(plan.withdrawal, plan.traces, bare_words=True)
    return rewrite_values(path, cleaner, write=write)


def _torn(layout: Layout, path: Path, plan: Plan, write: bool) -> Taken:
    return rewrite_torn(path, Cleaner(plan.withdrawal, plan.traces), write=write)


def _speakers(layout: Layout, path: Path, plan: Plan, write: bool) -> Taken:
    theirs = {
        one.respondent
        for one in plan.withdrawal.interviews
        if Layout(layout.root, layout.study, one.wave).speakers == path
    }
    return Taken(drop_speakers(path, theirs, write=write))


def _mapping(layout: Layout, path: Path, plan: Plan, write: bool) -> Taken:
    theirs = {(one.wave, one.respondent) for one in plan.withdrawal.interviews}
    return Taken(drop_sources(path, theirs, write=write))


def _whole(layout: Layout, path: Path, plan: Plan, write: bool) -> Taken:
    if write:
        path.unlink()
        _drop_empty(path.parent, layout)
    return Taken(1)


def _drop_empty(folder: Path, layout: Layout) -> None:
    """Takes away folders in which nothing is left; those of the study and its waves stay."""
    while not any(folder.iterdir()) and len(folder.relative_to(layout.root).parts) > 3:
        folder.rmdir()
        folder = folder.parent


TAKE: Mapping[Treatment, Take] = {
    Treatment.LEDGER: _ledger,
    Treatment.REVISIONS: _revisions,
    Treatment.RESOLUTIONS: _resolutions,
    Treatment.ALLOWED: _allowed,
    Treatment.SNAPSHOT: _snapshot,
    Treatment.PRUNED: _values,
    Treatment.TORN: _torn,
    Treatment.LEFTOVER: _whole,
    Treatment.KEY: _key,
    Treatment.SHEET: _whole,
    Treatment.SPEAKERS: _speakers,
    Treatment.MAPPING: _mapping,
    Treatment.DERIVED: _whole,
}
