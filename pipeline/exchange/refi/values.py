"""Variables of a project and their values, in the forms of their types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.domain.project_left import What, Why
from pipeline.domain.project_things import Case, Source, Value, Variable
from pipeline.domain.project_values import VariableType, name_of, value_of
from pipeline.exchange.refi.gathering import Leaving
from pipeline.exchange.refi.naming import unmarked
from pipeline.exchange.refi.records import Element
from pipeline.exchange.refi.register import Register

_TYPES = {kind.value: kind for kind in VariableType}


def variables_in(
    elements: Iterable[Element], register: Register, leaving: Leaving
) -> tuple[Variable, ...]:
    """The variables as written; one of no known type holds text."""
    made = []
    for number, element in enumerate(elements, start=1):
        guid = register.claim("variable", element.get("guid"))
        written = name_of(element.get("name"))
        if not written:
            leaving.leave(What.VARIABLE, Why.NO_NAME, guid)
        name, description = unmarked(
            element.text_of("Description"), written or f"variabele {number}"
        )
        kind = _TYPES.get(element.get("typeOfVariable"), VariableType.TEXT)
        made.append(Variable(guid, name, kind, description))
    return tuple(made)


def values_in(elements: Iterable[Element], register: Register) -> tuple[Value, ...]:
    """Values as written, whatever element they stand in; who gave none has none."""
    made = []
    for element in elements:
        refs = [child.get("targetGUID") for child in element.all("VariableRef")]
        given = [child.text for child in element.children if child.name.endswith("Value")]
        variable = register.find("variable", refs[0], What.VALUE) if refs else ""
        if variable and given:
            made.append(Value(variable, given[0]))
    return tuple(made)


def fitting(
    variables: Sequence[Variable],
    cases: Sequence[Case],
    sources: Sequence[Source],
    leaving: Leaving,
) -> tuple[tuple[Variable, ...], tuple[Case, ...], tuple[Source, ...]]:
    """The same with each value in the form of its type.

    A variable with a value of another type becomes one of text, so that no value is lost.
    """
    types = {variable.guid: variable.type for variable in variables}
    owners: list[Case | Source] = [*cases, *sources]
    for value in (value for owner in owners for value in owner.values):
        kind = types[value.variable]
        if value.text.strip() and value_of(kind, value.text) is None:
            types[value.variable] = VariableType.TEXT
            leaving.leave(What.VARIABLE, Why.NOT_ITS_TYPE, value.variable)

    def formed(values: Iterable[Value]) -> tuple[Value, ...]:
        texts = ((v.variable, value_of(types[v.variable], v.text)) for v in values)
        return tuple(Value(variable, text) for variable, text in texts if text is not None)

    return (
        tuple(replace(v, type=types[v.guid]) for v in variables),
        tuple(replace(c, values=formed(c.values)) for c in cases),
        tuple(replace(s, values=formed(s.values)) for s in sources),
    )
