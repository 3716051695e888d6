"""A codebook as the codes of a project, and the codes of a project as ours.

A code of another program has a name and a description. What our codebook says more stands in that
description, a part a line, so that a coder reads it there and it comes back.

A stance is a code as well, below the code that it is about (`Contact – positief`): no program knows
an attribute of a coding, and every program keeps which code stands on a stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.domain.code_list import CodeList, ForeignCode
from pipeline.domain.code_taking import Taken, taken_over
from pipeline.domain.codebook import TO_DESCRIBE, Avoid, Code, Codebook, Example
from pipeline.domain.guid import guid_of
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Stance
from pipeline.domain.project import Project
from pipeline.domain.project_things import ProjectCode

_DEFINITION, _USE, _AVOID = "Definitie", "Gebruiken", "Niet gebruiken"
_EXAMPLE, _KEYWORDS, _ACTORS, _DRAFT, _ID = "Voorbeeld", "Trefwoorden", "Voor", "Concept", "Code-id"
_PARTS = (_DEFINITION, _USE, _AVOID, _EXAMPLE, _KEYWORDS, _ACTORS, _DRAFT, _ID)
_LINE = re.compile(rf"({'|'.join(_PARTS)}): (.*)")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_INSTEAD = " → "
_BETWEEN = "; "
_STANCE = "De houding van de spreker bij de code hierboven."
STANCES = tuple(stance for stance in Stance if stance)


@lru_cache(maxsize=4096)
def code_guid(code: str, stance: Stance = Stance.NONE) -> str:
    """The guid of a code of ours, or of a stance on it, in every project."""
    return guid_of("stance", code, stance.value) if stance else guid_of("code", code)


def project_codes(
    book: Codebook,
    stances: Iterable[tuple[str, Stance]],
    colours: Mapping[str, str],
    notes: Mapping[str, Sequence[str]],
) -> Iterator[ProjectCode]:
    """The codes in the order of the tree, each parent before what is below it.

    Args:
        stances: those that somebody gave, with the code they are about.
        colours: code → its colour in other programs.
        notes: code → the guids of memos about it.
    """
    given = set(stances)
    for id_ in tree_of(book):
        code, own = book[id_], code_guid(id_)
        parent = code_guid(code.parent) if code.parent else ""
        said = "\n".join(_told(code))
        guids = tuple(notes.get(id_, ()))
        yield ProjectCode(own, _plain(code.label), parent, said, colours.get(id_, ""), notes=guids)
        for stance in STANCES:
            if (id_, stance) in given:
                name = _with_stance(_plain(code.label), stance)
                yield ProjectCode(code_guid(id_, stance), name, own, _STANCE)


def tree_of(book: Codebook) -> Iterator[str]:
    """The ids of all codes, each parent before what is below it, else in the order of the book."""
    below: dict[str, list[str]] = {}
    for code in book:
        below.setdefault(code.parent, []).append(code.id)
    waiting = below.get("", [])[::-1]
    while waiting:
        id_ = waiting.pop()
        yield id_
        waiting += below.get(id_, [])[::-1]


def stances_in(project: Project) -> dict[str, tuple[str, Stance]]:
    """Guid of a code that is a stance → guid of the code it is about, and the stance."""
    names = {code.guid: code.name for code in project.codes}
    return {
        code.guid: (code.parent, stance)
        for code in project.codes
        for stance in STANCES
        if code.parent and code.name == _with_stance(names[code.parent], stance)
    }


@dataclass(frozen=True, slots=True)
class OwnCodes:
    """The codes of a project as a codebook of ours has them: guid → code, in the order of the tree,
    without stances. `taken` says what could not come along."""

    codes: Mapping[str, Code]
    taken: Taken


def own_codes(project: Project, actors: Sequence[Actor]) -> OwnCodes:
    """What the codes of a project become: those that came from us as they were, others drafts.

    Args:
        actors: those of the study.
    """
    stances = stances_in(project)
    foreign = [
        ForeignCode(c.guid, c.name, c.parent, c.description, guid=c.guid, codable=c.codable)
        for c in project.codes
        if c.guid not in stances
    ]
    taken = taken_over(CodeList(tuple(foreign)), actors)
    made = {one.key: code for one, code in zip(foreign, taken.codes, strict=True)}
    told = {one.key: _parts(one.memo) for one in foreign}
    ids = _distinct({guid: _id_told(parts) for guid, parts in told.items()}, made)
    above = {one.key: ids.get(one.parent, "") for one in foreign}
    known, parents = set(ids.values()), set(above.values())
    found = {}
    for guid, code in made.items():
        code = replace(code, id=ids[guid], parent=above[guid])
        code = _as_told(code, told[guid], actors, known)
        leaf = code.id not in parents
        found[guid] = replace(code, draft=True) if leaf and not code.examples else code
    return OwnCodes(found, taken)


def id_told(description: str) -> str:
    """The id that a description of ours names; '' for another one."""
    return _id_told(_parts(description))


def _distinct(told: Mapping[str, str], made: Mapping[str, Code]) -> dict[str, str]:
    """Guid → an id that no other code has: the one that its description names goes before."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for guid, id_ in told.items():
        if id_ and id_ not in taken:
            ids[guid] = id_
            taken.add(id_)
    for guid, code in made.items():
        serial, id_ = 2, code.id
        while guid not in ids and id_ in taken:
            id_ = f"{code.id}-{serial}"
            serial += 1
        ids.setdefault(guid, id_)
        taken.add(id_)
    return ids


