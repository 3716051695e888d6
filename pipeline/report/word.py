"""Blocks → rapport.docx, a document of the program's own making (see `living` for an author's)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.report.blocks import Block
from pipeline.report.word_blocks import BlockWriter
from pipeline.report.word_fields import number_fields
from pipeline.report.word_styles import new_document


def write_word(
    path: Path, title: str, blocks: Sequence[Block], figures: Path, running: str
) -> None:
    """Writes the report as a Word document.

    Args:
        figures: the folder that holds `<name>.png` of every Picture.
        running: the line at the head of every page.
    """
    document = new_document(title, running)
    document.add_paragraph(title, style="Title")
    BlockWriter(document, figures).write(blocks)
    number_fields([document.element.body])
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
