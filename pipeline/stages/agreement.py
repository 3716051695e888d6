"""How far coders agree: between people, of the machine with people, of one coder with herself.

Read `readings` for what counts as an independent reading. Fewer than two of those is no error: the
page then says how to get them, and the report goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from pipeline.config.study import Study
from pipeline.domain.agreement import (
    Again,
    Against,
    AgreementFound,
    AgreementRow,
    Basis,
    Between,
    Level,
    Reason,
    ScaleShown,
)
from pipeline.domain.double_coding import standing_assignments
from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Decision
from pipeline.domain.segment import Segment
from pipeline.errors import LedgerError, Place, StoreError
from pipeline.report.agreement_csv import write_rows
from pipeline.report.agreement_figure import agreement_figures
from pipeline.report.agreement_page import agreement_page
from pipeline.report.agreement_told import told
from pipeline.run import Job, Outcome
from pipeline.stages.for_agreement.agreeing import all_rows
from pipeline.stages.for_agreement.blind_check import against_people
from pipeline.stages.for_agreement.once_more import again_of
from pipeline.stages.for_agreement.panel import Panel, groups_of, same_codes
from pipeline.stages.for_agreement.parting import differing, planning, unstanced
from pipeline.stages.shared.fetching import decisions_of, made_of
from pipeline.stages.shared.readings import Readings, Unit, blind_readings, independent_readings
from pipeline.stats.agreement import SCALES
from pipeline.store.assignments import read_assignments
from pipeline.store.coders import CONSENSUS
from pipeline.store.files import replaced_folder, write_bytes, write_json, write_text
from pipeline.store.layout import Layout
from pipeline.store.tables import read_segments, read_suggestions, read_turns

DRAWS = 1000
FILE = "overeenkomst"


def run(job: Job) -> Outcome:
    layout, study = job.layout, job.study
    segments = read_segments(layout.stage("segment") / "segments.parquet")
    ledgers = _coders(decisions_of(layout, study), study)
    made = _coders(made_of(layout, study), study)
    assigned = standing_assignments(read_assignments(layout.assignments), layout.wave)
    seed = study.settings.suggest.seed
    readings = independent_readings(segments, ledgers, assigned, layout.wave, made)
    found = _found(
        layout,
        study,
        _between(readings, segments, study),
        _against(layout, study, segments, ledgers),
        [
            once
            for coder, ledger in ledgers.items()
            if (once := again_of(
                coder, ledger, segments, layout.wave, study.codebook, DRAWS, seed
            ))
        ],
    )  # fmt: skip
    _write(job.out, study, found)
    return Outcome(_summary(found))


def against_herself(layout: Layout, study: Study, coder: str, before: str) -> Path:
    """Writes a page about one coder's first reading, before a day, beside what stands now.

    Raises:
        StoreError: for somebody without a ledger.
        LedgerError: when she came back to nothing that she had read before that day.
    """
    path = layout.ledger(coder)
    if coder in _shared(study) or not path.exists():
        known = ", ".join(_coders(made_of(layout, study), study)) or "nog niemand"
        raise StoreError(f"er is geen codeur '{coder}'", remedy=f"er is: {known}")
    segments = read_segments(layout.stage("segment") / "segments.parquet")
    seed = study.settings.suggest.seed
    own = decisions_of(layout, study)[coder]
    again = again_of(coder, own, segments, layout.wave, study.codebook, DRAWS, seed, before)
    if again is None:
        raise LedgerError(
            f"'{coder}' besliste sinds {before} niet opnieuw over segmenten die zij daarvoor al"
            " had gelezen",
            place=Place(layout.relative(path)),
            remedy="kies een latere dag, of laat haar eerst opnieuw coderen",
        )
    folder = layout.stage("opnieuw")
    with replaced_folder(folder) as out:
        _write(out, study, _found(layout, study, Between(), Against(), [again]))
    return folder / f"{FILE}.html"


def _shared(study: Study) -> set[str]:
    return {CONSENSUS, *study.settings.precedence}


def _coders(every: Mapping[str, list[Decision]], study: Study) -> dict[str, list[Decision]]:
    """The ledgers of people: what was agreed together is nobody's own reading."""
    return {name: own for name, own in every.items() if name not in _shared(study)}


