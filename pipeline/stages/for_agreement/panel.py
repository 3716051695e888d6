"""Who judged which segments, as arrays: what agreement is worked out from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.agreement import Level
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor, RespondentId
from pipeline.stages.shared.readings import Unit
from pipeline.stats.arrays import Flags
from pipeline.stats.resampling import Resample, resample

Ratings = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Subject:
    """A code, or a main code with what stands below it: any of `codes` given is this given."""

    level: Level
    id: str
    branch: str
    label: str
    codes: frozenset[str]
    actors: frozenset[Actor]


@dataclass(frozen=True)
class Panel:
    """Some coders and the segments that at least two of them judged.

    `given` (segments, coders, codes) says what was given, codes in the order of the codebook;
    `judged` (segments, coders) who judged what.
    """

    coders: tuple[str, ...]
    units: tuple[Unit, ...]
    codebook: Codebook
    given: Flags
    judged: Flags
    draws: Resample
    seed: int

    @classmethod
    def of(
        cls,
        coders: Sequence[str],
        units: Iterable[Unit],
        codebook: Codebook,
        count: int,
        seed: int,
    ) -> Panel | None:
        """None where no segment was judged by two of them."""
        own = tuple(unit for unit in units if sum(c in unit.by for c in coders) > 1)
        if not own:
            return None
        place = {code.id: at for at, code in enumerate(codebook)}
        given = np.zeros((len(own), len(coders), len(place)), dtype=np.bool_)
        judged = np.zeros(given.shape[:2], dtype=np.bool_)
        for row, unit in enumerate(own):
            for at, coder in enumerate(coders):
                if coder in unit.by:
                    judged[row, at] = True
                    known = [place[code] for code in unit.by[coder].codes if code in place]
                    given[row, at, known] = True
        draws = resample([unit.respondent for unit in own], count=count, seed=seed)
        return cls(tuple(coders), own, codebook, given, judged, draws, seed)

    @cached_property
    def respondents(self) -> list[str]:
        return [unit.respondent for unit in self.units]

    @cached_property
    def actors(self) -> list[Actor]:
        known = {name: RespondentId.parse(name).actor for name in set(self.respondents)}
        return [known[name] for name in self.respondents]

    def ratings(self, subject: Subject) -> Ratings:
        """(segments, coders): 1 given, 0 not given, -1 not judged.

        A code that does not apply to an actor could not be given there, and 'not given' would say
        nothing; where somebody gave it all the same, it could.
        """
        columns = [at for at, code in enumerate(self.codebook) if code.id in subject.codes]
        given: Flags = np.any(self.given[:, :, columns], axis=2)
        could = np.array([a in subject.actors for a in self.actors]) | given.any(axis=1)
        return np.where(self.judged & could[:, None], given, -1).astype(np.int8)


def groups_of(coders: Sequence[str]) -> list[tuple[str, ...]]:
    """All coders together, and then every pair; of two coders only the pair."""
    return list(dict.fromkeys([tuple(coders), *combinations(coders, 2)]))


def subjects_of(codebook: Codebook) -> list[Subject]:
    """Every code, and every main code that has others below it, in the order of the codebook."""
    found = []
    for code in codebook:
        main = ([code.id] + [above.id for above in codebook.ancestors(code.id)])[-1]
        below = frozenset(codebook.with_descendants(code.id))
        if not code.parent and len(below) > 1:
            actors = frozenset(actor for one in below for actor in codebook[one].actors)
            found.append(Subject(Level.BRANCH, code.id, "", code.label, below, actors))
        own = frozenset({code.id})
        branch = main if code.parent or len(below) > 1 else ""
        found.append(Subject(Level.CODE, code.id, branch, code.label, own, frozenset(code.actors)))
    return found


def same_codes(panel: Panel) -> Flags:
    """(segments,) whether all who judged a segment gave it the very same codes."""
    anybody = (panel.given & panel.judged[:, :, None]).any(axis=1)
    everybody = (panel.given | ~panel.judged[:, :, None]).all(axis=1)
    same: Flags = (anybody == everybody).all(axis=1)
    return same
