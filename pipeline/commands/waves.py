"""Waves of a study: beginning the next one, and where decisions went when reports changed."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.app import Root, StudyName, WaveName, app, now
from pipeline.console import counted, say
from pipeline.session import open_session, open_study
from pipeline.store.study_paths import check_name

anchors_app = typer.Typer(help="Waar besluiten bleven toen verslagen veranderden.")
app.add_typer(anchors_app, name="anchors")


@app.command("new-wave")
def new_wave(
    name: Annotated[str, typer.Argument(help="Naam van de nieuwe golf, zoals golf-2.")],
    source: Annotated[
        str,
        typer.Option("--from", help="Golf waarvan de OZA's worden overgenomen; anders de laatste."),
    ] = "",
    study: StudyName = "",
    root: Root = None,
    returning: Annotated[
        bool,
        typer.Option(
            "--returning", help="Noem wie eerder meededen; ook bij een golf die er al is."
        ),
    ] = False,
) -> None:
    """Begin een volgende golf: een leeg register, de OZA's, en een map voor de verslagen."""
    from pipeline.stages.new_wave import lines_of, may_return
    from pipeline.stages.new_wave import new_wave as make

    there = open_study(study, root).layout
    at = there.of_wave(name)
    if not (returning and at.wave_folder.exists()):
        for line in lines_of(make(there, name, source)):
            say(line)
    if returning:
        for wave, one in may_return(at):
            about = [wave, f"{one.age} jaar" if one.age else "", one.gender]
            say(f"  {one.id}: {', '.join(part for part in about if part)}")


@anchors_app.callback(invoke_without_command=True)
def anchors(
    context: typer.Context,
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    coder: Annotated[
        str, typer.Option("--coder", help="Alleen het werk van deze codeur, met haar codes.")
    ] = "",
) -> None:
    """Noem per verslag waar besluiten bleven waarvan de tekst veranderde."""
    if context.invoked_subcommand:
        return
    from pipeline.stages.for_status.aside import lines_of_anchors

    session = open_session(study, wave, root)
    if coder:
        check_name(coder)
    for line in lines_of_anchors(session.layout, coder):
        say(line)


@anchors_app.command("undo")
def undo(
    segment: Annotated[str, typer.Argument(help="Id van het oude segment, zoals 9K2:7f3a91c2.")],
    coder: Annotated[str, typer.Option("--coder", help="Wie dit besluit.")],
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Maak een segment los van de tekst waar zijn besluiten ten onrechte terechtkwamen."""
    session = open_session(study, wave, root)
    check_name(coder)
    from pipeline.stages.for_status.aside import undo as undo_one

    kept = undo_one(session.layout, segment, coder, now())
    what = counted(kept, "besluit", "besluiten")
    say(f"{segment} is losgemaakt; {what} apart bewaard")
    session.run_until("segment")
