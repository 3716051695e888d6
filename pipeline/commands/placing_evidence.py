"""The evidence behind placements on a screen, and revising a placement with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.app import Root, StudyName, app, now
from pipeline.console import say, show_problem
from pipeline.errors import AnswersError, LedgerError
from pipeline.session import Session, open_study
from pipeline.store.layout import Layout, find_root

if TYPE_CHECKING:
    from pipeline.domain.revision import Revision
    from pipeline.stages.weighing import Aid


def show_evidence(study: str, option: str, criterion: str, root: Path | None) -> None:
    """Prints how the evidence stands to placements; with both an option and a criterion also the
    passages, which are words of participants: on this screen only, because somebody asks."""
    from pipeline.appraisal.evidence_told import evidence_lines
    from pipeline.appraisal.revisions_told import loose_lines
    from pipeline.stages.for_weighing.evidence import evidence_of, segments_of
    from pipeline.stages.weighing import aid_of

    session = open_study(study, root)
    layout = session.layout
    aid = aid_of(layout)
    for wave in layout.waves():
        Session(layout.of_wave(wave), session.study).run_until("segment", quiet=True)
    evidence = evidence_of(layout, session.study, aid)
    segments = segments_of(layout)
    words = {(wave, one.id): one.text for wave, own in segments.items() for one in own}
    try:
        lines = list(evidence_lines(aid.frame, evidence, option, criterion, words))
    except ValueError as problem:
        raise AnswersError(str(problem)) from None
    for line in lines:
        say(line)
    for line in loose_lines(aid.loose):
        show_problem(line)


@app.command("herzien")
def revise_placement(
    aspect: Annotated[
        str, typer.Argument(metavar="SCHAAL", help="De schaal, zoals in criteria.yaml.")
    ] = "",
    option: Annotated[
        str, typer.Argument(metavar="WIJZE", help="De financieringswijze, zoals in models.yaml.")
    ] = "",
    position: Annotated[
        int | None, typer.Argument(metavar="PLAATS", help="1 links, 2 midden, 3 rechts.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Waarom de plaats verandert.")] = "",
    by: Annotated[str, typer.Option("--by", help="Naam van wie herziet.")] = "",
    segments: Annotated[
        list[str] | None,
        typer.Option("--segment", help="Nummer van een passage die dit draagt; mag vaker."),
    ] = None,
    back: Annotated[
        bool, typer.Option("--undo", help="Neem de herziening terug: de plaats van de studie.")
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="Toon elke herziening, ook wat is teruggenomen.")
    ] = False,
    study: StudyName = "financiering",
    root: Root = None,
) -> None:
    """Herzie de plaats van een financieringswijze op een schaal, met een reden."""
    from pipeline.appraisal.revisions_told import loose_lines
    from pipeline.stages.weighing import aid_of

    layout = Layout((root or find_root(Path.cwd())).resolve(), study, "")
    if listed:
        for line in _history(layout, aid_of(layout)):
            say(line)
    else:
        _need(aspect, option, position, by, back=back)
        say(_written(layout, aspect, option, position, reason, by, segments or [], back=back))
    for line in loose_lines(aid_of(layout).loose):
        show_problem(line)


def _need(aspect: str, option: str, position: int | None, by: str, *, back: bool) -> None:
    """Raises LedgerError for what was left out."""
    if not aspect or not option:
        remedy = 'bijvoorbeeld: oza herzien SCHAAL WIJZE 2 --reason "…" --by NAAM'
        raise LedgerError("welke wijze op welke schaal?", remedy=remedy)
    if position is None and not back:
        raise LedgerError("naar welke plaats?", remedy="geef 1, 2 of 3, of --undo")
    if position is not None and back:
        raise LedgerError("--undo zet de plaats van de studie terug", remedy="laat de plaats weg")
    if not by:
        raise LedgerError("wie herziet?", remedy="geef --by met een naam")


def _written(
    layout: Layout,
    aspect: str,
    option: str,
    position: int | None,
    reason: str,
    by: str,
    segments: list[str],
    *,
    back: bool,
) -> str:
    from pipeline.stages.for_weighing.revising import revise, take_back

    if back or position is None:
        done = take_back(layout, aspect, option, by=by, at=now(), reason=reason)
    else:
        done = revise(
            layout, aspect, option, position, reason=reason, by=by, at=now(), segments=segments
        )
    if done.taken_back:
        return f"{_place(done)}: weer op plaats {done.after}, zoals in de studie"
    if done.confirms:
        return f"{_place(done)}: blijft op plaats {done.after}"
    return f"{_place(done)}: van plaats {done.before} naar {done.after}"


def _place(revision: Revision) -> str:
    return f"{revision.option}, {revision.aspect}"


def _history(layout: Layout, aid: Aid) -> Iterator[str]:
    from pipeline.appraisal.revisions_told import history_lines
    from pipeline.stages.for_weighing.revising import carried_by

    if not aid.history:
        yield "nog geen enkele plaats is herzien"
    yield from history_lines(aid.source, [(one, carried_by(layout, one)) for one in aid.history])
