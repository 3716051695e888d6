"""A project of another program (.qdpx) → values (`domain.project.Project`)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.domain.guid import kept_guid
from pipeline.domain.project import Project
from pipeline.domain.project_left import What, Why
from pipeline.domain.project_things import Note
from pipeline.domain.project_values import name_of
from pipeline.exchange.refi.archive import Archive, opened
from pipeline.exchange.refi.cases import cases_in, links_in, sets_in
from pipeline.exchange.refi.codes import codes_in
from pipeline.exchange.refi.counting import with_line_feeds
from pipeline.exchange.refi.decoding import decoded
from pipeline.exchange.refi.gathering import Gathered, gathered, moment_in, user_in
from pipeline.exchange.refi.moments import Moments
from pipeline.exchange.refi.records import records
from pipeline.exchange.refi.refusal import refuse
from pipeline.exchange.refi.register import Register
from pipeline.exchange.refi.stretches import Stretches
from pipeline.exchange.refi.users import Users
from pipeline.exchange.refi.values import fitting, variables_in
from pipeline.exchange.uncollected import uncollected

_NAMELESS = "project"


def read_project(path: Path) -> Project:
    """Reads a project of MAXQDA, ATLAS.ti, NVivo, QualCoder, of ours, or of another program.

    What has no place, or leads nowhere, is left out and told in `Project.left`; the rest is read.

    Raises:
        CorpusError: one line with place and remedy, for what is no project, is damaged or hostile,
            or is larger than any project that people made (`refusal`).
    """
    with uncollected(), opened(path) as archive:
        with archive.project() as stream:
            found = gathered(records(stream, path))
        if found.root.name != "Project":
            raise refuse(path, "dit is geen project volgens REFI-QDA")
        return _resolved(found, archive)


def _resolved(found: Gathered, archive: Archive) -> Project:
    """References become guids, each kind after those that it refers to."""
    leaving = found.leaving
    register = Register(leaving)
    users = Users(found.users, register, leaving)
    moments = Moments(leaving)
    notes = _notes(found, register, users, moments, archive)
    codes = codes_in(found.codes, register, leaving, archive.path)
    variables = variables_in(found.variables, register, leaving)
    stretches = Stretches(register, users, moments, leaving, _linked(found))
    stretches.resolve(found, archive)
    cases, of_sources = cases_in(found.cases, register, leaving)
    sources = tuple(
        replace(source, values=(*source.values, *of_sources.get(source.guid, ())))
        for source in stretches.sources
    )
    sets = sets_in(found.sets, register, leaving)
    links = links_in(found.links, register)
    about = register.find_all("note", found.about, What.NOTE_REF)
    variables, cases, sources = fitting(variables, cases, sources, leaving)
    return Project(
        name=name_of(found.root.get("name")) or _NAMELESS,
        origin=name_of(found.root.get("origin")),
        description=found.description,
        users=users.users,
        codes=codes,
        variables=variables,
        cases=cases,
        sources=sources,
        codings=tuple(stretches.codings),
        passages=tuple(stretches.passages),
        notes=notes,
        links=links,
        sets=sets,
        about=about,
        left=leaving.left,
    )


def _linked(found: Gathered) -> frozenset[str]:
    ends = (link.get(end) for link in found.links for end in ("originGUID", "targetGUID"))
    return frozenset(kept_guid(end) for end in ends if end)


def _notes(
    found: Gathered, register: Register, users: Users, moments: Moments, archive: Archive
) -> tuple[Note, ...]:
    """Memos with their text, which stands in the XML or in a file of its own."""
    made = []
    for element in found.notes:
        guid = register.claim("note", element.get("guid"))
        path = element.get("plainTextPath")
        data = archive.text(path) if path else None
        if path and data is None:
            found.leaving.leave(What.NOTE, Why.NOT_HERE, guid)
        text = element.text_of("PlainTextContent") if data is None else decoded(data)
        selections = sum(1 for _ in element.all("PlainTextSelection"))
        if selections:
            found.leaving.leave(What.SELECTION, Why.IN_NOTE, guid, selections)
        made.append(
            Note(
                guid,
                name_of(element.get("name")),
                with_line_feeds(text),
                element.text_of("Description"),
                users.find(user_in(element)),
                moments.read(moment_in(element)),
            )
        )
    return tuple(made)
