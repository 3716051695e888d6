"""Names that occur once: several programs know a code by its name alone.

Where a name occurs more often, each gets its parent's behind it, or a number. What it is really
called stands at the end of its description, for people to read and for us to restore.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_STRING = r'"(?:[^"\\\n]|\\.)*"'
_MARK = re.compile(rf"(?:\A|\n\n)\[heet eigenlijk ({_STRING}), hier ({_STRING})\]\Z")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its name, and the name of what it belongs to, '' where it stands alone."""

    guid: str
    name: str
    owner: str = ""


def distinct_names(things: Iterable[Named]) -> dict[str, str]:
    """Guid → a name that no other has, capitals or not; the name itself where it occurs once."""
    listed = list(things)
    often = Counter(thing.name.casefold() for thing in listed)
    taken = {name for name, times in often.items() if times == 1}
    # Where the search for a number goes on: a survey may have thousands of texts of one name.
    last = Counter[str]()
    found = {}
    for thing in listed:
        name = thing.name
        if often[name.casefold()] > 1:
            wanted = name = f"{name} ({thing.owner})" if thing.owner else name
            while name.casefold() in taken:
                last[wanted.casefold()] += 1
                name = f"{wanted} {last[wanted.casefold()] + 1}"
            taken.add(name.casefold())
        found[thing.guid] = name
    return found


def marked(description: str, name: str, written: str) -> str:
    """A description that remembers a name, where it is written as another.

    One that already ends in such a mark gets one as well, so that its own is not taken for ours.
    """
    if name == written and not _MARK.search(description):
        return description
    mark = f"[heet eigenlijk {_quoted(name)}, hier {_quoted(written)}]"
    return f"{description}\n\n{mark}" if description else mark


def unmarked(description: str, written: str) -> tuple[str, str]:
    """Name and description as they were before `marked`.

    What somebody renamed since then in another program keeps its new name.
    """
    found = _MARK.search(description)
    if found is None:
        return written, description
    try:
        name, here = json.loads(found[1]), json.loads(found[2])
    except ValueError:
        return written, description
    rest = description[: found.start()]
    return (name if here == written else written), rest


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)
