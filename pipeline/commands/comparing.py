"""Comparing OZA's, actors and waves."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.app import Again, OldCodebook, Root, StudyName, WaveName, app
from pipeline.console import say
from pipeline.errors import StoreError
from pipeline.session import Session, open_session


@app.command()
def compare(
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    again: Again = False,
    by: Annotated[
        str, typer.Option(help="Eén tabel: oza, actor, golf of een kenmerk zoals schooltype.")
    ] = "",
    actor: Annotated[
        list[str] | None, typer.Option(help="Over wie; vaker voor meer actoren samen.")
    ] = None,
    theme: Annotated[str, typer.Option(help="Alleen deze code en wat eronder valt.")] = "",
    codebook: OldCodebook = "",
) -> None:
    """Vergelijk OZA's, actoren en golven, binnen wat de methode toelaat (vergelijking.html)."""
    session = open_session(study, wave, root, codebook)
    from pipeline.stages.for_compare.looking_up import (
        actors_named,
        lines_of,
        looked_up,
        refuse_outright,
    )

    actors = actors_named(session.study, actor or [])
    if (by or theme) and not actors:
        raise StoreError("over wie gaat de tabel?", remedy="geef --actor, zoals --actor ouder")
    if actors:
        by = by or "actor"
        refuse_outright(session.study, by, actors)
    _other_waves(session)
    code = session.run_until("compare", again=again, quiet=bool(actors))
    if actors:
        table = looked_up(session.layout, session.study, by, actors, theme)
        for line in lines_of(table, session.study):
            say(line)
    else:
        page = session.layout.stage("compare") / "vergelijking.html"
        say(f"vergelijking: {session.layout.relative(page)}")
    if code:
        raise typer.Exit(code)


def _other_waves(session: Session) -> None:
    """Waves stand beside each other, so all of them have to be cut into segments."""
    at = session.layout
    for wave in at.waves():
        if wave != at.wave:
            Session(at.of_wave(wave), session.study).run_until("segment", quiet=True)
