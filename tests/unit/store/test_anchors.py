"""The ledger that says where text went."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain.anchor import (
    Anchor,
    AnchorKind,
    aside_of,
    formers_of_anchors,
    moved_of,
    standing_anchors,
)
from pipeline.errors import LedgerError
from pipeline.store.anchors import append_anchors, read_all_anchors, read_anchors

OLD, NEW = "9K2:aaaaaaaa", "9K2:bbbbbbbb"


def anchor(kind: AnchorKind, *new: str, old: str = OLD, **more: object) -> Anchor:
    return Anchor("golf-1", old, "d" * 16, kind, new, **more)  # type: ignore[arg-type]


EVERY = [
    anchor(AnchorKind.MOVED, NEW, share=1.0),
    anchor(AnchorKind.CHANGED, NEW, "9K2:cccccccc", share=0.0),
    anchor(AnchorKind.GONE),
    anchor(AnchorKind.RETURNED),
    anchor(AnchorKind.UNDONE, coder="anna", at="2026-01-01T00:00:00Z"),
]


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "golf-1.jsonl"
    append_anchors(path, EVERY[:2])
    append_anchors(path, EVERY[2:])
    assert read_anchors(path) == EVERY
    assert read_all_anchors(tmp_path) == EVERY
    assert read_anchors(tmp_path / "golf-2.jsonl") == []


def test_the_last_line_stands_and_what_returned_does_not() -> None:
    assert standing_anchors(EVERY) == {("golf-1", OLD): EVERY[-1]}
    assert standing_anchors(EVERY[:4]) == {}
    assert moved_of(EVERY[:1]) == {("golf-1", OLD): NEW}
    assert moved_of(EVERY[:2]) == {}
    assert aside_of(EVERY[:3], "golf-1") == (EVERY[2],)
    assert aside_of(EVERY[:3], "golf-2") == ()


def test_formers_are_those_of_changed_text_the_latest_first() -> None:
    other = anchor(AnchorKind.CHANGED, NEW, old="9K2:dddddddd")
    moved = anchor(AnchorKind.MOVED, NEW, old="9K2:eeeeeeee")
    ledger = [EVERY[1], moved, other]
    assert formers_of_anchors(ledger, "golf-1") == {
        NEW: ("9K2:dddddddd", OLD),
        "9K2:cccccccc": (OLD,),
    }
    both = (AnchorKind.CHANGED, AnchorKind.MOVED)
    assert formers_of_anchors(ledger, "golf-1", both)[NEW] == ("9K2:dddddddd", moved.old, OLD)


@pytest.mark.parametrize(
    ("kind", "new"),
    [
        (AnchorKind.MOVED, ()),
        (AnchorKind.MOVED, (NEW, OLD)),
        (AnchorKind.CHANGED, ()),
        (AnchorKind.GONE, (NEW,)),
        (AnchorKind.UNDONE, (NEW,)),
        (AnchorKind.RETURNED, (NEW,)),
    ],
)
def test_a_kind_and_where_the_text_is_have_to_fit(kind: AnchorKind, new: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="tekst"):
        anchor(kind, *new)


def test_a_line_that_is_no_anchor_of_this_wave_is_named(tmp_path: Path) -> None:
    path = tmp_path / "golf-2.jsonl"
    append_anchors(path, [EVERY[0]])
    with pytest.raises(LedgerError, match=r"golf-2\.jsonl:1.*andere golf"):
        read_anchors(path)
