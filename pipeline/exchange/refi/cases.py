"""Cases, sets and links of a project: what refers to everything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.domain.project_left import What, Why
from pipeline.domain.project_things import Case, Direction, Link, ProjectSet, Value
from pipeline.domain.project_values import colour_of, name_of
from pipeline.exchange.refi.gathering import Leaving, note_refs
from pipeline.exchange.refi.naming import unmarked
from pipeline.exchange.refi.records import Element
from pipeline.exchange.refi.register import Register
from pipeline.exchange.refi.values import values_in

_DIRECTIONS = {direction.value: direction for direction in Direction}
_LINKABLE = (
    "passage", "coding", "source", "case", "code", "note", "set", "variable", "user",
)  # fmt: skip


def cases_in(
    elements: Iterable[Element], register: Register, leaving: Leaving
) -> tuple[tuple[Case, ...], Mapping[str, tuple[Value, ...]]]:
    """The cases, and values of sources by the guid of the source.

    A case without a name with one source is how MAXQDA and Quirkos write the variables of a
    document. NVivo writes its cases among the codes as well, with the same guid: the case then
    names that code.
    """
    made, of_sources = [], dict[str, tuple[Value, ...]]()
    nameless = 0
    for element in elements:
        values = values_in(element.all("VariableValue"), register)
        sources = _refs(element, "SourceRef", "source", register)
        written = name_of(element.get("name"))
        selections = sum(1 for _ in element.all("SelectionRef"))
        if selections:
            leaving.leave(What.SELECTION, Why.NOT_HELD, number=selections)
        if not written and len(sources) == 1:
            of_sources[sources[0]] = (*of_sources.get(sources[0], ()), *values)
            continue
        if not written:
            nameless += 1
            leaving.leave(What.CASE, Why.NO_NAME, element.get("guid"))
        codes = _refs(element, "CodeRef", "code", register)
        if register.knows("code", element.get("guid")):
            own = register.find("code", element.get("guid"), What.REFERENCE)
            codes = tuple(dict.fromkeys(code for code in (*codes, own) if code))
        name, description = unmarked(element.text_of("Description"), written or f"casus {nameless}")
        guid = register.claim("case", element.get("guid"))
        made.append(Case(guid, name, description, values, sources, codes))
    return tuple(made), of_sources


def sets_in(
    elements: Iterable[Element], register: Register, leaving: Leaving
) -> tuple[ProjectSet, ...]:
    """Sets by what is in them; a member that leads nowhere is left out."""
    made = []
    for number, element in enumerate(elements, start=1):
        guid = register.claim("set", element.get("guid"))
        name = name_of(element.get("name"))
        if not name:
            leaving.leave(What.SET, Why.NO_NAME, guid)
        made.append(
            ProjectSet(
                guid,
                name or f"set {number}",
                element.text_of("Description"),
                _refs(element, "MemberCode", "code", register, What.MEMBER),
                _refs(element, "MemberSource", "source", register, What.MEMBER),
                _refs(element, "MemberNote", "note", register, What.MEMBER),
            )
        )
    return tuple(made)


def links_in(elements: Iterable[Element], register: Register) -> tuple[Link, ...]:
    """Links between two things that are there."""
    made = []
    for element in elements:
        origin = register.find_any(_LINKABLE, element.get("originGUID"))
        target = register.find_any(_LINKABLE, element.get("targetGUID")) if origin else ""
        if origin and target:
            made.append(
                Link(
                    register.claim("link", element.get("guid")),
                    origin,
                    target,
                    element.get("name"),
                    _DIRECTIONS.get(element.get("direction"), Direction.NONE),
                    colour_of(element.get("color")),
                    register.find_all("note", note_refs(element), What.NOTE_REF),
                )
            )
    return tuple(made)


def _refs(
    element: Element, name: str, kind: str, register: Register, what: What = What.REFERENCE
) -> tuple[str, ...]:
    # ATLAS.ti names the members of a set by `guid`, the standard by `targetGUID`.
    written = (child.get("targetGUID") or child.get("guid") for child in element.all(name))
    return register.find_all(kind, written, what)
