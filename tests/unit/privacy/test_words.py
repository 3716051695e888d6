from __future__ import annotations

import pytest

from pipeline.privacy.dutch import is_compound, is_known, without_number
from pipeline.privacy.spelling import fold
from pipeline.privacy.words import words


@pytest.mark.parametrize(
    "text",
    [
        "Toen",
        "ja. Toen",
        "ja? Toen",
        "ja: Toen",
        'zei: "Toen',
        "zei „Toen",
        "zei 'Toen",
        "ja\nToen",
        "ja\n- Toen",
        "ja\n• Toen",
        "ja – Toen",
        "ja... Toen",
        "(Toen",
        "(Lacht) Toen",
        "ja. [onverstaanbaar] Toen",
        "R: Toen",
        "1. Toen",
    ],
)
def test_opens_a_sentence(text: str) -> None:
    assert words(text)[-1].opens


@pytest.mark.parametrize(
    "text",
    [
        "zei Toen",
        "mw. Jansen",
        "J. Jansen",
        "bijv. Toen",
        "zei, Toen",
        "groep 8 Toen",
        "op 3.5 Toen",
    ],
)
def test_opens_nothing(text: str) -> None:
    assert not words(text)[-1].opens


def test_second_word_takes_the_capital_of_s_morgens() -> None:
    assert words("'s Morgens")[-1].opens
    assert words("’t Was")[-1].opens
    assert not words("op 't Startblok")[-1].opens


def test_offsets_are_code_points_of_the_text_itself() -> None:
    text = "José\u0301s San\u00adne 😀 Zoë's"
    found = words(text)
    assert [text[w.start : w.end] for w in found] == [w.text for w in found]
    assert found[1].text == "San\u00adne"
    assert found[1].lower == "sanne"


def test_fold() -> None:
    assert fold("Zoë") == fold("ZOE") == fold("Zoe\u0308") == "zoe"
    assert fold("Łukasz") == "lukasz"
    assert fold("Yılmaz") == fold("Yilmaz")
    assert fold("Anna") != fold("Anne")


def test_ordinary_dutch() -> None:
    assert is_known("Toen")
    assert is_known("daarvoor"), "own list"
    assert not is_known("Jaydenly")
    assert is_compound("doelgroepfinanciering")
    assert not is_compound("Jaydenly")
    assert without_number("Onderwijs3") == "Onderwijs"
