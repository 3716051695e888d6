"""The engine for one codebook."""

import numpy as np
import pytest

from pipeline.config.study import Study
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.tagging.model import CodeModel
from pipeline.tagging.passages import Passage
from pipeline.tagging.training import Lesson


def taught(code: str, sentences: list[str], respondents: int = 4) -> list[Lesson]:
    return [
        Lesson(
            Passage(f"{text} ({n})", Actor.KIND.value),
            (code,) if code else (),
            f"{n % respondents + 1}K1",
            f"golf-1/{n % respondents + 1}K1:{n:08x}",
        )
        for n, text in enumerate(sentences * 4)
    ]


FISH = taught(
    "dieren", ["De forel zwom voorbij.", "Ik zag de forel.", "Forellen, overal forellen."]
)
PLAIN = taught("", ["Het regende buiten.", "We dronken thee.", "Zij kwam om tien uur."])


@pytest.fixture(scope="module")
def model(little: Codebook) -> CodeModel:
    return CodeModel(little, str).fit(FISH + PLAIN)


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
    assert cold.held_out.shape == (0, len(cold.codes))


def test_the_actor_rules_codes_out(cold: CodeModel, study: Study) -> None:
    text = "De gemeente betaalt alleen voor de eigen kinderen."
    chances = cold.predict_proba([text, text], [Actor.KIND, Actor.PARTNER])
    at = cold.codes.index("bekostiging-belemmering")
    assert chances[0, at] == 0
    assert chances[1, at] > 0
    for row, actor in zip(chances, (Actor.KIND, Actor.PARTNER), strict=True):
        for code, chance in zip(study.codebook.leaves, row, strict=True):
            assert (chance > 0) == (actor in code.actors)


def test_of_an_unknown_actor_no_code_is_ruled_out(cold: CodeModel) -> None:
    assert (cold.predict_proba(["De gemeente betaalt."], [None]) > 0).all()


def test_it_learns_from_decisions(model: CodeModel, little: Codebook) -> None:
    before = CodeModel(little, str).fit([])
    at = model.codes.index("dieren")
    text = ["Toen kwam de forel."]
    assert model.predict_proba(text, [Actor.KIND])[0, at] > 0.5
    assert before.predict_proba(text, [Actor.KIND])[0, at] < 0.5
    assert model.held_out.shape == (len(FISH + PLAIN), len(model.codes))
    assert not model.held_out[:, model.codes.index("kosten")].any(), "children do not speak of it"


def test_the_same_lessons_give_the_same_model(model: CodeModel, little: Codebook) -> None:
    again = CodeModel(little, str).fit(FISH + PLAIN)
    assert again.digest == model.digest
    assert np.array_equal(again.held_out, model.held_out)


def test_other_lessons_or_settings_give_another_digest(model: CodeModel, little: Codebook) -> None:
    others = [
        CodeModel(little, str).fit(FISH),
        CodeModel(little, str, prior_weight=3.0).fit(FISH + PLAIN),
        CodeModel(little, str, seed=1).fit(FISH + PLAIN),
    ]
    assert len({model.digest, *(other.digest for other in others)}) == 4


def test_labels_are_in_the_order_of_the_codes(model: CodeModel) -> None:
    given = model.labels([FISH[0], PLAIN[0]])
    assert model.codes == ("bus", "taxi", "dieren", "kosten")
    assert given.tolist() == [[0, 0, 1, 0], [0, 0, 0, 0]]


def test_a_coder_who_found_nothing_so_far_can_go_on(little: Codebook) -> None:
    for lessons in (PLAIN, PLAIN[:1], taught("", ["We dronken thee."], respondents=1)):
        chances = CodeModel(little, str).fit(lessons).predict_proba(["De taxi."], [Actor.OUDER])
        assert ((chances > 0) & (chances < 1)).all()


def test_held_out_probabilities_know_nothing_of_their_own_respondent(little: Codebook) -> None:
    """Codes dealt at random to texts that nobody else resembles: there is nothing to learn."""
    random = np.random.default_rng(3)
    dealt = random.integers(0, 3, 240)
    codes = [little.leaves[n].id for n in dealt]
    lessons = [
        Lesson(Passage(f"xq{n % 12} wz{n % 12} kv{n % 12}", "kind"), (code,), f"{n % 12 + 1}K1")
        for n, code in enumerate(codes)
    ]
    model = CodeModel(little, str).fit(lessons)
    own = model.held_out[np.arange(240), dealt]
    other = model.held_out[np.arange(240), (dealt + 1) % 3]
    assert own.max() < 0.7
    assert abs(own.mean() - other.mean()) < 0.06
