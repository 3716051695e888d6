"""What a quantifier allows, by the study's own rule and beside it."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.config.study import Study
from pipeline.config.wording import Quantifier
from pipeline.report.claims.phrases import phrases


def allowed(word: str, total: int, study: Study) -> list[int]:
    quantity = phrases().by_words[word]
    return [n for n in range(total + 1) if quantity.allows(n, total, study.wording)]


@pytest.mark.parametrize(
    ("word", "counts"),
    [
        ("alle", [15]),
        ("geen van", [0]),
        ("één van", [1]),
        ("vrijwel alle", [13, 14]),
        ("bijna alle", [13, 14]),
        ("de meeste", [8, 9, 10, 11, 12]),
        ("het merendeel", [8, 9, 10, 11, 12]),
        ("een deel", [2, 3, 4, 5, 6, 7]),
        ("enkele", [2, 3, 4]),
        ("sommige", [2, 3, 4, 5, 6, 7]),
        ("de helft", [7, 8]),
        ("ruim de helft", [8, 9, 10]),
        ("een ruime meerderheid", [9, 10, 11, 12, 13, 14]),
        ("twee derde", [9, 10]),
        ("op één na alle", [14]),
        ("niet alle", list(range(1, 15))),
        ("een minderheid", list(range(1, 8))),
    ],
)
def test_of_fifteen(word: str, counts: list[int], study: Study) -> None:
    assert allowed(word, 15, study) == counts


def test_the_rule_of_the_study_goes_before_ours(study: Study) -> None:
    strict = tuple(
        dataclasses.replace(q, above_share=0.7) if q.word == "de meeste" else q
        for q in study.wording.quantifiers
    )
    wording = dataclasses.replace(study.wording, quantifiers=strict)
    most = phrases().by_words["de meeste"]
    assert not most.allows(9, 15, wording)
    assert most.allows(11, 15, wording)


def test_without_a_word_of_the_study_our_bounds_hold(study: Study) -> None:
    only = (Quantifier("wat", "wat {plural}", min_share=0.0),)
    wording = dataclasses.replace(study.wording, quantifiers=only)
    most = phrases().by_words["de meeste"]
    assert [n for n in range(11) if most.allows(n, 10, wording)] == [6, 7, 8]


def test_every_quantifier_of_the_shipped_study_is_known(study: Study) -> None:
    for quantifier in study.wording.quantifiers:
        fits = [q for q in phrases().quantities if q.like[:1] == (quantifier.word,)]
        assert fits, quantifier.word


def test_no_word_has_two_meanings() -> None:
    words = [word for quantity in phrases().quantities for word in quantity.words]
    assert len(words) == len(set(words))
