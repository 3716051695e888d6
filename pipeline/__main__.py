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


@app.command("export-xlsx")
def export_xlsx(
    coder: Coder,
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    output: Annotated[Path | None, typer.Option(help="Waar het werkboek komt.")] = None,
    order: Annotated[
        str, typer.Option(help="leesvolgorde, leerzaam, opbrengst, dun of controle.")
    ] = "leesvolgorde",
    limit: Annotated[
        int | None, typer.Option(min=1, help="Zoveel segmenten, ongelezen eerst.")
    ] = None,
) -> None:
    """Maak een werkboek om codes in te valideren."""
    session = open_session(study, wave, root)
    check_name(coder)
    session.run_until("suggest")
    from pipeline.stages.workbook import export_workbook

    path = output or session.layout.workbook(coder)
    count = export_workbook(session.layout, session.study, coder, path, order, limit)
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


@app.command()
def review(
    coder: Annotated[list[str], typer.Option(help="Naam van de codeur; mag vaker.")],
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: een vrije poort.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open de bladzijde in de browser.")] = True,
) -> None:
    """Open de bladzijde om codes te valideren, alleen op deze computer."""
    session = open_session(study, wave, root)
    for name in coder:
        check_name(name)
    session.run_until("suggest")
    from pipeline.stages.review import review as serve

    serve(session.layout, session.study, coder, port, say, browser=browser)


@app.command()
def accept(
    coder: Coder,
    above: Annotated[float, typer.Option(min=0, max=1, help="Vanaf deze kans, bijvoorbeeld 0.9.")],
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    code: Annotated[list[str] | None, typer.Option(help="Alleen deze code; mag vaker.")] = None,
    check: Annotated[
        float, typer.Option(min=0, max=1, help="Dit deel wordt geloot om na te kijken.")
    ] = 0.10,
    preview: Annotated[bool, typer.Option("--preview", help="Alleen laten zien.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Echt accepteren.")] = False,
) -> None:
    """Accepteer in één keer de voorstellen boven een kans; een deel wordt nagekeken."""
    session = open_session(study, wave, root)
    check_name(coder)
    session.run_until("suggest")
    from pipeline.stages.bulk import accept as accept_all
    from pipeline.stages.bulk import lines_of
    from pipeline.stages.bulk import preview as show

    about = (session.layout, session.study, coder, above)
    write = yes and not preview
    found = (
        accept_all(*about, _now(), code or (), check) if write else show(*about, code or (), check)
    )
    for line in lines_of(found, session.study, coder, above, written=write):
        say(line)


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
    say(
        f"gelezen: {read} van {counted(every, 'segment', 'segmenten')}, {advice.blind} daarvan blind"
    )
    say(f"gevonden: {counted(advice.found, 'codering', 'coderingen')}")
    if advice.unread:
        say(f"nog te vinden: {advice.expected:.0f} (tussen {advice.low:.0f} en {advice.high:.0f})")
        for code in sorted(advice.codes, key=lambda c: -c.expected)[:10]:
            left = f"{code.expected:.0f} ({code.low:.0f}–{code.high:.0f})"
            say(f"  {left:>12}  {code.label}, {code.found} gevonden")
    for line in advice.words:
        say(line)


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
