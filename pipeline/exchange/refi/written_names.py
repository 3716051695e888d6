"""Names and descriptions of a project as they are written: each name once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.project import Project
from pipeline.domain.project_things import Case, ProjectCode, Source, Variable
from pipeline.domain.project_values import name_of, xml_text
from pipeline.exchange.refi.naming import Named, distinct_names, marked

Described = ProjectCode | Variable | Case | Source


@dataclass(frozen=True)
class WrittenNames:
    """Guid → the name that is written."""

    _names: Mapping[str, str]

    def name(self, thing: Described) -> str:
        return self._names[thing.guid]

    def description(self, thing: Described) -> str:
        """The description, which remembers the name where it is written as another."""
        return marked(thing.description, _plain(thing.name), self._names[thing.guid])


def names_of_codes(codes: Sequence[ProjectCode]) -> WrittenNames:
    """Codes with the same name get the name above them behind theirs."""
    return WrittenNames(_of_codes(codes))


def names_of(project: Project) -> WrittenNames:
    """Of everything that a program may know by name; each kind apart."""
    kinds: tuple[Sequence[Described], ...] = (project.variables, project.cases, project.sources)
    found = _of_codes(project.codes)
    for things in kinds:
        found |= distinct_names(Named(thing.guid, _plain(thing.name)) for thing in things)
    return WrittenNames(found)


def _of_codes(codes: Sequence[ProjectCode]) -> dict[str, str]:
    names = {code.guid: _plain(code.name) for code in codes}
    return distinct_names(Named(c.guid, names[c.guid], names.get(c.parent, "")) for c in codes)


def _plain(name: str) -> str:
    return name_of(xml_text(name))
