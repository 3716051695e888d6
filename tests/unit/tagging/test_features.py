"""Texts as sparse rows."""

import numpy as np
import pytest

from pipeline.tagging.features import TextFeatures, character_grams

TEXTS = [
    "De bus kwam te laat.",
    "Te laat kwam de bus weer.",
    "De pony at gras.",
    "Gras at de pony niet.",
    "",
    "😀 … 😀",
]


def lower(word: str) -> str:
    return word


@pytest.fixture(scope="module")
def features() -> TextFeatures:
    return TextFeatures(lower).fit(TEXTS)


def likeness(features: TextFeatures, texts: list[str]) -> np.ndarray:
    rows = features.transform(texts)
    return (rows @ rows.T).toarray()


def test_rows_have_length_one_or_nothing(features: TextFeatures) -> None:
    rows = features.transform(TEXTS)
    assert rows.shape == (len(TEXTS), features.width)
    assert pytest.approx([1, 1, 1, 1, 0, 0]) == np.sqrt(rows.multiply(rows).sum(axis=1)).A1


def test_words_that_were_never_seen_give_a_row_of_zeros(features: TextFeatures) -> None:
    assert features.transform(["xyzzy qwq"]).nnz == 0
    assert features.transform([]).shape == (0, features.width)


def test_pairs_do_not_cross_texts() -> None:
    """'b c' stands nowhere, though b ends a text and c begins the next."""
    apart = TextFeatures(lower).fit(["a b", "c d", "a b", "c d"])
    joined = TextFeatures(lower).fit(["a b c d", "c d", "a b c d", "c d"])
    for features, pairs in ((apart, 0), (joined, 1)):
        words = {at for word in "bc" for at in features.columns_of(word)}
        filled = set(features.transform(["b c"]).indices)
        assert words <= filled
        assert len(filled - words) == pairs
    assert not set(joined.transform(["b", "c"]).indices) - words


def test_an_unknown_word_between_two_parts_a_pair() -> None:
    features = TextFeatures(lower).fit(["te laat", "te laat", "te laat"])
    whole, parted = features.transform(["te laat", "te xyzzy laat"]).toarray()
    assert (whole > 0).sum() == (parted > 0).sum() + 1


def test_what_occurs_in_one_text_only_is_left_out() -> None:
    features = TextFeatures(lower).fit(["bus bus bus", "taxi", "taxi"])
    assert features.transform(["bus"]).nnz == 0
    assert features.transform(["taxi"]).nnz > 0
    assert TextFeatures(lower).fit(["maar één tekst"]).transform(["maar"]).shape == (1, 0)
    assert TextFeatures(lower).fit([]).transform(["maar"]).shape == (1, 0)


def test_the_order_of_the_texts_does_not_matter(features: TextFeatures) -> None:
    other = TextFeatures(lower).fit(TEXTS[::-1])
    assert other.width == features.width
    assert likeness(other, TEXTS) == pytest.approx(likeness(features, TEXTS), abs=1e-12)


def test_a_text_is_the_same_beside_whatever_others(features: TextFeatures) -> None:
    both = features.transform(["De bus at gras.", "Nieuwe woorden.", "Te laat."]).toarray()
    for text, row in zip(["De bus at gras.", "Nieuwe woorden.", "Te laat."], both, strict=True):
        assert features.transform([text]).toarray()[0] == pytest.approx(row, abs=1e-12)
    assert features.width == TextFeatures(lower).fit(TEXTS).width, "looking taught it nothing"


def test_fitting_again_forgets_what_was_learned_before() -> None:
    again = TextFeatures(lower).fit(["kip hond", "kip hond"]).fit(TEXTS)
    assert again.width == TextFeatures(lower).fit(TEXTS).width
    assert again.transform(["kip"]).nnz == 0


def test_the_columns_of_a_word_are_those_it_fills(features: TextFeatures) -> None:
    for word in "de bus kwam te laat weer pony gras niet xyzzy lat".split():
        assert set(features.columns_of(word)) == set(features.transform([word]).indices), word


def test_lemmas_bring_forms_of_a_word_together() -> None:
    base = {"bussen": "bus", "liep": "lopen", "loopt": "lopen"}
    features = TextFeatures(lambda word: base.get(word, word)).fit(["zij liep", "hij loopt"] * 2)
    rows = features.transform(["liep", "loopt"])
    assert (rows[0] @ rows[1].T).toarray()[0, 0] > 0.3


def test_repeating_a_word_counts_less_and_less(features: TextFeatures) -> None:
    once, often = features.transform(["bus pony", "bus " * 50 + "pony"]).toarray()
    at = features.columns_of("pony")
    assert 0 < often[at].max() < once[at].max()
    assert often[at].max() > once[at].max() / 5, "log, not proportion"


def test_character_grams_stay_within_a_word() -> None:
    assert list(character_grams("ja")) == [" ja", "ja ", " ja "]
    assert all(3 <= len(gram) <= 5 for gram in character_grams("buitenspelen"))
    assert list(character_grams("a")) == [" a "]
