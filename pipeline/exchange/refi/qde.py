"""A project → the XML of a `.qde` (REFI-QDA 1.0, `Project.xsd` of 18 March 2019), in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.domain.project import Project
from pipeline.domain.project_things import Case, Link, Note, ProjectSet
from pipeline.domain.project_values import VariableType
from pipeline.exchange.refi.code_elements import code_elements
from pipeline.exchange.refi.counting import OURS
from pipeline.exchange.refi.elements import DECLARATION, attributes, element, refs
from pipeline.exchange.refi.selection_elements import Labels
from pipeline.exchange.refi.source_elements import internal_path, source_elements
from pipeline.exchange.refi.users import NOBODY
from pipeline.exchange.refi.value_elements import value_elements
from pipeline.exchange.refi.written_names import WrittenNames, names_of

NAMESPACE = "urn:QDA-XML:project:1.0"


def qde(project: Project, labels: Labels = Labels.QUOTES) -> Iterator[str]:
    """The XML in pieces. Project@origin is ours: it says who wrote the file, not who coded."""
    names = names_of(project)
    root = attributes(xmlns=NAMESPACE, name=project.name, origin=OURS)
    yield f"{DECLARATION}<Project{root}>\n"
    yield from _list("Users", _users(project))
    if project.codes:
        yield "<CodeBook><Codes>\n"
        yield from code_elements(project.codes, names)
        yield "</Codes></CodeBook>\n"
    yield from _list("Variables", _variables(project, names))
    types = {variable.guid: variable.type for variable in project.variables}
    yield from _list("Cases", (_case(case, names, types) for case in project.cases))
    yield from _list("Sources", source_elements(project, names, types, labels))
    yield from _list("Notes", map(_note, project.notes))
    yield from _list("Links", map(_link, project.links))
    yield from _list("Sets", map(_set, project.sets))
    yield element("Description", project.description)
    yield refs("NoteRef", project.about)
    yield "</Project>\n"


def _list(name: str, pieces: Iterable[str]) -> Iterator[str]:
    """A list around its members; no list where there are none, which the schema does not allow."""
    empty = True
    for piece in pieces:
        if empty:
            yield f"<{name}>\n"
        empty = False
        yield piece
    if not empty:
        yield f"</{name}>\n"


def _users(project: Project) -> Iterator[str]:
    coded, marked = project.codings, project.passages
    unknown = any(not c.user for c in coded) or any(not p.user for p in marked)
    for user in (*project.users, *((NOBODY,) if unknown else ())):
        yield f"<User{attributes(guid=user.guid, name=user.name)}/>\n"


def _variables(project: Project, names: WrittenNames) -> Iterator[str]:
    for variable in project.variables:
        own = attributes(
            guid=variable.guid, name=names.name(variable), typeOfVariable=variable.type.value
        )
        yield f"<Variable{own}>{element('Description', names.description(variable))}</Variable>\n"


def _case(case: Case, names: WrittenNames, types: Mapping[str, VariableType]) -> str:
    return (
        f"<Case{attributes(guid=case.guid, name=names.name(case))}>"
        f"{element('Description', names.description(case))}"
        f"{refs('CodeRef', case.codes)}{value_elements(case.values, types)}"
        f"{refs('SourceRef', case.sources)}</Case>\n"
    )


def _note(note: Note) -> str:
    own = attributes(
        guid=note.guid,
        name=note.name,
        plainTextPath=internal_path(note.guid),
        creatingUser=note.user,
        creationDateTime=note.at,
    )
    return f"<Note{own}>{element('Description', note.description)}</Note>\n"


def _link(link: Link) -> str:
    own = attributes(
        guid=link.guid,
        name=link.name,
        direction=link.direction.value,
        color=link.colour,
        originGUID=link.origin,
        targetGUID=link.target,
    )
    return f"<Link{own}>{refs('NoteRef', link.notes)}</Link>\n"


def _set(group: ProjectSet) -> str:
    return (
        f"<Set{attributes(guid=group.guid, name=group.name)}>"
        f"{element('Description', group.description)}{refs('MemberCode', group.codes)}"
        f"{refs('MemberSource', group.sources)}{refs('MemberNote', group.notes)}</Set>\n"
    )
