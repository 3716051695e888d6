"""Which guid of a file means what, where programs reuse, forget or invent guids."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.domain.guid import guid_of, kept_guid
from pipeline.domain.project_left import What, Why
from pipeline.exchange.refi.gathering import Leaving


class Register:
    """Gives each thing a guid of its own and finds it back by the guid that the file uses.

    A guid that two things of one kind share names neither: references to it are set aside. A case
    may share one with a code (NVivo writes its cases as codes too), because a reference says which
    kind it is to.
    """

    def __init__(self, leaving: Leaving) -> None:
        self._leaving = leaving
        self._taken: set[str] = set()
        self._meant: dict[str, dict[str, str]] = {}
        self._shared: set[tuple[str, str]] = set()
        self._number = 0

    def claim(self, kind: str, written: str) -> str:
        """The guid of a thing: its own where that is one and nobody has it yet."""
        self._number += 1
        own = kept_guid(written)
        meant = self._meant.setdefault(kind, {})
        guid = own or guid_of("nameless", kind, str(self._number))
        if own in meant:
            self._shared.add((kind, own))
        if guid in self._taken:
            guid = guid_of("again", kind, guid, str(self._number))
        self._taken.add(guid)
        if own:
            meant.setdefault(own, guid)
        return guid

    def knows(self, kind: str, written: str) -> bool:
        return kept_guid(written) in self._meant.get(kind, {})

    def find(self, kind: str, written: str, what: What, gone: Why = Why.DANGLING) -> str:
        """The guid of what is referred to; '' where there is no reference, or it leads nowhere or
        to two things; that is counted as a `what` that was left."""
        if not written:
            return ""
        own = kept_guid(written)
        if (kind, own) in self._shared:
            self._leaving.leave(what, Why.SAME_GUID, own)
            return ""
        guid = self._meant.get(kind, {}).get(own, "")
        if not guid:
            self._leaving.leave(what, gone, own)
        return guid

    def find_all(self, kind: str, written: Iterable[str], what: What) -> tuple[str, ...]:
        """What is referred to, without what leads nowhere, each once."""
        return tuple(dict.fromkeys(guid for one in written if (guid := self.find(kind, one, what))))

    def find_any(self, kinds: Iterable[str], written: str) -> str:
        """The one thing of these kinds with that guid; '' and counted where it is not one."""
        own = kept_guid(written)
        kinds_found = [kind for kind in kinds if own in self._meant.get(kind, {})]
        if len(kinds_found) != 1 or (kinds_found[0], own) in self._shared:
            why = Why.SAME_GUID if kinds_found else Why.DANGLING
            self._leaving.leave(What.LINK, why, own)
            return ""
        return self._meant[kinds_found[0]][own]
