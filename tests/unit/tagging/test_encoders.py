"""Encoders that need nothing but the default install, and every refusal that comes before an import."""

import hashlib
import json
import re
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import spacy

from pipeline.errors import MissingExtra, SettingsError
from pipeline.tagging.encoders import KINDS, load_encoder
from pipeline.tagging.encoders.folder import digest_of, encoder_of, stay_offline
from pipeline.tagging.encoders.lsa import LsaEncoder
from pipeline.tagging.encoders.rows import FolderEncoder, unit_rows

STOPWORDS = {"de", "die", "een", "en", "elke", "het", "hij", "in", "met", "niet", "op", "te", "was"}
TEXTS = [
    "In de klas was pesten, pesten en pesten.",
    "Het pesten in die klas hield nooit op.",
    "De taxi komt elke ochtend te laat.",
    "Zonder vervoer met de taxi komt hij niet op school.",
    "De gemeente betaalt de begeleiding niet.",
]


def lemmas(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if word not in STOPWORDS]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("an encoder looked something up on a network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def lengths(rows: np.ndarray) -> np.ndarray:
    return np.linalg.norm(rows, axis=1)


def test_lsa_rows_have_length_1_and_bring_like_to_like() -> None:
    encoder = LsaEncoder(lemmas, dims=3).fit(TEXTS)
    rows = encoder.encode(TEXTS)
    assert rows.shape == (5, 3)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(lengths(rows), 1, atol=1e-6)
    alike = rows @ rows.T
    assert alike[0, 1] > 0.9 > 0.1 > abs(alike[0, 2])
    assert alike[2, 3] > 0.9


def test_lsa_gives_the_same_bytes_in_whatever_order_it_learns() -> None:
    one = LsaEncoder(lemmas, dims=4, seed=7).fit(TEXTS)
    other = LsaEncoder(lemmas, dims=4, seed=7).fit(TEXTS[::-1])
    assert one.encode(TEXTS).tobytes() == other.encode(TEXTS).tobytes()
    assert one.encode(TEXTS)[2].tobytes() == one.encode([TEXTS[2]]).tobytes()
    assert one.name == other.name
    assert one.name.startswith("lsa:4@")
    assert one.name != LsaEncoder(lemmas, dims=4, seed=8).fit(TEXTS).name
    assert one.name != LsaEncoder(lemmas, dims=4, seed=7).fit(TEXTS[1:]).name


def test_the_sign_of_every_lsa_direction_is_fixed() -> None:
    directions = LsaEncoder(lemmas, dims=5).fit(TEXTS)._directions
    largest = np.abs(directions).argmax(axis=0)
    assert (directions[largest, np.arange(directions.shape[1])] > 0).all()


def test_lsa_leaves_directions_out_that_the_texts_do_not_hold() -> None:
    encoder = LsaEncoder(lemmas, dims=50).fit([*TEXTS, *TEXTS])
    rows = encoder.encode(TEXTS)
    assert rows.shape == (5, 50)
    assert encoder._directions.shape[1] == 5
    assert not rows[:, 5:].any()


@pytest.mark.parametrize("texts", [[], [""], ["", "… en de"]])
def test_lsa_that_learned_nothing_knows_nothing(texts: list[str]) -> None:
    rows = LsaEncoder(lemmas, dims=8).fit(texts).encode(["De taxi.", ""])
    assert rows.shape == (2, 8)
    assert not rows.any()


@pytest.mark.parametrize("text", ["Taxi.", TEXTS[0]])
def test_lsa_of_one_text(text: str) -> None:
    rows = LsaEncoder(lemmas, dims=8).fit([text]).encode([text, "", "zwembad"])
    np.testing.assert_allclose(lengths(rows), [1, 0, 0], atol=1e-6)


def test_what_lies_outside_the_directions_that_lsa_kept_is_0_and_no_noise() -> None:
    rows = LsaEncoder(lemmas, dims=1).fit(["taxi vervoer", "taxi vervoer", "pesten klas"]).encode(
        ["taxi", "pesten klas", "zwembad"]
    )  # fmt: skip
    np.testing.assert_allclose(lengths(rows), [1, 0, 0], atol=1e-6)


def test_encoding_nothing_gives_no_rows_of_the_right_width() -> None:
    assert LsaEncoder(lemmas, dims=6).fit(TEXTS).encode([]).shape == (0, 6)
    assert FolderEncoder("x", 6, lambda texts: np.ones((len(texts), 6))).encode([]).shape == (0, 6)


def test_lsa_has_at_least_one_dimension() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        LsaEncoder(lemmas, dims=0)


def test_unit_rows_keep_0_and_refuse_to_blow_up_rounding() -> None:
    rows = unit_rows(np.array([[3.0, 4.0], [0.0, 0.0], [1e-9, 0.0], [np.nan, 1.0], [np.inf, 1.0]]))
    np.testing.assert_allclose(rows, [[0.6, 0.8], [0, 0], [0, 0], [0, 0], [0, 0]], atol=1e-7)


def test_a_model_gets_each_text_once_sorted_and_never_a_blank_one() -> None:
    asked: list[list[str]] = []

    def vectors(texts: list[str]) -> np.ndarray:
        asked.append(texts)
        return np.array([[float(len(text)), 1.0] for text in texts])

    rows = FolderEncoder("x", 2, vectors).encode(["bb", "", "a", "bb", " \n"])
    assert asked == [["a", "bb"]]
    assert rows[0].tobytes() == rows[3].tobytes()
    np.testing.assert_allclose(lengths(rows), [1, 0, 1, 1, 0], atol=1e-6)


# A spaCy model with vectors


@pytest.fixture
def dutch(tmp_path: Path) -> Callable[..., Path]:
    """Writes a blank pipeline with, or without, vectors of a few words."""

    def make(language: str = "nl", words: tuple[str, ...] = ("taxi", "bus", "pesten")) -> Path:
        nlp = spacy.blank(language)
        nlp.add_pipe("sentencizer")
        random = np.random.default_rng(1)
        for word in words:
            nlp.vocab.set_vector(word, random.normal(size=6).astype("float32"))
        folder = tmp_path / f"model-{language}-{len(words)}"
        nlp.to_disk(folder)
        return folder

    return make


def test_spacy_averages_the_content_words_it_knows(dutch: Callable[..., Path]) -> None:
    encoder = load_encoder("spacy", dutch(), lemmas=lemmas)
    rows = encoder.encode(["De taxi.", "Taxi!", "taxi en bus", "zwembad", "", "de het een"])
    assert rows.shape == (6, 6)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(lengths(rows), [1, 1, 1, 0, 0, 0], atol=1e-6)
    assert rows[0].tobytes() == rows[1].tobytes()
    assert 0 < rows[0] @ rows[2] < 1
    assert encoder.name == f"spacy:model-nl-3@{digest_of(dutch())}"


def test_a_spacy_model_without_vectors_is_refused(dutch: Callable[..., Path]) -> None:
    with pytest.raises(MissingExtra, match=r"geen woordvectoren — .*nl_core_news_md"):
        load_encoder("spacy", dutch(words=()), lemmas=lemmas)


def test_a_spacy_model_of_another_language_is_refused(dutch: Callable[..., Path]) -> None:
    with pytest.raises(MissingExtra, match=r"andere taal \('en'\)"):
        load_encoder("spacy", dutch("en"), lemmas=lemmas)


# Refusals


def test_lsa_is_the_kind_that_needs_no_folder(tmp_path: Path) -> None:
    encoder = load_encoder("lsa", lemmas=lemmas, texts=TEXTS, dims=3)
    assert encoder.encode(TEXTS).shape == (5, 3)
    with pytest.raises(SettingsError, match="leest geen map"):
        load_encoder("lsa", tmp_path, lemmas=lemmas)


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        SettingsError, match="kies uit lsa, sentence-transformers, model2vec, spacy"
    ):
        load_encoder("word2vec", lemmas=lemmas)


