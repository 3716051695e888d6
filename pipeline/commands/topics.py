"""Themes that nobody expected: looking for them, and deciding what becomes of one."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.app import Again, Coder, Root, StudyName, WaveName, app, now
from pipeline.console import Watch, say, show_problem
from pipeline.session import Session, open_session
from pipeline.store.study_paths import check_name

topics_app = typer.Typer(help="Onderwerpen die niemand verwachtte (onderwerpen.html).")
app.add_typer(topics_app, name="topics")

TopicName = Annotated[str, typer.Argument(help="Naam van het onderwerp, zoals T-3.")]


@topics_app.callback(invoke_without_command=True)
def topics(
    context: typer.Context,
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    again: Again = False,
) -> None:
    """Zoek onderwerpen die het codeboek niet kent (onderwerpen.html)."""
    if context.invoked_subcommand:
        return
    session = open_session(study, wave, root)
    at = session.layout
    # What earlier waves spoke of already is not new: all of them have to be cut into segments.
    codes = [Session(one, session.study).run_until("segment", quiet=True) for one in at.earlier()]
    codes.append(session.run_until("suggest"))
    codes.append(_look(session, again))
    from pipeline.stages.topic_decisions import lines_of

    for line in lines_of(at):
        say(line)
    say(f"onderwerpen: {at.relative(at.stage('topics') / 'onderwerpen.html')}")
    if max(codes):
        raise typer.Exit(max(codes))


@topics_app.command("propose")
def propose(
    topic: TopicName,
    label: Annotated[str, typer.Option(help="Naam van de code die u voorstelt.")],
    coder: Coder,
    definition: Annotated[str, typer.Option(help="Wat eronder valt, of waarom.")] = "",
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Stel een onderwerp voor als code; het komt bij de voorstellen van codeurs."""
    session = open_session(study, wave, root)
    check_name(coder)
    from pipeline.stages.topic_decisions import propose as propose_one

    propose_one(session.layout, session.study, topic, label, definition, coder, now())
    say(f"{topic} is voorgesteld als code '{label}', in de notities van {coder}")


@topics_app.command("dismiss")
def dismiss(
    topic: TopicName,
    coder: Coder,
    reason: Annotated[str, typer.Option(help="Waarom dit geen thema is.")],
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Wijs een onderwerp af; het komt niet meer als voorstel terug."""
    session = open_session(study, wave, root)
    check_name(coder)
    from pipeline.stages.topic_decisions import dismiss as dismiss_one

    dismiss_one(session.layout, topic, reason, coder, now())
    say(f"{topic} is afgewezen en komt niet meer terug")


@topics_app.command("restore")
def restore(
    topic: TopicName,
    coder: Coder,
    reason: Annotated[str, typer.Option(help="Waarom toch.")] = "",
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
) -> None:
    """Neem een besluit over een onderwerp terug; het mag weer als voorstel komen."""
    session = open_session(study, wave, root)
    check_name(coder)
    from pipeline.stages.topic_decisions import restore as restore_one

    restore_one(session.layout, topic, reason, coder, now())
    say(f"{topic} kan weer als voorstel komen")


def _look(session: Session, again: bool) -> int:
    """Runs the stage alone: reports and comparisons are not needed for it, nor made."""
    from pipeline.run import run_stages
    from pipeline.stages import TOPICS

    with Watch() as watch:
        (state,) = run_stages(
            [TOPICS],
            session.layout,
            session.study,
            watch.say,
            watch.advance,
            again=again,
            aside=show_problem,
        )
    return state.exit_code
