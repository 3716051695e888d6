"""appraisal/flows/*.yaml → decision graphs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.config.appraisal import each, one_of, texts_of
from pipeline.config.fields import Fields
from pipeline.config.yaml_file import read_yaml
from pipeline.domain.flow import (
    Advice,
    Choice,
    Excluded,
    Flow,
    Implied,
    Leaning,
    Question,
    Sign,
    Situation,
    Suitability,
    Topics,
    Unless,
)
from pipeline.errors import AppraisalError

_MET = {"ja": True, "nee": False}


def read_flows(folder: Path) -> tuple[Flow, ...]:
    """The flows of `appraisal/flows/`, in the order of their files' names.

    Raises:
        AppraisalError: with file and line.
    """
    return tuple(_flow(read_yaml(path, AppraisalError)) for path in sorted(folder.glob("*.yaml")))


def _flow(fields: Fields) -> Flow:
    flow = Flow(
        id=fields.filled("id"),
        title=fields.filled("title"),
        section=fields.filled("section"),
        start=fields.filled("start"),
        questions=each(fields, "questions", _question),
        advice=each(fields, "advice", _advice, optional=True),
        subject=fields.text("subject", ""),
        about=fields.texts("about", ()),
        preparation=each(fields, "preparation", _topics, optional=True),
        situations=each(fields, "situations", _situation, optional=True),
        suitability=each(fields, "suitability", _suitability, optional=True),
        note=fields.text("note", ""),
    )
    fields.done()
    return flow


def _question(entry: Fields) -> Question:
    unless = entry.table("unless", optional=True) if "unless" in entry.data else None
    return Question(
        id=entry.filled("id"),
        ask=entry.filled("ask"),
        why=entry.text("why", ""),
        section=entry.filled("section"),
        choices=each(entry, "options", _choice),
        step=entry.text("step", ""),
        examples=entry.texts("examples", ()),
        unless=None if unless is None else _unless(unless),
        sides=each(entry, "sides", _leaning, optional=True),
    )


def _leaning(entry: Fields) -> Leaning:
    return Leaning(
        entry.filled("label"),
        entry.texts("choices"),
        entry.texts("advantages"),
        entry.texts("fits"),
    )


def _unless(entry: Fields) -> Unless:
    facts = [key for key in entry.data if key != "to"]
    if len(facts) != 1:
        raise entry.refuse("'unless' noemt één gegeven, en 'to'")
    unless = Unless(facts[0], entry.texts(facts[0]), entry.filled("to"))
    entry.done()
    return unless


def _choice(entry: Fields) -> Choice:
    return Choice(
        id=entry.filled("id"),
        label=entry.filled("label"),
        to=entry.text("to", ""),
        flow=entry.text("flow", ""),
        sets=texts_of(entry.table("sets", optional=True)),
        implies=each(entry, "implies", _implied, optional=True),
    )


def _implied(entry: Fields) -> Implied:
    met = entry.filled("met")
    if met not in _MET:
        raise entry.refuse("'met' is 'ja' of 'nee'", "met")
    return Implied(entry.filled("precondition"), _MET[met], entry.texts("models", ()))


def _advice(entry: Fields) -> Advice:
    row = entry.table("suitability", optional=True)
    advice = Advice(
        id=entry.filled("id"),
        title=entry.filled("title"),
        section=entry.filled("section"),
        first=entry.texts("first", ()),
        other=entry.texts("other", ()),
        excluded=each(
            entry,
            "excluded",
            lambda one: Excluded(one.texts("models"), one.filled("because")),
            optional=True,
        ),
        situation=row.text("situation", ""),
        kind=row.text("kind", ""),
        reasons=entry.texts("reasons", ()),
        checks=entry.texts("checks", ()),
        mitigations=entry.texts("mitigations", ()),
        examples=entry.texts("examples", ()),
    )
    row.done()
    return advice


def _situation(entry: Fields) -> Situation:
    return Situation(
        entry.filled("id"),
        entry.filled("label"),
        entry.filled("aims"),
        entry.texts("kinds"),
        entry.filled("lead"),
        entry.filled("money"),
        entry.filled("section"),
        entry.text("note", ""),
    )


def _suitability(entry: Fields) -> Suitability:
    rows = entry.table("signs")
    signs: dict[str, Mapping[str, Sign]] = {}
    for situation in rows.data:
        row = rows.table(situation)
        signs[situation] = MappingProxyType(
            {option: one_of(Sign, row, option, sign) for option, sign in texts_of(row).items()}
        )
    return Suitability(entry.filled("kind"), MappingProxyType(signs), entry.filled("section"))


def _topics(entry: Fields) -> Topics:
    return Topics(
        entry.filled("id"), entry.filled("label"), entry.texts("topics"), entry.filled("section")
    )
