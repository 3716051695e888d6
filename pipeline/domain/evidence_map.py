"""Which codes bear on which placements, and whose voice a passage is: data of a study.

The code knows no option and no party by name; this is what a study says of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.placement_evidence import View

_SERIAL = re.compile(r"\s*\d+$")


@dataclass(frozen=True, slots=True)
class Party:
    """A perspective, and how it is told that a passage is spoken from it: by a code on the passage,
    by who the respondent is, or by the speaker's label in a session ('School' also for 'School
    2')."""

    view: View
    actors: tuple[Actor, ...] = ()
    codes: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True)
class EvidenceMap:
    """The mapping of a study.

    `codes` is code → (option, criterion); a code says in its stance whether the passage is an
    argument for or against. `session` is the perspective of a conversation between parties, where
    nothing tells which of them speaks. `judged_from` names, for a criterion whose scale the study
    judges from some perspectives only, their ids.

    Raises:
        ValueError: when a perspective, actor, code or speaker occurs twice, or `judged_from` names
            a perspective that there is not.
    """

    codes: Mapping[str, tuple[str, str]]
    parties: tuple[Party, ...]
    session: Party
    judged_from: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        for problem in self._problems():
            raise ValueError(problem)

    @cached_property
    def views(self) -> tuple[View, ...]:
        """Every perspective, that of a session last."""
        return tuple(party.view for party in (*self.parties, self.session))

    def views_of(self, respondent: str, speaker: str, codes: Collection[str]) -> tuple[str, ...]:
        """From which perspectives a passage is spoken: what a coder said of it; else who was
        interviewed; else, in a session, the speaker's label; else the session itself.

        Args:
            respondent: the id, as `3G1`.
            speaker: the label in the report, '' for none.
            codes: all that count on the segment.

        Raises:
            ValueError: for an id that is none, or of an actor who has no perspective.
        """
        if voiced := [p.view.id for p in self.parties if not {*p.codes}.isdisjoint(codes)]:
            return tuple(voiced)
        return (self.spoken_from(respondent, speaker) or self.session.view.id,)

    def spoken_from(self, respondent: str, speaker: str) -> str:
        """The perspective of who speaks, whosever side is told: who was interviewed, or in a
        session the speaker's label; '' where that names no party.

        Raises:
            ValueError: as `views_of`.
        """
        actor = RespondentId.parse(respondent).actor
        if actor in self.session.actors:
            label = _plain(speaker)
            named = (p.view.id for p in self.parties if label in map(_plain, p.speakers))
            return next(named, "")
        for party in self.parties:
            if actor in party.actors:
                return party.view.id
        raise ValueError(f"voor '{actor}' is geen perspectief genoemd")

    def weighs(self, criterion: str, views: Collection[str]) -> bool:
        """Whether a passage from these perspectives bears on where options stand on a criterion."""
        judges = self.judged_from.get(criterion)
        return judges is None or not set(judges).isdisjoint(views)

    def _problems(self) -> Iterator[str]:
        every = (*self.parties, self.session)
        named: Mapping[str, list[str]] = {
            "perspectief": [p.view.id for p in every],
            "actor": [str(actor) for p in every for actor in p.actors],
            "code": [code for p in every for code in p.codes] + list(self.codes),
            "aanduiding": [_plain(speaker) for p in every for speaker in p.speakers],
        }
        for kind, names in named.items():
            if twice := sorted({name for name in names if names.count(name) > 1}):
                yield f"{kind} '{twice[0]}' komt twee keer voor"
        for criterion, judges in self.judged_from.items():
            if unknown := sorted(set(judges) - {p.view.id for p in every}):
                yield f"'{criterion}' noemt een onbekend perspectief '{unknown[0]}'"


def _plain(label: str) -> str:
    """A speaker's label without capitals and serial number."""
    return _SERIAL.sub("", label.strip()).casefold()
