"""The engine by itself: texts and labels, without any study."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pipeline.tagging.labels import Labels, Primer
from pipeline.tagging.passages import Passage
from pipeline.tagging.tagger import TextTagger

Make = Callable[..., Any]

NEW = [
    "De chauffeur van de taxi.",
    "Een geit en een konijn.",
    "Zo stil en zo kalm.",
    "Het was laat.",
]
TEXTS = ["de vis zwom", "vis in zee", "de bus kwam", "bus was laat", "een boom", "de boom viel"]
TWO = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0, 0], [0, 0]])


def is_chance(chances: np.ndarray, shape: tuple[int, int]) -> bool:
    whole = np.isfinite(chances).all() and ((chances >= 0) & (chances <= 1)).all()
    return chances.shape == shape and bool(whole)


@pytest.fixture(scope="module")
def tagger(sayings: Make) -> TextTagger:
    told = sayings(120)
    return TextTagger().fit(told.texts, told.labels, told.groups)


def test_it_learns_what_texts_are_about(tagger: TextTagger, sayings: Make) -> None:
    chances = tagger.predict_proba(NEW)
    assert chances[:3].argmax(axis=1).tolist() == [0, 1, 2]
    assert chances[[0, 1, 2], [0, 1, 2]].min() > 0.5
    assert chances[3].max() < 0.3
    other = sayings(80, seed=9)
    found = tagger.predict_proba(other.texts)
    assert found[other.labels > 0].mean() > found[other.labels == 0].mean() + 0.5


def test_probabilities_are_probabilities(tagger: TextTagger) -> None:
    assert is_chance(tagger.predict_proba(["Ja.", "", "😀 …", "taxi " * 500]), (4, 3))
    assert tagger.predict_proba([]).shape == (0, 3)


def test_held_out_chances_are_calibrated_and_tell_labels_apart(
    tagger: TextTagger,
    sayings: Make,
) -> None:
    labels = sayings(120).labels
    assert is_chance(tagger.held_out, labels.shape)
    assert tagger.held_out.mean() == pytest.approx(labels.mean(), abs=0.05)
    assert tagger.held_out[labels > 0].mean() > tagger.held_out[labels == 0].mean() + 0.5


def test_the_same_texts_give_the_same_chances(tagger: TextTagger, sayings: Make) -> None:
    told = sayings(120)
    again = TextTagger().fit(told.texts, told.labels, told.groups)
    assert np.array_equal(again.held_out, tagger.held_out)
    assert np.array_equal(again.predict_proba(NEW), tagger.predict_proba(NEW))


def test_a_text_is_judged_alike_beside_whatever_others(tagger: TextTagger) -> None:
    together = tagger.predict_proba(NEW)
    for row, text in enumerate(NEW):
        assert tagger.predict_proba([text])[0] == pytest.approx(together[row], abs=1e-5)


def test_held_out_chances_know_nothing_of_their_own_group() -> None:
    """Labels dealt at random to texts that resemble only their own group's."""
    random = np.random.default_rng(3)
    texts = [f"{'abcdefghij'[n % 10] * 5} {'klmnopqrst'[n % 10] * 6}" for n in range(200)]
    labels = (random.random((200, 4)) < 0.2).astype(float)
    groups = [f"g{n % 10}" for n in range(200)]
    tagger = TextTagger().fit(texts, labels, groups)
    assert tagger.held_out.max() < 0.4
    gap = tagger.held_out[labels > 0].mean() - tagger.held_out[labels == 0].mean()
    assert abs(gap) < 0.03


