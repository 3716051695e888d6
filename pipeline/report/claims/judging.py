"""A claim against the numbers. It is wrong only when no reading of it is right: which theme of
those that may be meant, in which stance, of which actors. Precise rather than eager."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from pipeline.config.wording import Wording
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Stance
from pipeline.report.claims.claim import Mention, Subject
from pipeline.report.claims.resolving import Meant
from pipeline.report.claims.subjects import Theme
from pipeline.report.claims.tallying import Tally, ozas, respondents, shared
from pipeline.report.evidence import Evidence


class Verdict(StrEnum):
    """What comes of checking."""

    RIGHT = "klopt"
    WRONG = "klopt niet"
    UNCLEAR = "niet te controleren"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a claim, and the number it then has."""

    theme: Theme
    stance: Stance
    actors: tuple[Actor, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict; with WRONG the likeliest readings, one an actor, that say what it is."""

    verdict: Verdict
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class Stances:
    """What a clause says of stance: `sure` when it is about the stance itself, `hint` when its
    words may as well be the theme's own."""

    sure: Stance = Stance.NONE
    hint: Stance = Stance.NONE


@dataclass(frozen=True)
class Judge:
    evidence: Evidence
    wording: Wording

    def judge(
        self,
        mention: Mention,
        meant: Meant,
        stances: Stances,
        speaking: Sequence[Actor],
        *,
        partial: bool = False,
    ) -> Judgement:
        """Judges a claim.

        Args:
            speaking: the actors that an OZA or 'alle respondenten' may stand for here.
            partial: whether the sentence says that it is about a part of its theme.
        """
        if not meant.themes:
            return Judgement(Verdict.UNCLEAR)
        wrong: list[Reading] = []
        for readings in self._ways(mention, meant, stances, speaking):
            if not all(reading.tally.total for reading in readings):
                return Judgement(Verdict.UNCLEAR)
            failing = [reading for reading in readings if not self.says(mention, reading.tally)]
            if not failing:
                return Judgement(Verdict.RIGHT)
            wrong = wrong or failing
        # 'Enkele ouders kregen foto's' may be less than a theme has and still be right: it is about
        # a part of the theme. More than the theme has is wrong for a part of it as well.
        if any(self._may_be_part(mention, reading, meant, partial) for reading in wrong):
            return Judgement(Verdict.UNCLEAR)
        return Judgement(Verdict.WRONG, tuple(wrong)) if wrong else Judgement(Verdict.UNCLEAR)

    def _may_be_part(self, mention: Mention, reading: Reading, meant: Meant, partial: bool) -> bool:
        """Whether a mention says less than the number, and may be about a part of the theme."""
        tally, key = reading.tally, reading.theme.key
        may = [n for n in range(tally.total + 1) if self.says(mention, Tally(n, tally.total))]
        if not may or max(may) > tally.count:
            return False
        if partial or key in meant.labelled:
            return partial
        far = max(may) <= tally.count / 2
        return not (far and key in meant.strong)

    def says(self, mention: Mention, tally: Tally) -> bool:
        """Whether what a mention says is right for a number: each part of it."""
        if mention.total is not None and mention.total != tally.total:
            return False
        if mention.number is not None and not mention.number.allows(tally.count):
            return False
        quantity = mention.quantity
        return quantity is None or quantity.allows(tally.count, tally.total, self.wording)

    def contradicts_itself(self, mention: Mention) -> bool:
        """`vrijwel alle ouders (9 van de 15)`: wrong whatever it is about."""
        if mention.quantity is None or mention.number is None or not mention.total:
            return False
        if mention.number.mode or mention.number.value > mention.total:
            return mention.number.value > mention.total
        return not mention.quantity.allows(mention.number.value, mention.total, self.wording)

    def totals(self, mention: Mention, speaking: Sequence[Actor]) -> set[int]:
        """The numbers of whom a mention may count out of."""
        if mention.subject is Subject.OZAS:
            every = {len(self.evidence.ozas)}
            groups = [speaking, *([actor] for actor in speaking), list(Actor)]
            return every | {ozas(self.evidence, (), group).total for group in groups}
        actors = mention.actors
        groups = [actors, *([actor] for actor in actors)]
        if mention.everyone:
            groups += [speaking, *([actor] for actor in speaking)]
        return {respondents(self.evidence, (), group).total for group in groups}

    def _ways(
        self, mention: Mention, meant: Meant, stances: Stances, speaking: Sequence[Actor]
    ) -> Iterator[list[Reading]]:
        """Each way to take a claim, as the readings that then all have to be right: for 'vrijwel
        alle kinderen en ouders' those of each actor, or of both together."""
        for theme in meant.themes:
            for stance in self._stances(theme, stances):
                for groups in _groups(mention, speaking):
                    yield [self._reading(mention, theme, stance, group) for group in groups]
                    if mention.subject is Subject.OZAS:
                        yield [self._of_all(theme, stance, group) for group in groups]
        if len(meant.themes) > 1 and mention.subject is Subject.RESPONDENTS:
            for pair in combinations(meant.themes[:3], 2):
                for groups in _groups(mention, speaking):
                    yield [self._either(pair, stances.sure, group) for group in groups]
                    yield [self._both(pair, stances.sure, group) for group in groups]

    def _stances(self, theme: Theme, stances: Stances) -> list[Stance]:
        if theme.stance is not Stance.NONE:
            return [theme.stance]
        if stances.sure is not Stance.NONE:
            return [stances.sure]
        return [Stance.NONE] + ([stances.hint] if stances.hint is not Stance.NONE else [])

    def _reading(
        self, mention: Mention, theme: Theme, stance: Stance, actors: tuple[Actor, ...]
    ) -> Reading:
        count = ozas if mention.subject is Subject.OZAS else respondents
        return Reading(theme, stance, actors, count(self.evidence, theme.codes, actors, stance))

    def _of_all(self, theme: Theme, stance: Stance, actors: tuple[Actor, ...]) -> Reading:
        """Out of all OZA's of the study, also where some of these actors were not spoken to."""
        count = ozas(self.evidence, theme.codes, actors, stance).count
        return Reading(theme, stance, actors, Tally(count, len(self.evidence.ozas)))

    def _either(
        self, pair: tuple[Theme, Theme], stance: Stance, actors: tuple[Actor, ...]
    ) -> Reading:
        codes = [code for theme in pair for code in theme.codes]
        tally = respondents(self.evidence, codes, actors, stance)
        return Reading(pair[0], stance, actors, tally)

    def _both(
        self, pair: tuple[Theme, Theme], stance: Stance, actors: tuple[Actor, ...]
    ) -> Reading:
        tally = shared(self.evidence, [theme.codes for theme in pair], actors, stance)
        return Reading(pair[0], stance, actors, tally)


def _groups(mention: Mention, speaking: Sequence[Actor]) -> list[list[tuple[Actor, ...]]]:
    """The ways to take who is meant, each as the groups of actors that it speaks of."""
    if mention.subject is Subject.OZAS:
        own = mention.actors or tuple(speaking)
        single: list[list[tuple[Actor, ...]]] = [[(actor,)] for actor in own]
        return [[own], *single]
    if mention.everyone:
        every = tuple(speaking)
        return [[every], [(actor,) for actor in every]]
    if len(mention.actors) == 1:
        return [[mention.actors]]
    return [[(actor,) for actor in mention.actors], [mention.actors]]
