"""The typologies as tables: every form with what is remarked on it, and the settings."""

from __future__ import annotations

from pipeline.domain.appraisal import Frame
from pipeline.domain.typology import Form, Typology
from pipeline.report.appraised.wording import capital, lower, notes_of, of_study, stopped, where
from pipeline.report.blocks import Block, Cell, Paragraph, Table


def full_typology(typology: Typology, frame: Frame) -> list[Block]:
    """A table a setting, so that its columns can be read on paper; a cell is a form, with the laws
    that can pay for it and its marks. Below them what the marks say, and what falls outside."""
    count = len(typology.forms)
    rows, columns = len(typology.rows), len(typology.columns)
    blocks: list[Block] = [
        Paragraph(
            f"De volledige typologie telt {rows} bij {columns}, dus {count} vormen. Een rij is de"
            f" {lower(typology.down.label)}; een kolom is wat waar wordt geleverd, met de"
            " ondersteuning vanuit onderwijs. In elke cel staan de wetten waaruit de zorg in die"
            " vorm te betalen is."
        )
    ]
    blocks += [_setting_table(typology, frame, setting.id) for setting in typology.settings]
    marks = [f"{r.mark} {stopped(r.text)} {capital(where(r.section))}." for r in typology.remarks]
    blocks += [Paragraph(text, "noot") for text in marks]
    for one in typology.beyond:
        told = f"{one.label}: {stopped(one.text)} {capital(where(one.section))}."
        blocks.append(Paragraph(f"Buiten de {count} vormen valt één soort. {told}"))
    notes = notes_of(
        typology.down.note, typology.across.note, *(remark.note for remark in typology.remarks)
    )
    return [*blocks, *([Paragraph(notes, "noot")] if notes else [])]


def _setting_table(typology: Typology, frame: Frame, setting: str) -> Table:
    columns = typology.of_setting(setting)
    label = next(one.label for one in typology.settings if one.id == setting)
    short = {law.id: law.short for law in frame.frameworks}
    forms = {(form.row.id, form.column.id): form for form in typology.forms}

    def cell(form: Form) -> Cell:
        laws = ", ".join(short[law] for law in form.row.frameworks)
        return Cell(f"{laws} {form.marks}".strip())

    return Table(
        f"weging-typologie-{setting}",
        f"De volledige typologie: {lower(label)}{of_study(typology.across.section)}",
        (typology.down.label, *(column.short for column in columns)),
        tuple(
            (
                Cell(row.label, strong=True),
                *(cell(forms[row.id, column.id]) for column in columns),
            )
            for row in typology.rows
        ),
        widths=(4.9, *((11.5 / len(columns)) for _ in columns)),
    )


def simple_typology(typology: Typology) -> list[Block]:
    """The settings that the weighing keeps apart, and where the study weighs in each."""
    table = Table(
        "weging-typologie-eenvoudig",
        f"De vereenvoudigde typologie{of_study(typology.simplified.section)}",
        ("Setting", "Onderscheid daarbinnen", "Afweging"),
        tuple(
            (
                Cell(setting.label, strong=True),
                Cell("; ".join(kind.label for kind in setting.kinds))
                if setting.kinds
                else Cell("geen", quiet=True),
                Cell(capital(where(setting.section))),
            )
            for setting in typology.settings
        ),
        notes_of(typology.simplified.note),
        (6.0, 7.4, 3.0),
    )
    apart = typology.apart
    return [table, Paragraph(f"{stopped(apart.label)} {capital(where(apart.section))}.")]
