"""A project as programs for qualitative analysis exchange it (REFI-QDA Standard 1.5, 2019).

Values only: what was read from such a program, or what is to be written for one. Which of our
segments, decisions and respondents belong to it is decided elsewhere. No two things of a project
share a guid. A reference that leads nowhere is refused here; who reads a file of others sets it
aside first and tells so in `Project.left`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from pipeline.domain.code_list import CodeList, CodeSet, ForeignCode, in_a_circle
from pipeline.domain.guid import is_guid
from pipeline.domain.project_left import Left
from pipeline.domain.project_things import (
    Case,
    Coding,
    Link,
    Note,
    Passage,
    ProjectCode,
    ProjectSet,
    Source,
    SourceKind,
    Thing,
    User,
    Variable,
)
from pipeline.domain.project_values import colour_of, is_moment, name_of, value_of


@dataclass(frozen=True)
class Project:
    """Everything that is exchanged, each kind in the order of the file.

    `origin` is the program that wrote it. Codes stand in the order of the tree, parents first.
    `left` is what a file held and this cannot; it is told to the user and never written.

    Raises:
        ValueError: for a guid that is none or occurs twice, a name without words, a colour, moment
            or value that is not in its form (`project_values`), a reference that leads nowhere, a
            circle of codes or one before its parent, a text with a CR, a span outside its text or
            empty, a coding of a source without text, a recording with one.
    """

    name: str
    origin: str = ""
    description: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[ProjectCode, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: tuple[Source, ...] = ()
    codings: tuple[Coding, ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    sets: tuple[ProjectSet, ...] = ()
    about: tuple[str, ...] = ()
    """Guids of memos about the project as a whole."""
    left: tuple[Left, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        _check_guids(self)
        _check_names(self)
        _check_forms(self)
        _check_references(self)
        _check_spans(self)

    @property
    def things(self) -> Iterator[Thing]:
        """Everything with a guid, kind by kind."""
        yield from self.users
        yield from self.codes
        yield from self.variables
        yield from self.cases
        yield from self.sources
        yield from self.codings
        yield from self.passages
        yield from self.notes
        yield from self.links
        yield from self.sets

    @cached_property
    def code_list(self) -> CodeList:
        """The codes and their sets, as a codebook of ours takes them over (`code_taking`)."""
        codes = tuple(
            ForeignCode(
                key=code.guid,
                name=code.name,
                parent=code.parent,
                memo=code.description,
                guid=code.guid,
                colour=code.colour,
                codable=code.codable,
            )
            for code in self.codes
        )
        sets = (CodeSet(s.name, s.codes, s.description, s.guid) for s in self.sets if s.codes)
        return CodeList(codes, tuple(sets))


def _check_guids(project: Project) -> None:
    seen: set[str] = set()
    for thing in project.things:
        if not is_guid(thing.guid):
            raise ValueError("een guid heeft 36 tekens, met kleine letters")
        if thing.guid in seen:
            raise ValueError(f"guid {thing.guid} komt twee keer voor")
        seen.add(thing.guid)


def _check_names(project: Project) -> None:
    named = (project.users, project.codes, project.variables, project.cases, project.sources)
    for things in (*named, project.sets):
        for thing in things:
            if not thing.name or thing.name != name_of(thing.name):
                raise ValueError("een naam is één regel met woorden")


def _check_forms(project: Project) -> None:
    authored: Iterable[Source | Coding | Passage | Note] = chain(
        project.sources, project.codings, project.passages, project.notes
    )
    if not all(is_moment(at) for at in {thing.at for thing in authored} - {""}):
        raise ValueError("een datum staat er als 2026-01-31T12:00:00Z")
    coloured: Iterable[ProjectCode | Link] = chain(project.codes, project.links)
    if any(thing.colour and thing.colour != colour_of(thing.colour) for thing in coloured):
        raise ValueError("een kleur staat er als #FF8800")
    types = {variable.guid: variable.type for variable in project.variables}
    valued: Iterable[Case | Source] = chain(project.cases, project.sources)
    for value in (value for thing in valued for value in thing.values):
        if value.variable not in types:
            raise ValueError("een waarde hoort bij een variabele die er niet is")
        if value_of(types[value.variable], value.text) != value.text:
            raise ValueError("een waarde is niet van de soort van haar variabele")


def _check_references(project: Project) -> None:
    users = {user.guid for user in project.users}
    codes = {code.guid for code in project.codes}
    sources = {source.guid for source in project.sources}
    notes = {note.guid for note in project.notes}
    anything = {thing.guid for thing in project.things if not isinstance(thing, Link)}

    def within(known: set[str], named: Iterable[str]) -> None:
        if not known.issuperset(named):
            raise ValueError("een verwijzing leidt nergens heen")

    within(notes, project.about)
    for authored in (project.sources, project.codings, project.passages, project.notes):
        within(users, (thing.user for thing in authored if thing.user))
    for noted in (project.codes, project.sources, project.codings, project.passages, project.links):
        for thing in noted:
            within(notes, thing.notes)
    within(sources, (coding.source for coding in project.codings))
    within(sources, (passage.source for passage in project.passages))
    within(codes, (coding.code for coding in project.codings))
    for case in project.cases:
        within(sources, case.sources)
        within(codes, case.codes)
    for group in project.sets:
        within(codes, group.codes)
        within(sources, group.sources)
        within(notes, group.notes)
    for link in project.links:
        within(anything, (link.origin, link.target))
    _check_tree(project.codes, codes)


def _check_tree(codes: tuple[ProjectCode, ...], known: set[str]) -> None:
    parents: Mapping[str, str] = {code.guid: code.parent for code in codes}
    if not known.issuperset(parent for parent in parents.values() if parent):
        raise ValueError("een code hoort onder een code die er niet is")
    if in_a_circle(parents):
        raise ValueError("een code is een voorouder van zichzelf")
    seen = {""}
    for code in codes:
        if code.parent not in seen:
            raise ValueError("een code staat voor de code waar hij onder hoort")
        seen.add(code.guid)


def _check_spans(project: Project) -> None:
    lengths: dict[str, int] = {}
    for source in project.sources:
        if source.text is not None:
            if source.kind in (SourceKind.AUDIO, SourceKind.VIDEO):
                raise ValueError("een opname heeft hier geen tekst")
            if "\r" in source.text:
                raise ValueError("regels van een tekst eindigen op LF")
            lengths[source.guid] = len(source.text)
    stretches: tuple[Coding | Passage, ...] = (*project.codings, *project.passages)
    for stretch in stretches:
        length = lengths.get(stretch.source)
        if length is None:
            raise ValueError("een codering hoort bij een bron met tekst")
        if not 0 <= stretch.start < stretch.end <= length:
            raise ValueError("een codering valt buiten haar tekst")
