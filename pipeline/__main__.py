"""The commands, and what the process ends with. What they do lives in the stages.

Heavy modules are imported inside the commands: `oza --help` has to answer at once.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.console import counted, say, show_problem
from pipeline.errors import OzaError, StoreError, unusable
from pipeline.session import Session, named_stage, open_session, open_study
from pipeline.store.layout import Layout, check_name, find_root

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
Coder = Annotated[str, typer.Option("--coder", help="Naam van de codeur.")]


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


@app.command("export-xlsx")
def export_xlsx(
    coder: Coder,
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    output: Annotated[Path | None, typer.Option(help="Waar het werkboek komt.")] = None,
) -> None:
    """Maak een werkboek om codes in te valideren."""
    session = open_session(study, wave, root)
    check_name(coder)
    session.run_until("suggest")
    from pipeline.stages.workbook import export_workbook

    path = output or session.layout.workbook(coder)
    count = export_workbook(session.layout, session.study, coder, path)
    say(f"{session.layout.relative(path)}: {count} segmenten voor {coder}")


@app.command("import-xlsx")
def import_xlsx(
    file: Annotated[Path, typer.Argument(help="Het ingevulde werkboek.")],
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Haal een ingevuld werkboek terug in het logboek van zijn codeur."""
    session = open_session(study, wave, root)
    session.run_until("segment")
    from pipeline.stages.workbook import import_workbook

    found = import_workbook(session.layout, session.study, file, _now())
    say(f"{found.coder}: {counted(found.added, 'nieuwe beslissing', 'nieuwe beslissingen')}")
    if found.kept:
        what = counted(found.kept, "code is", "codes zijn")
        say(f"{what} na de export elders beslist; wat daar besloten is, blijft staan")
    if found.vanished:
        rows = counted(found.vanished, "rij gaat", "rijen gaan")
        say(f"{rows} over tekst die niet meer in de golf staat; daar is niets van ingelezen")


@app.command("privacy-sheet")
def privacy_sheet(study: StudyName = "", wave: WaveName = "", root: Root = None) -> None:
    """Zet openstaande bevindingen in een blad om over te beslissen."""
    session = open_session(study, wave, root)
    session.run_until("privacy")
    from pipeline.stages.privacy_sheet import export_sheet

    count = export_sheet(session.layout)
    what = counted(count, "bevinding", "bevindingen")
    say(f"{session.layout.relative(session.layout.findings_sheet)}: {what}")


@app.command("privacy-import")
def privacy_import(
    by: Annotated[str, typer.Option(help="Wie heeft beslist.")],
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Haal de besluiten over bevindingen terug."""
    session = open_session(study, wave, root)
    check_name(by)
    from pipeline.stages.privacy_sheet import import_sheet

    added = import_sheet(session.layout, by, _now())
    say(f"{counted(added, 'besluit', 'besluiten')} vastgelegd")
    session.run_until("privacy")


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


@app.command("new-study")
def new_study(
    name: Annotated[str, typer.Argument(help="Naam van de nieuwe studie.")],
    source: Annotated[str, typer.Option("--from", help="Studie om van uit te gaan.")],
    wave: WaveName = "golf-1",
    root: Root = None,
) -> None:
    """Begin een eigen studie met hetzelfde codeboek, zonder verslagen."""
    from pipeline.stages.new_study import new_study as make

    made = make(root or find_root(Path.cwd()), name, source, wave)
    say(f"studie '{name}' staat klaar: vul {made.relative(made.wave_folder / 'register.csv')}")
    say(f"zet de verslagen in {made.relative(made.reports)}/ en draai: oza run --study {name}")


@codebook_app.command("check")
def codebook_check(study: StudyName = "", root: Root = None) -> None:
    """Controleer codeboek, hoofdstukken, woorden en instellingen."""
    found = open_study(study, root).study
    book, chapters = found.codebook, found.chapters
    say(f"{found.name} {book.version}: {len(book.codes)} codes, {len(book.leaves)} bladcodes")
    say(f"{len(chapters.sections)} paragrafen, {len(chapters.conclusions)} conclusies: in orde")


def _until(name: str, study: str, wave: str, root: Path | None, again: bool) -> None:
    session = open_session(study, wave, root)
    code = session.run_until(name, again=again)
    if name == "report":
        say(f"rapport: {session.layout.relative(session.layout.stage('report') / 'rapport.docx')}")
    if code:
        raise typer.Exit(code)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def main() -> None:
    """Runs a command. A user's mistake ends in one line and the exit code of its kind."""
    try:
        app()
    except OzaError as problem:
        for single in getattr(problem, "problems", ()):
            show_problem(str(single))
        show_problem(str(problem))
        sys.exit(problem.exit_code)
    except OSError as problem:
        show_problem(str(unusable(problem)))
        sys.exit(StoreError.exit_code)


if __name__ == "__main__":
    main()
