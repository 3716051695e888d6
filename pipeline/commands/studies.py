"""New studies, and the codebook of one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.app import (
    Root,
    StudyName,
    WaveName,
    app,
    codebook_app,
)
from pipeline.console import counted, say, show_problem
from pipeline.session import only_study, open_study
from pipeline.store.layout import find_root


@app.command("new-study")
def new_study(
    name: Annotated[str, typer.Argument(help="Naam van de nieuwe studie.")],
    source: Annotated[
        str, typer.Option("--from", help="Studie om van uit te gaan; nodig als er meer zijn.")
    ] = "",
    codes: Annotated[
        Path | None,
        typer.Option(help="Lijst met codes (.qdc, .xlsx, .csv, .docx) in plaats van het codeboek."),
    ] = None,
    wave: WaveName = "golf-1",
    root: Root = None,
) -> None:
    """Begin een eigen studie, met het codeboek van een andere of met een lijst van codes."""
    from pipeline.stages.new_study import lines_of
    from pipeline.stages.new_study import new_study as make

    top = root or find_root(Path.cwd())
    made = make(top, name, source or only_study(top), wave, codes)
    layout = made.layout
    say(f"studie '{name}' staat klaar: vul {layout.relative(layout.wave_folder / 'register.csv')}")
    say(f"zet de verslagen in {layout.relative(layout.reports)}/ en draai: oza run --study {name}")
    for line in lines_of(made):
        say(line)
    if made.codes is not None:
        say(f"wat er nog aan ontbreekt: oza codebook check --study {name}")


@codebook_app.command("check")
def codebook_check(study: StudyName = "", root: Root = None) -> None:
    """Controleer codeboek, hoofdstukken, woorden en instellingen."""
    opened = open_study(study, root)
    found = opened.study
    from pipeline.domain.code_taking import unfinished
    from pipeline.stages.for_versions.state import version_state
    from pipeline.stages.for_versions.told import lines_of_state

    book, chapters = found.codebook, found.chapters
    say(f"{found.name} {book.version}: {len(book.codes)} codes, {len(book.leaves)} bladcodes")
    say(f"{len(chapters.sections)} paragrafen, {len(chapters.conclusions)} conclusies: in orde")
    drafts = unfinished(book)
    for code, missing in drafts:
        what = f"in te vullen: {', '.join(missing)}" if missing else "lees na; dan kan 'draft' weg"
        say(f"  {code.id}: {what}")
    if drafts:
        say(f"{counted(len(drafts), 'code is', 'codes zijn')} nog niet af (draft: true)")
    state = version_state(opened.layout)
    for line in lines_of_state(state):
        say(line)
    for warning in state.warnings:
        show_problem(warning)
