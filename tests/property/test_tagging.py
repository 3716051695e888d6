"""What holds for the engine and the queue whatever they are given."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from pipeline.tagging.blind import blind_stratum
from pipeline.tagging.evidence import Frequencies, among, from_neighbours, rest_of_report
from pipeline.tagging.features import TextFeatures
from pipeline.tagging.judge import Judge
from pipeline.tagging.profiles import Profiles, likeness_without_group, likeness_without_self
from pipeline.tagging.queue import instructive, places, thin_first, yielding
from pipeline.tagging.ridge import Taught
from pipeline.tagging.suggesting import chosen_codes
from pipeline.tagging.tagger import TextTagger

CLOSE = 1e-3
"""Numbers of 32 bits, after an inverse."""

seeds = st.integers(0, 2**32 - 1)
texts = st.lists(
    st.one_of(
        st.text(max_size=20), st.lists(st.sampled_from("de bus pony é".split())).map(" ".join)
    ),
    max_size=8,
)


def lower(word: str) -> str:
    return word


@given(texts, texts, st.randoms())
@settings(max_examples=40, deadline=None)
def test_features_do_not_depend_on_order_or_company(
    learned: list[str], asked: list[str], random: np.random.RandomState
) -> None:
    features = TextFeatures(lower).fit(learned)
    rows = features.transform(asked)
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1)).A1
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))
    for at, text in enumerate(asked):
        assert features.transform([text]).toarray() == pytest.approx(rows[at].toarray(), abs=1e-6)
    shuffled = list(learned)
    random.shuffle(shuffled)
    other = TextFeatures(lower).fit(shuffled).transform(asked)
    assert other.shape == rows.shape
    assert (other @ other.T).toarray() == pytest.approx((rows @ rows.T).toarray(), abs=1e-5)


@given(texts, st.text(alphabet="abdeé'-1 ", max_size=9))
@settings(max_examples=60, deadline=None)
def test_the_columns_of_a_words_are_all_that_words_fill(learned: list[str], text: str) -> None:
    features = TextFeatures(lower).fit([*learned, text, text])
    from pipeline.tagging.features import WORD

    words = WORD.findall(text)
    filled = set(features.transform([text]).indices)
    own = {at for word in words for at in features.columns_of(word)}
    assert own <= filled
    assert len(filled - own) <= max(len(words) - 1, 0), "only pairs belong to no word"


@st.composite
def cases(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of length 1 or 0, labels, and groups."""
    random = np.random.default_rng(draw(seeds))
    count, width, codes = draw(st.integers(1, 14)), draw(st.integers(1, 8)), draw(st.integers(1, 4))
    rows = random.random((count, width)) * (random.random((count, width)) < 0.5)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    labels = (random.random((count, codes)) < draw(st.sampled_from([0, 0.3, 1]))).astype(float)
    return rows / np.where(lengths > 0, lengths, 1), labels, random.integers(0, 4, count)


