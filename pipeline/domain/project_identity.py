"""What makes a thing of a project the same thing, whatever guid a program gave it this time.

Some programs make new guids at every export. A thing is therefore known by its content: a code by
its name below its parent, a source by its text, a coding by span, code and coder. Things that are
alike to the letter are told apart by which of them comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from pipeline.domain.guid import guid_of
from pipeline.domain.project import Project
from pipeline.domain.project_things import Thing, Value

_ThingT = TypeVar("_ThingT", bound=Thing)


class _Renaming:
    """Old guid → the guid that follows from content; '' stays ''."""

    def __init__(self) -> None:
        self._new: dict[str, str] = {"": ""}
        self._often: Counter[tuple[str, ...]] = Counter()

    def __getitem__(self, guid: str) -> str:
        return self._new[guid]

    def name(self, guid: str, kind: str, *content: str) -> None:
        key = (kind, *content)
        self._often[key] += 1
        self._new[guid] = guid_of(kind, *content, str(self._often[key]))

    def of(self, guids: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._new[guid] for guid in guids)

    def values(self, values: Iterable[Value]) -> tuple[Value, ...]:
        return tuple(replace(value, variable=self[value.variable]) for value in values)


def with_content_guids(project: Project) -> Project:
    """The same project with guids that follow from content: of two exports of one project that
    differ in guids alone, the same."""
    new = _named(project)
    return Project(
        name=project.name,
        origin=project.origin,
        description=project.description,
        users=tuple(replace(u, guid=new[u.guid]) for u in project.users),
        codes=tuple(
            replace(c, guid=new[c.guid], parent=new[c.parent], notes=new.of(c.notes))
            for c in project.codes
        ),
        variables=tuple(replace(v, guid=new[v.guid]) for v in project.variables),
        cases=tuple(
            replace(
                c,
                guid=new[c.guid],
                values=new.values(c.values),
                sources=new.of(c.sources),
                codes=new.of(c.codes),
            )
            for c in project.cases
        ),
        sources=tuple(
            replace(
                s,
                guid=new[s.guid],
                user=new[s.user],
                notes=new.of(s.notes),
                values=new.values(s.values),
            )
            for s in project.sources
        ),
        codings=tuple(
            replace(
                c,
                guid=new[c.guid],
                source=new[c.source],
                code=new[c.code],
                user=new[c.user],
                notes=new.of(c.notes),
            )
            for c in project.codings
        ),
        passages=tuple(
            replace(
                p,
                guid=new[p.guid],
                source=new[p.source],
                user=new[p.user],
                notes=new.of(p.notes),
            )
            for p in project.passages
        ),
        notes=tuple(replace(n, guid=new[n.guid], user=new[n.user]) for n in project.notes),
        links=tuple(
            replace(
                one,
                guid=new[one.guid],
                origin=new[one.origin],
                target=new[one.target],
                notes=new.of(one.notes),
            )
            for one in project.links
        ),
        sets=tuple(
            replace(
                s,
                guid=new[s.guid],
                codes=new.of(s.codes),
                sources=new.of(s.sources),
                notes=new.of(s.notes),
            )
            for s in project.sets
        ),
        about=new.of(project.about),
        left=project.left,
    )


def same_content(one: Project, other: Project) -> bool:
    """Whether two projects say the same, whatever their guids, the order of their lists and the
    program that wrote them. The order of codes counts: it is how people know their codebook."""
    return _unordered(with_content_guids(one)) == _unordered(with_content_guids(other))


def _unordered(project: Project) -> Project:
    def sort(things: tuple[_ThingT, ...]) -> tuple[_ThingT, ...]:
        return tuple(sorted(things, key=lambda thing: thing.guid))

    return replace(
        project,
        origin="",
        users=sort(project.users),
        variables=sort(project.variables),
        cases=sort(project.cases),
        sources=sort(project.sources),
        codings=sort(project.codings),
        passages=sort(project.passages),
        notes=sort(project.notes),
        links=sort(project.links),
        sets=sort(project.sets),
    )


def _named(project: Project) -> _Renaming:
    """Kinds in the order in which they refer to each other."""
    new = _Renaming()
    for user in project.users:
        new.name(user.guid, "user", user.name)
    for code in project.codes:
        new.name(code.guid, "code", new[code.parent], code.name)
    for variable in project.variables:
        new.name(variable.guid, "variable", variable.name)
    for note in project.notes:
        new.name(note.guid, "note", note.name, note.text, new[note.user], note.at)
    for source in project.sources:
        text = () if source.text is None else (source.text,)
        new.name(source.guid, "source", source.kind.value, source.name, *text)
    for coding in project.codings:
        span = (str(coding.start), str(coding.end), "whole" if coding.whole else "")
        who = (new[coding.code], new[coding.user], coding.at)
        new.name(coding.guid, "coding", new[coding.source], *span, *who)
    for passage in project.passages:
        span = (str(passage.start), str(passage.end), new[passage.user])
        said = (passage.name, passage.description, passage.at)
        new.name(passage.guid, "passage", new[passage.source], *span, *said)
    for case in project.cases:
        new.name(case.guid, "case", case.name)
    for group in project.sets:
        new.name(group.guid, "set", group.name)
    for link in project.links:
        new.name(link.guid, "link", new[link.origin], new[link.target], link.name)
    return new