@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_folder_is_required_and_a_name_is_never_looked_up(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MissingExtra, match="geen map genoemd"):
        load_encoder(kind, lemmas=lemmas)
    (tmp_path / "bestand").write_text("geen map", encoding="utf-8")
    for folder in ("iemand/een-model", "all-MiniLM-L6-v2", "nl_core_news_md", "bestand"):
        with pytest.raises(MissingExtra, match="bestaat niet") as refused:
            load_encoder(kind, Path(folder), lemmas=lemmas)
        assert str(refused.value).startswith(f"{folder}: ")
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_folder_that_is_no_such_model_is_refused(kind: str, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(MissingExtra, match=r"deze map is geen .*model.* — noem de map"):
        load_encoder(kind, tmp_path, lemmas=lemmas)


@pytest.fixture
def transformer(tmp_path: Path) -> Path:
    """What the folder of a sentence-transformers model looks like from outside."""
    folder = tmp_path / "model"
    (folder / "2_Dense").mkdir(parents=True)
    modules = [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Dense"}]
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    (folder / "model.safetensors").write_bytes(b"")
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("where", ["", "2_Dense"])
def test_weights_that_only_pickle_reads_are_refused(transformer: Path, where: str) -> None:
    (transformer / "model.safetensors").unlink()
    (transformer / where / "pytorch_model.bin").write_bytes(b"")
    with pytest.raises(MissingExtra, match=r"pytorch_model\.bin' kan programmacode bevatten"):
        load_encoder("sentence-transformers", transformer, lemmas=lemmas)


def test_an_adapter_is_refused_because_its_model_is_elsewhere(transformer: Path) -> None:
    (transformer / "adapter_config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(MissingExtra, match="adapter"):
        load_encoder("sentence-transformers", transformer, lemmas=lemmas)


def test_a_model_without_a_tokenizer_is_refused(transformer: Path) -> None:
    (transformer / "tokenizer.json").unlink()
    (transformer / "tokenizer_config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(MissingExtra, match="mist zijn tokenizer"):
        load_encoder("sentence-transformers", transformer, lemmas=lemmas)


@pytest.mark.parametrize(
    ("kind", "module", "extra"),
    [
        ("sentence-transformers", "sentence_transformers", "transformers"),
        ("model2vec", "model2vec", "static"),
    ],
)
def test_a_missing_package_is_named_with_the_line_that_installs_it(
    kind: str, module: str, extra: str, transformer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=rf'pip install "oza\[{extra}\]"'):
        load_encoder(kind, transformer, lemmas=lemmas)


def test_a_model_whose_vectors_are_no_numbers_is_refused(tmp_path: Path) -> None:
    for vector in (np.full((1, 3), np.nan), np.zeros((1, 0)), np.zeros(3)):
        with pytest.raises(MissingExtra, match="geen bruikbare vectoren"):
            encoder_of("x", tmp_path, lambda _, vector=vector: vector, "kies een ander")


# Provenance and the network


def test_the_digest_is_of_names_and_bytes_and_not_of_dates_or_bookkeeping(tmp_path: Path) -> None:
    for name in ("a/weights", "config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    before = digest_of(tmp_path)
    assert len(before) == 12
    assert set(before) <= set("0123456789abcdef")
    own = [hashlib.sha256(name.encode()).hexdigest() for name in ("a/weights", "config")]
    listed = f"a/weights\x1f{own[0]}\x1econfig\x1f{own[1]}\x1e"
    assert before == hashlib.sha256(listed.encode()).hexdigest()[:12]

    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "when").write_text(str(time.time()), encoding="utf-8")
    (tmp_path / "config").touch()
    assert digest_of(tmp_path) == before
    (tmp_path / "config").write_bytes(b"other")
    assert digest_of(tmp_path) != before


def test_the_switches_for_working_offline_are_on(monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import types

    late = types.ModuleType("huggingface_hub.constants")
    vars(late).update(HF_HUB_OFFLINE=False)
    monkeypatch.setitem(sys.modules, late.__name__, late)
    for switch in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        monkeypatch.setenv(switch, "0")
    stay_offline()
    assert os.environ["HF_HUB_OFFLINE"] == os.environ["TRANSFORMERS_OFFLINE"] == "1"
    assert vars(late)["HF_HUB_OFFLINE"] is True
