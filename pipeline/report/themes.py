"""How many respondents of how many raised what: the numbers of the report, each with its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.chapters import Chapters, Conclusion, Section
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Coding, Stance
from pipeline.report.evidence import Evidence


class Standing(StrEnum):
    """Why a number is what it is: nobody raised it and nobody was asked are different things."""

    RAISED = "ingebracht"
    NOT_RAISED = "niet ingebracht"
    NOT_ASKED = "niet gevraagd"
    NOT_VALIDATED = "nog niet gevalideerd"


@dataclass(frozen=True, slots=True)
class Count:
    """`count` respondents of `total` of one actor raised something, and where that can be seen.

    `everyone` are the respondents of that actor who count. `key` names this number in every output
    and in the provenance. `asked` is whether the subject
    belonged to the interviews with this actor; who raises it unasked still counts.
    """

    key: str
    actor: Actor
    total: int
    respondents: tuple[str, ...]
    codings: tuple[Coding, ...]
    asked: bool = True
    everyone: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.respondents)

    @property
    def standing(self) -> Standing:
        if self.respondents:
            return Standing.RAISED
        if not self.asked:
            return Standing.NOT_ASKED
        return Standing.NOT_RAISED if self.total else Standing.NOT_VALIDATED

    @property
    def ozas(self) -> tuple[int, ...]:
        return tuple(sorted({RespondentId.parse(r).oza for r in self.respondents}))

    @property
    def stances(self) -> Mapping[Stance, int]:
        """Respondents per stance; one who says both good and bad of it counts in both."""
        pairs = {(c.respondent, c.stance) for c in self.codings if c.stance is not Stance.NONE}
        return Counter(stance for _, stance in sorted(pairs))


@dataclass(frozen=True, slots=True)
class Theme:
    """A code as a row of a section: its depth below the section, and a count per actor."""

    code: str
    label: str
    depth: int
    counts: tuple[Count, ...]

    def of(self, actor: Actor) -> Count:
        return next(count for count in self.counts if count.actor is actor)


@dataclass(frozen=True, slots=True)
class SectionThemes:
    """A section with the count of the whole and of each of its themes."""

    section: Section
    whole: tuple[Count, ...]
    themes: tuple[Theme, ...]

    def of(self, actor: Actor) -> Count:
        return next(count for count in self.whole if count.actor is actor)


@dataclass(frozen=True, slots=True)
class ConclusionThemes:
    """A conclusion with, per actor that could carry it, how many do."""

    conclusion: Conclusion
    counts: tuple[Count, ...]


def section_themes(
    section: Section, evidence: Evidence, chapters: Chapters, codebook: Codebook
) -> SectionThemes:
    """Counts a section. A branch code counts who raised it or anything below it."""
    codes = chapters.codes_in(section, codebook)
    shown = set(codes)
    themes = []
    for code in codes:
        below = codebook.with_descendants(code)
        counts = tuple(
            _count(
                f"{section.key} / {code} / {actor}",
                evidence,
                below,
                actor,
                asked=actor in codebook[code].actors and actor in section.asked,
            )
            for actor in section.actors
        )
        depth = sum(1 for above in codebook.ancestors(code) if above.id in shown)
        themes.append(Theme(code, codebook[code].label, depth, counts))
    whole = tuple(
        _count(
            f"{section.key} / geheel / {actor}",
            evidence,
            codes,
            actor,
            asked=actor in section.asked,
        )
        for actor in section.actors
    )
    return SectionThemes(section, whole, tuple(themes))


def conclusion_themes(
    conclusion: Conclusion, evidence: Evidence, codebook: Codebook
) -> ConclusionThemes:
    """Counts a conclusion of chapter 4 over the codes it rests on, in the stance it has."""
    codes = [below for code in conclusion.codes for below in codebook.with_descendants(code)]
    counts = []
    for actor in conclusion.actors:
        own = [code for code in dict.fromkeys(codes) if actor in codebook[code].actors]
        key = f"conclusie / {conclusion.id} / {actor}"
        counts.append(_count(key, evidence, own, actor, asked=bool(own), stance=conclusion.stance))
    return ConclusionThemes(conclusion, tuple(counts))


def _count(
    key: str,
    evidence: Evidence,
    codes: Sequence[str],
    actor: Actor,
    *,
    asked: bool = True,
    stance: Stance = Stance.NONE,
) -> Count:
    codings = [
        coding
        for coding in evidence.codings_of(codes, actor)
        if stance is Stance.NONE or coding.stance is stance
    ]
    raised = {coding.respondent for coding in codings}
    everyone = evidence.of_actor(actor)
    return Count(
        key=key,
        actor=actor,
        total=len(everyone),
        respondents=tuple(str(r.id) for r in everyone if str(r.id) in raised),
        codings=tuple(codings),
        asked=asked,
        everyone=tuple(str(r.id) for r in everyone),
    )
