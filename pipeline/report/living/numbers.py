"""The numbers of a composition by the names that authors use for themes and actors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.report.compose import Composition
from pipeline.report.themes import Count
from pipeline.report.words import Names


class TagError(Exception):
    """Why a tag cannot be filled in, in words for the author."""


@dataclass(frozen=True)
class Numbers:
    """Counts per theme and actor. A theme is a section, a code or a conclusion.

    `names` gives the theme for each way to name it (folded); `counts` the count for a theme and
    an actor; `sections` the keys of the sections in the order of the report.
    """

    names: Mapping[str, str]
    counts: Mapping[tuple[str, Actor], Count]
    sections: tuple[str, ...]
    actors: Mapping[str, Actor]

    def theme(self, named: str) -> str:
        """The key of a theme. Raises TagError, with what resembles it, when there is none."""
        found = self.names.get(_folded(named))
        if found is None:
            raise TagError(f"er is geen thema ‘{named}’{_near(named, self.names)}")
        return found

    def section(self, named: str) -> str:
        """The key of a section by key, number or heading. Raises TagError when there is none."""
        key = self.theme(named)
        if key not in self.sections:
            raise TagError(f"‘{named}’ is geen paragraaf")
        return key

    def actor(self, named: str) -> Actor:
        found = self.actors.get(_folded(named))
        if found is None:
            raise TagError(f"er is geen actor ‘{named}’{_near(named, self.actors)}")
        return found

    def count(self, theme: str, actor: str) -> Count:
        """Raises TagError where the theme is not reported for the actor."""
        key, who = self.theme(theme), self.actor(actor)
        if (key, who) not in self.counts:
            raise TagError(f"‘{theme}’ wordt voor {who} niet gerapporteerd")
        return self.counts[key, who]


def numbers_of(composition: Composition, codebook: Codebook, names: Names) -> Numbers:
    """Everything that may be named: a heading or number that two sections share names neither."""
    keys = [part.key for part in composition.parts if part.key]
    counts: dict[tuple[str, Actor], Count] = {}
    for themes in composition.sections:
        for count in themes.whole:
            counts[themes.section.key, count.actor] = count
        for theme in themes.themes:
            for count in theme.counts:
                counts[theme.code, count.actor] = count
    for conclusion in composition.conclusions:
        for count in conclusion.counts:
            counts[conclusion.conclusion.id, count.actor] = count
    known: dict[str, str] = {}
    ways = [(key, key.partition(" ")[0]) for key in keys]
    ways += [(key, key.partition(" ")[2]) for key in keys]
    _add_unique(known, ways)
    _add_unique(known, [(code.id, code.label) for code in codebook])
    for key in (*keys, *(code.id for code in codebook), *(key for key, _ in counts)):
        known[_folded(key)] = key
    actors = {_folded(way): a for a in names for way in (a, names[a].singular, names[a].plural)}
    return Numbers(known, counts, tuple(keys), actors)


def _add_unique(known: dict[str, str], ways: Sequence[tuple[str, str]]) -> None:
    several = [_folded(way) for _, way in ways]
    for key, way in ways:
        if several.count(_folded(way)) == 1:
            known.setdefault(_folded(way), key)


def _folded(text: str) -> str:
    return " ".join(str(text).split()).casefold().replace("’", "'")


def _near(named: str, known: Iterable[str]) -> str:
    found = get_close_matches(_folded(named), list(known), n=1, cutoff=0.6)
    return f"; bedoelt u ‘{found[0]}’?" if found else ""
