"""What a report and whatever is held against one rest on, fetched from the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.config.study import Study
from pipeline.domain.bulk import Checks, checks_of
from pipeline.domain.judgement import Decision, codings_of, reviewed_segments
from pipeline.domain.quotable import Marked, with_marks
from pipeline.domain.recut import Former
from pipeline.domain.respondent import Respondent
from pipeline.domain.returning import returns
from pipeline.domain.segment import Segment
from pipeline.domain.version_tally import tally_of
from pipeline.errors import LedgerError, Place
from pipeline.report.evidence import Evidence, gather
from pipeline.stages.shared.fetching import carried_of, respondents_of
from pipeline.store.layout import Layout
from pipeline.store.quotable import read_all_marks
from pipeline.store.tables import read_formers, read_ozas, read_respondents, read_segments


def marked_segments(layout: Layout) -> Marked:
    """The segments, with what people marked as quotable or as never to be quoted."""
    folder = layout.stage("segment")
    formers: dict[str, list[str]] = {}
    for one in _formers(folder / "formers.parquet"):
        formers.setdefault(one.segment, []).append(one.former)
    segments = read_segments(folder / "segments.parquet")
    return with_marks(segments, read_all_marks(layout.quotations), layout.wave, formers)


def _formers(path: Path) -> Iterable[Former]:
    """None where nobody moved a border yet."""
    return read_formers(path) if path.exists() else ()


def evidence_of(
    layout: Layout, study: Study, segments: Sequence[Segment], *, may_be_empty: bool = False
) -> Evidence:
    """The validated part of a wave.

    Raises:
        LedgerError: where nothing is validated yet, unless that `may_be_empty`.
    """
    ingested = layout.stage("ingest")
    carried = carried_of(layout, study)
    ledgers = {coder: own.decisions for coder, own in carried.items()}
    codings, owner = codings_of(ledgers, study.settings.precedence)
    tally = tally_of(carried, codings, owner, layout.wave, {segment.id for segment in segments})
    respondents = read_respondents(ingested / "respondents.json")
    evidence = gather(
        layout.wave,
        respondents,
        read_ozas(ingested / "ozas.json"),
        segments,
        codings,
        owner,
        tally.versions,
        _double_coded(_own_work(ledgers, study), layout.wave),
        sum((checks_of(ledger, layout.wave) for ledger in ledgers.values()), Checks()),
        tally,
        _returned(layout, respondents),
    )
    if not evidence.coders and not may_be_empty:
        raise LedgerError(
            f"in {layout.wave} is nog niets gevalideerd; alleen wat gevalideerd is, komt in een"
            " rapport",
            place=Place(layout.relative(layout.decisions)),
            remedy="valideer in een werkboek: 'oza export-xlsx' en daarna 'oza import-xlsx'",
        )
    return evidence


def _returned(layout: Layout, respondents: Sequence[Respondent]) -> dict[str, int]:
    """Earlier wave → how many took part for the last time then, oldest wave first."""
    earlier = [(at.wave, respondents_of(at)) for at in layout.earlier()]
    count = Counter(one.wave for one in returns(respondents, earlier))
    return {wave: count[wave] for wave, _ in earlier if count[wave]}


def _own_work(
    ledgers: Mapping[str, Sequence[Decision]], study: Study
) -> dict[str, Sequence[Decision]]:
    """The ledgers of coders: what was agreed together is nobody's own reading."""
    return {c: own for c, own in ledgers.items() if c not in study.settings.precedence}


def _double_coded(ledgers: Mapping[str, Sequence[Decision]], wave: str) -> int:
    readers = Counter(
        segment
        for ledger in ledgers.values()
        for w, segment in reviewed_segments(ledger)
        if w == wave
    )
    return sum(1 for count in readers.values() if count > 1)
