"""Projects and codebooks of other programs (REFI-QDA), out and in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.app import Root, StudyName, WaveName, app, now
from pipeline.console import Watch, counted, say, show_problem
from pipeline.session import Session, only_study, open_session, open_study
from pipeline.store.layout import find_root

_INTERNAL = (
    "intern: dit bestand bevat woorden van deelnemers; deel het niet buiten het onderzoeksteam"
)


@app.command("export-qdpx")
def export_qdpx(
    file: Annotated[
        Path | None, typer.Argument(help="Waar het project komt; anders in outputs/.")
    ] = None,
    study: StudyName = "",
    wave: Annotated[
        list[str] | None, typer.Option("--wave", help="Naam van een golf; mag vaker.")
    ] = None,
    root: Root = None,
    all_waves: Annotated[bool, typer.Option("--all-waves", help="Alle golven.")] = False,
    suggestions: Annotated[
        bool,
        typer.Option(
            "--suggestions", help="Ook wat het programma voorstelt, onder een eigen gebruiker."
        ),
    ] = False,
    lines: Annotated[
        bool, typer.Option("--lines", help="Voor qualitative-coding, dat per regel codeert.")
    ] = False,
) -> None:
    """Maak een project voor MAXQDA, ATLAS.ti, NVivo en andere programma's (REFI-QDA)."""
    from pipeline.stages.export_project import export_project

    sessions = _waves(study, wave or [], root, all_waves)
    for session in sessions:
        session.run_until("suggest" if suggestions else "segment")
    layouts = [session.layout for session in sessions]
    path = file or layouts[-1].project_export
    with Watch() as watch:
        made = export_project(
            layouts,
            sessions[0].study,
            path,
            watch.advance,
            suggestions=suggestions,
            lines=lines,
        )
    people = counted(made.coders, "codeur", "codeurs")
    codings = counted(made.codings, "codering", "coderingen")
    reports = counted(made.reports, "verslag", "verslagen")
    say(f"{layouts[0].relative(path)}: {reports}, {codings} van {people}")
    if made.unread:
        what = counted(made.unread, "code is", "codes zijn")
        say(f"{what} ongelezen geaccepteerd en gaan niet mee: niemand heeft die tekst gelezen")
    if made.gone:
        what = counted(made.gone, "besluit gaat", "besluiten gaan")
        say(f"{what} niet mee: de tekst of de code is er niet meer")
    if made.apart:
        what = counted(made.apart, "verslag gaat", "verslagen gaan")
        say(f"{what} zonder coderingen mee: codeurs zijn daar nog los van elkaar mee bezig")
    say(_INTERNAL)


def _waves(study: str, named: list[str], root: Path | None, everything: bool) -> list[Session]:
    if everything:
        named = open_study(study, root).layout.waves()
    return [open_session(study, wave, root) for wave in dict.fromkeys(named or [""])]


@app.command("export-qdc")
def export_qdc(
    file: Annotated[
        Path | None, typer.Argument(help="Waar het codeboek komt; anders in outputs/.")
    ] = None,
    study: StudyName = "",
    root: Root = None,
) -> None:
    """Maak een codeboek voor MAXQDA, ATLAS.ti, NVivo en andere programma's (REFI-QDA)."""
    from pipeline.stages.export_project import export_codebook

    session = open_study(study, root)
    last = session.layout.waves()[-1:] or ["golf-1"]
    path = file or session.layout.of_wave(last[0]).project_export.with_suffix(".qdc")
    count = export_codebook(session.layout, session.study, path)
    say(f"{session.layout.relative(path)}: {counted(count, 'code', 'codes')}")


@app.command("import-qdpx")
def import_qdpx(
    file: Annotated[Path, typer.Argument(help="Het project, een .qdpx.")],
    study: Annotated[
        str, typer.Option("--study", help="De studie; is zij er niet, dan wordt zij gemaakt.")
    ],
    wave: WaveName = "golf-1",
    root: Root = None,
    source: Annotated[
        str, typer.Option("--from", help="Studie met de instellingen voor een nieuwe studie.")
    ] = "",
    confirm: Annotated[
        bool, typer.Option("--yes", help="Voer uit wat in het blad met de koppeling staat.")
    ] = False,
) -> None:
    """Neem een project over: eerst een blad om na te kijken, en met --yes de rest."""
    from pipeline.stages.for_exchange.told import lines_of_map, lines_of_taken
    from pipeline.stages.import_project import place_of, propose, read_incoming, take_over
    from pipeline.store.together import finish_incoming

    top = (root or find_root(Path.cwd())).resolve()
    layout = place_of(top, study, wave)
    finish_incoming(layout)
    there = (layout.study_folder / "study.toml").exists()
    session = open_study(study, root) if there else None
    folder = layout.study_folder if there else top / "codebook" / (source or only_study(top))
    incoming = read_incoming(file, layout, session.study if session else None, folder)
    for name in incoming.waves if session else ():
        at = layout.of_wave(name)
        if session and at.wave_folder.is_dir():
            replace(session, layout=at).run_until("segment")
    if not confirm:
        for line in lines_of_map(propose(incoming), layout.relative(incoming.sheet)):
            say(line)
        return
    with Watch() as watch:
        made = take_over(incoming, now(), watch.advance)
    for line in made.problems:
        show_problem(f"blijft weg: {line}")
    for line in lines_of_taken(made, study):
        say(line)
