"""Suggestions: for loose texts, how good they are, and what is left to find."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.app import (
    Root,
    StudyName,
    WaveName,
    app,
)
from pipeline.console import counted, say
from pipeline.session import Session, open_session, open_study
from pipeline.store.layout import Layout


@app.command()
def tag(
    input: Annotated[Path, typer.Option(help="JSONL met id, text en actor.")],
    output: Annotated[Path, typer.Option(help="JSONL met voorstellen.")],
    study: StudyName = "",
    root: Root = None,
    top: Annotated[int, typer.Option(min=1, help="Zoveel codes per tekst.")] = 5,
) -> None:
    """Stel codes voor bij losse teksten."""
    session = open_study(study, root)
    for wave in session.layout.waves():
        layout = Layout(session.layout.root, session.layout.study, wave)
        Session(layout, session.study).run_until("segment", quiet=True)
    from pipeline.stages.tag import tag as tag_texts

    done = tag_texts(session.layout, session.study, input, output, top)
    say(f"{output}: {counted(done, 'tekst', 'teksten')}")


@app.command()
def evaluate(
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    folds: Annotated[int, typer.Option(min=2, help="In zoveel delen.")] = 10,
    draws: Annotated[int, typer.Option(min=100, help="Trekkingen voor de marges.")] = 1000,
    quick: Annotated[bool, typer.Option(help="Zonder leercurve en nagespeelde codeurs.")] = False,
) -> None:
    """Meet hoe goed de voorstellen zijn, bij respondenten die het programma niet kende."""
    session = open_session(study, wave, root)
    session.run_until("suggest")
    from pipeline.stages.evaluate import evaluate as measure

    found = measure(session.layout, session.study, folds, draws, quick, say)
    engine = found.methods[0]
    right = engine.right_within[found.depths.index(3)].value or 0.0
    say(f"bij {right:.0%} van de gecodeerde segmenten staat een goede code bij de eerste drie")
    say(f"verslag: {session.layout.relative(session.layout.stage('evaluate') / 'evaluatie.html')}")


@app.command()
def stop(study: StudyName = "", wave: WaveName = "", root: Root = None) -> None:
    """Schat wat er nog niet is gevonden, en of het lezen kan stoppen."""
    session = open_session(study, wave, root)
    session.run_until("suggest", quiet=True)
    from pipeline.stages.stopping import stopping_advice

    advice = stopping_advice(session.layout, session.study)
    read, every = advice.read, advice.read + advice.unread
    every_one = counted(every, "segment", "segmenten")
    say(f"gelezen: {read} van {every_one}, {advice.blind} daarvan blind")
    say(f"gevonden: {counted(advice.found, 'codering', 'coderingen')}")
    if advice.unread:
        say(f"nog te vinden: {advice.expected:.0f} (tussen {advice.low:.0f} en {advice.high:.0f})")
        for code in sorted(advice.codes, key=lambda c: -c.expected)[:10]:
            left = f"{code.expected:.0f} ({code.low:.0f}–{code.high:.0f})"
            say(f"  {left:>12}  {code.label}, {code.found} gevonden")
    for line in advice.words:
        say(line)
