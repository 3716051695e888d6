"""The log of who withdrew, and reports that were fixed with them in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.domain.forgetting import Interview, Withdrawal
from pipeline.domain.snapshot import Snapshot, Told, changes_between
from pipeline.errors import LedgerError, ReportSetAside, StoreError
from pipeline.store.forgetting.fixed import Published, without_in_snapshot
from pipeline.store.forgetting.journal import Journal, read_journal, unfinished, write_journal
from pipeline.store.forgetting.kinds import Treatment, treatment_of
from pipeline.store.forgetting.log import (
    Forgotten,
    append_forgotten,
    read_log,
    refuse_forgotten,
)
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_lines
from pipeline.store.snapshots import keep_snapshot, read_snapshot

GONE = Withdrawal((Interview("golf-1", "9K2"),))
LINE = Forgotten("9K2", ("golf-1",), "2026-01-01T00:00:00Z", "lies", "op verzoek", {"verslag": 1})


def test_the_log_is_kept_once_and_refuses_what_comes_back(tmp_path: Path) -> None:
    layout = Layout(tmp_path, "studie", "golf-1")
    refuse_forgotten(layout, "9K2")
    append_forgotten(layout.forgotten, [LINE])
    append_forgotten(layout.forgotten, [LINE])
    assert read_log(layout.forgotten) == [LINE]
    with pytest.raises(ReportSetAside, match=r"forgotten.jsonl.*9K2.*2026-01-01"):
        refuse_forgotten(layout, "9K2")
    refuse_forgotten(layout, "9K1")
    refuse_forgotten(Layout(tmp_path, "studie", "golf-2"), "9K2")


def test_a_line_that_does_not_belong_in_the_log(tmp_path: Path) -> None:
    append_lines(tmp_path / "forgotten.jsonl", [{"respondent": "9K2"}])
    with pytest.raises(LedgerError, match="zegt niet wie"):
        read_log(tmp_path / "forgotten.jsonl")


def test_the_journal_comes_back_as_it_was(tmp_path: Path) -> None:
    layout = Layout(tmp_path, "studie", "")
    assert unfinished(layout) == ""
    published = Published("concept-1", "golf-1", "2026-01-01T00:00:00Z", "anna", 3, 1, 1)
    journal = Journal(
        GONE, "2026-01-01T00:00:00Z", "lies", "op verzoek", {"golf-1": ("ingest",)},
        ("golf-1/evaluate",), {"verslag": 1}, (published,),
    )  # fmt: skip
    write_journal(layout, journal)
    assert read_journal(layout) == journal
    assert "9K2 is niet af" in unfinished(layout)
    layout.forgetting.write_text('{"whole": true}')
    with pytest.raises(StoreError, match="wie er wordt vergeten"):
        read_journal(layout)


def snapshot() -> Snapshot:
    told = Told(
        "Aandacht", "kind", ("1K1", "9K2"), ("1K1", "2K1", "9K2"),
        ("1K1:00000000/aandacht", "9K2:7f3a91c2/aandacht"), "genoemd", "de meeste",
    )  # fmt: skip
    other = replace(told, raised=("1K1",), everyone=("1K1",), segments=())
    numbers = {"een": told, "twee": other}
    quoted = {"aaaaaaaaaa": "Aandacht", "bbbbbbbbbb": "Aandacht"}
    return Snapshot("concept-1", "golf-1", "2026-01-01", "anna", "1.0.0", numbers, quoted)


def test_a_fixed_report_keeps_its_numbers_and_loses_the_person(tmp_path: Path) -> None:
    path = keep_snapshot(tmp_path, snapshot())
    before = path.read_bytes()
    quotations = {"bbbbbbbbbb", "cccccccccc"}
    told = without_in_snapshot(path, GONE, quotations, write=False)
    assert told == Published("concept-1", "golf-1", "2026-01-01", "anna", 1, 1, 1)
    assert path.read_bytes() == before
    without_in_snapshot(path, GONE, quotations, write=True)
    kept = read_snapshot(path)
    assert b"9K2" not in path.read_bytes()
    assert (
        kept.numbers["een"].phrase == snapshot().numbers["een"].phrase == "de meeste (2 van de 3)"
    )
    assert kept.numbers["een"].everyone == ("1K1", "2K1", "teruggetrokken-1")
    assert kept.numbers["een"].segments == ("1K1:00000000/aandacht",)
    assert kept.numbers["twee"] == snapshot().numbers["twee"]
    assert kept.quotations == {"aaaaaaaaaa": "Aandacht"}
    # A later report still tells that one respondent counts no more.
    now = replace(
        kept,
        numbers={"een": replace(kept.numbers["een"], raised=("1K1",), everyone=("1K1", "2K1"))},
    )
    assert changes_between(kept, now).left == ("teruggetrokken-1",)
    # The next one to withdraw is somebody else.
    other = Withdrawal((Interview("golf-1", "2K1"),))
    without_in_snapshot(path, other, (), write=True)
    assert read_snapshot(path).numbers["een"].everyone == (
        "1K1", "teruggetrokken-2", "teruggetrokken-1",
    )  # fmt: skip


def test_a_fixed_report_without_them_is_not_written(tmp_path: Path) -> None:
    path = keep_snapshot(tmp_path, replace(snapshot(), wave="golf-2"))
    before = path.stat().st_mtime_ns
    assert without_in_snapshot(path, GONE, (), write=True) is None
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("name", "treatment"),
    [
        ("corpus/s/golf-1/reports/9K2.docx", Treatment.REPORT),
        ("corpus/s/golf-1/reports/.~lock.9K2.docx#", Treatment.REPORT),
        ("corpus/s/golf-1/register.xlsx", Treatment.REGISTER),
        ("corpus/s/golf-1/oza.csv", Treatment.LOOKED_AT),
        ("corpus/s/private/key.json", Treatment.KEY),
        ("corpus/s/private/sprekers-golf-1.csv", Treatment.SPEAKERS),
        ("corpus/s/private/.bevindingen-golf-1.part.xlsx", Treatment.LEFTOVER),
        ("corpus/s/private/wachtzinnen.json", Treatment.LOOKED_AT),
        ("codebook/s/decisions/anna.jsonl", Treatment.LEDGER),
        ("codebook/s/decisions/.anna.jsonl.lock", Treatment.LOCK),
        ("codebook/s/anchors/golf-1.jsonl", Treatment.LEDGER),
        ("codebook/s/topics/themas.json", Treatment.PRUNED),
        ("codebook/s/reports/golf-1/concept.json", Treatment.SNAPSHOT),
        ("codebook/s/privacy/resolutions.jsonl", Treatment.RESOLUTIONS),
        ("codebook/s/versies/1.1.0/codes.yaml", Treatment.LOOKED_AT),
        ("codebook/s/forgotten.jsonl", Treatment.LOG),
        ("codebook/s/iets.nieuws", None),
        ("outputs/s/golf-1/.run/lock", Treatment.LOCK),
        ("outputs/s/golf-1/.run/digests.json", Treatment.DERIVED),
        ("outputs/s/golf-1/.report.old/rapport.html", Treatment.DERIVED),
        ("outputs/s/golf-1/privacy/.kept/found.json", Treatment.DERIVED),
    ],
)
def test_every_kind_of_file_has_a_treatment(name: str, treatment: Treatment | None) -> None:
    assert treatment_of(name) is treatment
