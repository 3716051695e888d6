"""An author's Word document against the validated codings → a copy with comments."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.study import Study
from pipeline.errors import CorpusError, Place
from pipeline.report.claims.annotating import annotated
from pipeline.report.claims.checking import Language, check
from pipeline.report.claims.finding import Cause, Review
from pipeline.report.claims.phrases import phrases
from pipeline.report.claims.reading import read_manuscript
from pipeline.stages.shared.gathering import evidence_of, marked_segments
from pipeline.store.files import write_bytes
from pipeline.store.layout import Layout
from pipeline.text.dutch import lemmatiser
from pipeline.text.sentences import sentence_ends

_MADE = "-nagekeken"
_WORDS = {
    Cause.NUMBER: ("aantal klopt niet", "aantallen kloppen niet"),
    Cause.TOTAL: ("totaal klopt niet", "totalen kloppen niet"),
    Cause.ITSELF: ("woord past niet bij zijn getal", "woorden passen niet bij hun getal"),
    Cause.QUOTATION: ("citaat is niet letterlijk", "citaten zijn niet letterlijk"),
    Cause.ATTRIBUTION: ("citaat klopt niet met zijn bron", "citaten kloppen niet met hun bron"),
    Cause.METHOD: ("zin laat de methode niet toe", "zinnen laat de methode niet toe"),
}


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """What was found, and the copy that says it."""

    target: Path
    review: Review


def check_report(layout: Layout, study: Study, source: Path) -> ReportCheck:
    """Writes `<name>-nagekeken.docx` beside the document, which itself stays as it is.

    Raises:
        CorpusError: when it is no Word document that can be read, or a copy of ours.
        LedgerError: when nothing is validated yet.
    """
    if source.stem.endswith(_MADE):
        raise CorpusError(
            "dit is zelf een nagekeken kopie",
            place=Place.of(source),
            remedy="geef het document waarin u schrijft",
        )
    try:
        content = source.read_bytes()
    except FileNotFoundError:
        raise CorpusError("het bestand bestaat niet", place=Place.of(source)) from None
    manuscript = read_manuscript(content, source)
    evidence = evidence_of(layout, study, marked_segments(layout).segments)
    language = Language(sentence_ends, lemmatiser(study.settings.spacy_model))
    review = check(manuscript.passages, study, evidence, phrases(), language)
    target = source.with_name(f"{source.stem}{_MADE}.docx")
    write_bytes(target, annotated(content, manuscript, review.findings))
    return ReportCheck(target, review)


def lines_of(review: Review) -> list[str]:
    """What the terminal shows: counts and places, never a word of the document."""
    lines = [
        f"beweringen: {review.right} kloppen, {review.wrong} niet,"
        f" {review.unclear} zijn niet te controleren",
        f"citaten opgezocht: {review.quotations}",
    ]
    counted = Counter(finding.cause for finding in review.findings)
    for cause in Cause:
        if number := counted[cause]:
            lines.append(f"  {number:>3}  {_WORDS[cause][number > 1]}")
    lines += [f"{finding.where}: {_WORDS[finding.cause][0]}" for finding in review.findings]
    return lines
