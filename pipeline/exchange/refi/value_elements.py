"""What cases and sources have for variables, as XML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.domain.project_things import Value
from pipeline.domain.project_values import VariableType
from pipeline.exchange.refi.elements import element, refs


def value_elements(values: Iterable[Value], types: Mapping[str, VariableType]) -> str:
    """Each value in the element of its type.

    Args:
        types: by the guid of the variable.
    """
    return "".join(
        f"<VariableValue>{refs('VariableRef', (value.variable,))}"
        f"{_given(f'{types[value.variable].value}Value', value.text)}</VariableValue>"
        for value in values
    )


def _given(name: str, text: str) -> str:
    # An empty text is a value too.
    return element(name, text) or f"<{name}></{name}>"
