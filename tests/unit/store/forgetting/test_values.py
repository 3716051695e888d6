"""Lines and values without somebody, and ledgers chained anew."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.forgetting import REMOVED, Interview, Traces, Withdrawal, words_of
from pipeline.store.forgetting.lines import rewrite_ledger, rewrite_torn, rewrite_values
from pipeline.store.forgetting.values import NOTHING, Cleaner, Taken
from pipeline.store.ledger import append_lines, read_lines

GONE = Withdrawal((Interview("golf-1", "9K2"),))
RUN = "ik ging met anna mee"
TRACES = Traces(
    ids=frozenset({"9k2"}),
    names=frozenset({("anna",)}),
    runs=frozenset({tuple(words_of(RUN))}),
    own_words=frozenset({"glitterbrommer"}),
)
CLEAN = Cleaner(GONE, TRACES)
WORDS = Cleaner(GONE, TRACES, bare_words=True)


def test_a_line_about_somebody_goes() -> None:
    line = {"wave": "golf-1", "segment": "9K2:7f3a91c2", "coder": "bram"}
    assert CLEAN.line(line) == (None, Taken(lines=1))
    assert CLEAN.line({**line, "wave": "golf-2"})[0] is not None
    assert CLEAN.line({"wave": "golf-1", "old": "9K2:7f3a91c2", "new": []})[0] is None


def test_a_coder_with_the_name_of_a_child_keeps_her_work() -> None:
    line = {"wave": "golf-1", "segment": "1K1:7f3a91c2", "coder": "anna", "code": "waardering"}
    assert CLEAN.line(line) == (line, Taken())
    given_to = {"wave": "golf-1", "respondent": "1K1", "coders": ["anna", "bram"], "by": "anna"}
    assert CLEAN.line(given_to) == (given_to, Taken())


def test_what_others_wrote_of_somebody_is_taken_out() -> None:
    line = {"wave": "golf-1", "segment": "1K1:7f3a91c2", "memo": f"net als: {RUN}"}
    assert CLEAN.line(line) == (
        {"wave": "golf-1", "segment": "1K1:7f3a91c2"},
        Taken(texts=1),
    )
    note = {"kind": "code", "about": "waardering", "text": "zie 9K2"}
    assert CLEAN.line(note)[0] == {**note, "text": REMOVED}
    assert CLEAN.line({**note, "about": f"code over {RUN}"})[0] is None


def test_lists_lose_what_is_theirs_and_nothing_else() -> None:
    line = {"wave": "golf-1", "old": "1K1:00000000", "new": ["9K2:7f3a91c2", "1K1:7f3a91c2"]}
    assert CLEAN.line(line) == ({**line, "new": ["1K1:7f3a91c2"]}, Taken(lines=1))
    assert CLEAN.line({**line, "new": ["9K2:7f3a91c2"]})[0] is None
    empty = {"wave": "golf-1", "respondent": "1K1", "coders": []}
    assert CLEAN.line(empty) == (empty, Taken())


def test_bare_words_of_topics_are_words_of_participants() -> None:
    topic = {
        "id": "T-1",
        "words": [["glitterbrommer", 0.7], ["rust", 0.3]],
        "weights": {"glitterbrommer": 1.5, "rust": 0.5},
        "segments": ["golf-1/9K2:7f3a91c2", "golf-1/1K1:7f3a91c2"],
    }
    left, taken = WORDS.value([topic])
    assert left == [
        {
            "id": "T-1",
            "words": [["rust", 0.3]],
            "weights": {"rust": 0.5},
            "segments": ["golf-1/1K1:7f3a91c2"],
        }
    ]
    assert taken.lines == 3
    alone = {"id": "T-2", "segments": ["9K2:7f3a91c2"], "words": [["rust", 1.0]]}
    assert WORDS.value({"topics": [topic, alone]})[0] == {"topics": left}
    assert WORDS.value(["eigen glitterbrommer", "eigen fiets"])[0] == ["eigen fiets"]
    assert WORDS.value("9K2:7f3a91c2")[0] is NOTHING
    assert WORDS.value([{"segment": "9K2:7f3a91c2", "at": 3}, {"at": 4}])[0] == [{"at": 4}]


def test_a_ledger_is_what_it_would_have_been_without(tmp_path: Path) -> None:
    lines = [
        {"wave": "golf-1", "segment": f"{who}:7f3a91c2", "number": at}
        for at, who in enumerate(("1K1", "9K2", "1O1", "9K2", "2P1"))
    ]
    append_lines(tmp_path / "met.jsonl", lines)
    append_lines(tmp_path / "zonder.jsonl", [x for x in lines if "9K2" not in str(x)])
    assert rewrite_ledger(tmp_path / "met.jsonl", CLEAN.line, write=False) == Taken(2)
    assert len(read_lines(tmp_path / "met.jsonl")) == 5
    assert rewrite_ledger(tmp_path / "met.jsonl", CLEAN.line, write=True) == Taken(2)
    assert (tmp_path / "met.jsonl").read_bytes() == (tmp_path / "zonder.jsonl").read_bytes()
    assert rewrite_ledger(tmp_path / "met.jsonl", CLEAN.line, write=True) == Taken()


def test_a_ledger_in_which_nothing_is_left_goes(tmp_path: Path) -> None:
    path = tmp_path / "bram.jsonl"
    append_lines(path, [{"wave": "golf-1", "segment": "9K2:7f3a91c2"}])
    rewrite_ledger(path, CLEAN.line, write=True)
    assert not path.exists()


def test_torn_lines_that_might_be_theirs(tmp_path: Path) -> None:
    path = tmp_path / "anna.torn"
    other = b'{"at": "x", "segment": "1K1:7f3a\n'
    half = f'{{"at": "x", "memo": "{RUN}\n'.encode()
    path.write_bytes(other + half + b'{"segment": "9K2:7f\xc3\n')
    assert rewrite_torn(path, CLEAN, write=True) == Taken(2)
    assert path.read_bytes() == other
    path.write_bytes(half)
    rewrite_torn(path, CLEAN, write=True)
    assert not path.exists()


def test_what_is_no_json_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kapot.json"
    path.write_bytes(b'{"segment": "9K2:7f3a91c2"')
    assert rewrite_values(path, WORDS, write=True) == Taken()
    assert path.read_bytes() == b'{"segment": "9K2:7f3a91c2"'


VALUES = st.recursive(
    st.none() | st.integers() | st.sampled_from(["9K2", "9K2:7f3a91c2", "rust", RUN, "1K1"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["segment", "memo", "9K2", "over"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_nothing_of_them_is_left_in_a_value_of_any_shape(value: object) -> None:
    left, taken = WORDS.value(value)
    text = "" if left is NOTHING else json.dumps(left)
    assert "9K2" not in text
    assert RUN not in text
    again = left if left is NOTHING else WORDS.value(left)[0]
    assert again == left
    if not taken:
        assert left == value