def _found(
    layout: Layout, study: Study, between: Between, against: Against, again: Sequence[Again]
) -> AgreementFound:
    return AgreementFound(
        study=study.settings.title,
        wave=layout.wave,
        codebook_version=study.codebook.version,
        draws=DRAWS,
        between=between,
        against=against,
        again=tuple(again),
        scales=tuple(ScaleShown(s.key, s.bands, s.arbitrary) for s in SCALES),
    )


def _between(readings: Readings, segments: Sequence[Segment], study: Study) -> Between:
    units = [unit for unit in readings.units if len(unit.by) > 1]
    coders = tuple(sorted({name for unit in units for name in unit.by}))
    of_reports = len({segment.respondent for segment in segments})
    codebook, seed = study.codebook, study.settings.suggest.seed
    whole = Panel.of(coders, units, codebook, DRAWS, seed)
    if whole is None:
        return Between(of_reports=of_reports)
    first, *pairs = groups_of(coders)
    rows = all_rows(whole)
    plan = planning(whole, rows)
    leaves = {code.id for code in codebook.leaves}
    unused = [row.label for row in rows if row.reason is Reason.UNUSED and row.code in leaves]
    strata = Counter(unit.basis_of(coders) for unit in units)
    for actor in study.settings.actors:
        own = [u for u in units if RespondentId.parse(u.respondent).actor is actor]
        rows += _rows(first, own, study, actor=actor.value)
    for group in pairs:
        rows += _rows(group, units, study)
    for group in (first, *pairs) if len(strata) > 1 else ():
        for basis in (Basis.BLIND, Basis.SHOWN, Basis.UNKNOWN):
            own = [unit for unit in units if unit.basis_of(group) is basis]
            rows += _rows(group, own, study, basis=basis)
    return Between(
        coders=coders,
        reports=len({unit.respondent for unit in units}),
        of_reports=of_reports,
        segments=len(units),
        same=int(same_codes(whole).sum()),
        strata=tuple((basis, strata[basis]) for basis in Basis if strata[basis]),
        revised=readings.revised,
        late=readings.late,
        unstanced=unstanced(units),
        left=sum(c not in codebook for u in units for read in u.by.values() for c in read.codes),
        unused=tuple(unused),
        rows=tuple(rows),
        differing=differing(units, codebook),
        planning=plan,
    )


def _rows(
    group: Sequence[str],
    units: Sequence[Unit],
    study: Study,
    actor: str = "",
    basis: Basis = Basis.ALL,
) -> list[AgreementRow]:
    """Of a part; what nobody gave there is told of the whole only."""
    panel = Panel.of(group, units, study.codebook, DRAWS, study.settings.suggest.seed)
    return [row for row in all_rows(panel, actor, basis) if not row.reason] if panel else []


def _against(
    layout: Layout,
    study: Study,
    segments: Sequence[Segment],
    ledgers: Mapping[str, Sequence[Decision]],
) -> Against:
    folder = layout.stage("suggest")
    return against_people(
        segments,
        read_suggestions(folder / "suggestions.parquet"),
        blind_readings(segments, ledgers, layout.wave),
        sum(turn.blind for turn in read_turns(folder / "queue.parquet")),
        study.codebook,
        DRAWS,
        study.settings.suggest.seed,
    )


def _write(folder: Path, study: Study, found: AgreementFound) -> None:
    """overeenkomst.json, .html and .csv, and the figure where there is something to draw."""
    settings = study.settings
    lines = told(found, settings.demonstration)
    write_json(folder / f"{FILE}.json", {**asdict(found), "told": [asdict(one) for one in lines]})
    figures = agreement_figures(found)
    for name, content in figures.items():
        write_bytes(folder / "figuren" / name, content)
    names = {actor.value: settings.actors[actor].plural for actor in settings.actors}
    page = agreement_page(found, settings.demonstration, settings.caveat, names, figures)
    write_text(folder / f"{FILE}.html", page)
    write_rows(folder / f"{FILE}.csv", found)


def _summary(found: AgreementFound) -> str:
    between = found.between
    if not between.segments:
        return "nog geen segmenten die twee mensen onafhankelijk van elkaar lazen"
    mean = next((row.alpha.value for row in between.rows if row.level is Level.MEAN), None)
    said = "" if mean is None else f", alfa gemiddeld over codes {mean:.2f}".replace(".", ",")
    return f"{between.segments} segmenten door {len(between.coders)} codeurs gelezen{said}"
