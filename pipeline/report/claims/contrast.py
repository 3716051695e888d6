"""The method's rule: within one OZA the two groups of actors are not set against each other, and no
OZA is named of actors whose OZA may not be named (study.toml, `[comparison]`, `names_oza`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.config.study import Group
from pipeline.domain.ids import Actor
from pipeline.report.claims.phrases import Phrases
from pipeline.report.claims.plain import any_of, plain, whole
from pipeline.report.claims.spotting import Spotter
from pipeline.report.words import Names, unit_words

_ONE = 2
"""The first patterns of 'within' are about one OZA, the others about each of them."""


@dataclass(frozen=True)
class Contrasts:
    """Finds sentences that break a rule of the method."""

    phrases: Phrases
    spotter: Spotter
    names: Names
    groups: Sequence[Group]

    def within_oza(self, sentence: str) -> bool:
        """Whether a sentence sets actors of two groups against each other within one OZA."""
        text = plain(sentence)
        if not any(pattern.search(text) for pattern in self._within):
            return False
        actors = self.spotter.actors_in(sentence)
        for (before, first), (after, second) in _pairs(actors):
            if self._group(first) == self._group(second):
                continue
            if self._anywhere.search(text) or self._opening.match(text):
                return True
            if self._between.search(text[before:after]):
                return True
        return False

    def one_oza(self, sentence: str) -> bool:
        """Whether a sentence is about one OZA, so that 'alle ouders' are those of that one."""
        text = plain(sentence)
        return any(pattern.search(text) for pattern in self._within[:_ONE])

    def named_oza(self, sentence: str) -> Actor | None:
        """The actor whose OZA a sentence names by number though that may not be: 'de ouders van
        OZA 3 vertelden', 'in OZA 3 noemden ouders'. That an OZA works with parents may be told."""
        text = plain(sentence)
        if not any(pattern.search(text) for pattern in self._valued):
            return None
        for pattern in self._tied:
            for match in pattern.finditer(text):
                actor = self.spotter.actor(match["noun"])
                if actor is not None and not self.names[actor].names_oza:
                    return actor
        return None

    def _group(self, actor: Actor) -> str:
        return next((group.id for group in self.groups if actor in group.actors), "")

    @cached_property
    def _within(self) -> list[re.Pattern[str]]:
        # Plain text is lower case and has one kind of apostrophe.
        unit = unit_words(self.names)
        lists = (one.replace("OZA", unit) for one in self.phrases.contrast["within"])
        return [re.compile(rf"(?<!\w){one}", re.IGNORECASE) for one in lists]

    @cached_property
    def _between(self) -> re.Pattern[str]:
        return whole(self.phrases.contrast["between"])

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        return re.compile(rf"\W*{any_of(self.phrases.contrast['opening'])}(?!\w)")

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return whole(self.phrases.contrast["anywhere"])

    @cached_property
    def _tied(self) -> list[re.Pattern[str]]:
        noun = rf"(?P<noun>{any_of(self.spotter.actor_nouns)})(?![\w-])"
        oza = rf"(?:van|uit|in|op|bij|binnen) (?:de )?{plain(unit_words(self.names))}[ -]?\d+"
        some = r"(?: (?:de|een|beide|alle|enkele|sommige|\w+ van de|vrijwel alle|de meeste))?"
        apart = r"(?<!met )(?<!voor )(?<!tussen )(?<!aan )(?<!met de )(?<!voor de )(?<!aan de )"
        return [
            re.compile(rf"(?<![\w-]){apart}{noun} {oza}"),
            re.compile(rf"(?:^\W*|[,;:] ?){oza} {any_of(self._saying)}{some} {noun}"),
        ]

    @property
    def _saying(self) -> tuple[str, ...]:
        return (*self.phrases.grammar["saying"], "zijn", "waren")

    @cached_property
    def _valued(self) -> list[re.Pattern[str]]:
        """What somebody says or thinks, not what an OZA does."""
        stances = (*self.phrases.stance_words("sure").values(),)
        return [self.phrases.patterns["saying"], *stances]


def _pairs(
    actors: Sequence[tuple[int, Actor]],
) -> Iterator[tuple[tuple[int, Actor], tuple[int, Actor]]]:
    for at, first in enumerate(actors):
        for second in actors[at + 1 :]:
            yield first, second
