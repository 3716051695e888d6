"""Answers that survive a run that was killed."""

import json
from pathlib import Path

import pytest

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.errors import StoreError
from pipeline.tagging.llm.answers import Answer
from pipeline.tagging.llm.cache import AnswerCache, key_of
from pipeline.tagging.llm.prompt import messages_for

ANSWER = Answer((("pesten", ((2, 16), (20, 22))),), ("hoofdcode",))


def test_what_was_put_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "map" / "antwoorden.jsonl"
    cache = AnswerCache(path)
    assert cache.get("a") is None
    cache.put("a", ANSWER)
    cache.put("b", Answer())
    assert AnswerCache(path).get("a") == ANSWER
    assert AnswerCache(path).get("b") == Answer()
    assert path.stat().st_mode & 0o077 == 0


def test_a_torn_line_costs_one_answer_at_any_byte(tmp_path: Path) -> None:
    path = tmp_path / "antwoorden.jsonl"
    cache = AnswerCache(path)
    cache.put("a", ANSWER)
    first = path.stat().st_size
    cache.put("b", ANSWER)
    whole = path.read_bytes()
    for size in range(first, len(whole)):
        path.write_bytes(whole[:size])
        torn = AnswerCache(path)
        assert torn.get("a") == ANSWER
        torn.put("c", Answer())
        again = AnswerCache(path)
        assert (again.get("a"), again.get("c")) == (ANSWER, Answer())


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[1]",
        b'{"key": "x"}',
        b'{"key": "x", "codes": 3, "dropped": []}',
        b'{"key": "x", "codes": [["a", [[5, 2]]]], "dropped": []}',
        b'{"key": "x", "codes": [["a", [["b", 2]]]], "dropped": []}',
        b"[" * 100_000,
    ],
)
def test_lines_that_are_no_answer_are_passed_over(line: bytes, tmp_path: Path) -> None:
    path = tmp_path / "antwoorden.jsonl"
    AnswerCache(path).put("a", ANSWER)
    path.write_bytes(line + b"\n" + path.read_bytes())
    assert AnswerCache(path).get("a") == ANSWER
    assert AnswerCache(path).get("x") is None


def test_a_folder_in_its_place_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        AnswerCache(tmp_path)


def test_a_stored_answer_that_does_not_fit_is_recognised(codebook: Codebook) -> None:
    assert ANSWER.fits("x" * 22, codebook, Actor.KIND)
    assert not ANSWER.fits("x" * 21, codebook, Actor.KIND)
    assert not ANSWER.fits("x" * 22, codebook, Actor.PARTNER)
    assert not Answer((("school", ((0, 1),)),)).fits("xx", codebook, Actor.KIND)


def test_the_key_changes_with_all_that_an_answer_depends_on(codebook: Codebook) -> None:
    asked = messages_for("taak", "tekst \ud800", "kop", "vraag")
    other = Codebook("proef", "1.0.1", codebook.codes)
    keys = [
        key_of("m", 0, codebook, Actor.KIND, asked),
        key_of("n", 0, codebook, Actor.KIND, asked),
        key_of("m", 1, codebook, Actor.KIND, asked),
        key_of("m", 0, other, Actor.KIND, asked),
        key_of("m", 0, codebook, Actor.OUDER, asked),
        key_of("m", 0, codebook, None, asked),
        key_of("m", 0, codebook, Actor.KIND, messages_for("taak 2", "tekst", "kop", "vraag")),
        key_of("m", 0, codebook, Actor.KIND, messages_for("taak", "tekst", "kop 2", "vraag")),
        key_of("m", 0, codebook, Actor.KIND, messages_for("taak", "tekst", "kop", "vraag 2")),
    ]
    assert len(set(keys)) == len(keys)
    assert keys[0] == key_of("m", 0, codebook, Actor.KIND, asked)


def test_the_file_holds_no_text(tmp_path: Path, codebook: Codebook) -> None:
    path = tmp_path / "antwoorden.jsonl"
    key = key_of("m", 0, codebook, Actor.KIND, messages_for("taak", "Zwaluwstaartje"))
    AnswerCache(path).put(key, ANSWER)
    assert sorted(json.loads(path.read_text())) == ["codes", "dropped", "key"]
    assert "Zwaluw" not in path.read_text()
