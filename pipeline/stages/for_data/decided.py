"""All that coders decided, as it was made, a row a line of a ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.config.study import Study
from pipeline.domain.judgement import Decision
from pipeline.exchange.tidy.table import Value
from pipeline.stages.tidying import who_of
from pipeline.store.layout import Layout

DECISIONS = (
    "wave", "segment", "respondent", "actor", "oza", "coder", "number", "by", "code", "label",
    "verdict", "stance", "memo", "suggested", "probability", "model", "codebook", "decided",
    "blind", "share", "bulk", "check", "drawn", "again", "standing", "in_text", "decision",
)  # fmt: skip


def decision_rows(
    layouts: Sequence[Layout],
    study: Study,
    ledgers: Mapping[str, Sequence[Decision]],
    present: Collection[tuple[str, str]],
    withheld: Collection[tuple[str, str]],
) -> Iterator[dict[str, Value]]:
    """The history of these waves, coder by coder.

    Args:
        ledgers: coder → decisions as they were made.
        present: (wave, segment) of what stands in the reports now.
        withheld: (wave, respondent) of whom findings wait: what was written about them may repeat
            what was found, and stays out.
    """
    waves = {layout.wave for layout in layouts}
    labels = {code.id: code.label for code in study.codebook}
    for coder, made in ledgers.items():
        last = {d.subject: at for at, d in enumerate(made)}
        for at, d in enumerate(made):
            if d.wave in waves:
                row = _row(d)
                row["coder"], row["number"] = coder, at + 1
                row["label"] = labels.get(d.code, "")
                row["memo"] = "" if (d.wave, d.respondent) in withheld else d.memo
                row["standing"] = last[d.subject] == at
                row["in_text"] = (d.wave, d.segment) in present
                yield row


def _row(d: Decision) -> dict[str, Value]:
    who = who_of(d.respondent)
    return {
        "wave": d.wave,
        "segment": d.segment,
        "respondent": d.respondent,
        "actor": who.actor.value,
        "oza": who.oza,
        "by": d.by,
        "code": d.code,
        "verdict": d.verdict.value,
        "stance": d.stance.value,
        "suggested": d.seen is not None,
        "probability": d.seen,
        "model": d.model,
        "codebook": d.codebook,
        "decided": d.at,
        "blind": d.blind,
        "share": d.share,
        "bulk": d.bulk,
        "check": d.check,
        "drawn": d.drawn,
        "again": d.again,
        "decision": d.id,
    }
