"""What was coded in other programs, exactly where: a ledger of each coder's own, beside her
decisions and never erased."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.domain.exact_span import ExactSpan, standing_spans
from pipeline.domain.judgement import Stance
from pipeline.errors import LedgerError, Place
from pipeline.store.ledger import read_lines


def span_line(span: ExactSpan) -> dict[str, Any]:
    """A span as it is written; what is empty is left out, but for the code."""
    line = {k: v for k, v in asdict(span).items() if v not in ("", ())}
    return {**line, "code": span.code, "decisions": list(span.decisions)}


def read_spans(path: Path) -> list[ExactSpan]:
    """The spans of one coder that stand; none without a ledger.

    Raises:
        LedgerError: for a changed line, or one that is no span of this coder.
    """
    spans = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            stance, decisions = Stance(line.get("stance", "")), tuple(line["decisions"])
            span = ExactSpan(**{**line, "stance": stance, "decisions": decisions})
        except (KeyError, TypeError, ValueError):
            raise LedgerError("deze regel is geen codering", place=Place.of(path, number)) from None
        if span.coder != path.stem:
            raise LedgerError("een codering van een ander", place=Place.of(path, number))
        spans.append(span)
    return standing_spans(spans)


def read_all_spans(folder: Path) -> dict[str, list[ExactSpan]]:
    """coder → spans, for every ledger in a study's folder of exact spans, sorted by coder."""
    return {path.stem: read_spans(path) for path in sorted(folder.glob("*.jsonl"))}
