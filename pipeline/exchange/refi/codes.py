"""The tree of codes in a project or codebook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.domain.guid import kept_guid
from pipeline.domain.project_left import What, Why
from pipeline.domain.project_things import ProjectCode
from pipeline.domain.project_values import colour_of, name_of
from pipeline.exchange.refi.gathering import Leaving, note_refs
from pipeline.exchange.refi.naming import unmarked
from pipeline.exchange.refi.records import Element
from pipeline.exchange.refi.refusal import MOST_CODES, too_much
from pipeline.exchange.refi.register import Register

_NAMELESS = "zonder naam"


def codes_in(
    top: Sequence[Element], register: Register, leaving: Leaving, path: Path
) -> tuple[ProjectCode, ...]:
    """All codes, each after the one above it, in the order of the file.

    Raises:
        CorpusError: for more codes than any codebook has.
    """
    made: list[ProjectCode] = []
    waiting = [(element, "") for element in reversed(top)]
    while waiting:
        element, parent = waiting.pop()
        if len(made) == MOST_CODES:
            raise too_much(path, f"het project heeft meer dan {MOST_CODES} codes")
        guid = register.claim("code", element.get("guid"))
        written = name_of(element.get("name"))
        if not written:
            leaving.leave(What.CODE, Why.NO_NAME, kept_guid(element.get("guid")))
        name, description = unmarked(element.text_of("Description"), written or _NAMELESS)
        made.append(
            ProjectCode(
                guid=guid,
                name=name_of(name) or _NAMELESS,
                parent=parent,
                description=description,
                colour=colour_of(element.get("color")),
                codable=element.get("isCodable").strip() not in ("false", "0"),
                notes=register.find_all("note", note_refs(element), What.NOTE_REF),
            )
        )
        waiting += [(below, guid) for below in reversed(list(element.all("Code")))]
    return tuple(made)
