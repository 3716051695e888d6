"""Weighing options: the questions of a study's decision aids, one by one or from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.app import Root, StudyName, app
from pipeline.commands.placing_evidence import show_evidence
from pipeline.console import say, show_problem
from pipeline.errors import AnswersError, Place
from pipeline.store.layout import Layout, find_root

if TYPE_CHECKING:
    from pipeline.appraisal.outcome import Outcome
    from pipeline.domain.appraisal import Precondition
    from pipeline.domain.flow import Question
    from pipeline.stages.weighing import Aid


@app.command("afweging")
def weigh(
    study: StudyName = "financiering",
    flow: Annotated[str, typer.Option(help="Waar te beginnen; anders bij het algemene deel.")] = "",
    answers: Annotated[
        Path | None, typer.Option(help="JSON-bestand met antwoorden; dan wordt niets gevraagd.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="De uitkomst als JSON.")] = False,
    page: Annotated[
        bool, typer.Option("--page", help="Stel de vragen op een bladzijde in de browser.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: een vrije poort.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open die bladzijde in de browser.")] = True,
    root: Root = None,
) -> None:
    """Weeg financieringswijzen af: vraag voor vraag, of met antwoorden uit een bestand."""
    from pipeline.appraisal.answers import follow, read_answers
    from pipeline.appraisal.telling import as_data, as_lines
    from pipeline.stages.weighing import aid_of

    if page:
        _open_page(_layout(study, root), port, browser=browser)
        return
    aid = aid_of(_layout(study, root))
    if answers is not None:
        given = read_answers(_json(answers), flow or aid.first_flow)
        outcome = follow(aid.frame, aid.flows, given)
    else:
        outcome = _ask(aid, flow or aid.first_flow)
    if as_json:
        say(json.dumps(as_data(outcome, aid.frame), ensure_ascii=False, indent=1))
        return
    for line in as_lines(outcome, aid.frame):
        say(line)


@app.command("beoordeling")
def judge(
    study: StudyName = "financiering",
    weights: Annotated[
        Path | None, typer.Option(help='JSON met eigen gewichten: {"kwaliteit": 2}.')
    ] = None,
    model: Annotated[
        str, typer.Option(help="Hoe één financieringswijze aan haar scores komt.")
    ] = "",
    evidence: Annotated[
        bool,
        typer.Option("--evidence", help="Wat gevalideerde passages vóór en tegen plaatsen zeggen."),
    ] = False,
    criterion: Annotated[
        str,
        typer.Option(help="Met --evidence: één criterium; met --model erbij ook de passages."),
    ] = "",
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Welke gewichten de volgorde veranderen.")
    ] = False,
    root: Root = None,
) -> None:
    """Toon de scores van 1 tot 3, met de gewichten van de studie of eigen gewichten."""
    from pipeline.appraisal.answers import read_answers
    from pipeline.appraisal.revisions_told import loose_lines
    from pipeline.appraisal.scoreboard import derivation_lines, score_lines, sensitivity_lines
    from pipeline.appraisal.scoring import equal_weights
    from pipeline.stages.weighing import aid_of

    if evidence:
        show_evidence(study, model, criterion, root)
        return
    if criterion:
        raise AnswersError("--criterion hoort bij --evidence")
    aid = aid_of(_layout(study, root))
    frame = aid.frame
    own = read_answers({"weights": _json(weights)}, "").weights if weights else {}
    every = equal_weights(frame) | dict(own)
    told = derivation_lines(frame, model) if model else score_lines(frame, every)
    try:
        lines = [*told, *(["", *sensitivity_lines(frame, every)] if sensitivity else [])]
    except ValueError as problem:
        raise AnswersError(str(problem)) from None
    for line in lines:
        say(line)
    for line in loose_lines(aid.loose):
        show_problem(line)


@app.command("praatplaten")
def draw(study: StudyName = "financiering", root: Root = None) -> None:
    """Teken de afwegingen als praatplaten op A3: SVG, PDF, PNG en een Word-document met uitleg."""
    from pipeline.stages.praatplaten import draw_plates
    from pipeline.stages.weighing import aid_of

    layout = _layout(study, root)
    aid = aid_of(layout)
    for path in draw_plates(layout, aid.frame, aid.flows, aid.first_flow):
        say(layout.relative(path))


def _open_page(layout: Layout, port: int, *, browser: bool) -> None:
    from pipeline.commands.weighing_pages import READER, aids_of, open_weighing
    from pipeline.web.reach import Reach

    open_weighing(layout, aids_of(layout), [READER], {}, Reach(), port, browser=browser)


def _layout(study: str, root: Path | None) -> Layout:
    """Weighing asks nothing of codes and chapters: a study that has only a frame can weigh."""
    return Layout((root or find_root(Path.cwd())).resolve(), study, "")


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AnswersError("het bestand ontbreekt", place=Place.of(path)) from None
    except json.JSONDecodeError as problem:
        raise AnswersError("dit is geen JSON", place=Place.of(path, problem.lineno)) from None
    except UnicodeDecodeError:
        raise AnswersError("het bestand is geen UTF-8", place=Place.of(path)) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or a depth of brackets
        raise AnswersError("dit is niet te lezen", place=Place.of(path)) from None


def _ask(aid: Aid, flow: str) -> Outcome:
    """Asks what the graph asks, and then what it left open of the options that remain."""
    from pipeline.appraisal.answers import Answers, walked
    from pipeline.appraisal.outcome import open_preconditions, outcome_of
    from pipeline.appraisal.scoring import equal_weights

    answers: dict[str, str] = {}
    walk = walked(aid.flows, Answers(flow, answers))
    step = ""
    while walk.question is not None:
        if walk.question.step and walk.question.step != step:
            step = walk.question.step
            say(f"\n{step}")
        answers[walk.question.id] = _choice(walk.question)
        walk = walked(aid.flows, Answers(flow, answers))
    if still := open_preconditions(aid.frame, walk):
        say("\nRandvoorwaarden")
    met = {one.id: known for one in still if (known := _is_met(one)) is not None}
    say("")
    return outcome_of(aid.frame, walk, met, equal_weights(aid.frame))


def _is_met(precondition: Precondition) -> bool | None:
    """None when the person does not know yet: it stays among what has to be checked."""
    say(precondition.question)
    while True:
        typed = (
            typer.prompt("ja, nee of leeg (weet ik nog niet)", default="", show_default=False)
            .strip()
            .lower()
        )
        if typed in ("", "ja", "j", "nee", "n"):
            return None if not typed else typed.startswith("j")
        say("antwoord met ja of nee, of laat leeg")


def _choice(question: Question) -> str:
    say(question.ask)
    if question.why:
        say(f"  {question.why}")
    for number, choice in enumerate(question.choices, start=1):
        say(f"  {number}. {choice.label}")
    while True:
        typed = typer.prompt("Nummer").strip()
        if typed.isdigit() and 1 <= int(typed) <= len(question.choices):
            return question.choices[int(typed) - 1].id
        say(f"kies een nummer van 1 tot {len(question.choices)}")
