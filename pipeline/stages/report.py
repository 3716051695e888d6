"""Validated codings → report, tables, figures, and the provenance of every number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.config.study import Study
from pipeline.domain.quotable import Marked
from pipeline.errors import OzaError
from pipeline.report.appraised.sheets import appraisal_sheets
from pipeline.report.blocks import Picture, tables_of
from pipeline.report.compose import (
    READING,
    Composition,
    compose,
)
from pipeline.report.evidence import Evidence
from pipeline.report.excel import Sheet, write_excel
from pipeline.report.figures import group_figure
from pipeline.report.html import render_html
from pipeline.report.marked import marked_quotations
from pipeline.report.method import method_blocks
from pipeline.report.provenance import provenance_lines
from pipeline.report.themes import section_themes
from pipeline.report.word import write_word
from pipeline.run import Job, Outcome
from pipeline.stages.for_report.appraising import lines_of, shelf_of, shown_in, weighs
from pipeline.stages.for_report.authoring import changes_of, extra_blocks, fill_template, method_of
from pipeline.stages.shared.gathering import evidence_of, marked_segments
from pipeline.stages.shared.releasing import refuse_leaks, refuse_unresolved
from pipeline.store.files import without_clock, write_text
from pipeline.text.sentences import sentence_ends


def run(job: Job) -> Outcome:
    refuse_unresolved(job.layout, "rapport")
    marked = marked_segments(job.layout)
    # An appraisal says what the study says, whether or not anything was coded yet.
    evidence = evidence_of(job.layout, job.study, marked.segments, may_be_empty=weighs(job.layout))
    figures = job.out / "figuren"
    figures.mkdir()
    pictures = _pictures(job.study, evidence, figures)
    method = method_of(job.layout, job.study, evidence)
    shelf = shelf_of(job, marked_quotations(job.study, evidence, sentence_ends), figures)
    shown = shown_in(job.study, job.layout, shelf)
    composition = compose(
        job.study, evidence, sentence_ends, pictures, method_blocks(method), shown
    )
    refuse_leaks((*composition.quotations, *composition.marked))
    changes = changes_of(job.layout, job.study, composition)
    extra = extra_blocks(job.layout, job.study, composition, method, changes)
    demonstration = (
        "Demonstratie: verzonnen verslagen · " if job.study.settings.demonstration else ""
    )
    running = f"{demonstration}{job.study.settings.title} · {job.layout.wave}"
    sheets = appraisal_sheets(shelf.weighed) if shelf else ()
    _write(job.out, composition, figures, running, job.study.settings.caveat, sheets)
    page = render_html("Wat er veranderde", extra["wijzigingen"], figures, running)
    write_text(job.out / "wijzigingen.html", page)
    problems: list[OzaError] = []
    if job.layout.template.exists():
        problems = fill_template(
            job.layout,
            job.study,
            evidence,
            composition,
            extra,
            job.out / "rapport.docx",
            figures,
            shelf.pieces() if shelf else {},
        )
    else:
        write_word(
            job.out / "rapport.docx", composition.title, composition.blocks, figures, running
        )
    without_clock(job.out / "rapport.docx")
    lines = provenance_lines(composition, evidence, lines_of(shelf))
    write_text(job.out / "intern" / "herkomst.jsonl", "".join(f"{line}\n" for line in lines))
    return Outcome(
        f"rapport over {len(evidence.counting)} van de {len(evidence.respondents)} verslagen,"
        f" {len(evidence.codings)} codes, {len(composition.quotations)} citaten{_loose(evidence)}"
        f"{_unquoted(marked)}",
        tuple(problems),
    )


def _loose(evidence: Evidence) -> str:
    """Says what the report leaves out because its text is gone; the decisions themselves stay."""
    if not evidence.orphans:
        return ""
    return f"; {evidence.orphans} gevalideerde segmenten staan niet meer in de verslagen"


def _unquoted(marked: Marked) -> str:
    """Says which marks do nothing for this report; the marks themselves stay."""
    one, many = "citeerbare passage", "citeerbare passages"
    never = ("segment met ‘niet citeren’", "segmenten met ‘niet citeren’")
    gone = "niet meer in de verslagen: markeer wat ervoor in de plaats kwam"
    told = [
        (marked.lost, f"{one} staat", f"{many} staan", "niet meer zo in de tekst"),
        (marked.unsaid, f"{one} is", f"{many} zijn", "niet letterlijk gezegd"),
        (marked.loose, f"{never[0]} staat", f"{never[1]} staan", gone),
    ]
    return "".join(f"; {n} {a if n == 1 else b} {what}" for n, a, b, what in told if n)


def _pictures(study: Study, evidence: Evidence, folder: Path) -> dict[str, Picture]:
    """A figure for each group of actors, at the head of the chapter that is about them."""
    pictures: dict[str, Picture] = {}
    for number, group in enumerate(study.settings.groups, start=1):
        sections = [
            section_themes(section, evidence, study.chapters, study.codebook)
            for section in study.chapters.sections
            if section.codes and not section.composed and set(section.actors) <= set(group.actors)
        ]
        picture = group_figure(
            folder, f"figuur-{number}", group.label, sections, study.settings.actors
        )
        if picture is not None:
            chapters = Counter(_chapter(s.section.number) for s in sections)
            pictures[chapters.most_common(1)[0][0]] = picture
    return pictures


def _chapter(number: str) -> str:
    """`3.2` of `3.2.4`: the heading under which a group's sections stand together."""
    return ".".join(number.split(".")[:2])


def _write(
    out: Path,
    composition: Composition,
    figures: Path,
    running: str,
    caveat: str,
    sheets: Iterable[Sheet],
) -> None:
    write_excel(
        out / "tabellen.xlsx",
        composition.title,
        [running, caveat, READING],
        composition,
        tables_of(composition.blocks),
        sheets,
    )
    without_clock(out / "tabellen.xlsx")
    page = render_html(composition.title, composition.blocks, figures, running)
    write_text(out / "rapport.html", page)
