"""The ledger loses nothing and notices everything."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.errors import LedgerError
from pipeline.store.ledger import (
    append_decisions,
    append_lines,
    read_all_decisions,
    read_decisions,
    read_lines,
)

Make = Callable[..., Decision]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "decisions" / "anna.jsonl"


def test_what_is_appended_is_read(path: Path, decide: Make) -> None:
    decisions = [
        decide(stance=Stance.CONCERN, memo="let op", seen=0.71, model="abc", start=4, end=9),
        decide("1K1:bbbbbbbb", "", memo="rustig"),
        decide(verdict=Verdict.RETRACT),
    ]
    assert append_decisions(path, decisions) == 3
    assert read_decisions(path) == decisions
    assert read_all_decisions(path.parent) == {"anna": decisions}


def test_importing_twice_adds_nothing(path: Path, decide: Make) -> None:
    decisions = [decide(), decide("1K1:bbbbbbbb", "")]
    append_decisions(path, decisions)
    before = path.read_bytes()
    later = [decide(at="2025-02-02T00:00:00Z"), decide("1K1:bbbbbbbb", "", seen=None)]
    assert append_decisions(path, later) == 0
    assert path.read_bytes() == before


def test_a_changed_mind_is_a_new_line(path: Path, decide: Make) -> None:
    append_decisions(path, [decide()])
    assert append_decisions(path, [decide(verdict=Verdict.REJECT)]) == 1
    assert append_decisions(path, [decide()]) == 1
    assert len(read_decisions(path)) == 3


def test_a_torn_last_line_is_set_aside_and_the_ledger_goes_on(path: Path, decide: Make) -> None:
    append_decisions(path, [decide(), decide("1K1:bbbbbbbb")])
    whole = path.read_bytes()
    path.write_bytes(whole[:-7])
    assert read_decisions(path) == [decide()]
    append_decisions(path, [decide("1K1:cccccccc")])
    assert [d.segment for d in read_decisions(path)] == ["1K1:aaaaaaaa", "1K1:cccccccc"]
    assert path.with_suffix(".torn").read_bytes().startswith(whole.splitlines()[1][:40])


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_kill_in_the_midst_of_writing_loses_no_earlier_decision(
    path: Path, decide: Make, cut: int
) -> None:
    append_decisions(path, [decide()])
    first = path.stat().st_size
    append_decisions(path, [decide("1K1:bbbbbbbb")])
    whole = path.read_bytes()
    path.write_bytes(whole[: first + (len(whole) - first) * cut // 12])
    assert decide() in read_decisions(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [lines[0].replace(b"waardering", b"omgeving  "), *lines[1:]],
        lambda lines: [lines[1], lines[0], lines[2]],
        lambda lines: [lines[0], lines[2]],
        lambda lines: [lines[0], lines[0], *lines[1:]],
        lambda lines: [b"{}\n", *lines[1:]],
        lambda lines: [b"geen json\n", *lines[1:]],
    ],
    ids=["gewijzigd", "verplaatst", "verwijderd", "verdubbeld", "leeg", "kapot"],
)
def test_a_changed_line_is_reported_with_its_number(
    path: Path, decide: Make, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    append_decisions(path, [decide(), decide("1K1:bbbbbbbb"), decide("1K1:cccccccc")])
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    damaged = path.read_bytes()
    with pytest.raises(LedgerError, match=r"anna\.jsonl:[12]"):
        read_decisions(path)
    with pytest.raises(LedgerError):
        append_decisions(path, [decide("1K1:dddddddd")])
    assert path.read_bytes() == damaged


def test_a_decision_in_another_coders_ledger_is_refused(path: Path, decide: Make) -> None:
    append_decisions(path, [decide(coder="bert")])
    with pytest.raises(LedgerError, match="bert"):
        read_decisions(path)


def test_an_unknown_key_or_verdict_is_refused(path: Path) -> None:
    append_lines(path, [{"segment": "1K1:aaaaaaaa", "verdict": "misschien"}])
    with pytest.raises(LedgerError, match="geen beslissing"):
        read_decisions(path)


def test_lines_hold_no_participant_text(path: Path, decide: Make) -> None:
    append_decisions(path, [decide()])
    line = json.loads(path.read_text(encoding="utf-8"))
    assert set(line) <= {
        "wave", "segment", "digest", "code", "verdict", "coder", "codebook", "at", "chain",
        "start", "end",
    }  # fmt: skip


def test_no_ledger_is_no_decision(path: Path) -> None:
    assert read_lines(path) == []
    assert read_decisions(path) == []
