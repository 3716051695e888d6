"""The report as blocks, in the order of the study's chapters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.config.study import Study
from pipeline.domain.chapters import Section
from pipeline.domain.ids import Actor
from pipeline.report.blocks import Block, Heading, Paragraph, Picture, Quote
from pipeline.report.evidence import Evidence
from pipeline.report.marked import chooser_of, marked_quotations
from pipeline.report.prose import conclusion_paragraph, section_paragraphs, summary_sentence
from pipeline.report.quotations import Quotation, SentenceEnds
from pipeline.report.sample import (
    age_table,
    gender_sentence,
    oza_table,
    per_oza_table,
    respondent_table,
    returning_sentence,
)
from pipeline.report.theme_tables import conclusion_table, section_table
from pipeline.report.themes import (
    ConclusionThemes,
    SectionThemes,
    Standing,
    conclusion_themes,
    section_themes,
)
from pipeline.report.validation import validation_table

READING = (
    "Getallen zijn aantallen respondenten van één actor. ‘11 van de 15’ betekent: elf van de"
    " vijftien respondenten van wie het verslag geheel is gevalideerd. Een groepsgesprek telt als"
    " één respondent. ‘Niet ingebracht’: het onderwerp hoorde bij het gesprek, maar niemand sprak"
    " erover. ‘Niet gevraagd’: het onderwerp hoorde niet bij het gesprek. ‘Nog niet gevalideerd’:"
    " van deze actor is nog geen verslag geheel nagekeken."
)
DRAFT = (
    "Alinea’s met een blauwe streep zijn concepttekst van het programma: ze zeggen wat de getallen"
    " dragen en niet meer. De auteur schrijft wat er is gezegd."
)
_NUMBERED_LABEL = re.compile(r"\[(naam [a-z]+) \d+\]", re.IGNORECASE)
UNCODED = (
    "Er is nog niets gecodeerd. Wat het rapport over de studie zelf zegt, staat er al; over de"
    " gesprekken zegt het nog niets."
)
_UNCODED_HERE = "Hierover is nog niets gecodeerd."
_STUB = "[Inleiding: door de auteur te schrijven.]"


@dataclass(frozen=True, slots=True)
class Part:
    """What the program writes under one heading. `key` is that of the section; empty for what
    stands before the first one. `shown` are pieces of the study's appraisal, which stand first."""

    key: str
    heading: Heading | None
    blocks: tuple[Block, ...]
    shown: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Composition:
    """The report in its parts, and everything in them that can be opened."""

    title: str
    parts: tuple[Part, ...]
    sections: tuple[SectionThemes, ...]
    conclusions: tuple[ConclusionThemes, ...]
    quoted: tuple[tuple[str, Quotation], ...]
    marked: tuple[Quotation, ...] = ()

    @property
    def quotable(self) -> tuple[Quotation, ...]:
        """Everything that an author may place by its id: what people marked, and what is quoted."""
        every = (*self.marked, *self.quotations)
        return tuple(replace(quotation, text=published(quotation.text)) for quotation in every)

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """In the order of the report; `quoted` has them with the heading they stand under."""
        return tuple(quotation for _, quotation in self.quoted)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All of it, in the order of the report."""
        headed = (
            (*([part.heading] if part.heading else []), *part.shown, *part.blocks)
            for part in self.parts
        )
        return tuple(block for blocks in headed for block in blocks)


def compose(
    study: Study,
    evidence: Evidence,
    sentences: SentenceEnds,
    pictures: Mapping[str, Picture],
    method: Sequence[Block] = (),
    shown: Mapping[str, Sequence[Block]] | None = None,
) -> Composition:
    """Composes the report.

    Args:
        sentences: where the sentences of a text end, for cutting quotations.
        pictures: figure by the number of the section that it opens.
        method: what stands in the section about the analysis.
        shown: what stands at the head of a section, by its key.
    """
    shown = shown or {}
    writer = _Writer(study, evidence, sentences, pictures, method, shown)
    writer.opening()
    parts = [Part("", None, writer.written())]
    for section in study.chapters.sections:
        writer.section(section)
        heading = Heading(section.title, section.level)
        own = tuple(shown.get(section.key, ()))
        parts.append(Part(section.key, heading, writer.written(), own))
    return Composition(
        f"{study.settings.title}: {evidence.wave.replace('-', ' ')}",
        tuple(parts),
        tuple(writer.themes.values()),
        tuple(writer.conclusions),
        tuple(writer.quoted),
        tuple(writer.marked),
    )


class _Writer:
    """Collects blocks while walking through the sections."""

    def __init__(
        self,
        study: Study,
        evidence: Evidence,
        sentences: SentenceEnds,
        pictures: Mapping[str, Picture],
        method: Sequence[Block],
        shown: Mapping[str, Sequence[Block]],
    ) -> None:
        self.study, self.evidence, self.pictures = study, evidence, pictures
        self.method, self.shown = method, shown
        self.names, self.wording = study.settings.actors, study.wording
        self.blocks: list[Block] = []
        self.themes = {
            section.key: section_themes(section, evidence, study.chapters, study.codebook)
            for section in study.chapters.sections
            if section.codes and not section.composed
        }
        self.tables = 0
        self.conclusions: list[ConclusionThemes] = []
        self.quoted: list[tuple[str, Quotation]] = []
        self.ozas_of = {
            actor: len({r.id.oza for r in evidence.of_actor(actor)}) for actor in self.names
        }
        chooser = chooser_of(study, evidence, sentences)
        self.chosen = chooser.choose_all(list(self.themes.values()))
        self.marked = marked_quotations(study, evidence, sentences)

    def add(self, *blocks: Block | None) -> None:
        self.blocks += [block for block in blocks if block is not None]

    def written(self) -> tuple[Block, ...]:
        """What was added since the last time this was asked."""
        blocks, self.blocks = tuple(self.blocks), []
        return blocks

    def opening(self) -> None:
        settings = self.study.settings
        if settings.demonstration:
            self.add(
                Paragraph(
                    "Dit is een demonstratie. De verslagen zijn verzonnen en gaan over niemand.",
                    "voorbehoud",
                )
            )
        self.add(
            Paragraph(settings.caveat, "voorbehoud"),
            Paragraph(READING),
            Paragraph(DRAFT, "concept"),
            validation_table(self.evidence, self.study),
        )
        self.add(*(Paragraph(text, "noot") for text in self._left_out()))

    def _left_out(self) -> list[str]:
        texts = [] if self.evidence.coders else [UNCODED]
        for ids, one, many in (
            (
                self.evidence.begun,
                "is deels gevalideerd en telt nog niet mee",
                "zijn deels gevalideerd en tellen nog niet mee",
            ),
            (self.evidence.untouched, "is nog niet gevalideerd", "zijn nog niet gevalideerd"),
        ):
            if ids:
                texts.append(
                    f"1 verslag {one}." if len(ids) == 1 else f"{len(ids)} verslagen {many}."
                )
        if texts:
            texts.append(
                "De tabellen over de steekproef gaan over alle ingelezen verslagen, de getallen"
                " over thema’s alleen over de geheel gevalideerde."
            )
        if self.evidence.orphans:
            texts.append(
                f"{self.evidence.orphans} eerder gevalideerde segmenten staan niet meer in de"
                " verslagen en tellen niet mee; de beslissingen zijn bewaard."
            )
        return texts

    def section(self, section: Section) -> None:
        if section.number in self.pictures and not section.part_of:
            self.add(Paragraph(_STUB, "noot"), self.pictures[section.number])
        elif section.contents == "ozas":
            self.add(oza_table(self.evidence.ozas, self.names))
        elif section.contents == "steekproef":
            self._sample()
        elif section.contents == "methode":
            self.add(*self.method)
        elif section.contents == "conclusies":
            self._conclusions()
        elif section.composed:
            self._composed(section)
        elif section.codes:
            self._themes(section)
        elif section.key not in self.shown:
            self.add(Paragraph(_STUB, "noot"))

    def _sample(self) -> None:
        people = self.evidence.respondents
        self.add(
            respondent_table(people, self.names),
            per_oza_table(people, self.names),
            age_table(people),
        )
        text = gender_sentence(people, Actor.OUDER, self.names)
        self.add(Paragraph(text) if text else None)
        back = returning_sentence(people, self.evidence.returned)
        self.add(Paragraph(back) if back else None)

    def _themes(self, section: Section) -> None:
        if not self.evidence.coders:
            self.add(Paragraph(_UNCODED_HERE, "concept"))
            return
        themes = self.themes[section.key]
        for text in section_paragraphs(themes, self.wording, self.names):
            self.add(Paragraph(text, "concept"))
        for quotation in self.chosen[section.key]:
            self.quoted.append((section.heading, quotation))
            key = quotation_key(len(self.quoted))
            self.add(Quote(published(quotation.text), quotation.attribution, key))
        if any(count.standing is Standing.RAISED for count in themes.whole):
            self.tables += 1
            self.add(section_table(themes, self.names, self.ozas_of, self.tables))

    def _composed(self, section: Section) -> None:
        """'Samenvattend': a sentence for each section that presents its codes, a paragraph for
        each number."""
        codes = set(self.study.chapters.codes_in(section, self.study.codebook))
        chapter = section.number.split(".")[0]
        by_number: dict[str, list[str]] = {}
        for themes in self.themes.values():
            own = set(self.study.chapters.codes_in(themes.section, self.study.codebook))
            about = set(themes.section.actors) <= set(section.actors)
            if about and codes & own and themes.section.number.startswith(f"{chapter}."):
                text = summary_sentence(themes, self.wording, self.names)
                by_number.setdefault(themes.section.number, []).append(text)
        for sentences in by_number.values():
            text = " ".join(sentence for sentence in sentences if sentence)
            self.add(Paragraph(text, "concept") if text else None)

    def _conclusions(self) -> None:
        groups: dict[str, list[ConclusionThemes]] = {}
        for conclusion in self.study.chapters.conclusions:
            themes = conclusion_themes(conclusion, self.evidence, self.study.codebook)
            groups.setdefault(conclusion.group, []).append(themes)
            self.conclusions.append(themes)
        for number, (group, items) in enumerate(groups.items(), start=1):
            self.add(Heading(group, 2))
            for item in items:
                text = conclusion_paragraph(item, self.wording, self.names)
                self.add(Paragraph(f"{item.conclusion.label}. {text}", "concept"))
            self.add(conclusion_table(group, items, self.names, number))


def published(text: str) -> str:
    """Labels without their number: which person it was links quotations that nobody may link."""
    return _NUMBERED_LABEL.sub(r"[\1]", text)


def quotation_key(number: int) -> str:
    """How outputs name a quotation: by its place, for a segment's id would name the OZA."""
    return f"citaat {number}"
