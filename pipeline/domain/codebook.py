"""The codebook: codes in a tree, each with what a second coder needs to decide alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from pipeline.domain.ids import Actor

TO_DESCRIBE = "Nog te omschrijven."
"""What a draft says where somebody still has to write."""


@dataclass(frozen=True, slots=True)
class Avoid:
    """When not to use a code, and the code to use instead."""

    when: str
    code: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in the voice of an actor, made up for the codebook."""

    actor: Actor
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of the codebook (MacQueen et al. 1998, *Codebook development*, for its parts).

    `utterances` are more examples than a coder would read, for the machine to learn from. A `draft`
    came from a list of another program and lacks what nobody has filled in yet.
    """

    id: str
    label: str
    definition: str
    use: str
    actors: tuple[Actor, ...]
    parent: str = ""
    avoid: tuple[Avoid, ...] = ()
    examples: tuple[Example, ...] = ()
    keywords: tuple[str, ...] = ()
    utterances: tuple[Example, ...] = ()
    draft: bool = False


@dataclass(frozen=True)
class Codebook:
    """All codes of a study, in the order of the file, which is the order of every output.

    Raises:
        ValueError: when an id occurs twice, a reference leads nowhere, or codes form a cycle.
    """

    study: str
    version: str
    codes: tuple[Code, ...]
    _by_id: dict[str, Code] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {code.id: code for code in self.codes}
        if len(by_id) != len(self.codes):
            raise ValueError("een code-id komt twee keer voor")
        object.__setattr__(self, "_by_id", by_id)
        for code in self.codes:
            for reference in (code.parent, *(avoid.code for avoid in code.avoid)):
                if reference and reference not in by_id:
                    raise ValueError(f"code '{code.id}' verwijst naar onbekende code '{reference}'")
            seen = {code.id}
            for ancestor in self.ancestors(code.id):
                if ancestor.id in seen:
                    raise ValueError(f"code '{code.id}' is een voorouder van zichzelf")
                seen.add(ancestor.id)

    def __getitem__(self, code: str) -> Code:
        return self._by_id[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_id

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def ancestors(self, code: str) -> Iterator[Code]:
        """The parent, its parent, and so on. In a cycle it never ends: consume with care."""
        parent = self._by_id[code].parent
        while parent:
            yield self._by_id[parent]
            parent = self._by_id[parent].parent

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Of whom any code may be told, in report order."""
        named = {actor for code in self.codes for actor in code.actors}
        return tuple(actor for actor in Actor if actor in named)

    @cached_property
    def leaves(self) -> tuple[Code, ...]:
        parents = {code.parent for code in self.codes}
        return tuple(code for code in self.codes if code.id not in parents)

    def with_descendants(self, code: str) -> tuple[str, ...]:
        """The code itself and everything below it, in the order of the codebook."""
        if code not in self:
            return ()
        found, waiting = [code], [code]
        while waiting:
            below = self._below.get(waiting.pop(), ())
            found += below
            waiting += below
        return tuple(sorted(found, key=self._place.__getitem__))

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = {}
        for code in self.codes:
            below.setdefault(code.parent, []).append(code.id)
        return below

    @cached_property
    def _place(self) -> dict[str, int]:
        return {code.id: at for at, code in enumerate(self.codes)}

    @cached_property
    def digest(self) -> str:
        """Twelve hexadecimal digits that change when anything in the codebook changes."""
        codes = [_content(code) for code in self.codes]
        content = json.dumps(codes, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(f"{self.version}\n{content}".encode()).hexdigest()[:12]


def _content(code: Code) -> dict[str, Any]:
    """What the digest is of. That a code is no draft is not said, as it was not before there were
    drafts: what rests on a codebook stays bound to it."""
    return {key: value for key, value in asdict(code).items() if key != "draft" or value}
