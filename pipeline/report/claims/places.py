"""Where in the report a passage stands: which sections of the chapter map its heading means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain.chapters import Chapters, Section
from pipeline.report.claims.plain import plain

Lemmas = Callable[[str], Sequence[str]]
"""Text → its content words in base form."""
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)*)\.?(?=\s|$)\s*")
_ALIKE = 0.6
"""A heading whose words are for so large a part those of a section's means that section."""


@dataclass(frozen=True, slots=True)
class Place:
    """`number` is that of the last numbered heading ('' before the first), `heading` the text of
    the last heading; `sections` are those meant, none where the map knows no such heading."""

    number: str = ""
    heading: str = ""
    sections: tuple[Section, ...] = ()

    @property
    def name(self) -> str:
        """How a place is named to an author: `3.2.3`, or the heading where no number is known."""
        return self.number or self.heading


@dataclass(frozen=True)
class Places:
    """Follows the headings of a document through the chapter map."""

    chapters: Chapters
    lemmas: Lemmas

    def after(self, place: Place, heading: str) -> Place:
        """The place below a heading: by its number, or else its text, or else its words."""
        found = _NUMBER.match(heading)
        number = found[1] if found else ""
        title = heading[found.end() :] if found else heading
        own = [s for s in self.chapters.sections if plain(s.heading) == plain(title.strip(" ."))]
        # A heading that the map knows says more than its number: authors renumber.
        near = [s for s in own if s.number == (number or place.number)] or own
        if near:
            return Place(number or near[0].number, title, self._whole(near[0]))
        if number and self._numbered(number):
            return Place(number, title, self._numbered(number))
        alike = self._alike(title)
        if alike is not None:
            return Place(number or alike.number, title, self._whole(alike))
        if number:
            return Place(number, title)
        return Place(place.number, title, self._numbered(place.number) if place.number else ())

    def _numbered(self, number: str) -> tuple[Section, ...]:
        """The section of this number with all of its parts, and everything below it."""
        return tuple(
            s
            for s in self.chapters.sections
            if s.number == number or s.number.startswith(f"{number}.")
        )

    def _whole(self, section: Section) -> tuple[Section, ...]:
        """A part stands for itself, a section also for its parts."""
        return (section,) if section.part_of else self._numbered(section.number)

    def _alike(self, title: str) -> Section | None:
        words = frozenset(self.lemmas(title))
        if not words:
            return None
        scores = [
            (len(words & own) / len(words | own), section)
            for section, own in self._words
            if words & own
        ]
        best = max(scores, key=lambda pair: pair[0], default=None)
        return best[1] if best is not None and best[0] >= _ALIKE else None

    @cached_property
    def _words(self) -> list[tuple[Section, frozenset[str]]]:
        return [(s, frozenset(self.lemmas(s.heading))) for s in self.chapters.sections]
