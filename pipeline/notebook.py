"""The door for notebooks: `load()` gives a study as tidy pandas tables.

from pipeline.notebook import load
ervaringen = load("ervaringen")
ervaringen.themes.query("actor == 'kind'")
"""

from __future__ import annotations

from pathlib import Path

from pipeline.session import Session, open_study
from pipeline.stages.tidying import Tables, tables_of
from pipeline.store.layout import Layout

__all__ = ["Tables", "load"]


def load(study: str = "", wave: str = "", root: Path | None = None) -> Tables:
    """A study, or one wave of it, as four tables; what is stale is made first.

    Args:
        study: may be left out where there is only one.
        wave: every wave when left out.
        root: the project's folder; the nearest one upwards when left out.

    Raises:
        StoreError: when there is no such project, study or wave.
    """
    opened = open_study(study, root)
    at = opened.layout
    waves = [wave] if wave else at.waves()
    sessions = [Session(Layout(at.root, at.study, name), opened.study) for name in waves]
    for session in sessions:
        session.run_until("segment", quiet=True)
    return tables_of([session.layout for session in sessions], opened.study)
