"""Versions of the codebook: what differs, the steps between them, and freezing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.app import Root, StudyName, codebook_app, now
from pipeline.console import counted, say
from pipeline.session import open_study_folder

if TYPE_CHECKING:
    from pipeline.stages.changing import Changed

change_app = typer.Typer(
    help="Verander codes, hoofdstukken en de stappen van het concept samen.", no_args_is_help=True
)
codebook_app.add_typer(change_app, name="change")

By = Annotated[str, typer.Option("--by", help="Wie dit doet.")]
Why = Annotated[str, typer.Option("--why", help="Waarom; komt in de stap te staan.")]
Codes = Annotated[list[str], typer.Argument(help="De id's van codes.")]
OneCode = Annotated[str, typer.Argument(help="De id van een code.")]


@codebook_app.command("diff")
def codebook_diff(
    start: Annotated[str, typer.Argument(help="Een versie; anders de laatste.")] = "",
    to: Annotated[str, typer.Argument(help="Een latere versie, of 'werk'.")] = "werk",
    study: StudyName = "",
    root: Root = None,
) -> None:
    """Vergelijk twee versies van het codeboek, in woorden."""
    layout = open_study_folder(study, root)
    from pipeline.stages.for_versions.diff import difference
    from pipeline.stages.for_versions.told import lines_of

    for line in lines_of(difference(layout, start, to)):
        say(line)


@codebook_app.command("draft")
def codebook_draft(by: By, study: StudyName = "", root: Root = None) -> None:
    """Schrijf op hoe codes.yaml verschilt van de laatste versie (migration.yaml)."""
    layout = open_study_folder(study, root)
    from pipeline.stages.for_versions.told import told
    from pipeline.stages.versions import draft

    made = draft(layout, by)
    where = layout.relative(made.path)
    say(f"{where}: van {made.start} naar {made.to}, {_steps(len(made.added))} erbij")
    for step in made.added:
        say(f"  {told(step)}")
    for code in made.to_choose:
        say(f"  kies wat er van '{code}' werd: hernoemd, samengevoegd, gesplitst of vervallen")
    say(f"kijk {where} na, vul 'why' in, en leg vast met: oza codebook release --by {by}")


@codebook_app.command("release")
def codebook_release(
    by: By,
    to: Annotated[str, typer.Option("--to", help="Een ander nummer, zoals 2.0.0.")] = "",
    study: StudyName = "",
    root: Root = None,
) -> None:
    """Leg het codeboek vast als versie, als alle verschillen verklaard zijn."""
    layout = open_study_folder(study, root)
    from pipeline.stages.versions import release

    made = release(layout, by, now()[:10], to)
    say(f"versie {made.version} ligt vast in {layout.relative(made.folder)}/: {_steps(made.steps)}")
    if made.again:
        what = counted(made.again, "besluit is", "besluiten zijn")
        say(f"{what} opnieuw te bekijken, omdat een code is gesplitst of herzien")


@change_app.command("rename")
def change_rename(
    old: OneCode,
    new: Annotated[str, typer.Argument(help="De nieuwe id.")],
    by: By,
    label: Annotated[str, typer.Option(help="Een nieuw label.")] = "",
    why: Why = "",
    study: StudyName = "",
    root: Root = None,
) -> None:
    """Geef een code een andere id; haar besluiten gaan vanzelf mee."""
    layout = open_study_folder(study, root)
    from pipeline.stages.changing import rename

    _say(rename(layout, old, new, label, why, by))


@change_app.command("merge")
def change_merge(
    codes: Codes,
    into: Annotated[str, typer.Option("--into", help="De code die overblijft.")],
    by: By,
    why: Why = "",
    study: StudyName = "",
    root: Root = None,
) -> None:
    """Voeg codes samen in een code die er is; hun besluiten gaan vanzelf mee."""
    layout = open_study_folder(study, root)
    from pipeline.stages.changing import merge

    _say(merge(layout, codes, into, why, by))


@change_app.command("split")
def change_split(
    code: OneCode,
    into: Annotated[list[str], typer.Option("--into", help="Een deel; minstens twee keer.")],
    by: By,
    why: Why = "",
    study: StudyName = "",
    root: Root = None,
) -> None:
    """Splits een code in codes die er al staan; haar besluiten worden opnieuw bekeken."""
    layout = open_study_folder(study, root)
    from pipeline.stages.changing import split

    _say(split(layout, code, into, why, by))


@change_app.command("retire")
def change_retire(
    codes: Codes, by: By, why: Why = "", study: StudyName = "", root: Root = None
) -> None:
    """Laat codes vervallen; hun besluiten blijven bewaard en tellen niet meer mee."""
    layout = open_study_folder(study, root)
    from pipeline.stages.changing import retire

    _say(retire(layout, codes, why, by))


@change_app.command("move")
def change_move(
    code: OneCode,
    by: By,
    under: Annotated[str, typer.Option("--under", help="Waaronder; weglaten is de top.")] = "",
    why: Why = "",
    study: StudyName = "",
    root: Root = None,
) -> None:
    """Hang een code onder een andere."""
    layout = open_study_folder(study, root)
    from pipeline.stages.changing import move

    _say(move(layout, code, under, why, by))


@change_app.command("redefine")
def change_redefine(
    codes: Codes, by: By, why: Why = "", study: StudyName = "", root: Root = None
) -> None:
    """Noteer dat codes iets anders zeggen; hun besluiten worden opnieuw bekeken."""
    layout = open_study_folder(study, root)
    from pipeline.domain.migration import StepKind
    from pipeline.stages.changing import say as note

    _say(note(layout, StepKind.REDEFINE, codes, why, by))


@change_app.command("reword")
def change_reword(
    codes: Codes, by: By, why: Why = "", study: StudyName = "", root: Root = None
) -> None:
    """Noteer dat codes hetzelfde zeggen in andere woorden."""
    layout = open_study_folder(study, root)
    from pipeline.domain.migration import StepKind
    from pipeline.stages.changing import say as note

    _say(note(layout, StepKind.REWORD, codes, why, by))


def _say(made: Changed) -> None:
    from pipeline.stages.for_versions.told import told

    say(f"{told(made.step)}; het concept leidt naar {made.version}")
    if made.lost:
        names = ", ".join(made.lost)
        say(f"de uitspraken van {names} zijn weg uit utterances.yaml; de vorige versie bewaart ze")


def _steps(number: int) -> str:
    return counted(number, "stap", "stappen")
