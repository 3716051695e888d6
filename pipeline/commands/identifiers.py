"""Deciding about what may identify somebody."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.app import (
    Root,
    StudyName,
    WaveName,
    app,
    now,
)
from pipeline.console import counted, say
from pipeline.session import open_session
from pipeline.store.study_paths import check_name


@app.command("privacy-sheet")
def privacy_sheet(study: StudyName = "", wave: WaveName = "", root: Root = None) -> None:
    """Zet openstaande bevindingen in een blad om over te beslissen."""
    session = open_session(study, wave, root)
    session.run_until("privacy")
    from pipeline.stages.privacy_sheet import export_sheet

    count = export_sheet(session.layout)
    what = counted(count, "bevinding", "bevindingen")
    say(f"{session.layout.relative(session.layout.findings_sheet)}: {what}")


@app.command("privacy-import")
def privacy_import(
    by: Annotated[str, typer.Option(help="Wie heeft beslist.")],
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Haal de besluiten over bevindingen terug."""
    session = open_session(study, wave, root)
    check_name(by)
    from pipeline.stages.privacy_sheet import import_sheet

    added = import_sheet(session.layout, by, now())
    say(f"{counted(added, 'besluit', 'besluiten')} vastgelegd")
    session.run_until("privacy")
