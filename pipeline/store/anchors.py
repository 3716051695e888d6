"""Where the text of decisions went: a ledger a wave, never erased, without a word of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from pipeline.domain.anchor import Anchor, AnchorKind
from pipeline.errors import LedgerError, Place
from pipeline.store.ledger import append_lines, read_lines


def append_anchors(path: Path, anchors: Iterable[Anchor]) -> None:
    """On disk when it returns. Raises LedgerError when an earlier line was changed."""
    append_lines(path, [_as_line(anchor) for anchor in anchors])


def read_anchors(path: Path) -> list[Anchor]:
    """The anchors of one wave in the order in which they were written; none without a ledger.

    Raises:
        LedgerError: for a changed line, or one that is no anchor of this wave.
    """
    anchors = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            kind, new = AnchorKind(line["kind"]), tuple(line.get("new", ()))
            anchor = Anchor(**{**line, "kind": kind, "new": new})
        except (KeyError, TypeError, ValueError):
            raise LedgerError("deze regel is geen anker", place=Place.of(path, number)) from None
        if anchor.wave != path.stem:
            raise LedgerError("een anker van een andere golf", place=Place.of(path, number))
        anchors.append(anchor)
    return anchors


def read_all_anchors(folder: Path) -> list[Anchor]:
    """Those of every wave of a study, by wave."""
    return [anchor for path in sorted(folder.glob("*.jsonl")) for anchor in read_anchors(path)]


def _as_line(anchor: Anchor) -> dict[str, object]:
    line = {k: v for k, v in asdict(anchor).items() if v not in ("", (), None)}
    return {**line, **({"new": list(anchor.new)} if anchor.new else {})}
