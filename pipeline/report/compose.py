"""The report as blocks, in the order of the study's chapters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.config.study import Study
from pipeline.domain.chapters import Section
from pipeline.domain.ids import Actor
from pipeline.report.blocks import Block, Cell, Heading, Paragraph, Picture, Quote, Table
from pipeline.report.evidence import Evidence
from pipeline.report.prose import conclusion_paragraph, section_paragraphs
from pipeline.report.quotations import Chooser, Quotation, SentenceEnds
from pipeline.report.sample import (
    age_table,
    gender_sentence,
    oza_table,
    per_oza_table,
    respondent_table,
)
from pipeline.report.theme_tables import conclusion_table, section_table
from pipeline.report.themes import (
    ConclusionThemes,
    SectionThemes,
    Standing,
    conclusion_themes,
    section_themes,
)
from pipeline.report.words import listed

READING = (
    "Getallen zijn aantallen respondenten van één actor: ‘11 van de 15’ zijn elf van de vijftien"
    " geïnterviewden wier verslag geheel is gevalideerd. ‘Niet ingebracht’ is iets anders dan ‘niet"
    " gevraagd’. Een groepsinterview telt als één respondent."
)


@dataclass(frozen=True, slots=True)
class Composition:
    """The blocks of the report, and everything in them that can be opened."""

    title: str
    blocks: tuple[Block, ...]
    sections: tuple[SectionThemes, ...]
    conclusions: tuple[ConclusionThemes, ...]
    quotations: tuple[Quotation, ...]


def compose(
    study: Study, evidence: Evidence, sentences: SentenceEnds, pictures: Mapping[str, Picture]
) -> Composition:
    """Composes the report.

    Args:
        sentences: where the sentences of a text end, for cutting quotations.
        pictures: figure by the number of the section that it opens.
    """
    writer = _Writer(study, evidence, sentences, pictures)
    writer.opening()
    for section in study.chapters.sections:
        writer.section(section)
    return Composition(
        f"{study.settings.title}: {evidence.wave}",
        tuple(writer.blocks),
        tuple(writer.sections),
        tuple(writer.conclusions),
        tuple(writer.quotations),
    )


class _Writer:
    """Collects blocks while walking through the sections."""

    def __init__(
        self,
        study: Study,
        evidence: Evidence,
        sentences: SentenceEnds,
        pictures: Mapping[str, Picture],
    ) -> None:
        self.study, self.evidence, self.pictures = study, evidence, pictures
        self.names, self.wording = study.settings.actors, study.wording
        self.blocks: list[Block] = []
        self.sections: list[SectionThemes] = []
        self.conclusions: list[ConclusionThemes] = []
        self.quotations: list[Quotation] = []
        self.ozas_of = {actor: len({r.id.oza for r in evidence.of_actor(actor)}) for actor in Actor}
        self.chooser = Chooser(
            dict(evidence.segments), study.codebook, self.names, self.wording.quotations, sentences
        )

    def add(self, *blocks: Block | None) -> None:
        self.blocks += [block for block in blocks if block is not None]

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
            validation_table(self.evidence, self.study),
        )
        self.add(*(Paragraph(text, "noot") for text in self._left_out()))

    def _left_out(self) -> list[str]:
        texts = []
        for ids, what in (
            (self.evidence.begun, "deels gevalideerd en telt nog niet mee"),
            (self.evidence.untouched, "nog niet gevalideerd"),
        ):
            if ids:
                noun = "verslag is" if len(ids) == 1 else "verslagen zijn"
                ending = what if len(ids) == 1 else what.replace("telt", "tellen")
                texts.append(f"{len(ids)} {noun} {ending}.")
        return texts

    def section(self, section: Section) -> None:
        self.add(Heading(section.title, section.level))
        if section.number in self.pictures and not section.part_of:
            self.add(self.pictures[section.number])
        if section.number == "2.2":
            self.add(oza_table(self.evidence.ozas))
        elif section.number == "2.3":
            self._sample()
        elif section.number == "4" and not section.part_of:
            self._conclusions()
        elif section.composed:
            self._composed(section)
        elif section.codes:
            self._themes(section)

    def _sample(self) -> None:
        people = self.evidence.respondents
        self.add(
            respondent_table(people, self.names),
            per_oza_table(people, self.names),
            age_table(people),
        )
        text = gender_sentence(people, Actor.OUDER, self.names)
        self.add(Paragraph(text) if text else None)

    def _themes(self, section: Section) -> None:
        themes = section_themes(section, self.evidence, self.study.chapters, self.study.codebook)
        self.sections.append(themes)
        for text in section_paragraphs(themes, self.wording, self.names):
            self.add(Paragraph(text, "concept"))
        for quotation in self.chooser.choose(themes):
            self.quotations.append(quotation)
            key = quotation_key(len(self.quotations))
            self.add(Quote(quotation.text, quotation.attribution, key))
        self.add(section_table(themes, self.names, self.ozas_of, len(self.sections)))

    def _composed(self, section: Section) -> None:
        """'Samenvattend': the sections before it under the same heading, in one sentence each."""
        chapter = section.number.rsplit(".", 1)[0]
        before = [t for t in self.sections if t.section.number.startswith(f"{chapter}.")]
        codes = set(self.study.chapters.codes_in(section, self.study.codebook))
        for themes in before:
            if not codes & set(self.study.chapters.codes_in(themes.section, self.study.codebook)):
                continue
            parts = []
            for count in themes.whole:
                if count.actor in section.actors and count.standing is Standing.RAISED:
                    parts.append(
                        f"{count.count} van de {count.total} {self.names[count.actor].plural}"
                    )
            if parts:
                text = f"{themes.section.heading}: ingebracht door {listed(parts)}."
                self.add(Paragraph(text, "concept"))

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


def validation_table(evidence: Evidence, study: Study) -> Table:
    """How much was validated, by whom, on which version of the codebook."""
    segments = evidence.segments.values()
    read = sum(evidence.coders.values())
    rows: list[tuple[str, str]] = [
        (
            "Verslagen geheel gevalideerd",
            f"{len(evidence.counting)} van de {len(evidence.respondents)}",
        ),
        ("Segmenten gevalideerd", f"{read} van de {len(segments)}"),
        ("Gevalideerd door", listed([f"{c} ({n} segmenten)" for c, n in evidence.coders.items()])),
        (
            "Versie van het codeboek",
            listed(list(evidence.codebook_versions)) or study.codebook.version,
        ),
        ("Codes toegekend", str(len(evidence.codings))),
    ]
    return Table(
        "tabel-validatie",
        "Waarop dit rapport rust",
        ("", ""),
        tuple((Cell(name), Cell(value)) for name, value in rows),
    )


def quotation_key(number: int) -> str:
    """How outputs name a quotation: by its place, for a segment's id would name the OZA."""
    return f"citaat {number}"


def tables_of(blocks: Sequence[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]
