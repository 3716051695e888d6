"""Why: the words that spoke for a code, and lessons like it."""

import numpy as np
import pytest

from pipeline.domain.codebook import Codebook
from pipeline.tagging.model import CodeModel
from pipeline.tagging.passages import Passage
from pipeline.tagging.reasons import Reasons, most_similar
from pipeline.tagging.training import Lesson


def named(model: CodeModel, text: str, code: str) -> list[str]:
    row = model.tagger.rows_of([text])[0]
    return [text[a:b] for a, b in Reasons(model).words(row, text, [code])[0]]


def test_suggestions_name_the_words_that_carried_them(cold: CodeModel) -> None:
    text = "Nou, ik werd daar dus elke dag gepest door een groepje."
    words = named(cold, text, "vastlopen-pesten")
    assert "gepest" in words
    assert "Nou" not in words


def test_words_stand_in_the_order_of_the_text_and_are_few(cold: CodeModel) -> None:
    text = "Pesten, gepest, pester, pesterij, gepest worden, pesten en weer gepest: 😀 pesten."
    row = cold.tagger.rows_of([text])[0]
    (spans,) = Reasons(cold).words(row, text, ["vastlopen-pesten"])
    assert 0 < len(spans) <= 5
    assert list(spans) == sorted(spans)
    assert all(0 <= a < b <= len(text) for a, b in spans)


@pytest.mark.parametrize("text", ["", "😀 …", "xyzzy"])
def test_a_text_that_says_nothing_has_no_words(cold: CodeModel, text: str) -> None:
    assert named(cold, text, "vastlopen-pesten") == []


def lesson(respondent: str, text: str, *codes: str) -> Lesson:
    return Lesson(Passage(text, "kind"), codes, respondent, f"golf-1/{respondent}:{len(text):08x}")


LESSONS = [
    lesson("1K1", "De pony en de geit in de wei.", "dieren"),
    lesson("2K1", "De pony stond in de wei.", "dieren"),
    lesson("2K1", "De pony en de geit in de oude wei.", "bus"),
    lesson("3K1", "Een geit.", "dieren"),
    lesson("4K1", "Met de bus dus.", "bus", "dieren"),
]


@pytest.fixture(scope="module")
def model(little: Codebook) -> CodeModel:
    return CodeModel(little, str).fit(LESSONS)


def test_the_most_similar_lessons_carry_the_code(model: CodeModel) -> None:
    rows = model.tagger.rows_of(["De pony en de geit in de wei.", "De bus."])
    found = most_similar(model, rows, ["9K1", "9K1"], [["dieren", "taxi"], ["bus"]])
    assert found[0][0] == (LESSONS[0].source, LESSONS[1].source)
    assert found[0][1] == (), "nobody was given this code"
    assert found[1][0][0] == LESSONS[4].source


def test_the_most_similar_lessons_are_never_of_the_same_respondent(model: CodeModel) -> None:
    texts = [lesson.passage.text for lesson in LESSONS]
    own = [lesson.group for lesson in LESSONS]
    found = most_similar(model, model.tagger.rows_of(texts), own, [["dieren", "bus"]] * len(own))
    for respondent, per_code in zip(own, found, strict=True):
        sources = [source for sources in per_code for source in sources]
        assert sources
        assert not any(f"/{respondent}:" in source for source in sources)


def test_without_lessons_nothing_is_similar(little: Codebook) -> None:
    model = CodeModel(little, str).fit([])
    rows = model.tagger.rows_of(["De pony."])
    assert most_similar(model, rows, ["1K1"], [["dieren", "bus"]]) == [[(), ()]]


def test_columns_of_a_word_reach_no_further_than_the_weights(model: CodeModel) -> None:
    assert np.array(model.tagger.columns_of("pony")).max() < len(model.tagger.weight_towards(0))
