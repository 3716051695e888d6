"""What people marked as quotable, of the respondents who count."""

from __future__ import annotations

from pipeline.config.study import Study
from pipeline.report.evidence import Evidence
from pipeline.report.quotations import Chooser, Quotation, SentenceEnds


def chooser_of(study: Study, evidence: Evidence, sentences: SentenceEnds) -> Chooser:
    """Who chooses quotations from the segments of a wave; it has chosen nothing yet."""
    limits, names = study.wording.quotations, study.settings.actors
    return Chooser(dict(evidence.segments), study.codebook, names, limits, sentences)


def marked_quotations(study: Study, evidence: Evidence, sentences: SentenceEnds) -> list[Quotation]:
    """Everything that people marked and that may be quoted; an author may place any of it."""
    counting = [c for c in evidence.codings if c.respondent in evidence.counting]
    return [
        quotation
        for quotation in chooser_of(study, evidence, sentences).marked(evidence.wave, counting)
        if quotation.segment.partition(":")[0] in evidence.counting
    ]
