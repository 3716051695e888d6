"""The study as tables for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.app import Root, StudyName, WaveName, app
from pipeline.console import say, show_problem
from pipeline.session import Session, open_session, open_study


@app.command("export-data")
def export_data(
    study: StudyName = "",
    wave: WaveName = "",
    every_wave: Annotated[
        bool, typer.Option("--all-waves", help="Alle golven samen in één tabel.")
    ] = False,
    to: Annotated[Path | None, typer.Option(help="De map; anders data/ bij de uitvoer.")] = None,
    private: Annotated[
        bool,
        typer.Option(
            "--private",
            help="Ook de tekst van verslagen waarin bevindingen wachten op een besluit.",
        ),
    ] = False,
    root: Root = None,
) -> None:
    """Zet de studie in tabellen: CSV, Parquet en Excel, met een woordenboek erbij."""
    from pipeline.stages.export_data import data_folder, lines_of
    from pipeline.stages.export_data import export_data as export

    sessions = _waves(study, root) if every_wave else [open_session(study, wave, root)]
    for session in sessions:
        session.run_until("segment", quiet=True)
    layouts = [session.layout for session in sessions]
    folder = to or data_folder(layouts)
    made = export(layouts, sessions[0].study, folder, private=private)
    for line in lines_of(made, layouts[0].relative(folder)):
        (show_problem if line.startswith("LET OP") else say)(line)


def _waves(study: str, root: Path | None) -> list[Session]:
    """A session a wave, oldest first. Raises StoreError where there is none."""
    opened = open_study(study, root)
    at = opened.layout
    found = [Session(at.of_wave(wave), opened.study) for wave in at.waves()]
    return found or [open_session(study, "", root)]
