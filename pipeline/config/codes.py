"""codes.yaml and utterances.yaml → Codebook. The first problem that is found is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.config.fields import Fields
from pipeline.config.version_files import UTTERANCES
from pipeline.config.yaml_file import read_yaml
from pipeline.domain.codebook import Avoid, Code, Codebook, Example
from pipeline.domain.ids import Actor
from pipeline.errors import CodebookError, StudyError

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"\d+\.\d+\.\d+")


def read_codebook(
    path: Path, utterances: Path | None = None, actors: Sequence[Actor] = tuple(Actor)
) -> Codebook:
    """Reads and checks a codebook, with what its codes may sound like where that is written down.

    Args:
        utterances: another file than the `utterances.yaml` beside it.
        actors: those of the study; another one is unknown.

    Raises:
        CodebookError: with file and line, for unknown or missing keys, empty definitions,
            duplicate ids or labels, references that lead nowhere, and cycles.
    """
    fields = read_yaml(path, CodebookError)
    study, version = fields.filled("study"), fields.filled("version")
    if not _VERSION.fullmatch(version):
        raise fields.refuse("'version' hoort een versie als 1.0.0 te zijn", "version")
    entries = [(entry, _code(entry, actors)) for entry in fields.tables("codes")]
    fields.done()
    for problem in _problems(entries):
        raise problem
    codes = {code.id: code for _, code in entries}
    for id_, said in _utterances(utterances or path.with_name(UTTERANCES), codes):
        codes[id_] = replace(codes[id_], utterances=said)
    return Codebook(study, version, tuple(codes.values()))


def actors_of(
    fields: Fields, known: Sequence[Actor] = tuple(Actor), key: str = "actors"
) -> tuple[Actor, ...]:
    """The actors a table names, in report order. Raises for one that is not `known`."""
    found = []
    for at, name in enumerate(fields.texts(key)):
        if name not in known:
            raise fields.refuse(
                f"onbekende actor '{name}'", key, at, remedy=f"kies uit {', '.join(known)}"
            )
        found.append(Actor(name))
    if not found:
        raise fields.refuse(f"'{key}' is leeg", key)
    return tuple(sorted(set(found), key=lambda actor: actor.rank))


def _code(entry: Fields, actors: Sequence[Actor]) -> Code:
    id_ = entry.filled("id")
    if not _SLUG.fullmatch(id_):
        raise entry.refuse(
            f"code-id '{id_}' is geen geldige naam", "id", remedy="kleine letters, cijfers en -"
        )
    code = Code(
        id=id_,
        parent=entry.text("parent", ""),
        label=entry.filled("label"),
        definition=entry.filled("definition"),
        use=entry.filled("use"),
        avoid=tuple(_avoid(item) for item in entry.tables("avoid", optional=True)),
        actors=actors_of(entry, actors),
        examples=tuple(_example(item) for item in entry.tables("examples", optional=True)),
        keywords=entry.texts("keywords", ()),
        draft=_draft(entry),
    )
    entry.done()
    return code


def _draft(entry: Fields) -> bool:
    """Whether somebody still has to fill in what the code lacks: it may be without examples."""
    said = entry.text("draft", "false")
    if said not in ("true", "false"):
        raise entry.refuse("'draft' is true of false", "draft")
    return said == "true"


def _avoid(item: Fields) -> Avoid:
    avoid = Avoid(item.filled("when"), item.filled("code"))
    item.done()
    return avoid


def _example(item: Fields) -> Example:
    name = item.filled("actor")
    if name not in list(Actor):
        raise item.refuse(f"onbekende actor '{name}'", "actor")
    example = Example(Actor(name), item.filled("text"))
    item.done()
    return example


def _utterances(path: Path, codes: dict[str, Code]) -> Iterator[tuple[str, tuple[Example, ...]]]:
    """What each code may sound like, per actor; nothing where there is no such file."""
    if not path.exists():
        return
    fields = read_yaml(path, CodebookError)
    for id_ in fields.data:
        if id_ not in codes:
            raise fields.refuse(f"onbekende code '{id_}'", id_)
        said = fields.table(id_)
        for name in said.data:
            if name not in codes[id_].actors:
                raise said.refuse(f"de code geldt niet voor een actor '{name}'", name)
        texts = [(Actor(name), text) for name in said.data for text in said.texts(name)]
        yield id_, tuple(Example(actor, text) for actor, text in texts if text)


def _problems(entries: list[tuple[Fields, Code]]) -> Iterator[StudyError]:
    known = {code.id: code for _, code in entries}
    parents = {code.parent for _, code in entries}
    ids: set[str] = set()
    labels: set[str] = set()
    for entry, code in entries:
        if code.id in ids:
            yield entry.refuse(f"code-id '{code.id}' komt twee keer voor", "id")
        if code.label.casefold() in labels:
            yield entry.refuse(f"label '{code.label}' komt twee keer voor", "label")
        ids.add(code.id)
        labels.add(code.label.casefold())
        if code.parent and code.parent not in known:
            yield entry.refuse(f"onbekende bovenliggende code '{code.parent}'", "parent")
        for at, avoid in enumerate(code.avoid):
            if avoid.code not in known or avoid.code == code.id:
                yield entry.refuse(f"'avoid' verwijst naar '{avoid.code}'", "avoid", at, "code")
        for at, example in enumerate(code.examples):
            if example.actor not in code.actors:
                yield entry.refuse(
                    f"een voorbeeld is van actor '{example.actor}', waarvoor de code niet geldt",
                    "examples",
                    at,
                )
    for entry, code in entries:
        if code.id not in parents and not code.examples and not code.draft:
            yield entry.refuse(f"code '{code.id}' heeft geen voorbeelden", "id")
        seen, above = {code.id}, code.parent
        while above in known:
            if above in seen:
                yield entry.refuse(f"code '{code.id}' zit in een kring van codes", "parent")
                break
            seen.add(above)
            above = known[above].parent
