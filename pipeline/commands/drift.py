"""What changed since an earlier wave."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.app import Root, StudyName, WaveName, app
from pipeline.console import say
from pipeline.session import Session, open_session


@app.command()
def drift(
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    against: Annotated[
        str, typer.Option(help="De golf om mee te vergelijken; anders die ervoor.")
    ] = "",
) -> None:
    """Laat zien wat er sinds een eerdere golf is verschoven (drift.html)."""
    session = open_session(study, wave, root)
    from pipeline.report.drift_sentences import for_terminal
    from pipeline.stages.drift import drift as measure
    from pipeline.stages.drift import wave_before

    at = session.layout
    earlier = wave_before(at, against)
    # A model learns from all waves up to the earlier one, so all of them have to be cut.
    needed = [name for name in at.waves() if name <= earlier.wave or name == at.wave]
    codes = [
        Session(at.of_wave(name), session.study).run_until("segment", quiet=True) for name in needed
    ]
    found = measure(at, session.study, against)
    plural = {actor: own.plural for actor, own in session.study.settings.actors.items()}
    for line in for_terminal(found, plural):
        say(line)
    say(f"verslag: {at.relative(at.stage('drift') / 'drift.html')}")
    if max(codes):
        raise typer.Exit(max(codes))
