"""phrases.toml → the words by which Dutch reports say who, how many and how they value it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Stance
from pipeline.report.claims.plain import plain, whole
from pipeline.report.claims.quantities import Quantity
from pipeline.report.words import Names


@dataclass(frozen=True)
class Phrases:
    """The data of phrases.toml, as it is read; the patterns match plain text (`plain.plain`)."""

    quantities: tuple[Quantity, ...]
    numbers: Mapping[str, tuple[str, ...]]
    actors: Mapping[Actor, tuple[str, ...]]
    who: Mapping[str, tuple[str, ...]]
    grammar: Mapping[str, tuple[str, ...]]
    stances: Mapping[Stance, Mapping[str, tuple[str, ...]]]
    contrast: Mapping[str, tuple[str, ...]]
    speakers: Mapping[Actor, tuple[str, ...]]
    least_words: int
    most_difference: float

    @cached_property
    def by_words(self) -> Mapping[str, Quantity]:
        """The words of a quantifier, plain → what they allow."""
        return {plain(word): quantity for quantity in self.quantities for word in quantity.words}

    @cached_property
    def numerals(self) -> Mapping[str, int]:
        """A number as it is written, plain → its value; digits are not in it."""
        named = {plain(word): at for at, word in enumerate(self.numbers["numerals"])}
        return {**named, "een-en-twintig": 21, "éen": 1, "eén": 1}

    @cached_property
    def modes(self) -> Mapping[str, str]:
        """A word before a number → 'at_least' and so on, '' where it changes nothing."""
        return {
            plain(word): "" if mode == "exactly" else mode
            for mode, words in self.numbers.items()
            if mode != "numerals"
            for word in words
        }

    @cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """The lists of [grammar] as patterns of whole words."""
        return {name: whole(words) for name, words in self.grammar.items() if words}

    def actor_words(self, names: Names) -> Mapping[str, Actor]:
        """A word for an actor, plain → the actor: ours, and what the study itself calls them."""
        found: dict[str, Actor] = {}
        for actor in names:
            own = (names[actor].singular, names[actor].plural)
            for word in (*self.actors.get(actor, ()), *(part.split()[-1] for part in own)):
                found.setdefault(plain(word), actor)
        return found

    def stance_words(self, kind: str) -> Mapping[Stance, re.Pattern[str]]:
        """Patterns of the words that are 'sure' of a stance, or a 'hint' of it."""
        return {
            stance: whole(lists[kind]) for stance, lists in self.stances.items() if lists.get(kind)
        }


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The phrases that come with the program."""
    data = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))
    return Phrases(
        quantities=tuple(_quantity(entry) for entry in data["quantities"]),
        numbers=_lists(data["numbers"]),
        actors={Actor(name): tuple(entry["words"]) for name, entry in data["actors"].items()},
        who=_lists(data["who"]),
        grammar=_lists(data["grammar"]),
        stances={Stance(name): _lists(entry) for name, entry in data["stances"].items()},
        contrast=_lists(data["contrast"]),
        speakers={Actor(name): tuple(words) for name, words in data["speakers"].items()},
        least_words=data["quotations"]["least_words"],
        most_difference=data["quotations"]["most_difference"],
    )


def _quantity(entry: Mapping[str, Any]) -> Quantity:
    lists = {name: tuple(entry.get(name, ())) for name in ("words", "like")}
    values: dict[str, Any] = {**entry, **lists}
    return Quantity(**values)


def _lists(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in table.items()}
