"""A template to begin with: the study's chapters, with a tag where something must stay current."""

from __future__ import annotations

from pathlib import Path

from pipeline.config.study import Study
from pipeline.report.blocks import Block, Heading, Paragraph
from pipeline.report.word_blocks import BlockWriter
from pipeline.report.word_styles import new_document

_WRITE = "[Door de auteur te schrijven.]"
_HOW = (
    "Dit is het sjabloon van het rapport. Schrijf, verander de opmaak, verplaats en verwijder wat u"
    " wilt; ‘make rapport’ vult alleen de tags in (wat tussen dubbele accolades staat) en laat al"
    " het andere staan. Welke tags er zijn, staat in HANDLEIDING-AUTEUR.md. Verwijder deze alinea"
    " als u begint."
)


def write_template(path: Path, study: Study) -> None:
    """Writes the chapters of a study as a Word document for authors."""
    document = new_document(study.settings.title, study.settings.title)
    document.add_paragraph(study.settings.title, style="Title")
    BlockWriter(document, path.parent).write(template_blocks(study))
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def template_blocks(study: Study) -> list[Block]:
    """Headings and tags, in the order of the study's chapters."""
    blocks: list[Block] = [
        Paragraph(_HOW, "noot"),
        Paragraph("{{ voorbehoud() }}"),
        Paragraph("{{ leeswijzer() }}"),
        Paragraph("{{ validatie() }}"),
    ]
    pictures = _chapters_with_figure(study)
    for section in study.chapters.sections:
        blocks.append(Heading(section.title, section.level))
        blocks += [Paragraph(tag_of(piece)) for piece in section.shows]
        if section.contents or section.codes:
            if section.codes and not section.composed:
                blocks.append(Paragraph(_WRITE, "noot"))
            blocks.append(Paragraph(f'{{{{ thema("{section.key}") }}}}'))
        else:
            if not section.shows:
                blocks.append(Paragraph(_WRITE, "noot"))
            if section.number in pictures:
                blocks.append(Paragraph(f'{{{{ figuur("{section.key}") }}}}'))
    return [
        *blocks,
        Heading("Bijlage: wat er veranderde sinds het vorige rapport", 1),
        Paragraph("{{ wijzigingen() }}"),
        Heading("Bijlage: verantwoording", 1),
        Paragraph("{{ coreq() }}"),
        Paragraph("{{ srqr() }}"),
    ]


def tag_of(piece: str) -> str:
    """How a piece of the appraisal is asked for: `plaatsing kwaliteit` in chapters.toml is
    `{{ plaatsing("kwaliteit") }}` in a document."""
    name, *arguments = piece.split()
    quoted = ", ".join(f'"{argument}"' for argument in arguments)
    return f"{{{{ {name}({quoted}) }}}}"


def _chapters_with_figure(study: Study) -> set[str]:
    """The numbers of the chapters at whose head the figure of a group stands."""
    found = set()
    for group in study.settings.groups:
        numbers = [
            ".".join(section.number.split(".")[:2])
            for section in study.chapters.sections
            if section.codes and not section.composed and set(section.actors) <= set(group.actors)
        ]
        if numbers:
            found.add(max(set(numbers), key=lambda number: (numbers.count(number), number)))
    return found
