"""A line that begins with what it is about, in bold: an answer, or one side of an advice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.report.blocks import Block


@dataclass(frozen=True, slots=True)
class Labelled:
    """`label` comes first, with a colon after it."""

    label: str
    text: str


Told = Block | Labelled
"""What the words beside a figure consist of."""


def write_labelled(document: Any, line: Labelled) -> None:
    """Adds the line at the end of a document, a little inward, so that it reads as a list."""
    from docx.shared import Cm, Pt

    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Cm(1.0), Cm(-0.5)
    form.space_after, form.keep_together = Pt(3), True
    paragraph.add_run(f"{line.label}: ").bold = True
    paragraph.add_run(line.text)
