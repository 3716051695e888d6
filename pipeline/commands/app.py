"""The command line itself, and the options that commands share."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="oza",
    help="Van interviewverslagen naar gevalideerde thema's, tabellen en een rapport.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
codebook_app = typer.Typer(help="Het codeboek van een studie.", no_args_is_help=True)
app.add_typer(codebook_app, name="codebook")

StudyName = Annotated[str, typer.Option("--study", help="Naam van de studie in codebook/.")]
WaveName = Annotated[str, typer.Option("--wave", help="Naam van de golf in corpus/<studie>/.")]
Root = Annotated[Path | None, typer.Option("--root", help="De projectmap; anders hier of hoger.")]
Again = Annotated[bool, typer.Option("--again", help="Ook draaien wat niet is veranderd.")]
OldCodebook = Annotated[
    str, typer.Option("--codebook", help="Zoals het was onder een oudere versie, zoals 1.0.0.")
]
Coder = Annotated[str, typer.Option("--coder", help="Naam van de codeur.")]


def now() -> str:
    """The moment, UTC, to seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
