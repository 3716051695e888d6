"""The ledger of a program that stays up: as safe as the one that is read whole each time."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.domain.judgement import Decision, Verdict, standing
from pipeline.errors import LedgerError
from pipeline.store.ledger import append_decisions, read_decisions
from pipeline.store.ledger_writer import LedgerWriter

Decide = Callable[..., Decision]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "anna.jsonl"


def test_what_it_appends_reads_as_any_ledger(ledger: Path, decide: Decide) -> None:
    writer = LedgerWriter(ledger)
    writer.merge(lambda _: [decide(code="zorg"), decide(code="druk")])
    writer.merge(lambda _: [decide(code="zorg", verdict=Verdict.RETRACT)])
    assert read_decisions(ledger) == writer.history
    assert len(writer.history) == 3


def test_what_changes_nothing_is_not_written(ledger: Path, decide: Decide) -> None:
    writer = LedgerWriter(ledger)
    assert len(writer.merge(lambda _: [decide()])) == 1
    before = ledger.read_bytes()
    assert writer.merge(lambda _: [decide(at="2026-01-01T00:00:00Z")]) == ()
    assert ledger.read_bytes() == before


def test_two_writers_and_a_workbook_mix(ledger: Path, decide: Decide) -> None:
    one, other = LedgerWriter(ledger), LedgerWriter(ledger)
    one.merge(lambda _: [decide(code="zorg")])
    append_decisions(ledger, [decide(code="druk")])
    other.merge(lambda stands: [decide(code=f"na-{len(stands)}")])
    one.refresh()
    assert [d.code for d in one.history] == ["zorg", "druk", "na-2"]
    assert one.history == other.history == read_decisions(ledger)
    assert one.epoch == 0, "niets hoefde opnieuw gelezen te worden"


def test_a_changed_prefix_is_noticed(ledger: Path, decide: Decide) -> None:
    writer = LedgerWriter(ledger)
    writer.merge(lambda _: [decide(code="zorg"), decide(code="druk")])
    raw = ledger.read_bytes()
    ledger.write_bytes(raw.replace(b'"zorg"', b'"zorh"'))
    with pytest.raises(LedgerError, match=r"anna\.jsonl:1"):
        writer.merge(lambda _: [decide(code="kind-denkt-mee")])
    assert b"kind-denkt-mee" not in ledger.read_bytes()


def test_a_ledger_put_back_is_read_anew(ledger: Path, decide: Decide) -> None:
    writer = LedgerWriter(ledger)
    writer.merge(lambda _: [decide(code="zorg")])
    earlier = ledger.read_bytes()
    writer.merge(lambda _: [decide(code="druk")])
    ledger.write_bytes(earlier)
    writer.refresh()
    assert [d.code for d in writer.history] == ["zorg"]
    assert writer.epoch == 1


def test_a_torn_line_is_set_aside(ledger: Path, decide: Decide) -> None:
    writer = LedgerWriter(ledger)
    writer.merge(lambda _: [decide(code="zorg")])
    with ledger.open("ab") as file:
        file.write(b'{"at": "2025')
    writer.refresh()
    assert len(writer.history) == 1
    writer.merge(lambda _: [decide(code="druk")])
    assert [d.code for d in read_decisions(ledger)] == ["zorg", "druk"]
    assert ledger.with_suffix(".torn").exists()


def test_many_threads_lose_nothing(ledger: Path, decide: Decide) -> None:
    writers = [LedgerWriter(ledger), LedgerWriter(ledger)]

    def click(at: int) -> None:
        writers[at % 2].merge(lambda _: [decide(code=f"code-{at}")])

    threads = [threading.Thread(target=click, args=(at,)) for at in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {d.code for d in read_decisions(ledger)} == {f"code-{at}" for at in range(24)}


def test_a_long_ledger_answers_at_once(ledger: Path, decide: Decide) -> None:
    many = [decide(segment=f"1K1:{at:08x}", code="zorg") for at in range(5_000)]
    append_decisions(ledger, many)
    writer = LedgerWriter(ledger)
    writer.refresh()
    took = []
    for at in range(20):
        start = time.perf_counter()
        writer.merge(lambda _, at=at: [decide(code=f"c-{at}")])  # type: ignore[misc]
        took.append(time.perf_counter() - start)
    assert standing(writer.history).keys() == standing(read_decisions(ledger)).keys()
    assert sorted(took)[10] < 0.05, "de helft van de klikken is binnen 50 ms op schijf"
    os.utime(ledger)
    writer.merge(lambda _: [decide(code="na-aanraken")])
    assert writer.epoch == 0
