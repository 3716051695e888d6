"""What the readers of others find in the export of a study, held against the table in README."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.exchange.refi.reading import read_project
from pipeline.store.layout import Layout
from tests.functional.conftest import oza
from tests.functional.test_exchange import coded, exported
from tests.golden.survival import ELEMENTS, check, verdicts
from tests.peers.conftest import Read

__all__ = ["coded", "oza"]


@pytest.mark.parametrize("peer", ["qdaPy", "qualitative-coding"])
def test_what_a_peer_finds(
    oza: Callable[..., object], coded: Layout, tmp_path: Path, read_with: Read, peer: str
) -> None:
    lines = peer == "qualitative-coding"
    file = tmp_path / "een.qdpx"
    exported(oza, file, "ervaringen", *(["--lines"] if lines else []))
    project = read_project(file)
    texts = {s.guid: s.text or "" for s in project.sources}
    sources = {s.guid: s.name for s in project.sources}
    users = {u.guid: u.name for u in project.users}
    codes = {c.guid: c.name for c in project.codes}
    stances = {c.guid for c in project.codes if " – " in c.name}
    assert stances

    def place(start: int, end: int, source: str) -> tuple[object, ...]:
        text = texts[source]
        return (text[:start].count("\n"),) if lines else (start, end, text[start:end])

    said = {
        (sources[c.source], *place(c.start, c.end, c.source), codes[c.code], users[c.user])
        for c in project.codings
    }
    before = {
        "text of a source": frozenset(texts.values()),
        "name of a source": frozenset(sources.values()),
        "code and its place in the tree": frozenset(
            (codes[c.guid], codes.get(c.parent, "")) for c in project.codes if c.guid not in stances
        ),
        "definition of a code": frozenset(
            (codes[c.guid], c.description) for c in project.codes if c.description
        ),
        "coder": frozenset(u for u in users.values() if any(users[c.user] == u for c in project.codings)),
        "coding: code, coder and exact place": frozenset(said),
        "date of a coding": frozenset(c.at for c in project.codings if c.at),
        "stance": frozenset(one for one in said if " – " in str(one[-2])),
        "memo on a coding": frozenset(n for c in project.codings for n in c.notes),
        "memo on a text or code": frozenset(n for s in project.sources for n in s.notes),
        "case": frozenset(case.name for case in project.cases),
        "variable of a case": frozenset(v.text for case in project.cases for v in case.values),
        "segment that was read without a code": frozenset(p.guid for p in project.passages),
        "passage to quote": frozenset(p.guid for p in project.passages),
    }  # fmt: skip
    found = read_with("read_with_qc.py" if lines else "read_with_qdapy.py", file)
    after = (
        _lines(found, before["code and its place in the tree"])
        if lines
        else _fragments(found, codes)
    )
    assert set(before) <= set(ELEMENTS)
    column = f"{peer} reads ours"
    check({column: verdicts(before, {element: frozenset(x) for element, x in after.items()})})


def _fragments(found: dict[str, list[list[str]]], codes: dict[str, str]) -> dict[str, set[object]]:
    """What qdaPy tells; a code by its path."""
    paths = [code[0].split("/") for code in found["codes"]]
    codings = {(row[0], row[1], row[2], row[3], codes[row[4]], row[5]) for row in found["codings"]}
    return {
        "name of a source": set(found["sources"]),
        "code and its place in the tree": {(p[-1], p[-2] if len(p) > 1 else "") for p in paths},
        "definition of a code": {(c[0].split("/")[-1], c[2]) for c in found["codes"]},
        "coder": set(found["coders"]),
        "coding: code, coder and exact place": set(codings),
        "date of a coding": {row[6] for row in found["codings"]},
        "stance": {one for one in codings if " – " in one[-2]},
    }


def _lines(found: dict[str, object], known: frozenset[object]) -> dict[str, set[object]]:
    """What qualitative-coding tells; a coding stands on a line, and a code below the one before it.

    Args:
        known: name and parent of each code; names may hold a colon, as its paths do.
    """
    paths = [str(code) for code in found["codes"]]  # type: ignore[attr-defined]
    texts: dict[str, str] = found["texts"]  # type: ignore[assignment]
    rows: list[list[object]] = found["codings"]  # type: ignore[assignment]
    codings = {
        (str(path).removesuffix(".txt"), line, code, coder) for path, line, code, coder in rows
    }
    return {
        "text of a source": set(texts.values()),
        "name of a source": {name.removesuffix(".txt") for name in texts},
        "code and its place in the tree": {
            (name, parent)
            for name, parent in known  # type: ignore[misc]
            if any(
                f":{path}".endswith(f":{parent}:{name}" if parent else f":{name}") for path in paths
            )
        },
        "coder": set(found["coders"]),  # type: ignore[call-overload]
        "coding: code, coder and exact place": set(codings),
        "stance": {one for one in codings if " – " in str(one[2])},
    }
