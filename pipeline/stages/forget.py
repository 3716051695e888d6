"""Forgetting somebody who withdraws: what goes, in an order that can be broken off and taken up
again at any moment, and the proof that it is gone.

Everything that learned from them or was made of them goes and is made anew; the reports themselves
are set apart first and deleted last, because without their words nobody could look for them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial

from filelock import FileLock, Timeout

from pipeline.config.study import Study
from pipeline.domain.forgetting import words_of
from pipeline.errors import OzaError, Place, StoreError
from pipeline.run import run_stages
from pipeline.stages import SEGMENT, STAGES
from pipeline.stages.for_forget.places import drop_registered, take_out
from pipeline.stages.for_forget.plan import Plan
from pipeline.stages.for_forget.preview import Preview, waves_of
from pipeline.stages.for_forget.sources import (
    held_folder,
    hold,
    hold_names,
    limits_of,
)
from pipeline.stages.for_forget.traces import Proof, search
from pipeline.store.forgetting.journal import Journal, write_journal
from pipeline.store.forgetting.kinds import Treatment
from pipeline.store.forgetting.log import Forgotten, append_forgotten
from pipeline.store.keyfile import read_key
from pipeline.store.layout import Layout

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Done:
    """How it ended. `problems` are stages that could not be run again; `complete` says that the
    reports are deleted and the log has its line."""

    journal: Journal
    proof: Proof
    problems: tuple[OzaError, ...]
    complete: bool


def forget(
    layout: Layout, study: Study, found: Preview, say: Say, *, accept_remaining: bool = False
) -> Done:
    """Does it. Broken off at any moment, calling it again with a new `preview` goes on.

    Args:
        accept_remaining: end also when traces stand in files that only a person may change.

    Raises:
        StoreError: when a stage or a review page is at work on a wave of the study, or when the
            reason names somebody.
        OzaError: when something cannot be read or written.
    """
    plan, journal = found.plan, found.journal
    check_reason(layout, plan, journal.reason)
    with _alone(layout):
        write_journal(layout, journal)
        hold_names(layout, plan.key_gone)
        take_out(layout, plan, write=True, passing=_still_good(layout, study, found))
        hold(layout, plan.sources)
        drop_registered(layout, plan, write=True)
    problems = _run_again(layout, study, journal, say)
    write_journal(layout, replace(journal, remade=True))
    proof = search(layout, plan.traces, limits_of(study))
    complete = bool(proof) or accept_remaining
    if complete:
        shutil.rmtree(held_folder(layout), ignore_errors=True)
        counts = dict(journal.counts)
        if not proof:
            counts[ACCEPTED] = len(proof.found) + len(proof.closed)
        _write_log(layout, journal, counts)
        layout.forgetting.unlink(missing_ok=True)
    return Done(journal, proof, problems, complete)


ACCEPTED = "aanvaarde plek"
"""Counted in the log: files with traces that somebody accepted."""


def check_reason(layout: Layout, plan: Plan, reason: str) -> None:
    """Raises StoreError for a reason with a known name or a run of somebody's words: it stays."""
    bare = replace(plan.traces, ids=frozenset())
    spaced = f" {' '.join(words_of(reason))} "
    known = (" ".join(words_of(name.partition(" (")[0])) for name in read_key(layout.key))
    if bare.within(reason) or any(name and f" {name} " in spaced for name in known):
        raise StoreError(
            "de reden noemt iemand of herhaalt woorden uit het verslag, en blijft in het logboek",
            remedy="zeg het zonder naam en zonder inhoud: --reason 'op verzoek van de ouders'",
        )


def _still_good(layout: Layout, study: Study, found: Preview) -> tuple[Treatment, ...]:
    """Outputs that were made anew before, when a person has only just tidied a document: they stay,
    unless traces stand in them."""
    if not found.journal.remade:
        return ()
    passing = tuple(kind for kind in Treatment if kind is not Treatment.DERIVED)
    clean = not search(layout, found.plan.traces, limits_of(study), passing).found
    return (Treatment.DERIVED,) if clean else ()


def _write_log(layout: Layout, journal: Journal, counts: Mapping[str, int]) -> None:
    interviews = journal.withdrawal.interviews
    lines = [
        Forgotten(
            name,
            tuple(one.wave for one in interviews if one.respondent == name),
            journal.at,
            journal.by,
            journal.reason,
            counts,
        )
        for name in journal.withdrawal.respondents
    ]
    append_forgotten(layout.forgotten, lines)


@contextmanager
def _alone(layout: Layout) -> Iterator[None]:
    """Nothing else runs on any wave of the study, and no review page is open."""
    with ExitStack() as stack:
        for at in waves_of(layout):
            (at.outputs / ".run").mkdir(parents=True, exist_ok=True)
            for path, what, remedy in (
                (
                    at.outputs / ".run" / "lock",
                    "er draait een andere opdracht op deze golf",
                    "wacht tot die klaar is",
                ),
                (
                    at.review_lock,
                    "de bladzijde om te valideren staat open",
                    "stop haar eerst met Ctrl+C in haar venster",
                ),
            ):
                try:
                    stack.enter_context(FileLock(path, timeout=0))
                except Timeout:
                    place = Place(layout.relative(at.outputs))
                    raise StoreError(what, place=place, remedy=remedy) from None
        yield


def _run_again(layout: Layout, study: Study, journal: Journal, say: Say) -> tuple[OzaError, ...]:
    """Runs what stood, wave by wave and first up to the segments everywhere: what is learned is
    learned of all waves. What cannot be run any more is told and left."""
    problems: list[OzaError] = []
    until = STAGES.index(SEGMENT) + 1
    for part in (STAGES[:until], STAGES[until:]):
        for wave, names in sorted(journal.stood.items()):
            at = Layout(layout.root, layout.study, wave)
            stages = [stage for stage in part if stage.name in names]
            if not stages or not any(at.reports.glob("*")):
                continue
            try:
                run_stages(stages, at, study, partial(_of_wave, wave, say))
            except OzaError as problem:
                problems.append(problem)
    return tuple(problems)


def _of_wave(wave: str, say: Say, line: str) -> None:
    say(f"{wave} · {line}")
