"""Reports → what to replace in them, and what waits for a person. The only reader of the key."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.config.study import Study
from pipeline.domain.ids import respondent_order
from pipeline.domain.report import Report
from pipeline.privacy.detect import Recogniser, find_all, hidden_texts
from pipeline.privacy.finding import Finding
from pipeline.privacy.labels import Labels
from pipeline.privacy.pseudonymise import Replacement
from pipeline.privacy.recognisers import deduce_recogniser, spacy_recogniser
from pipeline.privacy.resolutions import (
    Choice,
    Resolution,
    Resolved,
    Texts,
    known_from,
    names_confirmed,
    resolve_findings,
)
from pipeline.run import Job, Outcome
from pipeline.store.files import write_json
from pipeline.store.keyfile import read_key, write_key
from pipeline.store.ledger import read_lines
from pipeline.store.tables import read_report, write_table

_CONTEXT = 60


def run(job: Job) -> Outcome:
    layout = job.layout
    reports = sorted(
        (read_report(path) for path in (layout.stage("ingest") / "reports").glob("*.json")),
        key=lambda report: respondent_order(report.respondent),
    )
    allowed = _allowed(job)
    resolutions = _resolutions(job)
    before = Labels(read_key(layout.key))
    texts = _texts(reports)
    findings = _find(reports, allowed, before, job.study)
    labels = names_confirmed(findings, texts, resolutions, before)
    if labels != before:
        # A name confirmed in one report is now looked for in all of them.
        write_key(layout.key, labels.by_name)
        findings = _find(reports, allowed, labels, job.study)
        labels = names_confirmed(findings, texts, resolutions, labels)
    resolved = resolve_findings(findings, texts, {r.finding: r for r in resolutions}, labels)
    _write(job, texts, resolved)
    waiting = [item for item in resolved if item.waiting]
    replaced = sum(1 for item in resolved if item.label)
    return Outcome(
        f"{replaced} plaatsen vervangen, {len(waiting)} bevindingen wachten op een besluit"
    )


def _find(
    reports: Sequence[Report], allowed: frozenset[str], labels: Labels, study: Study
) -> list[Finding]:
    names, bodies = known_from(labels)
    extra: list[Recogniser] = []
    if study.settings.privacy.use_deduce:
        extra.append(deduce_recogniser())
    if study.settings.privacy.use_spacy_ner:
        extra.append(spacy_recogniser(study.settings.spacy_model))
    return find_all(reports, allowed=allowed, known_names=names, known_phrases=bodies, extra=extra)


def _allowed(job: Job) -> frozenset[str]:
    path = job.layout.allowed_words
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _resolutions(job: Job) -> list[Resolution]:
    return [
        Resolution(
            line["finding"],
            Choice(line["choice"]),
            line.get("role", ""),
            line.get("before", 0),
            line.get("after", 0),
        )
        for line in read_lines(job.layout.resolutions)
        if line["wave"] == job.layout.wave
    ]


def _texts(reports: Sequence[Report]) -> dict[tuple[str, str], str]:
    """(respondent, where) → the report's text, and each hidden text by its own name."""
    texts = {(report.respondent, "tekst"): report.text for report in reports}
    for report in reports:
        for where, _, text in hidden_texts(report):
            texts[(report.respondent, where)] = text
    return texts


def _write(job: Job, texts: Texts, resolved: Sequence[Resolved]) -> None:
    replacements = [
        Replacement(r.finding.respondent, r.finding.start, r.finding.end, r.label)
        for r in resolved
        if r.label and r.finding.where == "tekst"
    ]
    write_table(job.out / "replacements.parquet", replacements, Replacement)
    waiting = [item for item in resolved if item.waiting]
    rows = [_row(item, texts[(item.finding.respondent, item.finding.where)]) for item in waiting]
    write_json(job.out / "waiting.json", rows, private=True)
    count = {
        "findings": len(waiting),
        "reports": len({item.finding.respondent for item in waiting}),
    }
    write_json(job.out / "open.json", count)


def _row(item: Resolved, text: str) -> dict[str, str]:
    """A finding as the sheet shows it, with the words around it."""
    found = item.finding
    before = text[max(0, found.start - _CONTEXT) : found.start]
    after = text[found.end : found.end + _CONTEXT]
    return {
        "id": item.id,
        "respondent": found.respondent,
        "where": found.where,
        "kind": found.kind.value,
        "certainty": found.certainty,
        "text": found.text,
        "before": before,
        "after": after,
    }
