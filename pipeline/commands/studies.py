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
from pipeline.console import say
from pipeline.session import open_study
from pipeline.store.layout import find_root


@app.command("new-study")
def new_study(
    name: Annotated[str, typer.Argument(help="Naam van de nieuwe studie.")],
    source: Annotated[str, typer.Option("--from", help="Studie om van uit te gaan.")],
    wave: WaveName = "golf-1",
    root: Root = None,
) -> None:
    """Begin een eigen studie met hetzelfde codeboek, zonder verslagen."""
    from pipeline.stages.new_study import new_study as make

    made = make(root or find_root(Path.cwd()), name, source, wave)
    say(f"studie '{name}' staat klaar: vul {made.relative(made.wave_folder / 'register.csv')}")
    say(f"zet de verslagen in {made.relative(made.reports)}/ en draai: oza run --study {name}")


@codebook_app.command("check")
def codebook_check(study: StudyName = "", root: Root = None) -> None:
    """Controleer codeboek, hoofdstukken, woorden en instellingen."""
    found = open_study(study, root).study
    book, chapters = found.codebook, found.chapters
    say(f"{found.name} {book.version}: {len(book.codes)} codes, {len(book.leaves)} bladcodes")
    say(f"{len(chapters.sections)} paragrafen, {len(chapters.conclusions)} conclusies: in orde")
