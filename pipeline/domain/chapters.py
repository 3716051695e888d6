"""The chapter map: which code is presented where, for which actors (seed study, chapters 3, 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Stance

CONTENTS = ("ozas", "steekproef", "methode", "conclusies")
"""The tables of the OZA's, those of the respondents, how the analysis was done, and the conclusions
with who carries them."""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section, or a sub-heading within one that carries the section's number.

    `codes` are as written in chapters.toml; a branch code stands for itself and all below it.
    A composed section ('Samenvattend') summarises codes that other sections present. `asked` are
    the actors for whom this was a subject of the interview guide; others may raise it unasked.
    `contents` is what else stands in a section: one of CONTENTS, or nothing. `shows` are pieces of
    the study's appraisal at its head, each as a tag with its arguments: 'plaatsing kwaliteit'.
    """

    number: str
    heading: str
    actors: tuple[Actor, ...] = ()
    codes: tuple[str, ...] = ()
    part_of: str = ""
    composed: bool = False
    asked: tuple[Actor, ...] = ()
    contents: str = ""
    shows: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.number} {self.heading}"

    @property
    def level(self) -> int:
        """Depth of the heading in a document, from 1."""
        return self.number.count(".") + 1 + bool(self.part_of)

    @property
    def title(self) -> str:
        """As it is printed: sub-headings within a section have no number of their own."""
        return self.heading if self.part_of else f"{self.number} {self.heading}"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A conclusion of chapter 4: the codes it rests on and the actors that could carry it.

    With a stance only codings of that stance count: who praises the transport does not carry the
    conclusion that it is a burden.
    """

    group: str
    id: str
    label: str
    codes: tuple[str, ...]
    actors: tuple[Actor, ...]
    stance: Stance = Stance.NONE


@dataclass(frozen=True)
class Chapters:
    """Sections and conclusions in the order of the report."""

    sections: tuple[Section, ...]
    conclusions: tuple[Conclusion, ...]
    _home: dict[tuple[str, Actor], Section] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_home", {})

    @classmethod
    def build(
        cls, sections: Sequence[Section], conclusions: Sequence[Conclusion], codebook: Codebook
    ) -> Chapters:
        """Checks the map against the codebook.

        Raises:
            ValueError: when a code is presented twice, or nowhere, for an actor it applies to.
        """
        chapters = cls(tuple(sections), tuple(conclusions))
        for section in sections:
            if section.composed:
                continue
            for code in section.codes:
                for below in codebook.with_descendants(code):
                    for actor in section.actors:
                        chapters._place(section, below, actor, codebook)
        for leaf in codebook.leaves:
            for actor in leaf.actors:
                if (leaf.id, actor) not in chapters._home:
                    raise ValueError(f"code '{leaf.id}' heeft geen paragraaf voor actor '{actor}'")
        return chapters

    def _place(self, section: Section, code: str, actor: Actor, codebook: Codebook) -> None:
        if actor not in codebook[code].actors:
            return
        already = self._home.setdefault((code, actor), section)
        if already is not section:
            raise ValueError(
                f"code '{code}' staat voor actor '{actor}' in twee paragrafen: "
                f"'{already.key}' en '{section.key}'"
            )

    def section_for(self, code: str, actor: Actor) -> Section | None:
        """The section that presents this code for this actor, or None when it does not apply."""
        return self._home.get((code, actor))

    def codes_in(self, section: Section, codebook: Codebook) -> tuple[str, ...]:
        """All codes a section presents, branches unfolded, in the order of the codebook."""
        below = {c for code in section.codes for c in codebook.with_descendants(code)}
        return tuple(code.id for code in codebook if code.id in below)
