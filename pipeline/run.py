"""Which stage is stale, and why; and running those that are.

A stage is skipped when the digests of what it reads, of the settings it looks at and of its own
code are those of its last run, and what it wrote is still there. This module knows no stage by
name: the list of them is `pipeline.stages.STAGES`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline.config.study import Study
from pipeline.errors import MissingExtra, OzaError, Place, StoreError
from pipeline.fingerprint import Digests, Fingerprint, differences, fingerprint, outputs_in
from pipeline.store.files import read_json, replaced_folder, write_json
from pipeline.store.kept import KEPT
from pipeline.store.layout import Layout, Sensitivity

Say = Callable[[str], None]
"""Tells the person who waits one line."""
Advance = Callable[[int, int, str], None]
"""Shows how far long work is: done, total, and what is at hand."""


"""Of files, settings and code: name → digest."""


def no_progress(done: int, total: int, what: str) -> None:
    """For who does not watch."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step from reports to report.

    `after` names the stages whose output it reads, `reads` gives the files of people that it
    reads, `settings` the values it looks at. Its code is what its module imports, near and far.
    `keeps` are files of people that it may itself add to. What a private stage writes is for its
    owner only.
    """

    name: str
    title: str
    after: tuple[str, ...]
    reads: Callable[[Layout], Iterable[Path]]
    settings: Callable[[Study], Mapping[str, object]]
    keeps: Callable[[Layout], Iterable[Path]] = lambda _: ()
    sensitivity: Sensitivity = Sensitivity.INTERNAL

    @property
    def module(self) -> str:
        return f"pipeline.stages.{self.name}"


@dataclass(frozen=True, slots=True)
class Job:
    """What a stage is given. It writes into `out`, which replaces `last` when all went well.

    `reusable` says that code and settings are those of the last run, so that whatever in `last`
    was made from an unchanged file may be taken over. What spares work the next time goes to
    `to_keep`, and comes back as `kept`: it may be gone, and is no output.
    """

    layout: Layout
    study: Study
    out: Path
    last: Path
    reusable: bool
    advance: Advance

    def to_keep(self, name: str) -> Path:
        return self.out / KEPT / name

    def kept(self, name: str) -> Path | None:
        """Where the last run kept this, if what it kept may be used."""
        return self.last / KEPT / name if self.reusable else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line for people, what was set aside while the rest went on, and what else people are told
    this once."""

    summary: str
    problems: tuple[OzaError, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageState:
    """How a stage stands. `reasons` say why it has to run; empty when it is up to date."""

    stage: Stage
    reasons: tuple[str, ...]
    summary: str = ""
    problems: tuple[str, ...] = ()
    exit_code: int = 0

    @property
    def never_ran(self) -> bool:
        return _NEVER_RAN in self.reasons


_NEVER_RAN = "nog niet gedraaid"


def states_of(stages: Sequence[Stage], layout: Layout, study: Study) -> list[StageState]:
    """How stages stand that follow on each other: one that reads what a stale one will write is
    stale as well."""
    digests = Digests.of_last_run(layout)
    stale: set[str] = set()
    states = []
    for stage in stages:
        state = state_of(stage, layout, study, digests)
        before = tuple(f"na {name}" for name in stage.after if name in stale)
        states.append(replace(state, reasons=(*state.reasons, *before)))
        if states[-1].reasons:
            stale.add(stage.name)
    return states


def state_of(
    stage: Stage, layout: Layout, study: Study, digests: Digests | None = None
) -> StageState:
    """Compares a stage with its last run."""
    now = _fingerprint(stage, layout, study, digests or Digests.of_last_run(layout))
    return _compared(stage, layout, _read_stamp(layout, stage), now)


def _compared(
    stage: Stage, layout: Layout, stamp: Mapping[str, Any] | None, now: Fingerprint
) -> StageState:
    """
    Args:
        stamp: what the last run left, and `now` what a run would be made from.
    """
    if stamp is None:
        return StageState(stage, (_NEVER_RAN,))
    reasons = [
        f"{_KINDS[kind]} {_change(stamp['made_from'][kind].get(name), value)}: {name}"
        for kind in _KINDS
        for name, value in differences(stamp["made_from"][kind], now[kind])
    ]
    if stamp["exit_code"] == MissingExtra.exit_code:
        reasons.append("de vorige keer ontbrak er iets")
    reasons += [
        f"uitvoer ontbreekt: {name}"
        for name in stamp["wrote"]
        if not (layout.stage(stage.name) / name).exists()
    ]
    return StageState(
        stage, tuple(reasons), stamp["summary"], tuple(stamp["problems"]), stamp["exit_code"]
    )


def run_stages(
    stages: Sequence[Stage],
    layout: Layout,
    study: Study,
    say: Say,
    advance: Advance = no_progress,
    *,
    again: bool = False,
    aside: Say = lambda _: None,
) -> list[StageState]:
    """Runs the stale stages in order; returns how each stands afterwards.

    Problems with single reports do not stop a wave: they come back in the states, and `aside`
    hears each of them at once, also when a later stage then refuses.

    Raises:
        OzaError: when a stage as a whole cannot do its work; later stages do not run.
    """
    layout.outputs.mkdir(parents=True, exist_ok=True)
    (layout.outputs / ".run").mkdir(exist_ok=True)
    layout.lock.parent.mkdir(exist_ok=True)
    lock = FileLock(layout.lock)
    try:
        with lock.acquire(timeout=0):
            digests = Digests.of_last_run(layout)
            states = []
            for stage in stages:
                state = _run_if_stale(stage, layout, study, digests, say, advance, again)
                for problem in state.problems:
                    aside(problem)
                states.append(state)
            return states
    except Timeout:
        raise StoreError(
            "er draait al een andere opdracht op deze golf",
            place=Place(layout.relative(layout.outputs)),
            remedy="wacht tot die klaar is",
        ) from None


def _run_if_stale(
    stage: Stage,
    layout: Layout,
    study: Study,
    digests: Digests,
    say: Say,
    advance: Advance,
    again: bool,
) -> StageState:
    made_from, stamp = _fingerprint(stage, layout, study, digests), _read_stamp(layout, stage)
    state = _compared(stage, layout, stamp, made_from)
    if not state.reasons and not again:
        say(f"{stage.name}: ongewijzigd ({state.summary})")
        return state
    reusable = stamp is not None and all(
        stamp["made_from"][kind] == made_from[kind] for kind in ("settings", "code")
    )
    folder = layout.stage(stage.name)
    with replaced_folder(folder) as part:
        work = importlib.import_module(stage.module).run
        outcome: Outcome = work(Job(layout, study, part, folder, reusable and not again, advance))
        wrote = sorted(p.relative_to(part).as_posix() for p in outputs_in(part))
        # Killed between the folder and its stamp, an old stamp would vouch for a new folder.
        layout.stamp(stage.name).unlink(missing_ok=True)
    if stage.sensitivity is Sensitivity.PRIVATE:
        folder.chmod(0o700)
    for path in stage.keeps(layout):
        if path.is_file():
            made_from["files"][layout.relative(path)] = digests.of(path)
    problems = [str(problem) for problem in outcome.problems]
    exit_code = max((problem.exit_code for problem in outcome.problems), default=0)
    write_json(
        layout.stamp(stage.name),
        {
            "made_from": made_from,
            "wrote": wrote,
            "summary": outcome.summary,
            "problems": problems,
            "exit_code": exit_code,
        },
    )
    write_json(layout.outputs / ".run" / "digests.json", digests.known)
    say(f"{stage.name}: {outcome.summary}")
    for line in outcome.told:
        say(f"  {line}")
    return StageState(stage, (), outcome.summary, tuple(problems), exit_code)


_KINDS = {"files": "bestand", "settings": "instelling", "code": "programma"}


def _fingerprint(stage: Stage, layout: Layout, study: Study, digests: Digests) -> Fingerprint:
    before = [path for name in stage.after for path in outputs_in(layout.stage(name))]
    read = [*stage.reads(layout), *stage.keeps(layout), *before]
    return fingerprint(digests, read, stage.settings(study), stage.module)


def _change(then: str | None, now: str | None) -> str:
    if then is None:
        return "nieuw"
    return "weg" if now is None else "gewijzigd"


def _read_stamp(layout: Layout, stage: Stage) -> dict[str, Any] | None:
    try:
        stamp: dict[str, Any] = read_json(layout.stamp(stage.name))
    except StoreError:
        return None
    return stamp if {"made_from", "wrote", "summary"} <= set(stamp) else None
