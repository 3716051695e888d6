"""One line of a ledger: written, chained, read back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.errors import LedgerError
from pipeline.store.ledger import append_decisions
from pipeline.store.ledger_lines import (
    as_decision,
    as_line,
    chained,
    encoded,
    set_torn_line_aside,
    verified_lines,
)
from pipeline.store.ledger_writer import LedgerWriter

Make = Callable[..., Decision]


def test_a_line_holds_what_is_known_and_reads_as_it_was(decide: Make) -> None:
    plain = decide("1K1:bbbbbbbb", "")
    assert as_line(plain)["code"] == ""
    assert {"memo", "seen", "bulk", "stance"}.isdisjoint(as_line(plain))
    full = decide(
        verdict=Verdict.ACCEPT, seen=0.0, model="m", bulk=True, check=0.5, drawn=True,
        stance=Stance.CONCERN, memo="é",
    )  # fmt: skip
    assert as_line(full)["seen"] == 0.0, "nul is bekend"
    for decision in (plain, full):
        line = json.loads(json.dumps(as_line(decision)))
        kept = dict(line)
        assert as_decision(line) == decision
        assert line == kept, "lezen laat de regel heel"


@pytest.mark.parametrize("wrong", [{"verdict": "zulks"}, {"stance": "boos"}, {"kleur": "rood"}])
def test_a_line_that_is_no_decision_is_refused(decide: Make, wrong: dict[str, str]) -> None:
    with pytest.raises((TypeError, ValueError)):
        as_decision({**as_line(decide()), **wrong})


def test_a_chain_holds_the_line_and_all_before_it() -> None:
    assert chained({"a": 1, "b": "é"}, "") == chained({"b": "é", "a": 1}, "")
    assert len({chained({"a": 1}, ""), chained({"a": 2}, ""), chained({"a": 1}, "0" * 16)}) == 3
    # What stands in the ledgers of every study hangs on this.
    assert chained({"a": 1, "b": "é"}, "") == "dfbbc4410db4f833"


def test_both_ways_of_writing_write_the_same_bytes(tmp_path: Path, decide: Make) -> None:
    made = [decide(), decide("1K1:bbbbbbbb", ""), decide(verdict=Verdict.RETRACT)]
    for folder in ("een", "twee"):
        (tmp_path / folder).mkdir()
    one, other = tmp_path / "een" / "anna.jsonl", tmp_path / "twee" / "anna.jsonl"
    append_decisions(one, made)
    LedgerWriter(other).merge(lambda _: made)
    assert one.read_bytes() == other.read_bytes() == encoded(map(as_line, made), "")


def test_the_chain_goes_on_from_the_last_line(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(encoded([{"a": 1}], ""))
    lines, chain = verified_lines(path)
    path.write_bytes(path.read_bytes() + encoded([{"a": 2}], chain))
    assert verified_lines(path)[0] == [*lines, {"a": 2}]
    path.write_bytes(encoded([{"a": 1}], "") + encoded([{"a": 2}], ""))
    with pytest.raises(LedgerError, match=r"x\.jsonl:2"):
        verified_lines(path)


def test_a_torn_line_is_set_aside_and_a_whole_one_gets_its_end(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    whole = encoded([{"a": 1}], "")
    path.write_bytes(whole[:-1])
    set_torn_line_aside(path)
    assert path.read_bytes() == whole
    path.write_bytes(whole + b'{"a": 2, "cha')
    assert verified_lines(path)[0] == [{"a": 1}]
    set_torn_line_aside(path)
    assert path.read_bytes() == whole
    assert path.with_suffix(".torn").read_bytes() == b'{"a": 2, "cha\n'
    set_torn_line_aside(tmp_path / "weg.jsonl")
    assert not (tmp_path / "weg.jsonl").exists()
