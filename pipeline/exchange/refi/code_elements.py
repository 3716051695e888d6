"""The tree of codes as XML, for a project and for a codebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain.project_things import ProjectCode
from pipeline.exchange.refi.elements import attributes, element, refs
from pipeline.exchange.refi.written_names import WrittenNames


def code_elements(
    codes: Sequence[ProjectCode], names: WrittenNames, *, with_notes: bool = True
) -> Iterator[str]:
    """Each code with those below it. A codebook on its own has no memos to refer to."""
    below: dict[str, list[ProjectCode]] = {}
    for code in codes:
        below.setdefault(code.parent, []).append(code)
    # None closes the code whose last one below it was written.
    waiting: list[ProjectCode | None] = list(reversed(below.get("", [])))
    while waiting:
        opened = waiting.pop()
        if opened is None:
            yield "</Code>\n"
        else:
            yield _opening(opened, names, with_notes)
            waiting += [None, *reversed(below.get(opened.guid, []))]


def _opening(code: ProjectCode, names: WrittenNames, with_notes: bool) -> str:
    own = attributes(
        guid=code.guid,
        name=names.name(code),
        isCodable="true" if code.codable else "false",
        color=code.colour,
    )
    description = element("Description", names.description(code))
    return f"<Code{own}>{description}{refs('NoteRef', code.notes) if with_notes else ''}"
