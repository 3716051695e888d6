"""Of what theme a clause speaks: what the author marked, what its words name, or its section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.domain.chapters import Chapters, Section
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.report.claims.lexicon import Lexicon
from pipeline.report.claims.places import Place
from pipeline.report.claims.subjects import Theme

ALONE, HERE, NEAR, ANYWHERE = 6.0, 6.5, 8.0, 12.0
"""How much a clause has to name the one theme of its section, one of several there, one of its
chapter, or one of the whole study, as `Lexicon.scores` counts. Set on sentences of our own."""
_STRONG = 16.0
_RIVAL = 0.7
"""A theme that is named for so large a part as the best one may be meant as well."""
_STRANGER = 1.8
"""A theme from elsewhere that is named so much more than the best one here may be meant."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The themes that a clause may be about, the likeliest first; none when that is unclear.

    `sure` says that the author marked it; `labelled` are the themes that are named by a word of
    their label, and not only by something that belongs to them; `strong` those named by several.
    """

    themes: tuple[Theme, ...] = ()
    sure: bool = False
    labelled: frozenset[str] = frozenset()
    strong: frozenset[str] = frozenset()

    def __add__(self, other: Meant) -> Meant:
        more = tuple(theme for theme in other.themes if theme not in self.themes)
        labelled, strong = self.labelled | other.labelled, self.strong | other.strong
        return Meant(self.themes + more, self.sure, labelled, strong)


@dataclass(frozen=True)
class Resolver:
    """Finds the themes a clause may be about."""

    lexicon: Lexicon
    codebook: Codebook
    chapters: Chapters

    def marked(self, key: str) -> Meant:
        return Meant((self.lexicon.themes[key],), True, frozenset((key,))) if key else Meant()

    def named(self, whole: str, text: str, place: Place, actors: Sequence[Actor]) -> Meant:
        """The themes that the words of a clause name, for actors to whom they apply: those of its
        own section first, then of its chapter, then of the study. A label that stands there as it
        is leaves no doubt.

        Args:
            whole, text: what the clause says, and that without words that name no theme.
        """
        literal = [key for key in self.lexicon.literal(whole) if self._applies(key, actors)]
        if literal:
            themes = tuple(self.lexicon.themes[key] for key in literal)
            return Meant(themes, labelled=frozenset(literal), strong=frozenset(literal))
        scores = {
            key: score
            for key, score in self.lexicon.scores(text).items()
            if self._applies(key, actors)
        }
        everywhere = max(scores.values(), default=0.0)
        for keys, least in self._circles(place, scores):
            ranked = sorted(keys, key=lambda key: (-scores[key], key))
            if not ranked or scores[ranked[0]] < least:
                continue
            best = scores[ranked[0]]
            chosen = [key for key in ranked if scores[key] >= _RIVAL * best]
            if everywhere >= _STRANGER * best:
                if best < NEAR:
                    return Meant()
                strangers = [k for k, s in scores.items() if s >= _RIVAL * everywhere]
                chosen += sorted(k for k in strangers if k not in chosen)
            labelled = frozenset(k for k in chosen if self.lexicon.labelled(k, text))
            if least >= ANYWHERE and chosen[0] not in labelled:
                return Meant()
            strong = frozenset(key for key in chosen if scores[key] >= _STRONG)
            themes = tuple(self.lexicon.themes[key] for key in chosen)
            return Meant(themes, labelled=labelled, strong=strong)
        return Meant()

    def section(self, place: Place, actors: Sequence[Actor]) -> Meant:
        """The section as a whole, where the place is one section that presents codes."""
        own = [s for s in place.sections if s.codes and not s.composed]
        if len(own) != 1 or not set(actors) <= set(own[0].actors):
            return Meant()
        key = own[0].key
        return Meant((self.lexicon.themes[key],), labelled=frozenset((key,)))

    def fits_place(self, place: Place, actors: Sequence[Actor]) -> bool:
        """Whether these actors are the ones that speak here: in a section on professionals 'alle
        kinderen' are those they speak of."""
        speaking = {actor for section in place.sections for actor in section.actors}
        return not speaking or set(actors) <= speaking

    def _applies(self, key: str, actors: Sequence[Actor]) -> bool:
        """Whether every actor could speak of some code of a theme."""
        codes = self.lexicon.themes[key].codes
        return all(any(actor in self.codebook[code].actors for code in codes) for actor in actors)

    def _circles(self, place: Place, scores: Iterable[str]) -> list[tuple[list[str], float]]:
        """(theme keys, least score): of the section, of its chapter, of the study."""
        known = list(scores)
        here = self._keys(place.sections)
        chapter = ".".join(place.number.split(".")[:2])
        near = self._keys(s for s in self.chapters.sections if s.number.startswith(chapter))
        concluding = any(s.contents == "conclusies" for s in place.sections)
        plain = [key for key in known if not key.startswith("conclusie / ")]
        return [
            ([key for key in known if key in here], HERE if self._several(place) else ALONE),
            ([key for key in known if concluding and key not in plain], NEAR),
            ([key for key in plain if key in near], NEAR if chapter else ANYWHERE),
            (plain, ANYWHERE),
        ]

    def _several(self, place: Place) -> bool:
        """Whether a place presents more than one theme."""
        sections = [s for s in place.sections if s.codes]
        return len(sections) != 1 or len(self.lexicon.themes[sections[0].key].codes) != 1

    def _keys(self, sections: Iterable[Section]) -> frozenset[str]:
        found: set[str] = set()
        for section in sections:
            if section.codes:
                found |= {section.key, *self.lexicon.themes[section.key].codes}
        return frozenset(found)
