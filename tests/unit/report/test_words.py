"""Dutch that says what the number says, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.config.study import Study
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Stance
from pipeline.report.evidence import Evidence
from pipeline.report.themes import Count
from pipeline.report.words import listed, lower_first, of_how_many, oza_words, quantified, sentence


def count(number: int, total: int, actor: Actor = Actor.OUDER, asked: bool = True) -> Count:
    letter = actor.letter
    return Count("k", actor, total, tuple(f"{n + 1}{letter}1" for n in range(number)), (), asked)


@pytest.mark.parametrize(
    ("number", "total", "actor", "text"),
    [
        (14, 15, Actor.OUDER, "vrijwel alle ouders (14 van de 15)"),
        (1, 15, Actor.OUDER, "één ouder (1 van de 15)"),
        (0, 15, Actor.OUDER, "geen van de ouders (0 van de 15)"),
        (9, 9, Actor.PARTNER, "alle groepen samenwerkingspartners (9 van de 9)"),
        (4, 9, Actor.PROFESSIONAL, "een deel van de groepen professionals (4 van de 9)"),
    ],
)
def test_quantifiers_stand_with_their_number(
    study: Study, number: int, total: int, actor: Actor, text: str
) -> None:
    assert quantified(count(number, total, actor), study.wording, study.settings.actors) == text


def test_each_kind_of_gap_has_its_own_words() -> None:
    assert of_how_many(count(3, 9)) == "3 van de 9"
    assert of_how_many(count(0, 9)) == "niet ingebracht (0 van de 9)"
    assert of_how_many(count(0, 0)) == "nog niet gevalideerd"
    assert of_how_many(count(0, 9, asked=False)) == "niet gevraagd"


def test_only_professionals_and_partners_are_tied_to_their_oza(study: Study) -> None:
    names = study.settings.actors
    assert oza_words(count(2, 9, Actor.PARTNER), names, 9) == "OZA 1 en 2"
    assert oza_words(count(2, 9, Actor.KIND), names, 7) == "2 van de 7 OZA’s"
    assert oza_words(count(9, 9, Actor.PARTNER), names, 9) == "alle 9 OZA’s"
    assert oza_words(count(0, 9, Actor.KIND), names, 7) == ""


def test_sentences_and_lists() -> None:
    assert sentence("één ouder vertelt") == "Eén ouder vertelt."
    assert sentence("klaar!") == "Klaar!"
    assert sentence("‘zelf gezocht’ kwam ter sprake") == "‘Zelf gezocht’ kwam ter sprake."
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b en c"
    assert lower_first("Sociale relaties") == "sociale relaties"
    assert lower_first("OPP en doelen") == "OPP en doelen"
    assert lower_first("De OZA als plek") == "de OZA als plek"


def test_stances_are_counted_per_respondent(
    study: Study, evidence: Callable[..., Evidence]
) -> None:
    from pipeline.report.words import stance_words

    found = evidence(("1K1", "omgeving", Stance.POSITIVE), ("2K1", "omgeving", Stance.CONCERN))
    codings = found.codings_of(["omgeving"], Actor.KIND)
    both = Count("k", Actor.KIND, 2, ("1K1", "2K1"), tuple(codings))
    assert stance_words(both) == "positief bij 1, aandachtspunt bij 1"
