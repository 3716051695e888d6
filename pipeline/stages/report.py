"""Validated codings → report, tables, figures, and the provenance of every number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.config.study import Study
from pipeline.domain.bulk import Checks, checks_of
from pipeline.domain.judgement import Decision, codings_of, reviewed_segments, standing
from pipeline.errors import LedgerError, Place, PrivacyError
from pipeline.privacy.release import leaks
from pipeline.report.blocks import Picture
from pipeline.report.compose import READING, Composition, compose, tables_of
from pipeline.report.evidence import Evidence, gather
from pipeline.report.excel import write_excel
from pipeline.report.figures import group_figure
from pipeline.report.html import render_html
from pipeline.report.provenance import provenance_lines
from pipeline.report.themes import section_themes
from pipeline.report.word import write_word
from pipeline.run import Job, Outcome
from pipeline.store.files import read_json, without_clock, write_text
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_all_decisions
from pipeline.store.tables import read_ozas, read_respondents, read_segments
from pipeline.text.sentences import sentence_ends


def run(job: Job) -> Outcome:
    _refuse_unresolved(job.layout)
    evidence = _evidence(job.layout, job.study)
    figures = job.out / "figuren"
    figures.mkdir()
    pictures = _pictures(job.study, evidence, figures)
    composition = compose(job.study, evidence, sentence_ends, pictures)
    _refuse_leaks(composition)
    demonstration = (
        "Demonstratie: verzonnen verslagen · " if job.study.settings.demonstration else ""
    )
    running = f"{demonstration}{job.study.settings.title} · {job.layout.wave}"
    _write(job.out, composition, figures, running, job.study.settings.caveat)
    lines = provenance_lines(composition, evidence)
    write_text(job.out / "intern" / "herkomst.jsonl", "".join(f"{line}\n" for line in lines))
    return Outcome(
        f"rapport over {len(evidence.counting)} van de {len(evidence.respondents)} verslagen,"
        f" {len(evidence.codings)} codes, {len(composition.quotations)} citaten{_loose(evidence)}"
    )


def _loose(evidence: Evidence) -> str:
    """Says what the report leaves out because its text is gone; the decisions themselves stay."""
    if not evidence.orphans:
        return ""
    return f"; {evidence.orphans} gevalideerde segmenten staan niet meer in de verslagen"


def _evidence(layout: Layout, study: Study) -> Evidence:
    ingested = layout.stage("ingest")
    ledgers = read_all_decisions(layout.decisions)
    codings, owner = codings_of(ledgers, study.settings.precedence)
    evidence = gather(
        layout.wave,
        read_respondents(ingested / "respondents.json"),
        read_ozas(ingested / "ozas.json"),
        read_segments(layout.stage("segment") / "segments.parquet"),
        codings,
        owner,
        _versions(ledgers, owner, layout.wave),
        _double_coded(ledgers, layout.wave),
        sum((checks_of(ledger, layout.wave) for ledger in ledgers.values()), Checks()),
    )
    if not evidence.coders:
        raise LedgerError(
            f"in {layout.wave} is nog niets gevalideerd; alleen wat gevalideerd is, komt in een"
            " rapport",
            place=Place(layout.relative(layout.decisions)),
            remedy="valideer in een werkboek: 'oza export-xlsx' en daarna 'oza import-xlsx'",
        )
    return evidence


def _versions(
    ledgers: Mapping[str, Sequence[Decision]], owner: Mapping[tuple[str, str], str], wave: str
) -> set[str]:
    """The codebook versions under which the decisions that count were made."""
    return {
        decision.codebook
        for coder, ledger in ledgers.items()
        for decision in standing(ledger).values()
        if decision.wave == wave
        and not decision.bulk
        and owner.get((wave, decision.segment)) == coder
    }


def _double_coded(ledgers: Mapping[str, Sequence[Decision]], wave: str) -> int:
    readers = Counter(
        segment
        for ledger in ledgers.values()
        for w, segment in reviewed_segments(ledger)
        if w == wave
    )
    return sum(1 for count in readers.values() if count > 1)


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


def _write(out: Path, composition: Composition, figures: Path, running: str, caveat: str) -> None:
    write_word(out / "rapport.docx", composition.title, composition.blocks, figures, running)
    write_excel(
        out / "tabellen.xlsx",
        composition.title,
        [running, caveat, READING],
        composition,
        tables_of(composition.blocks),
    )
    for name in ("rapport.docx", "tabellen.xlsx"):
        without_clock(out / name)
    page = render_html(composition.title, composition.blocks, figures, running)
    write_text(out / "rapport.html", page)


def _refuse_unresolved(layout: Layout) -> None:
    waiting = read_json(layout.stage("privacy") / "open.json")
    if waiting["findings"]:
        raise PrivacyError(
            f"er wachten bevindingen op een besluit ({waiting['findings']}, in"
            f" {waiting['reports']} van de verslagen); tot die tijd komt er geen rapport",
            place=Place(layout.relative(layout.findings_sheet)),
            remedy="'oza privacy-sheet', vul de kolom 'besluit', en 'oza privacy-import'",
        )


def _refuse_leaks(composition: Composition) -> None:
    """A last look at what is published: quotations are the only words of participants in it."""
    for number, quotation in enumerate(composition.quotations, start=1):
        if leaks(quotation.text, ()):
            raise PrivacyError(
                f"citaat {number} bevat nog een identificerend gegeven",
                place=Place(quotation.segment),
                remedy="markeer het in de bevindingen en draai opnieuw",
            )
