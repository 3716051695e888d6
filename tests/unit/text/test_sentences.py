"""Sentence ends: golden cases, offsets, and texts that must not take for ever."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.text.sentences import abbreviations, sentence_ends

GOLDEN = Path(__file__).parents[2] / "golden" / "sentences.json"


def cases() -> list[Any]:
    """Golden cases; a known failure that starts to pass fails, so that its mark goes."""
    found = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return [
        pytest.param(
            case["text"],
            case["sentences"],
            id=f"{number}-{case['group']}",
            marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)]
            if "known_failure" in case
            else [],
        )
        for number, case in enumerate(found, start=1)
    ]


def split(text: str) -> list[str]:
    ends = sentence_ends(text)
    return [text[a:b].strip() for a, b in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(("text", "sentences"), cases())
def test_golden(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_few_known_failures() -> None:
    found = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert len(found) >= 70
    assert sum("known_failure" in case for case in found) <= len(found) * 0.06


@pytest.mark.parametrize(
    ("text", "ends"), [("", []), (" \n ", []), ("Ja", [2]), ("Ja. Nee. ", [3, 8]), ("😊!", [2])]
)
def test_ends_are_code_points_just_past_the_sentence(text: str, ends: list[int]) -> None:
    assert sentence_ends(text) == ends


def test_a_combining_accent_is_not_in_the_way() -> None:
    assert split("Dat was zo. E\u0301e\u0301n keer maar.") == [
        "Dat was zo.",
        "E\u0301e\u0301n keer maar.",
    ]


def test_abbreviations_say_whether_they_end_a_sentence() -> None:
    known = abbreviations()
    assert known["enz"] is True
    assert known["dhr"] is False
    assert "#" not in known


@pytest.mark.parametrize(
    "unit", ['"', "(", "'a ", ". ", "😊", " ", "\n ", ".(a", ". (a) ", '" a', "a.b", "«", "! "]
)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    began = time.process_time()
    sentence_ends(unit * 20_000 + "a")
    assert time.process_time() - began < 3
