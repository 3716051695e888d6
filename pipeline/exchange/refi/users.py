"""The people of a project, those whom it forgot to list included."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.domain.guid import guid_of, kept_guid
from pipeline.domain.project_left import What, Why
from pipeline.domain.project_things import User
from pipeline.domain.project_values import name_of
from pipeline.exchange.refi.gathering import Leaving
from pipeline.exchange.refi.records import Element
from pipeline.exchange.refi.register import Register

NOBODY = User(guid_of("nobody"), "onbekend")
"""Who coded where nobody knows it: some programs read no coding without a user."""


class Users:
    """Finds users by their guid; one that is missing from the list is added to it."""

    def __init__(self, elements: Iterable[Element], register: Register, leaving: Leaving) -> None:
        self._register = register
        self._leaving = leaving
        self._listed: dict[str, User] = {}
        strangers = 0
        for element in elements:
            written = element.get("guid")
            name = name_of(element.get("name")) or name_of(element.get("id"))
            known = self._listed.get(kept_guid(written))
            if kept_guid(written) == NOBODY.guid or (known and name in (known.name, "")):
                continue
            if not name:
                strangers += 1
                name = f"gebruiker {strangers}"
                leaving.leave(What.USER, Why.NO_NAME, kept_guid(written))
            guid = register.claim("user", written)
            self._listed[guid] = User(guid, name)
        self._missing = 0

    @property
    def users(self) -> tuple[User, ...]:
        return tuple(self._listed.values())

    def find(self, written: str) -> str:
        """The guid of a user; '' where none is given, or two share it."""
        if not written:
            return ""
        own = kept_guid(written)
        if own == NOBODY.guid:
            return ""
        if not self._register.knows("user", own):
            self._missing += 1
            guid = self._register.claim("user", own)
            self._listed[guid] = User(guid, f"onbekende codeur {self._missing}")
            self._leaving.leave(What.USER, Why.NO_NAME, guid)
            return guid
        return self._register.find("user", own, What.USER)
