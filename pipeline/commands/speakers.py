"""Saying who the speakers in transcripts are."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.app import Root, StudyName, WaveName, app
from pipeline.console import counted, say
from pipeline.errors import StoreError
from pipeline.session import Session, open_session


@app.command()
def sprekers(
    reports: Annotated[list[str] | None, typer.Argument(help="Verslagen, zoals 9K2.")] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(help="Wie een spreker is, zoals 1=interviewer of 2=moeder; mag vaker."),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="De voorstellen kloppen voor deze verslagen.")
    ] = False,
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Laat zien wie er in transcripten spreken, en zeg wie zij zijn."""
    session = open_session(study, wave, root)
    named = reports or []
    if accept and not named:
        raise StoreError("van welke verslagen kloppen de voorstellen?", remedy="noem ze")
    if role and (len(named) != 1 or accept):
        raise StoreError("van welk verslag?", remedy="noem bij --role één verslag")
    layout = session.layout
    if not (layout.speakers.exists() and (accept or role)):
        session.run_until("ingest", quiet=True)
    from pipeline.stages.speakers import accept as take
    from pipeline.stages.speakers import give_roles

    if accept or role:
        count = take(layout, named) if accept else give_roles(layout, named[0], _numbered(role))
        say(f"{counted(count, 'rol', 'rollen')} vastgelegd")
        session.run_until("ingest", quiet=True)
    _show(session, named)


def _numbered(given: list[str] | None) -> dict[int, str]:
    """Number → role, of '1=interviewer'."""
    roles: dict[int, str] = {}
    for one in given or []:
        number, _, role = one.partition("=")
        if not number.strip().isdecimal() or not role.strip():
            raise StoreError(
                "een rol heeft het nummer van de spreker", remedy="zoals --role 2=moeder"
            )
        roles[int(number)] = role
    return roles


def _show(session: Session, named: list[str]) -> None:
    from pipeline.stages.speakers import speakers_of

    layout = session.layout
    every = [one for one in speakers_of(layout) if not named or one.respondent in named]
    last = ""
    for one in every:
        if one.respondent != last:
            say(one.respondent)
            last = one.respondent
        guess = f"voorstel: {one.proposal}" if one.proposal else "geen voorstel"
        say(f"  {one.number}  {one.facts} — {one.role or guess}")
    waiting = sorted({one.respondent for one in every if not one.role})
    if not every:
        say("er wachten geen sprekers op een rol")
    if waiting:
        say(f"De namen staan in {layout.relative(layout.speakers)}: vul daar kolom 'rol' in,")
        say(f"of, als de voorstellen kloppen: oza sprekers {' '.join(waiting)} --accept")
