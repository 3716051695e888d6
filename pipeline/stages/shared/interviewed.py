"""Who was interviewed in a wave, what they raised, and what they were asked, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from pipeline.config.study import Study
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.domain.respondent import Respondent
from pipeline.domain.unit import OZA, Unit, any_of
from pipeline.report.evidence import Evidence
from pipeline.stats.arrays import Flags, Whole
from pipeline.stats.comparing import with_branches


@dataclass(frozen=True, eq=False)
class People:
    """Interviewed respondents of a wave; codes are columns, in the order of the codebook.

    `raised` (respondents, codes) with branches, `coded` as it was coded, `asked` likewise; `counts`
    (respondents,) says whose report was read whole; `units` what an actor's number counts, where
    that is no OZA.
    """

    respondents: tuple[Respondent, ...]
    traits: Mapping[int, Mapping[str, str]]
    counts: Flags
    raised: Flags
    coded: Flags
    asked: Flags
    units: Mapping[Actor, Unit] = field(default_factory=dict)

    @property
    def actors(self) -> tuple[Actor, ...]:
        found = {one.actor for one in self.respondents}
        return tuple(actor for actor in Actor if actor in found)

    @property
    def ozas(self) -> Whole:
        return np.array([one.id.oza for one in self.respondents], dtype=np.int64)

    def unit_of(self, actors: Iterable[Actor]) -> Unit:
        """What the numbers of these actors count."""
        return any_of(self.units.get(actor, OZA) for actor in actors)

    def of(self, actors: Iterable[Actor]) -> People:
        """Only respondents of these actors."""
        wanted = set(actors)
        own = np.array([one.actor in wanted for one in self.respondents], dtype=np.bool_)
        kept = tuple(one for one, keep in zip(self.respondents, own, strict=True) if keep)
        return People(
            kept,
            self.traits,
            self.counts[own],
            self.raised[own],
            self.coded[own],
            self.asked[own],
            self.units,
        )


def people_of(evidence: Evidence, study: Study) -> People:
    """The respondents of a wave with what they raised."""
    book = study.codebook
    place = {code.id: at for at, code in enumerate(book)}
    row = {str(one.id): at for at, one in enumerate(evidence.respondents)}
    coded = np.zeros((len(row), len(place)), dtype=np.bool_)
    for coding in evidence.codings:
        if coding.code in place:
            coded[row[coding.respondent], place[coding.code]] = True
    per_actor = {actor: asked_of(study, actor) for actor in study.settings.actors}
    return People(
        evidence.respondents,
        {oza.number: oza.traits for oza in evidence.ozas},
        np.array([one in evidence.counting for one in row], dtype=np.bool_),
        with_branches(coded, parents_of(book)),
        coded,
        np.array([per_actor[one.actor] for one in evidence.respondents], dtype=np.bool_),
        {actor: own.unit for actor, own in study.settings.actors.items()},
    )


def parents_of(book: Codebook) -> list[int]:
    """(codes,) the place of each code's parent, -1 for none."""
    place = {code.id: at for at, code in enumerate(book)}
    return [place.get(code.parent, -1) for code in book]


def asked_of(study: Study, actor: Actor) -> list[bool]:
    """(codes,) whether it was a subject of the interviews; of a branch, whether anything in it."""
    book, chapters = study.codebook, study.chapters

    def own(code: str) -> bool:
        section = chapters.section_for(code, actor)
        return section is not None and actor in section.asked

    return [any(own(below) for below in book.with_descendants(code.id)) for code in book]
