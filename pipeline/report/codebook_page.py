"""A printed codebook → codeboek.html: one self-contained page, no script, nothing fetched."""

from __future__ import annotations

from pathlib import Path

from pipeline.report import codebook_sentences
from pipeline.report.codebook_entries import Printed
from pipeline.report.words import Names


def codebook_page(book: Printed, names: Names, running: str) -> str:
    """The codebook as a page; `running` stands above it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("codeboek.html.j2")
    return page.render(book=book, names=names, running=running, say=codebook_sentences)
