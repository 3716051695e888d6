"""A list of codes as another program keeps it: names in a tree, with a memo, a colour and sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.domain.ids import Actor


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """A code of another program.

    `key` is unique in the list: its guid, or else its place in the file. `parent` is the key of the
    code above it. `memo` is what the program has as description; `use` says when to choose it,
    `avoid` when not to. `codable` is False for what is only a heading there. `examples` may begin
    with who says them (`kind: …`).
    """

    key: str
    name: str
    parent: str = ""
    memo: str = ""
    use: str = ""
    avoid: str = ""
    examples: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    guid: str = ""
    colour: str = ""
    codable: bool = True


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A group of codes beside the tree; `members` are keys."""

    name: str
    members: tuple[str, ...]
    memo: str = ""
    guid: str = ""


@dataclass(frozen=True)
class CodeList:
    """All codes of a file, in its order.

    `implied` are the keys of codes that only stand there as the parent of another. `ignored` names
    what the file holds that has no place here, such as columns with counts.

    Raises:
        ValueError: for a key that occurs twice, a name without words, or a parent that is not in
            the list or below the code itself.
    """

    codes: tuple[ForeignCode, ...]
    sets: tuple[CodeSet, ...] = ()
    implied: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    _by_key: Mapping[str, ForeignCode] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key = {code.key: code for code in self.codes}
        object.__setattr__(self, "_by_key", by_key)
        if len(by_key) != len(self.codes):
            raise ValueError("een code staat twee keer in de lijst")
        if not all(code.name.strip() for code in self.codes):
            raise ValueError("een code heeft geen naam")
        if any(code.parent and code.parent not in by_key for code in self.codes):
            raise ValueError("een code hoort onder een code die niet in de lijst staat")
        if circle := in_a_circle({code.key: code.parent for code in self.codes}):
            raise ValueError(f"code '{by_key[circle].name}' is een voorouder van zichzelf")

    def __getitem__(self, key: str) -> ForeignCode:
        return self._by_key[key]

    def path(self, key: str) -> tuple[str, ...]:
        """The names from the top of the tree to a code."""
        names = []
        while key:
            names.append(self._by_key[key].name)
            key = self._by_key[key].parent
        return tuple(reversed(names))


def in_a_circle(parents: Mapping[str, str]) -> str:
    """A key that is its own ancestor; '' where there is none.

    Args:
        parents: key → the key above it, '' at the top.
    """
    safe: set[str] = set()
    for start in parents:
        seen: set[str] = set()
        key = start
        while key and key not in safe:
            if key in seen:
                return key
            seen.add(key)
            key = parents.get(key, "")
        safe.update(seen)
    return ""
