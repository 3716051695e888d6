"""Holding what an author wrote against the numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.app import Root, StudyName, WaveName, app
from pipeline.console import say
from pipeline.errors import ClaimsDiffer
from pipeline.session import open_session


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="Het Word-document van de auteur.")],
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Controleer beweringen en citaten in een rapport; opmerkingen komen in een kopie."""
    session = open_session(study, wave, root)
    session.run_until("segment", quiet=True)
    from pipeline.stages.check import check_report, lines_of

    done = check_report(session.layout, session.study, file)
    for line in lines_of(done.review):
        say(line)
    say(f"nagekeken: {done.target.name}, naast het rapport")
    if done.review.findings:
        raise typer.Exit(ClaimsDiffer.exit_code)