def test_a_group_is_held_out_whole() -> None:
    """Each group has its own word for yes: without the group nobody could know."""
    texts = [("abcdefgh"[n % 8] if n // 8 % 2 else "qrstuvwx"[n % 8]) * 5 for n in range(96)]
    labels = np.array([[float(n // 8 % 2)] for n in range(96)])
    apart = TextTagger().fit(texts, labels)
    together = TextTagger().fit(texts, labels, [str(n % 8) for n in range(96)])
    assert apart.held_out[labels > 0].min() > 0.8
    assert together.held_out == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(
    ("texts", "labels", "groups"),
    [
        pytest.param(TEXTS, TWO[:, :1], None, id="one label"),
        pytest.param(TEXTS, TWO[:, 0], None, id="one label as a list"),
        pytest.param(TEXTS[:1], TWO[:1], None, id="one text"),
        pytest.param(TEXTS, TWO * 0, None, id="never"),
        pytest.param(TEXTS, TWO * 0 + 1, None, id="always"),
        pytest.param(TEXTS, TWO * [1, 0], None, id="one label never"),
        pytest.param(TEXTS[:1] * 6, TWO, None, id="the same text"),
        pytest.param([""] * 6, TWO, None, id="empty texts"),
        pytest.param(["😀", "🐟 🐟", "…", "!", "?", "-"], TWO, None, id="no words"),
        pytest.param(TEXTS, TWO, ["a"] * 6, id="one group"),
        pytest.param(TEXTS, TWO, np.array(list("aabbcc")), id="groups in an array"),
        pytest.param(TEXTS, TWO, list("aabbbb"), id="the others have no case of a label"),
        pytest.param(TEXTS, TWO.tolist(), list("abcdef"), id="lists"),
    ],
)
def test_it_takes_whatever_it_is_given(texts: Any, labels: Any, groups: Any) -> None:
    tagger = TextTagger().fit(texts, labels, groups)
    count = np.asarray(labels).reshape(len(texts), -1).shape[1]
    assert is_chance(tagger.held_out, (len(texts), count))
    assert is_chance(tagger.predict_proba(["vis in de zee", "", "onbekend"]), (3, count))


def test_without_two_kinds_of_cases_it_says_how_often_it_was_given() -> None:
    assert TextTagger().fit(TEXTS, TWO * 0).predict_proba(TEXTS).max() < 0.1
    assert TextTagger().fit(TEXTS, TWO * 0 + 1).predict_proba(TEXTS).min() > 0.9


def test_one_group_alone_still_teaches() -> None:
    chances = TextTagger().fit(TEXTS, TWO, ["a"] * 6).predict_proba(["vis in zee", "de bus"])
    assert chances.argmax(axis=1).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("texts", "labels", "groups", "what"),
    [
        pytest.param(TEXTS, np.zeros((3, 4)), None, "evenveel", id="as many numbers, other shape"),
        pytest.param(TEXTS, np.zeros((5, 2)), None, "evenveel", id="a text too many"),
        pytest.param(TEXTS, np.zeros((6, 2, 2)), None, "evenveel", id="three dimensions"),
        pytest.param(TEXTS, TWO, ["a"], "evenveel", id="too few groups"),
        pytest.param(TEXTS, TWO, [], "evenveel", id="no groups"),
        pytest.param(TEXTS, np.zeros((6, 0)), None, "geen enkel label", id="no labels"),
        pytest.param(TEXTS, TWO * 2, None, "0 of 1", id="other numbers"),
        pytest.param(TEXTS, TWO * np.nan, None, "0 of 1", id="no number"),
        pytest.param([], np.zeros((0, 2)), None, "niets te leren", id="nothing at all"),
        pytest.param([], [], None, "niets te leren", id="empty lists"),
    ],
)
def test_what_does_not_fit_is_refused(texts: Any, labels: Any, groups: Any, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        TextTagger().fit(texts, labels, groups)


def test_labels_stay_what_they_were_said_to_be() -> None:
    tagger = TextTagger().fit(TEXTS, TWO)
    with pytest.raises(ValueError, match="kent er 2"):
        tagger.fit(TEXTS, TWO[:, :1])
    assert tagger.fit(TEXTS[::-1], TWO[::-1]).predict_proba(["de vis"]).shape == (1, 2)


@pytest.mark.parametrize("labels", [None, Labels.plain(2)])
def test_first_learn_then_predict(labels: Labels | None) -> None:
    with pytest.raises(ValueError, match="eerst leren"):
        TextTagger(labels=labels).predict_proba(["vis"])


PRIMER = Primer(
    ("Alles over vissen: vis, zee.", "De vis zwom in zee.", "De bus kwam.", "Bus en vis en zee?"),
    (0, 0, 1, 1),
    ("", "kind", "", "ouder"),
    (False, True, False, True),
)


@pytest.mark.parametrize("speech", [(False,) * 4, (False, True, False, True), (True,) * 4])
def test_a_primer_alone_is_enough(speech: tuple[bool, ...]) -> None:
    primer = Primer(PRIMER.texts, PRIMER.labels, PRIMER.kinds, speech)
    tagger = TextTagger(labels=Labels.plain(2), primer=primer).learn([], np.zeros((0, 2)), [])
    assert is_chance(tagger.predict_proba(["vis", "bus", ""]), (3, 2))
    assert tagger.held_out.shape == (0, 2)


@pytest.mark.parametrize("count", [1, 6, 60, 210])
def test_a_primer_and_texts_that_got_nothing(count: int) -> None:
    """Whoever reads much and finds nothing must be able to go on."""
    tagger = TextTagger(labels=Labels.plain(2), primer=PRIMER)
    passages = [Passage(f"{TEXTS[n % 6]} {n}", "", f"r{n // 30}", n % 30) for n in range(count)]
    tagger.learn(passages, np.zeros((count, 2)), [p.report for p in passages])
    assert is_chance(tagger.held_out, (count, 2))
    assert is_chance(tagger.chances(passages), (count, 2))


def test_weights_towards_a_label_point_at_its_words(tagger: TextTagger) -> None:
    weight = tagger.weight_towards(0)
    assert weight.shape == (tagger.rows_of(["taxi"]).shape[1],)
    assert weight[tagger.columns_of("taxi")].sum() > 0
    assert weight[tagger.columns_of("taxi")].sum() > weight[tagger.columns_of("geit")].sum()
