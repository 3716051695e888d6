"""Comparing OZA's, actors and waves, within what the method allows: tables for publication, and
the same numbers, with nothing left out, for the team (`intern/`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from pipeline.config.study import Study
from pipeline.domain.compared import Compared
from pipeline.domain.comparison import Across, Rules
from pipeline.domain.judgement import Decision, codings_of
from pipeline.domain.segment import Segment
from pipeline.errors import LedgerError
from pipeline.report.compare_csv import Value, internal_csv, tidy
from pipeline.report.compare_excel import write_workbook
from pipeline.report.compare_figures import compare_figures
from pipeline.report.compare_page import compare_page
from pipeline.report.compare_sentences import read_first
from pipeline.report.compare_tables import empty
from pipeline.report.compare_words import trait_order
from pipeline.report.evidence import Evidence
from pipeline.run import Job, Outcome
from pipeline.stages.for_compare.comparing import Counted, Plan, counted, per_oza, plans, rules_of
from pipeline.stages.for_compare.disclosing import Hidden, hidden_in
from pipeline.stages.for_compare.estimating import Reading, estimates_of
from pipeline.stages.for_compare.filling import filling_of, first_read, groups_of
from pipeline.stages.for_compare.linking import together_of
from pipeline.stages.for_compare.tabulating import tabulation
from pipeline.stages.shared.fetching import decisions_of, made_of
from pipeline.stages.shared.gathering import evidence_of, marked_segments
from pipeline.stages.shared.interviewed import People, people_of
from pipeline.stages.shared.readings import blind_readings
from pipeline.stats.comparing import LEAST_FOR_A_SHARE, Policy
from pipeline.store.coders import CONSENSUS
from pipeline.store.files import without_clock, write_bytes, write_json, write_text
from pipeline.store.layout import Layout
from pipeline.store.tables import read_suggestions, read_turns

FILE = "vergelijking"


def run(job: Job) -> Outcome:
    layout, study = job.layout, job.study
    segments = marked_segments(layout).segments
    evidence = evidence_of(layout, study, segments)
    people = people_of(evidence, study)
    waves = _waves(layout, study, people)
    rules, policy, seed = rules_of(study), Policy(), study.settings.suggest.seed
    allowed = sorted(plans(people, rules, waves), key=lambda plan: _place(plan, rules))
    counts = [counted(plan, study.codebook, seed) for plan in allowed]
    hidden = hidden_in(counts, people, rules, study.codebook, policy)
    groups = groups_of(people, rules)
    ledgers = decisions_of(layout, study)
    # When a report was first read is history: no version of the codebook changes it.
    moments = first_read(made_of(layout, study).values(), layout.wave)
    curves = [filling_of(people, group, moments, study.codebook, seed) for group in groups]
    linked = [
        together_of(people, group, evidence.codings, rules, study.codebook, policy)
        for group in groups
    ]
    found = Compared(
        study=study.settings.title,
        wave=layout.wave,
        codebook_version=study.codebook.version,
        waves=tuple(waves),
        counting=len(evidence.counting),
        interviewed=len(evidence.respondents),
        threshold=policy.threshold,
        least_respondents=policy.least_respondents,
        least_ozas=policy.least_ozas,
        least_for_a_share=LEAST_FOR_A_SHARE,
        tables=tuple(
            tabulation(one, own, study.codebook) for one, own in zip(counts, hidden, strict=True)
        ),
        estimates=estimates_of(_reading(layout, study, segments, ledgers), study.codebook),
        filling=tuple(one for one in curves if one),
        together=tuple(one for one in linked if one),
        exposed=sum(int(one.exposed.sum()) for one in hidden),
    )
    _write(job, found)
    per_one = [
        counted(plan, study.codebook, seed)
        for actors in dict.fromkeys(plan.asked.actors for plan in allowed if plan.asked.pooled)
        for who in (actors, *((actor,) for actor in actors))
        if (plan := per_oza(people, who, ""))
    ]
    lines = [*_lines(counts, hidden, study), *_lines(per_one, None, study)]
    write_text(job.out / "intern" / f"{FILE}.csv", internal_csv(lines))
    return Outcome(_summary(found))


def _waves(layout: Layout, study: Study, people: People) -> dict[str, People]:
    """All waves of the study that were segmented and of which something is validated."""
    found = {}
    for name in layout.waves():
        at = layout.of_wave(name)
        if name == layout.wave:
            found[name] = people
        elif (at.stage("segment") / "segments.parquet").exists():
            evidence = _validated(at, study)
            if evidence is not None:
                found[name] = people_of(evidence, study)
    return found


def _validated(layout: Layout, study: Study) -> Evidence | None:
    try:
        return evidence_of(layout, study, marked_segments(layout).segments)
    except LedgerError:
        return None


def _reading(
    layout: Layout,
    study: Study,
    segments: Sequence[Segment],
    ledgers: Mapping[str, Sequence[Decision]],
) -> Reading:
    """What estimates rest on; without suggestions there is nothing to correct."""
    shared = {CONSENSUS, *study.settings.precedence}
    people = {name: own for name, own in ledgers.items() if name not in shared}
    codings, owner = codings_of(ledgers, study.settings.precedence)
    folder = layout.stage("suggest")
    made = (folder / "queue.parquet").exists()
    return Reading(
        segments,
        frozenset(segment for wave, segment in owner if wave == layout.wave),
        [one for one in codings if one.wave == layout.wave and not one.bulk],
        {id_: read for id_, (_, read) in blind_readings(segments, people, layout.wave).items()},
        read_turns(folder / "queue.parquet") if made else [],
        read_suggestions(folder / "suggestions.parquet") if made else [],
    )


def _place(plan: Plan, rules: Rules) -> tuple[int, int, int, int, int, tuple[int, str]]:
    """Groups as in study.toml; within one what stands side by side, what is counted together, and
    then actor by actor; characteristics in their order."""
    actors, across = plan.asked.actors, plan.asked.across
    return (
        rules.groups.index(rules.group_of(actors[0])),
        across is not Across.ACTOR,
        -len(actors),
        min(actor.rank for actor in actors),
        (Across.OZA, Across.TRAIT, Across.ACTOR, Across.WAVE).index(across),
        trait_order(plan.trait),
    )


def _lines(
    counts: Sequence[Counted], hidden: Sequence[Hidden] | None, study: Study
) -> Iterator[tuple[Value, ...]]:
    """Every number as it is, with what became of it in the publication."""
    for at, one in enumerate(counts):
        rows = tidy([tabulation(one, None, study.codebook)])
        columns = len(one.plan.labels) + one.plan.whole
        for number, row in enumerate(rows):
            cell = divmod(number, columns)
            if hidden is None:
                yield (*row, "ja", "", "")
                continue
            made = (hidden[at].cells, hidden[at].primary, hidden[at].exposed)
            yield (*row, *("ja" if own[cell] else "" for own in made))


def _write(job: Job, found: Compared) -> None:
    settings = job.study.settings
    plural = {actor: own.plural for actor, own in settings.actors.items()}
    write_json(job.out / f"{FILE}.json", asdict(found))
    shown = [table for table in found.tables if not empty(table)]
    title = f"{settings.title}: vergelijkingen, {found.wave}"
    told = read_first(found, settings.demonstration, settings.caveat)
    write_workbook(job.out / f"{FILE}.xlsx", title, told, shown, plural)
    without_clock(job.out / f"{FILE}.xlsx")
    figures = compare_figures(found, plural)
    for name, content in figures.items():
        write_bytes(job.out / "figuren" / name, content)
    page = compare_page(
        found,
        settings.demonstration,
        settings.caveat,
        settings.comparison_reason,
        plural,
        figures,
    )
    write_text(job.out / f"{FILE}.html", page)


def _summary(found: Compared) -> str:
    tables = sum(not empty(table) for table in found.tables)
    return (
        f"{tables} tabellen over {found.counting} van de {found.interviewed} verslagen,"
        f" {found.hidden} getallen verborgen"
    )
