"""Reports → what to replace in them, and what waits for a person. The only reader of the key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from pipeline.domain.ids import respondent_order
from pipeline.domain.report import text_digest
from pipeline.privacy.detect import Recogniser, Rules, texts_of
from pipeline.privacy.finding import Finding
from pipeline.privacy.labels import Labels
from pipeline.privacy.pseudonymise import Replacement
from pipeline.privacy.recognisers import deduce_recogniser, spacy_recogniser
from pipeline.privacy.remembering import as_values, searched_from
from pipeline.privacy.resolutions import (
    Choice,
    Resolution,
    Resolved,
    known_from,
    names_confirmed,
    resolve_findings,
)
from pipeline.privacy.roster import Roster
from pipeline.privacy.wave import Noted, Searched, WaveSearch
from pipeline.run import Job, Outcome
from pipeline.store.files import write_json
from pipeline.store.kept import keep, kept
from pipeline.store.keyfile import read_key, write_key
from pipeline.store.ledger import read_lines
from pipeline.store.tables import read_report, write_table

_SEARCHED = "searched.json"
"""What was found in each report; holds names."""


def run(job: Job) -> Outcome:
    layout = job.layout
    paths = _reports(job)
    rules = Rules(_allowed(job), _recognisers(job))
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items()}
    reading = {name: cache(partial(read_report, path)) for name, path in paths.items()}
    wave = WaveSearch(rules, reading, _searched_before(job, rules, digests))

    @cache
    def texts(respondent: str) -> Mapping[str, str]:
        return texts_of(reading[respondent]())

    def text_of(finding: Finding) -> str:
        return texts(finding.respondent)[finding.where]

    resolutions = _resolutions(job)
    before = Labels(read_key(layout.key))
    found = _found(wave, before)
    labels = names_confirmed(_by_id(found), text_of, resolutions, before)
    if labels != before:
        # A name confirmed in one report is now looked for in all of them.
        write_key(layout.key, labels.by_name)
        found = _found(wave, labels)
        labels = names_confirmed(_by_id(found), text_of, resolutions, labels)
    decided = {resolution.finding: resolution for resolution in resolutions}
    resolved = resolve_findings(_by_id(found), text_of, decided, labels)
    _write(job, found, resolved)
    _keep(job, rules, digests, wave.searched)
    waiting = [item for item in resolved if item.waiting]
    replaced = sum(1 for item in resolved if item.label)
    return Outcome(
        f"{replaced} plaatsen vervangen, {len(waiting)} bevindingen wachten op een besluit"
    )


def _reports(job: Job) -> dict[str, Path]:
    """Respondent → file, in the order of the register."""
    paths = (job.layout.stage("ingest") / "reports").glob("*.json")
    return {path.stem: path for path in sorted(paths, key=lambda path: respondent_order(path.stem))}


def _recognisers(job: Job) -> list[Recogniser]:
    settings = job.study.settings
    extra: list[Recogniser] = []
    if settings.privacy.use_deduce:
        extra.append(deduce_recogniser())
    if settings.privacy.use_spacy_ner:
        extra.append(spacy_recogniser(settings.spacy_model))
    return extra


def _found(wave: WaveSearch, labels: Labels) -> list[Noted]:
    names, bodies = known_from(labels)
    return wave.found(Roster.of(names, bodies))


def _by_id(found: Sequence[Noted]) -> dict[str, Finding]:
    return {noted.id: noted.finding for noted in found}


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


def _searched_before(job: Job, rules: Rules, digests: Mapping[str, str]) -> dict[str, Searched]:
    """What the last run found in the reports that are still the same, by the same word lists.
    (Settings and code are those of the last run, or nothing of it is used.)"""
    last = kept(job.kept(_SEARCHED))
    if last.get("allowed") != _digest(rules):
        return {}
    return {
        name: searched_from(one["searched"])
        for name, one in last["reports"].items()
        if digests.get(name) == one["digest"]
    }


def _keep(
    job: Job, rules: Rules, digests: Mapping[str, str], searched: Mapping[str, Searched]
) -> None:
    reports = {
        name: {"digest": digests[name], "searched": as_values(one)}
        for name, one in searched.items()
    }
    keep(job.to_keep(_SEARCHED), {"allowed": _digest(rules), "reports": reports})


def _digest(rules: Rules) -> str:
    return text_digest("\n".join(sorted(rules.allowed)))


def _write(job: Job, found: Sequence[Noted], resolved: Sequence[Resolved]) -> None:
    replacements = [
        Replacement(r.finding.respondent, r.finding.start, r.finding.end, r.label)
        for r in resolved
        if r.label and r.finding.where == "tekst"
    ]
    write_table(job.out / "replacements.parquet", replacements, Replacement)
    noted = {one.id: one for one in found}
    waiting = [noted[item.id] for item in resolved if item.waiting]
    rows = [_row(item) for item in waiting]
    write_json(job.out / "waiting.json", rows, private=True)
    count = {
        "findings": len(waiting),
        "reports": len({item.finding.respondent for item in waiting}),
    }
    write_json(job.out / "open.json", count)


def _row(item: Noted) -> dict[str, str]:
    """A finding as the sheet shows it, with the words around it."""
    found = item.finding
    return {
        "id": item.id,
        "respondent": found.respondent,
        "where": found.where,
        "kind": found.kind.value,
        "certainty": found.certainty,
        "text": found.text,
        "before": item.before,
        "after": item.after,
    }
