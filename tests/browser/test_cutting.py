"""Splitting and joining with the keyboard, on a real wave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.store.layout import Layout
from pipeline.store.recuts import read_recuts
from pipeline.store.tables import read_segments, read_sentence_ends


def test_split_and_undo_by_keyboard(
    project: Layout, serve: Callable[..., dict[str, str]], window: Callable[..., Any]
) -> None:
    folder = project.stage("segment")
    end = next(
        e for e in read_sentence_ends(folder / "sentences.parquet") if e.segment[:3] == "1K1"
    )
    before = read_segments(folder / "segments.parquet")
    whole = next(s for s in before if s.id == end.segment)
    address = serve("anna")["anna"]
    page = window(address)
    origin = address.partition("/aanmelden")[0]
    page.goto(f"{origin}/verslag/{whole.id.replace(':', '/')}")
    page.wait_for_selector("#hier")

    page.keyboard.press("s")
    page.wait_for_selector(".grenzen[open] .plekken button:focus")
    page.keyboard.press("Enter")
    page.locator("#melding", has_text="gesplitst").wait_for()
    parts = [s for s in read_segments(folder / "segments.parquet") if s not in before]
    assert " ".join(part.text for part in parts) == whole.text
    assert len(parts) == 2

    page.keyboard.press("u")
    page.locator("#melding", has_text="ongedaan").wait_for()
    assert read_segments(folder / "segments.parquet") == before
    assert [r.kind.value for r in read_recuts(project.recuts("anna"))] == [
        "splitsen",
        "samenvoegen",
    ]
