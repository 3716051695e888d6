"""What a model writes is checked against codebook and text."""

import json
import time

import pytest

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.tagging.llm.answers import Answer, Drop, read_answer

TEXT = "😀 Ik werd gepest, en thuis was het cafe\u0301 fijn."


def said(*proposals: object) -> str:
    return json.dumps({"codes": list(proposals)}, ensure_ascii=False)


def proposal(code: str, quote: str) -> dict[str, str]:
    return {"code": code, "quote": quote}


GOOD = said(proposal("pesten", "Ik werd gepest"))


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Natuurlijk! Hier is het antwoord:\n\n{GOOD}\n\nHopelijk helpt dit {{echt}}.",
        f"In {{dit}} fragment zie ik {{}}: {GOOD} {said()}",
        f"<think>{said(proposal('thuis', 'thuis'))} of toch niet</think>{GOOD}",
        '{"codes": [{"code": " pesten ", "citaat": "IK WERD  gepest"}]}',
        "\ufeff" + GOOD,
    ],
)
def test_the_object_is_found_in_whatever_surrounds_it(content: str, codebook: Codebook) -> None:
    answer = read_answer(content, TEXT, codebook, Actor.KIND, 5)
    assert answer == Answer((("pesten", ((2, 16),)),))
    assert TEXT[2:16] == "Ik werd gepest"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Ik weet het niet.",
        "[]",
        "null",
        "{}",
        '{"codes": null}',
        '{"codes": {"code": "pesten"}}',
        '{"code": "pesten", "quote": "Ik werd gepest"}',
        GOOD[:-2],
        "{" * 100_000,
        '{"a":' * 100_000,
        "[" * 100_000 + '{"codes":' * 10,
        '{"codes": [' + "9" * 10_000 + "]}",
    ],
)
def test_what_is_no_answer_is_none(content: str, codebook: Codebook) -> None:
    before = time.monotonic()
    assert read_answer(content, TEXT, codebook, Actor.KIND, 5) is None
    assert time.monotonic() - before < 1


@pytest.mark.parametrize(
    ("lie", "why"),
    [
        ("pesten", Drop.SHAPE),
        (17, Drop.SHAPE),
        (None, Drop.SHAPE),
        ({"code": "pesten"}, Drop.SHAPE),
        ({"code": ["pesten"], "quote": "Ik"}, Drop.SHAPE),
        ({"code": "pesten", "quote": [0, 5]}, Drop.SHAPE),
        (proposal("verzonnen", "Ik werd gepest"), Drop.UNKNOWN),
        (proposal("Pesten", "Ik werd gepest"), Drop.UNKNOWN),
        (proposal("\ud800", "Ik werd gepest"), Drop.UNKNOWN),
        (proposal("school", "Ik werd gepest"), Drop.MAIN),
        (proposal("geld", "Ik werd gepest"), Drop.ACTOR),
        (proposal("thuis", "Ik werd geslagen"), Drop.QUOTE),
        (proposal("thuis", "cafe fijn"), Drop.QUOTE),
        (proposal("thuis", "Ik ... gepest"), Drop.QUOTE),
        (proposal("thuis", ""), Drop.QUOTE),
    ],
)
def test_a_lie_is_dropped_and_counted_by_kind(lie: object, why: Drop, codebook: Codebook) -> None:
    good = proposal("pesten", "gepest")
    answer = read_answer(said(lie, good), TEXT, codebook, Actor.KIND, 5)
    assert answer == Answer((("pesten", ((10, 16),)),), (why.value,))


def test_an_unknown_actor_gets_the_codes_of_all(codebook: Codebook) -> None:
    answer = read_answer(said(proposal("geld", "thuis")), TEXT, codebook, None, 5)
    assert answer is not None
    assert [code for code, _ in answer.codes] == ["geld"]


def test_offsets_are_code_points_after_emoji_and_accents(codebook: Codebook) -> None:
    answer = read_answer(said(proposal("thuis", "café fijn")), TEXT, codebook, Actor.KIND, 5)
    assert answer is not None
    ((_, ((start, end),)),) = answer.codes
    assert TEXT[start:end] == "cafe\u0301 fijn"


def test_a_code_that_comes_twice_is_one_with_both_spans(codebook: Codebook) -> None:
    twice = said(
        proposal("thuis", "thuis was het"),
        proposal("thuis", "Ik werd"),
        proposal("thuis", "was het café"),
    )
    answer = read_answer(twice, TEXT, codebook, Actor.KIND, 1)
    assert answer is not None
    ((_, spans),) = answer.codes
    assert [TEXT[a:b] for a, b in spans] == ["Ik werd", "thuis was het cafe\u0301"]


def test_no_more_codes_than_asked_for(codebook: Codebook) -> None:
    many = said(proposal("pesten", "gepest"), proposal("thuis", "thuis"))
    answer = read_answer(many, TEXT, codebook, Actor.KIND, 1)
    assert answer == Answer((("pesten", ((10, 16),)),), (Drop.SURPLUS.value,))
    flood = said(*[proposal("pesten", "gepest")] * 1000)
    answer = read_answer(flood, TEXT, codebook, Actor.KIND, 1)
    assert answer is not None
    assert len(answer.dropped) == 950


@pytest.mark.parametrize(
    "codes",
    [
        (("a", ()),),
        (("a", ((3, 3),)),),
        (("a", ((-1, 3),)),),
        (("a", ((0, 3), (2, 4))),),
        (("a", ((0, 3),)), ("a", ((4, 5),))),
    ],
)
def test_an_answer_checks_itself(
    codes: tuple[tuple[str, tuple[tuple[int, int], ...]], ...],
) -> None:
    with pytest.raises(ValueError, match=r"code|span"):
        Answer(codes)