def cosines(rows: np.ndarray, others: np.ndarray, labels: np.ndarray) -> np.ndarray:
    sums = labels.T @ others
    lengths = np.linalg.norm(sums, axis=1)
    return rows @ sums.T / np.where(lengths > 1e-9, lengths, np.inf)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_likeness_leaves_out_what_it_says_it_leaves_out(
    case: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    rows, labels, groups = case
    sparse = csr_matrix(rows)
    found = likeness_without_group(Profiles.of(sparse, labels), sparse, labels, groups)
    for group in np.unique(groups):
        own = groups == group
        expected = cosines(rows[own], rows[~own], labels[~own])
        assert found[own] == pytest.approx(expected, abs=CLOSE)
    one = np.arange(len(rows)) % labels.shape[1]
    each = np.eye(labels.shape[1])[one]
    alone = likeness_without_self(Profiles.of(sparse, each), sparse, one)
    for at in range(len(rows)):
        others = np.arange(len(rows)) != at
        expected = cosines(rows[[at]], rows[others], each[others])[0]
        assert alone[at] == pytest.approx(expected, abs=CLOSE)


@given(cases(), st.integers(0, 5), st.floats(0.05, 1), st.booleans())
@settings(max_examples=40, deadline=None)
def test_left_out_scores_are_those_of_a_refit(
    case: tuple[np.ndarray, np.ndarray, np.ndarray], told: int, weight: float, around: bool
) -> None:
    rows, labels, groups = case
    random = np.random.default_rng(told)
    taught = random.random((told, rows.shape[1]))
    taught /= np.linalg.norm(taught, axis=1, keepdims=True)
    its_labels = np.eye(labels.shape[1])[random.integers(0, labels.shape[1], told)]
    primer = Taught.of(csr_matrix(taught), its_labels, weight)
    context = random.random((len(rows), 3)) * around

    def fitted(use: np.ndarray):  # type: ignore[no-untyped-def]
        joined = primer.beside(csr_matrix(rows[use]), labels[use], groups[use])
        return joined.in_context(csr_matrix(context[use]))

    ridge, _ = fitted(np.ones(len(rows), dtype=bool))
    for group in np.unique(groups):
        own = groups == group
        if own.all():
            expected = rows @ primer.alone().weights
        else:
            without, beside = fitted(~own)
            expected = rows[own] @ without.weights + context[own] @ beside
        assert ridge.left_out[own] == pytest.approx(expected, abs=CLOSE)


@given(cases(), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_frequencies_without_are_those_of_the_others(
    case: tuple[np.ndarray, np.ndarray, np.ndarray], known: int
) -> None:
    _, labels, groups = case
    kinds = np.where(groups < known, groups, -1)
    out = np.arange(len(labels)) % 3 == 0
    found = Frequencies.of(labels, kinds, known).without(labels[out], kinds[out])
    expected = Frequencies.of(labels[~out], kinds[~out], known)
    assert np.array_equal(found.counts, expected.counts)
    assert np.array_equal(found.texts, expected.texts)
    assert np.isfinite(found.log_odds(kinds)).all()


@given(cases())
@settings(max_examples=40, deadline=None)
def test_what_stands_around_is_what_a_reader_would_count(
    case: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    _, chance, groups = case
    reports = [f"r{group}" if group else "" for group in groups]
    places_ = [reports[:at].count(report) for at, report in enumerate(reports)]
    near = from_neighbours(chance, reports, places_)
    rest = rest_of_report(chance, reports, np.full(chance.shape, 0.5))
    for at, report in enumerate(reports):
        own = [n for n, r in enumerate(reports) if r == report and report and n != at]
        beside = [n for n in own if abs(places_[n] - places_[at]) == 1]
        assert near[at] == pytest.approx(chance[beside].sum(axis=0))
        mean = chance[own].mean(axis=0) if own else np.full(chance.shape[1], 0.5)
        assert np.sign(rest[at]) == pytest.approx(np.sign(mean - 0.5))


@given(cases())
@settings(max_examples=40, deadline=None)
def test_among_is_finite(case: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    rows, labels, _ = case
    for scores in (rows, labels, rows * 1e-30):
        assert np.isfinite(among(scores)).all()


@given(seeds, st.integers(1, 25), st.integers(1, 4), st.sampled_from([0, 0.2, 1]), st.booleans())
@settings(max_examples=40, deadline=None)
def test_a_judge_gives_probabilities_whatever_it_saw(
    seed: int, count: int, codes: int, share: float, trees: bool
) -> None:
    random = np.random.default_rng(seed)
    seen = random.normal(size=(count, codes, 3)).astype(np.float32)
    labels = (random.random((count, codes)) < share).astype(float)
    applies = random.random((count, codes)) < random.random()
    judge = Judge.fit(seen, labels, applies, np.ones(count), trees=trees, seed=0)
    judge = judge.with_shifts(judge.chances(seen, applies), labels, applies)
    chances = judge.chances(seen * 1e3, applies)
    assert np.all((chances >= 0) & (chances <= 1))
    assert not chances[~applies].any()


@given(texts.filter(bool), seeds, st.integers(1, 3), st.sampled_from([0, 0.4, 1]), st.booleans())
@settings(max_examples=25, deadline=None)
def test_the_engine_learns_from_anything(
    told: list[str], seed: int, codes: int, share: float, grouped: bool
) -> None:
    random = np.random.default_rng(seed)
    labels = (random.random((len(told), codes)) < share).astype(int)
    groups = [str(n) for n in random.integers(0, 3, len(told))] if grouped else None
    tagger = TextTagger().fit(told, labels, groups)
    for chances in (tagger.held_out, tagger.predict_proba(told), tagger.predict_proba(told[:1])):
        assert np.isfinite(chances).all()
        assert np.all((chances >= 0) & (chances <= 1))
    assert tagger.predict_proba(told).shape == labels.shape


@given(seeds, st.integers(0, 40), st.integers(1, 4), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_every_order_brings_every_segment_once(
    seed: int, count: int, codes: int, share: float
) -> None:
    random = np.random.default_rng(seed)
    chances = np.round(random.random((count, codes)), random.integers(0, 3))
    rows = csr_matrix(np.eye(5)[random.integers(0, 5, count)])
    blind = random.random(count) < share
    every = list(range(count))
    hidden = None
    for order in (
        instructive(chances, random.integers(0, 9, codes), rows.__getitem__),
        yielding(chances),
        thin_first(chances, random.random((count, codes))),
    ):
        assert sorted(order) == every
        place = places(order, blind)
        assert sorted(place - 1) == every
        assert hidden is None or np.array_equal(place[blind], hidden), "whatever the order"
        hidden = place[blind]
        assert [at for at in np.argsort(place) if not blind[at]] == [
            at for at in order if not blind[at]
        ]


@given(st.sets(st.integers(0, 999)), st.sets(st.integers(1000, 1999)), st.floats(0, 1), seeds)
@settings(max_examples=60, deadline=None)
def test_the_blind_stratum_hardly_changes(
    before: set[int], new: set[int], share: float, seed: int
) -> None:
    def drawn(numbers: set[int]) -> frozenset[str]:
        names = [f"{n}" for n in sorted(numbers)]
        found, probability = blind_stratum(names, [f"s{n[-1]}" for n in names], share, seed)
        for stratum, chance in probability.items():
            own = [name for name in names if f"s{name[-1]}" == stratum]
            assert len(found & set(own)) == round(chance * len(own))
            assert share - 1e-6 <= chance <= min(1.0, share + 1 / len(own))
        return found

    first, second = drawn(before), drawn(before | new)
    assert len(first - second) <= len({f"{n}" for n in new} & second)


@given(seeds, st.integers(0, 12), st.integers(1, 6), st.integers(0, 6))
@settings(max_examples=60, deadline=None)
def test_the_best_are_chosen_of_what_reaches_its_threshold(
    seed: int, count: int, codes: int, most: int
) -> None:
    random = np.random.default_rng(seed)
    chances, thresholds = np.round(random.random((count, codes)), 1), random.random(codes)
    for row, chosen in zip(chances, chosen_codes(chances, thresholds, most), strict=True):
        enough = [at for at in range(codes) if row[at] >= thresholds[at] and row[at] > 0]
        assert len(chosen) == min(most, len(enough))
        assert set(chosen) <= set(enough)
        left = [row[at] for at in enough if at not in chosen]
        assert all(row[at] >= max(left, default=0.0) for at in chosen)
        assert list(row[chosen]) == sorted(row[chosen], reverse=True)
