"""What every command does first: find project, study and wave, and run what is stale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.console import Watch, show_problem
from pipeline.errors import Place, StoreError, StudyError
from pipeline.store.layout import Layout, find_root

if TYPE_CHECKING:
    from pipeline.config.study import Study
    from pipeline.run import Stage


@dataclass(frozen=True, slots=True)
class Session:
    """The paths and the study that a command is about."""

    layout: Layout
    study: Study

    def run_until(self, name: str, *, again: bool = False, quiet: bool = False) -> int:
        """Runs the stale stages up to and including one; returns the exit code of what was set
        aside on the way, 0 for nothing.

        Raises:
            OzaError: when a stage as a whole cannot do its work.
        """
        from pipeline.run import run_stages
        from pipeline.stages import STAGES

        stages = STAGES[: STAGES.index(named_stage(name)) + 1]
        with Watch(quiet) as watch:
            states = run_stages(
                stages,
                self.layout,
                self.study,
                watch.say,
                watch.advance,
                again=again,
                aside=show_problem,
            )
        return max((state.exit_code for state in states), default=0)


def named_stage(name: str) -> Stage:
    """Raises StoreError for a stage that does not exist."""
    from pipeline.stages import STAGES

    for stage in STAGES:
        if stage.name == name:
            return stage
    raise StoreError(
        f"er is geen stap '{name}'", remedy=f"kies uit {', '.join(s.name for s in STAGES)}"
    )


def open_session(study: str, wave: str, root: Path | None, version: str = "") -> Session:
    """Opens a study and one of its waves; a name may be left out where there is only one.

    Args:
        version: an older version of the codebook, made again in a folder of its own.

    Raises:
        StoreError: when there is no such project or wave, or more than one.
        StudyError: when the study is missing or its files cannot be used.
    """
    found = open_study(study, root, version)
    wave = wave or _only(found.layout.waves(), "golf", "--wave")
    layout = found.layout.of_wave(wave)
    if not layout.wave_folder.is_dir():
        raise StoreError(
            f"er is geen golf '{wave}'",
            place=Place(layout.relative(layout.wave_folder)),
            remedy=f"er is: {', '.join(layout.waves()) or 'nog geen golf'}",
        )
    return Session(layout, found.study)


def open_study(study: str, root: Path | None, version: str = "") -> Session:
    """Opens a study without choosing a wave. Raises as `open_session` does."""
    from pipeline.config.study import read_study
    from pipeline.store.together import finish_incoming
    from pipeline.store.versions import finish

    layout = open_study_folder(study, root)
    finish(layout.study_folder)
    finish_incoming(layout)
    found = read_study(layout.study_folder, version)
    return Session(replace(layout, version=version), found)


def open_study_folder(study: str, root: Path | None) -> Layout:
    """Where a study stands, without reading it: for who mends what does not read.

    Raises:
        StoreError: when there is no such project.
        StudyError: when there is no such study.
    """
    top = (root or find_root(Path.cwd())).resolve()
    known = _studies(top)
    study = study or _only(known, "studie", "--study")
    layout = Layout(top, study, "")
    if study not in known:
        raise StudyError(
            f"er is geen studie '{study}'",
            place=Place(layout.relative(layout.study_folder)),
            remedy=f"er is: {', '.join(known) or 'nog geen studie'}",
        )
    return layout


def only_study(root: Path) -> str:
    """The study to start a new one from. Raises StoreError unless there is exactly one."""
    return _only(_studies(root), "studie", "--from")


def _studies(root: Path) -> list[str]:
    return sorted(path.parent.name for path in root.glob("codebook/*/study.toml"))


def _only(names: list[str], what: str, option: str) -> str:
    if len(names) == 1:
        return names[0]
    known = ", ".join(names) or f"nog geen {what}"
    raise StoreError(f"om welke {what} gaat het?", remedy=f"geef {option}; er is: {known}")
