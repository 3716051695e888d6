"""What authors do: begin a template, and fix what a published report said."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.app import Root, StudyName, WaveName, app, now
from pipeline.console import say
from pipeline.session import open_session, open_study
from pipeline.store.study_paths import check_name


@app.command()
def template(study: StudyName = "", root: Root = None) -> None:
    """Maak een sjabloon om in te schrijven; een sjabloon dat er al is, blijft staan."""
    session = open_study(study, root)
    from pipeline.stages.fixing import make_template

    path = make_template(session.layout, session.study)
    say(f"{session.layout.relative(path)}: schrijf erin met Word; 'oza report' vult het in")


@app.command("keep-report")
def keep_report(
    name: Annotated[str, typer.Argument(help="Hoe dit rapport heet, bijvoorbeeld concept-1.")],
    by: Annotated[str, typer.Option(help="Wie het vastlegt.")],
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Leg vast wat het rapport nu zegt, om later te zien wat er veranderde."""
    session = open_session(study, wave, root)
    check_name(name)
    check_name(by)
    session.run_until("report")
    from pipeline.stages.fixing import keep_report as keep

    path = keep(session.layout, session.study, name, by, now())
    say(f"{session.layout.relative(path)}: het volgende rapport zegt wat er sindsdien veranderde")
