"""Running stages, and how they stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.app import (
    Again,
    Root,
    StudyName,
    WaveName,
    app,
)
from pipeline.console import say, show_problem
from pipeline.errors import StoreError
from pipeline.session import named_stage, open_session


@app.command()
def run(
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    again: Again = False,
    until: Annotated[str, typer.Option(help="Stop na deze stap.")] = "report",
) -> None:
    """Draai wat verouderd is, van verslagen tot rapport."""
    _until(until, study, wave, root, again)


@app.command()
def ingest(
    study: StudyName = "", wave: WaveName = "", root: Root = None, again: Again = False
) -> None:
    """Lees de verslagen in corpus/<studie>/<golf>/reports/."""
    _until("ingest", study, wave, root, again)


@app.command()
def privacy(
    study: StudyName = "", wave: WaveName = "", root: Root = None, again: Again = False
) -> None:
    """Zoek wat iemand kan aanwijzen; vervang wat bevestigd is."""
    _until("privacy", study, wave, root, again)


@app.command()
def segment(
    study: StudyName = "", wave: WaveName = "", root: Root = None, again: Again = False
) -> None:
    """Verdeel de verslagen in segmenten."""
    _until("segment", study, wave, root, again)


@app.command()
def suggest(
    study: StudyName = "", wave: WaveName = "", root: Root = None, again: Again = False
) -> None:
    """Stel codes voor bij elk segment."""
    _until("suggest", study, wave, root, again)


@app.command()
def agreement(
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    again: Again = False,
    coder: Annotated[
        str, typer.Option(help="Deze codeur tegenover zichzelf; hoort bij --before.")
    ] = "",
    before: Annotated[
        str, typer.Option(help="Wat vóór deze dag stond is haar eerste lezing, zoals 2025-03-01.")
    ] = "",
) -> None:
    """Ga na hoe ver codeurs overeenkomen (overeenkomst.html)."""
    day = _day(before)
    if bool(coder) != bool(day):
        raise StoreError(
            "een codeur tegenover zichzelf vraagt om een naam en een dag",
            remedy="geef --coder en --before, of geen van beide",
        )
    session = open_session(study, wave, root)
    code = session.run_until("agreement", again=again)
    page = session.layout.stage("agreement") / "overeenkomst.html"
    if coder:
        from pipeline.stages.agreement import against_herself

        page = against_herself(session.layout, session.study, coder, day)
    say(f"overeenstemming: {session.layout.relative(page)}")
    if code:
        raise typer.Exit(code)


@app.command()
def report(
    study: StudyName = "", wave: WaveName = "", root: Root = None, again: Again = False
) -> None:
    """Maak rapport, tabellen en figuren uit gevalideerde codes."""
    _until("report", study, wave, root, again)


@app.command()
def status(study: StudyName = "", wave: WaveName = "", root: Root = None) -> None:
    """Toon per stap hoe hij ervoor staat."""
    from pipeline.run import state_of
    from pipeline.stages import STAGES

    session = open_session(study, wave, root)
    say(f"{session.layout.study} · {session.layout.wave}")
    stale: set[str] = set()
    for stage in STAGES:
        state = state_of(stage, session.layout, session.study)
        before = [name for name in stage.after if name in stale]
        reasons = [*state.reasons, *(f"na {name}" for name in before)]
        if reasons:
            stale.add(stage.name)
        standing = f"te draaien ({reasons[0]})" if reasons else "bij"
        say(f"  {stage.name:<8} {standing}{' · ' + state.summary if state.summary else ''}")
        for problem in state.problems:
            show_problem(problem)
    from pipeline.stages.bulk import checks_in

    if (checks := checks_in(session.layout)).accepted:
        say(
            f"  {'accept':<8} {checks.accepted} in één keer geaccepteerd · {checks.drawn} geloot om"
            f" na te kijken, {checks.checked} nagekeken, {checks.agreed} daarvan akkoord"
        )


@app.command()
def why(
    stage: Annotated[str, typer.Argument(help="Naam van een stap.")],
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Noem wat er veranderde sinds een stap draaide."""
    from pipeline.run import state_of

    session = open_session(study, wave, root)
    state = state_of(named_stage(stage), session.layout, session.study)
    for reason in state.reasons or ("niets: de stap is bij",):
        say(reason)


def _day(typed: str) -> str:
    """A day as `2025-03-01`, or nothing when nothing was typed."""
    try:
        return date.fromisoformat(typed).isoformat() if typed else ""
    except ValueError:
        raise StoreError(
            f"'{typed}' is geen dag", remedy="schrijf jaar, maand en dag: 2025-03-01"
        ) from None


def _until(name: str, study: str, wave: str, root: Path | None, again: bool) -> None:
    session = open_session(study, wave, root)
    code = session.run_until(name, again=again)
    if name == "report":
        say(f"rapport: {session.layout.relative(session.layout.stage('report') / 'rapport.docx')}")
    if code:
        raise typer.Exit(code)
