"""What becomes of a project of another program: whose its texts are, who coded, and which code of
the study each of its codes is. The program proposes, a researcher decides.

Rows are known by names and not by guids, which several programs make anew at every export.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.domain.project import Project
from pipeline.domain.project_things import Case, Source

OUT = "-"
"""What a person fills in for what is to stay out."""
PATH = " › "


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A text of the project and the interview that it is.

    `respondent` is an id, OUT, or '' while nobody said; `whole` says that everybody who coded in it
    read it to the end. `age` and the rest are for a register, as a person types them.
    """

    key: str
    chars: int
    codings: int
    case: str = ""
    wave: str = ""
    respondent: str = ""
    whole: bool = False
    age: str = ""
    gender: str = ""
    participants: str = ""
    date: str = ""
    formerly: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class UserRow:
    """Somebody who coded; `coder` is the name of a ledger, OUT or ''."""

    key: str
    codings: int
    coder: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code by its path; `code` is the id of one of ours, OUT or ''."""

    key: str
    codings: int
    code: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ProjectMap:
    """All rows, in the order of the project; `left` are lines about what cannot come along."""

    sources: tuple[SourceRow, ...]
    users: tuple[UserRow, ...]
    codes: tuple[CodeRow, ...]
    left: tuple[str, ...] = ()

    @property
    def undecided(self) -> int:
        """The rows about which nobody said anything."""
        sources = sum(not row.respondent for row in self.sources)
        return sources + sum(not u.coder for u in self.users) + sum(not c.code for c in self.codes)


def answered(proposed: ProjectMap, said: ProjectMap) -> ProjectMap:
    """The rows of a project with what a person said about them before; a row that she left open
    gets the proposal again. Rows about things that are no longer in the project are gone."""
    sources = {row.key: row for row in said.sources if row.respondent}
    users = {row.key: row.coder for row in said.users if row.coder}
    codes = {row.key: row.code for row in said.codes if row.code}
    return replace(
        proposed,
        sources=tuple(_source(row, sources.get(row.key)) for row in proposed.sources),
        users=tuple(replace(r, coder=users.get(r.key, r.coder)) for r in proposed.users),
        codes=tuple(replace(r, code=codes.get(r.key, r.code)) for r in proposed.codes),
    )


def _source(row: SourceRow, said: SourceRow | None) -> SourceRow:
    if said is None:
        return row
    return replace(said, chars=row.chars, codings=row.codings, case=row.case, remark=row.remark)


def source_keys(project: Project) -> dict[str, str]:
    """Guid of a source → the name it is known by."""
    return _keys((source.guid, source.name) for source in project.sources)


def user_keys(project: Project) -> dict[str, str]:
    """Guid of a user → the name; '' is whoever coded without saying so."""
    return _keys((user.guid, user.name) for user in project.users)


def code_keys(project: Project) -> dict[str, str]:
    """Guid of a code → its path, `Contact › Sfeer`."""
    paths: dict[str, str] = {}
    for code in project.codes:
        above = f"{paths[code.parent]}{PATH}" if code.parent else ""
        paths[code.guid] = f"{above}{code.name}"
    return _keys(paths.items())


def _keys(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names that occur again get a number, in the order of the project."""
    often: Counter[str] = Counter()
    found = {}
    for guid, name in named:
        often[name] += 1
        found[guid] = name if often[name] == 1 else f"{name} ({often[name]})"
    return found


def cases_of(project: Project) -> dict[str, list[Case]]:
    """Guid of a source → the cases that it belongs to."""
    found: dict[str, list[Case]] = {}
    for case in project.cases:
        for source in case.sources:
            found.setdefault(source, []).append(case)
    return found


def values_of(project: Project, source: Source, cases: Iterable[Case]) -> dict[str, str]:
    """Name of a variable, in small letters → its value, of a source and of its cases."""
    names = {variable.guid: variable.name.casefold() for variable in project.variables}
    every = [*(value for case in cases for value in case.values), *source.values]
    return {names[value.variable]: value.text.strip() for value in every if value.text.strip()}
