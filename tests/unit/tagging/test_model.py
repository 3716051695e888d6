"""The suggestion engine on invented texts."""

import numpy as np
import pytest

from pipeline.config.study import Study
from pipeline.domain.ids import Actor
from pipeline.domain.segment import Segment
from pipeline.tagging.model import CodeModel, _kernel_ridge
from pipeline.tagging.suggesting import Reasons, suggestions_for
from pipeline.tagging.training import Lesson, codebook_lessons
from pipeline.text.dutch import lemmas


@pytest.fixture(scope="module")
def cold(study: Study) -> CodeModel:
    return CodeModel(study.codebook, lemmas).fit([])


def test_the_codebook_alone_already_helps(cold: CodeModel) -> None:
    texts = [
        "Ik werd gepest en had geen vrienden op mijn oude school.",
        "De juf hielp ons om vervoer met een taxi aan te vragen bij de gemeente.",
    ]
    chances = cold.predict_proba(texts, [Actor.KIND, Actor.OUDER])
    best = [cold.codes[int(row.argmax())] for row in chances]
    assert best == ["vastlopen-pesten", "ouders-ondersteuning"]


def test_probabilities_are_probabilities(cold: CodeModel) -> None:
    chances = cold.predict_proba(["Ja.", "", "😀 …", "zwembad " * 500], [Actor.KIND] * 4)
    assert chances.shape == (4, len(cold.codes))
    assert np.all((chances >= 0) & (chances <= 1))
    assert not np.isnan(chances).any()
    assert cold.predict_proba([], []).shape == (0, len(cold.codes))


def test_the_actor_rules_codes_out(cold: CodeModel, study: Study) -> None:
    text = "De gemeente betaalt alleen voor de eigen kinderen."
    chances = cold.predict_proba([text, text], [Actor.KIND, Actor.PARTNER])
    at = cold.codes.index("bekostiging-belemmering")
    assert chances[0, at] == 0
    assert chances[1, at] > 0
    for row, actor in zip(chances, (Actor.KIND, Actor.PARTNER), strict=True):
        for code, chance in zip(study.codebook.leaves, row, strict=True):
            assert chance == 0 or actor in code.actors


def taught(code: str, sentences: list[str], respondents: int) -> list[Lesson]:
    return [
        Lesson(f"{text} ({n})", Actor.KIND, (code,) if code else (), f"{n % respondents + 1}K1")
        for n, text in enumerate(sentences * 4)
    ]


def test_it_learns_from_decisions(study: Study) -> None:
    odd = [
        "De regenboogvis zwom voorbij.",
        "Ik zag weer die regenboogvis.",
        "Vissen, overal vissen.",
    ]
    plain = ["Het regende buiten.", "We dronken thee.", "De bus kwam om tien uur."]
    lessons = taught("omgeving", odd, 4) + taught("", plain, 4)
    model = CodeModel(study.codebook, lemmas).fit(lessons)
    before = CodeModel(study.codebook, lemmas).fit([])
    at = model.codes.index("omgeving")
    text = ["Toen kwam de regenboogvis."]
    assert model.predict_proba(text, [Actor.KIND])[0, at] > 0.5
    assert before.predict_proba(text, [Actor.KIND])[0, at] < 0.2
    assert model.held_out.shape == (len(lessons), len(model.codes))


def test_the_same_lessons_give_the_same_model(study: Study) -> None:
    lessons = taught("omgeving", ["De vis zwom.", "Een tuin met bomen."], 3)
    one, two = (CodeModel(study.codebook, lemmas).fit(lessons) for _ in range(2))
    assert one.digest == two.digest
    text = ["In de tuin staat een boom."]
    assert np.array_equal(one.predict_proba(text, [None]), two.predict_proba(text, [None]))


def test_held_out_probabilities_know_nothing_of_their_own_respondent(study: Study) -> None:
    """Codes dealt at random to texts that nobody else resembles: there is nothing to learn."""
    random = np.random.default_rng(3)
    codes = [code.id for code in study.codebook.leaves if Actor.KIND in code.actors][:8]
    lessons = [
        Lesson(
            f"xq{n} wz{n} kv{n}", Actor.KIND, (codes[int(random.integers(8))],), f"{n % 12 + 1}K1"
        )
        for n in range(240)
    ]
    model = CodeModel(study.codebook, lemmas).fit(lessons)
    truth = np.array([model.codes.index(x.codes[0]) for x in lessons])
    assert np.mean(model.held_out.argmax(axis=1) == truth) < 0.25
    assert model.held_out[np.arange(len(lessons)), truth].max() < 0.5


def test_left_out_scores_are_those_of_a_refit() -> None:
    """The closed form of An, Liu & Venkatesh (2007) against leaving a group out for real."""
    from scipy.sparse import csr_matrix

    random = np.random.default_rng(7)
    rows = random.random((12, 6))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    labels = (random.random((12, 3)) < 0.4).astype(float)
    groups = np.array([f"g{n // 3}" for n in range(12)])
    weight = random.uniform(0.3, 1.0, 12)
    _, left_out = _kernel_ridge(csr_matrix(rows), labels, groups, weight)
    for group in np.unique(groups):
        own = groups == group
        alpha, _ = _kernel_ridge(csr_matrix(rows[~own]), labels[~own], groups[~own], weight[~own])
        expected = rows[own] @ rows[~own].T @ alpha
        assert left_out[own] == pytest.approx(expected, abs=1e-10)


def test_suggestions_name_the_words_that_carried_them(cold: CodeModel) -> None:
    text = "Nou, ik werd daar dus elke dag gepest door een groepje."
    words = [text[a:b] for a, b in Reasons(cold).words(text, ["vastlopen-pesten"])[0]]
    assert "gepest" in words
    assert "Nou" not in words


def test_a_segment_may_get_nothing(cold: CodeModel) -> None:
    segment = Segment("1K1:aaaaaaaa", "1K1", 0, 20, "0" * 16, "De koffie was koud.")
    chances = cold.predict_proba([segment.text], [Actor.KIND])
    assert suggestions_for(cold, [segment], chances, threshold=0.99, most=5) == []
    found = suggestions_for(cold, [segment], chances, threshold=0.0, most=3)
    assert len(found) == 3
    assert [s.probability for s in found] == sorted((s.probability for s in found), reverse=True)
    assert all(0 <= a < b <= len(segment.text) for s in found for a, b in s.words)
    assert {(s.model, s.codebook) for s in found} == {(cold.digest, cold.codebook.digest)}


def test_every_leaf_has_lessons(study: Study) -> None:
    lessons = codebook_lessons(study.codebook)
    for code in study.codebook.leaves:
        assert sum(code.id in lesson.codes for lesson in lessons) >= 4
