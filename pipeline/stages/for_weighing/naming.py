"""Plates in their order, and the ends of sentences about them."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.appraisal.describing import source
from pipeline.domain.flow import Flow


def in_order(flows: Mapping[str, Flow], first: str) -> tuple[Flow, ...]:
    """The flow where a conversation begins, those that it leads to, and then what is left."""
    order = [first]
    for id_ in order:
        order += [other for other in flows[id_].other_flows() if other not in order]
    return tuple(flows[id_] for id_ in dict.fromkeys((*order, *flows)))


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
