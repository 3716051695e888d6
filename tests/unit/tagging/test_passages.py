"""Texts within their report: what stands around them counts, and what stands elsewhere does not."""

from dataclasses import replace

import numpy as np
import pytest

from pipeline.tagging.features import TextFeatures
from pipeline.tagging.passages import Passage, PassageRows
from pipeline.tagging.tagger import TextTagger

ALIKE = 1e-4


def interview(report: str, seed: int, turns: int = 12) -> tuple[list[Passage], np.ndarray]:
    """Questions about the bus or about animals; the answers often do not say which."""
    random = np.random.default_rng(seed)
    about = random.integers(0, 2, turns)
    vague = ["Ja, heel fijn.", "Nee, nooit.", "Dat weet ik niet zo goed.", "Soms wel."]
    clear = [["De bus was vol.", "Die taxi kwam laat."], ["De pony is lief.", "Een hond blafte."]]
    said = [
        str(random.choice(vague if random.random() < 0.6 else clear[subject])) for subject in about
    ]
    asked = [["Hoe ging de reis?", "Welke dieren zijn er?"][subject] for subject in about]
    passages = [
        Passage(
            text,
            report=report,
            place=at,
            question=asked[at],
            before=said[at - 1] if at else "",
            after=said[at + 1] if at + 1 < turns else "",
        )
        for at, text in enumerate(said)
    ]
    return passages, np.eye(2)[about]


@pytest.fixture(scope="module", params=[10, 28], ids=["few", "with trees"])
def tagger(request: pytest.FixtureRequest) -> TextTagger:
    each = [interview(f"r{n}", n) for n in range(request.param)]
    passages = [passage for own, _ in each for passage in own]
    labels = np.concatenate([labels for _, labels in each])
    return TextTagger().learn(passages, labels, [passage.report for passage in passages])


def test_a_passage_of_a_report_is_judged_with_its_context(tagger: TextTagger) -> None:
    bus = Passage("Ja, heel fijn.", report="x", question="Hoe ging de reis?")
    pony = replace(bus, question="Welke dieren zijn er?")
    by_bus, by_pony = (tagger.chances([passage])[0] for passage in (bus, pony))
    assert by_bus[0] > 0.6 > by_pony[0]
    assert by_pony[1] > 0.6 > by_bus[1]


def test_a_passage_without_report_is_judged_by_its_text_alone(tagger: TextTagger) -> None:
    bare = Passage("Ja, heel fijn.")
    dressed = replace(bare, question="Hoe ging de reis?", before="De bus was vol.", place=3)
    alone, around = tagger.chances([bare, dressed])
    assert np.array_equal(alone, around)
    assert np.array_equal(tagger.predict_proba(["Ja, heel fijn."])[0], tagger.chances([bare])[0])


def test_chances_do_not_depend_on_other_reports_in_the_call(tagger: TextTagger) -> None:
    own, _ = interview("own", 100)
    other, _ = interview("other", 101)
    alone = tagger.chances(own)
    mixed = [passage for pair in zip(other, own, strict=True) for passage in pair]
    bare = [Passage("De bus."), Passage("")]
    assert tagger.chances(mixed)[1::2] == pytest.approx(alone, abs=ALIKE)
    assert tagger.chances([*bare, *own, *other])[2:14] == pytest.approx(alone, abs=ALIKE)


def test_the_order_within_a_call_does_not_matter(tagger: TextTagger) -> None:
    own, _ = interview("own", 100)
    assert tagger.chances(own[::-1])[::-1] == pytest.approx(tagger.chances(own), abs=ALIKE)


def test_held_out_chances_use_context_too(tagger: TextTagger) -> None:
    """More than half of the answers say nothing: texts alone could not tell what they are about."""
    count = len(tagger.held_out)
    labels = np.concatenate([interview(f"r{n}", n)[1] for n in range(count // 12)])
    right = np.mean(tagger.held_out.argmax(axis=1) == labels.argmax(axis=1))
    assert right > 0.85


@pytest.mark.parametrize("count", [60, 310])
@pytest.mark.parametrize("label", [0.0, 1.0])
def test_reports_in_which_all_answers_are_the_same(count: int, label: float) -> None:
    passages = [Passage(f"Ja {n % 7}", report=f"r{n // 20}", place=n % 20) for n in range(count)]
    groups = [passage.report for passage in passages]
    tagger = TextTagger().learn(passages, np.full((count, 2), label), groups)
    assert tagger.held_out == pytest.approx(label, abs=0.05)
    assert tagger.chances(passages[:2]) == pytest.approx(label, abs=0.05)


def test_one_report_alone_can_be_learned_from() -> None:
    passages, labels = interview("r", 5, turns=60)
    tagger = TextTagger().learn(passages, labels, ["r"] * 60)
    bus = Passage("De bus was vol.", report="x", question="Hoe ging de reis?")
    assert tagger.chances([bus])[0].argmax() == 0


class Length:
    """An encoder that knows how long a text is."""

    name = "length"

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.array([[1.0, 0.0] if len(t) > 9 else [0.0, 1.0] for t in texts], np.float32)


def test_an_encoder_stands_beside_the_words_and_rows_keep_length_one() -> None:
    texts = ["De bus kwam te laat.", "De bus.", "Te laat.", ""]
    features = TextFeatures(str).fit(texts * 2)
    rows = PassageRows(features, Length()).texts(texts)
    assert rows.shape == (4, features.width + 2)
    assert pytest.approx([1, 1, 1, 1]) == np.sqrt(rows.multiply(rows).sum(axis=1)).A1
    bare = PassageRows(features).texts(texts)
    inner, before = (rows @ rows.T).toarray(), (bare @ bare.T).toarray()
    assert inner[1, 2] > before[1, 2], "both are short"
    assert inner[0, 1] < before[0, 1], "one is long"


def test_context_has_a_block_of_columns_each() -> None:
    features = TextFeatures(str).fit(["bus pony", "bus pony"])
    plain = Passage("bus")
    rows = PassageRows(features).context(
        [plain, replace(plain, heading="bus"), replace(plain, after="pony")]
    )
    assert rows.shape == (3, 4 * features.width)
    assert rows[0].nnz == 0
    assert rows[1].indices.max() < features.width
    assert rows[2].indices.min() >= 3 * features.width
