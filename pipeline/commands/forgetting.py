"""Forgetting a respondent who withdraws."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.app import Root, StudyName, app, now
from pipeline.console import say, show_problem
from pipeline.domain.ids import RespondentId
from pipeline.errors import Place, PrivacyError, StoreError
from pipeline.session import open_study
from pipeline.store.study_paths import check_name


@app.command()
def forget(
    respondent: Annotated[str, typer.Argument(help="Wie zich terugtrekt, zoals 9K2.")],
    reason: Annotated[
        str, typer.Option(help="Waarom, zonder naam en zonder inhoud; dit blijft bewaard.")
    ] = "",
    by: Annotated[str, typer.Option(help="Wie dit doet.")] = "",
    study: StudyName = "",
    wave: Annotated[
        str, typer.Option("--wave", help="Alleen het interview in deze golf; anders alle golven.")
    ] = "",
    root: Root = None,
    yes: Annotated[bool, typer.Option("--yes", help="Echt vergeten; anders alleen tonen.")] = False,
    accept_remaining: Annotated[
        bool,
        typer.Option(
            "--accept-remaining", help="Ook afronden als er nog sporen in documenten staan."
        ),
    ] = False,
) -> None:
    """Vergeet wie zich terugtrekt: tekst, codes, citaten, namen en alles wat ervan leerde."""
    session = open_study(study, root)
    name = _id(respondent)
    if by:
        check_name(by)
    from pipeline.stages.for_forget.preview import preview
    from pipeline.stages.for_forget.told import done_lines, preview_lines
    from pipeline.stages.forget import forget as carry_out

    found = preview(session.layout, session.study, name, wave, now(), by, reason)
    if not yes:
        for line in preview_lines(found):
            say(line)
        return
    if not (found.journal.by and found.journal.reason):
        raise StoreError(
            "in het logboek komt te staan wie dit deed en waarom",
            remedy="geef --by en --reason, zonder iemand te noemen",
        )
    done = carry_out(session.layout, session.study, found, say, accept_remaining=accept_remaining)
    for line in done_lines(done):
        (say if done.proof else show_problem)(line)
    if not done.complete:
        raise PrivacyError(
            "er staan nog sporen; tot die weg zijn, blijft het verslag apart staan om ze te kunnen"
            " vinden",
            place=Place(session.layout.relative(session.layout.forgetting)),
            remedy="pas de genoemde bestanden aan en herhaal de opdracht met --yes, of rond af met"
            " --accept-remaining",
        )
    if done.problems:
        raise typer.Exit(max(problem.exit_code for problem in done.problems))


def _id(typed: str) -> str:
    """Raises StoreError for what is no id of a respondent."""
    try:
        return str(RespondentId.parse(typed))
    except ValueError as problem:
        raise StoreError(str(problem)) from None
