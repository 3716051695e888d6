"""Every code, coder, place and text of our export, found by readers that we did not write."""

from __future__ import annotations

from pathlib import Path

from pipeline.exchange.refi.selection_elements import Labels
from pipeline.exchange.refi.writing import write_project
from tests.peers.conftest import Read
from tests.unit.exchange.refi.example import PROJECT

NAMES = {user.guid: user.name for user in PROJECT.users}
SOURCES = {source.guid: source for source in PROJECT.sources}


def test_qdapy_finds_every_code_coder_place_and_text(tmp_path: Path, read_with: Read) -> None:
    path = tmp_path / "ervaringen.qdpx"
    write_project(PROJECT, path)
    found = read_with("read_with_qdapy.py", path)
    expected = [
        [
            SOURCES[c.source].name, c.start, c.end, (SOURCES[c.source].text or "")[c.start : c.end],
            c.code, NAMES[c.user], c.at,
        ]
        for c in PROJECT.codings
    ]  # fmt: skip
    assert sorted(found["codings"]) == sorted(expected)
    assert len(expected) == 5
    assert found["coders"] == ["anna", "bram"]
    assert found["sources"] == ["9K2", "9O1"]
    assert [code[0] for code in found["codes"]] == [
        "School", "School/Sfeer (School)", "Thuis & <meer>", "Thuis & <meer>/Sfeer (Thuis & <meer>)",
        "Contact",
    ]  # fmt: skip
    assert found["codes"][1][1:] == [
        "#FF8800",
        'Hoe het er is.\n\n[heet eigenlijk "Sfeer", hier "Sfeer (School)"]',
    ]


def test_qualitative_coding_finds_every_code_coder_line_and_text(
    tmp_path: Path, read_with: Read
) -> None:
    path = tmp_path / "ervaringen.qdpx"
    texts = PROJECT.sources[:2]  # it stops at a source without text
    held = {source.guid for source in texts}
    cases = tuple(case for case in PROJECT.cases if held.issuperset(case.sources))
    written = type(PROJECT)(
        **{field: getattr(PROJECT, field) for field in ("name", "users", "codes", "variables", "codings", "passages", "notes")},
        sources=texts,
        cases=cases,
    )  # fmt: skip
    write_project(written, path, Labels.LINES)
    found = read_with("read_with_qc.py", path)
    assert found["texts"] == {f"{source.name}.txt": source.text for source in texts}
    assert sorted(found["coders"]) == ["anna", "bram"]
    named = {
        PROJECT.codes[1].guid: "Sfeer (School)",
        PROJECT.codes[3].guid: "Sfeer (Thuis & <meer>)",
        PROJECT.codes[4].guid: "Contact",
    }
    expected = [
        [
            f"{SOURCES[c.source].name}.txt",
            (SOURCES[c.source].text or "")[: c.start].count("\n"),
            named[c.code],
            NAMES[c.user],
        ]
        for c in PROJECT.codings
    ]
    assert sorted(found["codings"]) == sorted(expected)
    assert {line for _, line, _, _ in expected} == {0, 1, 2}
    codes = {code.rpartition(":")[2] for code in found["codes"]}
    assert codes >= {"School", "Contact", *named.values()}
