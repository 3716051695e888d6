"""The codebook of a study: as a document, and the proposals for it that coders make."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.app import Root, StudyName, WaveName, codebook_app, now
from pipeline.console import counted, say
from pipeline.session import open_session, open_study
from pipeline.store.study_paths import check_name

ProposalName = Annotated[str, typer.Argument(help="Hoe het voorstel heet.")]
By = Annotated[str, typer.Option("--by", help="Wie besluit.")]


@codebook_app.command("print")
def codebook_print(
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    bare: Annotated[
        bool,
        typer.Option("--without-passages", help="Zonder aantallen en passages uit de gesprekken."),
    ] = False,
) -> None:
    """Druk het codeboek af (Word en bladzijde), met aantallen en gevalideerde passages."""
    session = open_session(study, wave, root)
    from pipeline.stages.codebook_print import anything_validated, print_codebook

    if not bare and anything_validated(session.layout, session.study):
        session.run_until("segment")
    made = print_codebook(session.layout, session.study, bare=bare)
    codes = counted(len(made.book.entries), "code", "codes")
    passages = counted(len(made.book.passages), "passage", "passages")
    found = f"met {passages}" if made.book.wave else "zonder aantallen en passages"
    say(f"codeboek {made.book.version}: {codes}, {found}")
    say(f"{session.layout.relative(made.word)} en {made.page.name}")


@codebook_app.command("proposals")
def codebook_proposals(
    everything: Annotated[bool, typer.Option("--all", help="Ook waarover al is besloten.")] = False,
    study: StudyName = "",
    root: Root = None,
) -> None:
    """Toon de codes die codeurs voorstellen, en wat ervan werd."""
    session = open_study(study, root)
    from pipeline.stages.proposals import lines_of
    from pipeline.store.proposals import read_proposed

    proposed = read_proposed(session.layout)
    waiting = [one for one in proposed if one.open]
    for line in lines_of(proposed if everything else waiting, session.study.codebook):
        say(line)
    decided = len(proposed) - len(waiting)
    said = counted(len(waiting), "voorstel wacht", "voorstellen wachten")
    say(f"{said} op een besluit{f', {decided} besloten (--all)' if decided else ''}")


@codebook_app.command("accept")
def codebook_accept(
    name: ProposalName,
    id_: Annotated[str, typer.Option("--id", help="De id van de code, zoals gezin-geld.")],
    definition: Annotated[str, typer.Option(help="Wat de code is.")],
    use: Annotated[str, typer.Option(help="Wanneer een codeur haar kiest.")],
    example: Annotated[
        list[str], typer.Option(help="Een verzonnen zin, zoals 'kind: Ik vond het leuk.'")
    ],
    by: By,
    parent: Annotated[str, typer.Option(help="De code waar zij onder hoort.")] = "",
    actor: Annotated[
        list[str] | None, typer.Option(help="Voor wie; anders voor wie de bovenliggende geldt.")
    ] = None,
    label: Annotated[str, typer.Option(help="Hoe de code heet; anders zoals voorgesteld.")] = "",
    keyword: Annotated[list[str] | None, typer.Option(help="Een woord dat erbij hoort.")] = None,
    section: Annotated[
        str, typer.Option(help="Nummer of kop van de paragraaf die haar presenteert.")
    ] = "",
    reason: Annotated[str, typer.Option(help="Waarom.")] = "",
    study: StudyName = "",
    root: Root = None,
) -> None:
    """Neem een voorgestelde code op in het codeboek."""
    session = open_study(study, root)
    check_name(by)
    from pipeline.stages.proposals import name_of, proposed_code
    from pipeline.store.proposals import accept

    code = proposed_code(
        session.study.codebook,
        id_=id_,
        label=label or name_of(session.layout, name),
        parent=parent,
        definition=definition,
        use=use,
        actors=actor or [],
        examples=example,
        keywords=keyword or [],
    )
    accept(session.layout, name, code, by=by, at=now(), reason=reason, section=section)
    path = session.layout.relative(session.layout.study_folder / "codes.yaml")
    say(f"{path}: code '{code.id}' is opgenomen; de versie is nog {session.study.codebook.version}")


@codebook_app.command("merge")
def codebook_merge(
    name: ProposalName,
    into: Annotated[str, typer.Option(help="De code die dit al dekt.")],
    reason: Annotated[str, typer.Option(help="Waarom.")],
    by: By,
    study: StudyName = "",
    root: Root = None,
) -> None:
    """Voeg een voorstel samen met een code die er al is."""
    session = open_study(study, root)
    check_name(by)
    from pipeline.store.proposals import merge

    merge(session.layout, name, session.study.codebook, into, by=by, at=now(), reason=reason)
    say(f"samengevoegd met '{session.study.codebook[into].label}'")


@codebook_app.command("decline")
def codebook_decline(
    name: ProposalName,
    reason: Annotated[str, typer.Option(help="Waarom niet.")],
    by: By,
    study: StudyName = "",
    root: Root = None,
) -> None:
    """Wijs een voorstel af, met een reden."""
    session = open_study(study, root)
    check_name(by)
    from pipeline.store.proposals import decline

    decline(session.layout, name, by=by, at=now(), reason=reason)
    say("afgewezen; de reden staat bij het voorstel")
