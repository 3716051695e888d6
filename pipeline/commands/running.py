"""Running stages, and how they stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.app import (
    Again,
    OldCodebook,
    Root,
    StudyName,
    WaveName,
    app,
)
from pipeline.console import counted, say, show_problem
from pipeline.errors import StoreError
from pipeline.session import named_stage, open_session, open_study


@app.command()
def run(
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    again: Again = False,
    until: Annotated[str, typer.Option(help="Stop na deze stap.")] = "report",
    codebook: OldCodebook = "",
) -> None:
    """Draai wat verouderd is, van verslagen tot rapport."""
    _until(until, study, wave, root, again, codebook)


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
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    again: Again = False,
    codebook: OldCodebook = "",
) -> None:
    """Maak rapport, tabellen en figuren uit gevalideerde codes."""
    _until("report", study, wave, root, again, codebook)


@app.command()
def status(study: StudyName = "", wave: WaveName = "", root: Root = None) -> None:
    """Toon hoe elke golf ervoor staat, of van één golf elke stap, en wat nu te doen."""
    from pipeline.domain.next_step import next_line
    from pipeline.run import states_of
    from pipeline.stages import STAGES
    from pipeline.stages.for_status.status_lines import lines_of_stages, table_of
    from pipeline.stages.status import checks_of_wave, decided_in, warnings_of, wave_state, waves_of
    from pipeline.store.forgetting.journal import unfinished

    found = open_study(study, root)
    waves = found.layout.waves()
    if line := unfinished(found.layout):
        show_problem(line)
    for warning in warnings_of(found.layout):
        show_problem(f"let op: {warning}")
    if not wave and len(waves) != 1:
        say(found.study.name)
        every = waves_of(found.layout, found.study)
        for line in table_of(every):
            say(f"  {line}")
        say(next_line(found.study.name, every))
        return
    session = open_session(study, wave, root)
    say(f"{session.layout.study} · {session.layout.wave}")
    states = states_of(STAGES, session.layout, session.study)
    for line in lines_of_stages(states):
        say(line)
    for state in states:
        for problem in state.problems:
            show_problem(problem)
    decided = decided_in(session.layout, session.study)
    if (checks := checks_of_wave(decided, session.layout.wave)).accepted:
        say(
            f"  {checks.accepted} in één keer geaccepteerd · {checks.drawn} geloot om na te kijken,"
            f" {checks.checked} nagekeken, {checks.agreed} daarvan akkoord"
        )
    own = wave_state(session.layout, session.study, decided, states)
    if own.again:
        say(f"  {counted(own.again, 'segment', 'segmenten')} opnieuw te bekijken")
    if own.aside:
        what = counted(own.aside, "besluit telt", "besluiten tellen")
        kept = "is" if own.aside == 1 else "zijn"
        say(f"  {what} niet mee en {kept} bewaard: 'oza anchors' noemt waarvan de tekst weg is")
    say(next_line(session.study.name, [own]))


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


def _until(
    name: str, study: str, wave: str, root: Path | None, again: bool, codebook: str = ""
) -> None:
    session = open_session(study, wave, root, codebook)
    code = session.run_until(name, again=again)
    if name == "report":
        say(f"rapport: {session.layout.relative(session.layout.stage('report') / 'rapport.docx')}")
    if code:
        raise typer.Exit(code)