def _with_stance(name: str, stance: Stance) -> str:
    return f"{name} – {stance.value}"


def _told(code: Code) -> Iterator[str]:
    if code.definition != TO_DESCRIBE:
        yield f"{_DEFINITION}: {_plain(code.definition)}"
    if code.use != TO_DESCRIBE:
        yield f"{_USE}: {_plain(code.use)}"
    for avoid in code.avoid:
        yield f"{_AVOID}: {_plain(avoid.when)}{_INSTEAD}{avoid.code}"
    for example in code.examples:
        yield f"{_EXAMPLE}: {example.actor.value}: {_plain(example.text)}"
    if code.keywords:
        yield f"{_KEYWORDS}: {_BETWEEN.join(map(_plain, code.keywords))}"
    yield f"{_ACTORS}: {', '.join(actor.value for actor in code.actors)}"
    if code.draft:
        yield f"{_DRAFT}: ja"
    yield f"{_ID}: {code.id}"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _parts(description: str) -> list[tuple[str, str]]:
    """(part, text) of a description of ours; a line that begins none goes on in the one before.
    Nothing for a description that names no id: it is somebody else's."""
    parts: list[tuple[str, str]] = []
    for line in description.split("\n"):
        found = _LINE.fullmatch(line.strip())
        if found:
            parts.append((found[1], found[2].strip()))
        elif parts and line.strip():
            name, text = parts[-1]
            parts[-1] = (name, f"{text} {line.strip()}")
    return parts if any(name == _ID for name, _ in parts) else []


def _id_told(parts: Iterable[tuple[str, str]]) -> str:
    said = next((text for name, text in parts if name == _ID), "")
    return said if _SLUG.fullmatch(said) else ""


def _as_told(
    code: Code, parts: Sequence[tuple[str, str]], actors: Sequence[Actor], known: set[str]
) -> Code:
    """A code with what its description says of it; `known` are the ids of all codes."""
    if not parts:
        return code

    def texts(name: str) -> list[str]:
        return [text for part, text in parts if part == name and text]

    named = {actor.value: actor for actor in actors}
    own = [named[word] for word in " ".join(texts(_ACTORS)).split(", ") if word in named]
    speaking = tuple(sorted(set(own), key=lambda actor: actor.rank)) or code.actors
    return replace(
        code,
        definition=" ".join(texts(_DEFINITION)) or TO_DESCRIBE,
        use=" ".join(texts(_USE)) or TO_DESCRIBE,
        avoid=tuple(
            avoid
            for text in texts(_AVOID)
            if (avoid := _avoid(text)) and avoid.code in known and avoid.code != code.id
        ),
        examples=tuple(e for text in texts(_EXAMPLE) if (e := _example(text, speaking))),
        keywords=tuple(word for t in texts(_KEYWORDS) for word in t.split(_BETWEEN) if word),
        actors=speaking,
        draft=bool(texts(_DRAFT)),
    )


def _avoid(text: str) -> Avoid | None:
    when, arrow, code = text.rpartition(_INSTEAD)
    return Avoid(when, code) if arrow and when else None


def _example(text: str, actors: Sequence[Actor]) -> Example | None:
    name, _, said = text.partition(": ")
    actor = next((one for one in actors if one.value == name), None)
    return Example(actor, said) if actor and said else None
