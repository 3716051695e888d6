"""The codebook as a document, with what was found of each code where something is validated."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.config.study import Study
from pipeline.report.codebook_entries import Printed, printed
from pipeline.report.codebook_page import codebook_page
from pipeline.report.codebook_word import write_codebook
from pipeline.stages.shared.fetching import standing_of
from pipeline.stages.shared.gathering import evidence_of, marked_segments
from pipeline.stages.shared.releasing import refuse_leaks, refuse_unresolved
from pipeline.store.files import replaced_folder, without_clock, write_text
from pipeline.store.layout import Layout
from pipeline.text.sentences import sentence_ends

FOLDER = "codeboek"


@dataclass(frozen=True, slots=True)
class CodebookPrint:
    """Where the codebook stands, and what is in it."""

    word: Path
    page: Path
    book: Printed


def anything_validated(layout: Layout, study: Study) -> bool:
    """Whether somebody read a segment of this wave: only then is there something to count, and do
    the stages that make segments have to run."""
    owner = standing_of(layout, study)[1]
    return any(wave == layout.wave for wave, _ in owner)


def print_codebook(layout: Layout, study: Study, *, bare: bool = False) -> CodebookPrint:
    """Writes `codeboek.docx` and `codeboek.html`.

    Args:
        bare: without counts and passages, also where something is validated.

    Raises:
        PrivacyError: while findings of identifiers wait for a decision, as for a report.
    """
    on = _day_of_version(study)
    book = printed(study, on)
    if not bare and anything_validated(layout, study):
        refuse_unresolved(
            layout, "codeboek met passages", "; of druk het codeboek af met --without-passages"
        )
        evidence = evidence_of(layout, study, marked_segments(layout).segments)
        book = printed(study, on, evidence, sentence_ends)
        refuse_leaks(book.passages)
    invented = book.demonstration and book.wave
    running = "Demonstratie: verzonnen verslagen · " if invented else ""
    running += f"Codeboek {study.settings.title} · versie {book.version}"
    folder = layout.stage(FOLDER)
    with replaced_folder(folder) as made:
        write_codebook(made / "codeboek.docx", book, study.settings.actors, running)
        without_clock(made / "codeboek.docx")
        page = codebook_page(book, study.settings.actors, running)
        write_text(made / "codeboek.html", page)
    return CodebookPrint(folder / "codeboek.docx", folder / "codeboek.html", book)


def _day_of_version(study: Study) -> str:
    """The day on which the codebook's version was frozen, '' for a first or working version."""
    made = (m.on for m in study.lineage.migrations if m.to == study.codebook.version)
    return next(made, "")
