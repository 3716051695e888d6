"""What things are called in the text: plates in their order, questions and outcomes by number."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.appraisal.chart import Chart, Kind
from pipeline.domain.flow import Flow, Sign

_ASKED = (Kind.QUESTION, Kind.CHECKS)
SIGNS = {Sign.SUITS: "Past goed", Sign.MAY: "Kan ook", Sign.NOT: "Valt af"}


def in_order(flows: Mapping[str, Flow], first: str) -> tuple[Flow, ...]:
    """The flow where a conversation begins, those that it leads to, and then what is left."""
    order = [first]
    for id_ in order:
        order += [other for other in flows[id_].other_flows() if other not in order]
    return tuple(flows[id_] for id_ in dict.fromkeys((*order, *flows)))


def references(chart: Chart) -> dict[str, str]:
    """Box → how the text refers to it: 'vraag 2', 'uitkomst 1', or another plate by its title.

    Numbers are those of `appraisal.describing.told`, so that the words beside a figure and its
    text for who cannot see it say the same.
    """
    found: dict[str, str] = {}
    asked = outcomes = 0
    for box in chart.boxes:
        if box.kind in _ASKED:
            asked += 1
            found[box.id] = f"vraag {asked}"
        elif box.kind is Kind.ADVICE:
            outcomes += 1
            found[box.id] = f"uitkomst {outcomes}"
        elif box.kind is Kind.FLOW:
            found[box.id] = f"de praatplaat ‘{box.heading}’"
    return found


def source(section: str) -> str:
    """Where it stands in the study."""
    return section if section.startswith("praatplaat") else f"paragraaf {section}"


def with_source(text: str, section: str) -> str:
    """A text with a stop, and after it where it stands."""
    return f"{stopped(text)} {capital(source(section))}."


def capital(text: str) -> str:
    """With a capital at the start, and the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(texts: tuple[str, ...] | list[str]) -> str:
    """'a', 'a en b', 'a, b en c'."""
    *most, last = texts
    return f"{', '.join(most)} en {last}" if most else last


def stopped(text: str) -> str:
    """A text with a stop at its end."""
    return text if text.endswith((".", "?", "!")) else f"{text}."
