"""Who codes which report."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.app import Root, StudyName, WaveName, app, now
from pipeline.console import counted, say
from pipeline.errors import StoreError
from pipeline.session import Session, open_session


@app.command()
def assign(
    reports: Annotated[list[str] | None, typer.Argument(help="Verslagen, zoals 9K1 9K2.")] = None,
    coder: Annotated[list[str] | None, typer.Option(help="Wie ze codeert; mag vaker.")] = None,
    share: Annotated[
        float | None, typer.Option(min=0, max=1, help="Loot dit deel van de verslagen per actor.")
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="Wie wat heeft, en hoe ver.")] = False,
    take_back: Annotated[
        list[str] | None, typer.Option(help="Neem de toewijzing van dit verslag terug; mag vaker.")
    ] = None,
    by: Annotated[str, typer.Option(help="Wie dit heeft beslist.")] = "",
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Wijs verslagen toe, bijvoorbeeld om ze dubbel te coderen."""
    session = open_session(study, wave, root)
    gives = bool(reports) or share is not None
    if gives and not coder:
        raise StoreError("aan wie?", remedy="geef --coder, voor dubbel coderen twee keer")
    if coder and not gives:
        raise StoreError("welke verslagen?", remedy="noem ze, of geef --share")
    if not (gives or take_back or show):
        raise StoreError(
            "er is niets gevraagd", remedy="noem verslagen met --coder, of geef --list"
        )
    session.run_until("segment", quiet=True)
    from pipeline.stages.assign import assign as give
    from pipeline.stages.assign import take_back as free

    if take_back:
        freed = free(session.layout, take_back, now(), by)
        say(f"{counted(len(freed), 'toewijzing', 'toewijzingen')} teruggenomen")
    if gives:
        people = coder or []
        fresh = give(session.layout, session.study, people, now(), reports or (), share, by)
        say(f"{counted(len(fresh), 'verslag', 'verslagen')} toegewezen aan {_names(people)}")
        for name in fresh:
            say(f"  {name}")
    if show:
        _list(session)


def _list(session: Session) -> None:
    from pipeline.stages.assign import shares

    found = shares(session.layout, session.study)
    if not found:
        say("nog niets toegewezen: iedereen mag elk verslag coderen")
    for name, people in found.items():
        far = (
            f"{one.coder} klaar"
            if one.total and one.read == one.total
            else f"{one.coder} {one.read} van {one.total} gelezen"
            for one in people
        )
        say(f"{name}: {', '.join(far)}")


def _names(people: list[str]) -> str:
    names = sorted(set(people))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
