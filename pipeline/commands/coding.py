"""Deciding about codes: in a workbook, or in one go. The page is in `reviewing`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.app import (
    Coder,
    Root,
    StudyName,
    WaveName,
    app,
    now,
)
from pipeline.console import counted, say
from pipeline.session import open_session
from pipeline.store.study_paths import check_name


@app.command("export-xlsx")
def export_xlsx(
    coder: Coder,
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    output: Annotated[Path | None, typer.Option(help="Waar het werkboek komt.")] = None,
    order: Annotated[
        str, typer.Option(help="leesvolgorde, leerzaam, opbrengst, dun of controle.")
    ] = "leesvolgorde",
    limit: Annotated[
        int | None, typer.Option(min=1, help="Zoveel segmenten, ongelezen eerst.")
    ] = None,
) -> None:
    """Maak een werkboek om codes in te valideren."""
    session = open_session(study, wave, root)
    check_name(coder)
    session.run_until("suggest")
    from pipeline.stages.workbook import export_workbook

    path = output or session.layout.workbook(coder)
    count = export_workbook(session.layout, session.study, coder, path, order, limit)
    say(f"{session.layout.relative(path)}: {count} segmenten voor {coder}")


@app.command("import-xlsx")
def import_xlsx(
    file: Annotated[Path, typer.Argument(help="Het ingevulde werkboek.")],
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Haal een ingevuld werkboek terug in het logboek van zijn codeur."""
    session = open_session(study, wave, root)
    session.run_until("segment")
    from pipeline.stages.workbook import import_workbook

    found = import_workbook(session.layout, session.study, file, now())
    say(f"{found.coder}: {counted(found.added, 'nieuwe beslissing', 'nieuwe beslissingen')}")
    if found.kept:
        what = counted(found.kept, "code is", "codes zijn")
        say(f"{what} na de export elders beslist; wat daar besloten is, blijft staan")
    if found.vanished:
        rows = counted(found.vanished, "rij gaat", "rijen gaan")
        say(f"{rows} over tekst die niet meer in de golf staat; daar is niets van ingelezen")


@app.command()
def accept(
    coder: Coder,
    above: Annotated[float, typer.Option(min=0, max=1, help="Vanaf deze kans, bijvoorbeeld 0.9.")],
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    code: Annotated[list[str] | None, typer.Option(help="Alleen deze code; mag vaker.")] = None,
    check: Annotated[
        float, typer.Option(min=0, max=1, help="Dit deel wordt geloot om na te kijken.")
    ] = 0.10,
    preview: Annotated[bool, typer.Option("--preview", help="Alleen laten zien.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Echt accepteren.")] = False,
) -> None:
    """Accepteer in één keer de voorstellen boven een kans; een deel wordt nagekeken."""
    session = open_session(study, wave, root)
    check_name(coder)
    session.run_until("suggest")
    from pipeline.stages.bulk import accept as accept_all
    from pipeline.stages.bulk import lines_of
    from pipeline.stages.bulk import preview as show

    about = (session.layout, session.study, coder, above)
    write = yes and not preview
    found = (
        accept_all(*about, now(), code or (), check) if write else show(*about, code or (), check)
    )
    for line in lines_of(found, session.study, coder, above, written=write):
        say(line)
