"""Reviewing in Label Studio, for a team that already does."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.app import Root, StudyName, WaveName, app, now
from pipeline.console import counted, say, show_problem
from pipeline.errors import WorkbookError
from pipeline.session import open_session

Coders = Annotated[
    list[str] | None,
    typer.Option(
        "--coder",
        help="Codeur, met haar gebruiker in Label Studio: anna=3 of anna=anna@instituut.nl.",
    ),
]


@app.command("export-label-studio")
def export_label_studio(
    coder: Coders = None,
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Maak taken voor Label Studio; met --coder gaan haar besluiten mee als annotaties."""
    session = open_session(study, wave, root)
    from pipeline.stages.for_label_studio.users import users_of
    from pipeline.stages.label_studio import export_tasks

    users = users_of(coder or ())
    session.run_until("suggest")
    made = export_tasks(session.layout, session.study, users)
    shown = session.layout.relative(made.folder)
    annotations = counted(made.annotations, "annotatie", "annotaties")
    say(f"{shown}/taken.json: {made.tasks} segmenten, {annotations}; inrichting.xml ernaast")
    say("intern: er staan woorden van deelnemers in")
    for number, what in (
        (made.waiting, "niet mee: daar wachten bevindingen op een besluit"),
        (made.closed, "niet mee: aan anderen toegewezen"),
        (made.hidden, "mee zonder annotaties: de codeurs mogen elkaars werk daar nog niet zien"),
    ):
        if number:
            say(f"{counted(number, 'verslag', 'verslagen')}: {what}")


@app.command("import-label-studio")
def import_label_studio(
    file: Annotated[Path, typer.Argument(help="De export van Label Studio: JSON of JSON-MIN.")],
    coder: Coders = None,
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Haal annotaties uit Label Studio terug in de logboeken van hun codeurs."""
    session = open_session(study, wave, root)
    from pipeline.stages.for_label_studio.users import users_of
    from pipeline.stages.label_studio import import_tasks

    users = users_of(coder or ())
    session.run_until("segment")
    found = import_tasks(session.layout, session.study, file, users, now())
    for name, added in found.added.items():
        say(f"{name}: {counted(added, 'nieuwe beslissing', 'nieuwe beslissingen')}")
        if found.kept[name]:
            what = counted(found.kept[name], "code is", "codes zijn")
            say(f"{what} na de export elders beslist; wat daar besloten is, blijft staan")
    if found.vanished:
        tasks = counted(found.vanished, "taak gaat", "taken gaan")
        say(f"{tasks} over tekst die niet meer in de golf staat; daar is niets van ingelezen")
    skipped = (
        (found.replaced, "annotatie is door een latere van dezelfde codeur vervangen"),
        (found.cancelled, "annotatie is overgeslagen (skip): geen besluit"),
        (found.drafts, "concept is niet ingediend: geen besluit"),
    )
    for number, what in skipped:
        if number:
            say(f"{number} keer: {what}")
    for problem in found.problems:
        show_problem(str(problem))
    if found.problems:
        raise typer.Exit(WorkbookError.exit_code)
