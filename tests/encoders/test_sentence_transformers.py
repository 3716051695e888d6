"""Vectors of a sentence-transformers model that is made here: a BERT of two layers, untrained.

Its vectors mean nothing; the code that loads and runs it is that of a real model.
"""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import MissingExtra
from pipeline.tagging.encoders import Encoder, load_encoder

library = pytest.importorskip(
    "sentence_transformers", reason='extra "transformers" is not installed'
)


def write_bert(folder: Path, words: list[str]) -> Path:
    """A model as `transformers` saves it: weights, settings and tokenizer, no pooling."""
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    vocabulary = {w: n for n, w in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    torch.manual_seed(5)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(folder)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=64,
    ).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> Path:
    return write_bert(tmp_path_factory.mktemp("bert") / "taalmodel", words)


@pytest.fixture(scope="module")
def model(bare: Path) -> Path:
    """The same model with a pooling, saved by the library itself."""
    folder = bare.parent / "klein"
    library.SentenceTransformer(str(bare), device="cpu").save_pretrained(str(folder))
    return folder


@pytest.fixture(scope="module")
def encoder(model: Path) -> Encoder:
    return load_encoder("sentence-transformers", model, lemmas=str.split)


def test_rows_of_length_1_or_0(encoder: Encoder, sentences: list[str], model: Path) -> None:
    rows = encoder.encode([*sentences, "", " \n"])
    assert rows.shape == (6, 32)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), [1, 1, 1, 1, 0, 0], atol=1e-6)
    assert encoder.name.startswith("sentence-transformers:klein@")
    assert str(model.parent) not in encoder.name


def test_it_gives_what_the_library_gives(
    encoder: Encoder, sentences: list[str], model: Path
) -> None:
    own = library.SentenceTransformer(str(model), device="cpu")
    expected = own.encode(sentences, normalize_embeddings=True)
    np.testing.assert_allclose(encoder.encode(sentences), expected, atol=1e-5)


def test_order_repetition_and_a_second_load_change_no_bit(
    encoder: Encoder, sentences: list[str], model: Path
) -> None:
    rows = encoder.encode(sentences)
    again = load_encoder("sentence-transformers", model, lemmas=str.split)
    assert rows.tobytes() == again.encode(sentences).tobytes()
    assert rows[::-1].tobytes() == encoder.encode(sentences[::-1]).tobytes()
    assert rows.tobytes() == encoder.encode([*sentences, *sentences])[4:].tobytes()
    assert again.name == encoder.name


def test_a_text_longer_than_the_model_reads_is_no_error(encoder: Encoder) -> None:
    rows = encoder.encode(["taxi " * 500])
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_a_language_model_without_pooling_is_refused(bare: Path) -> None:
    with pytest.raises(MissingExtra, match="geen model van sentence-transformers"):
        load_encoder("sentence-transformers", bare, lemmas=str.split)


@pytest.mark.parametrize("damaged", ["model.safetensors", "tokenizer.json", "modules.json"])
def test_a_damaged_model_is_refused_in_one_line(model: Path, tmp_path: Path, damaged: str) -> None:
    folder = tmp_path / "stuk"
    shutil.copytree(model, folder)
    (folder / damaged).write_bytes(b"x")
    with pytest.raises(MissingExtra, match="geen bruikbaar model") as refused:
        load_encoder("sentence-transformers", folder, lemmas=str.split)
    assert "\n" not in str(refused.value)


def test_a_model_without_weights_is_refused(model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "leeg"
    shutil.copytree(model, folder, ignore=shutil.ignore_patterns("*.safetensors"))
    with pytest.raises(MissingExtra, match="geen bruikbaar model"):
        load_encoder("sentence-transformers", folder, lemmas=str.split)


@pytest.mark.parametrize(
    ("lost", "usable"), [("encoder.layer.1.attention.self.query.weight", False), ("pooler", True)]
)
def test_weights_are_never_made_up(model: Path, tmp_path: Path, lost: str, usable: bool) -> None:
    """The library draws what a file lacks at random. Mean pooling does not need BERT's pooler."""
    from safetensors.numpy import load_file, save_file

    folder = tmp_path / "onvolledig"
    shutil.copytree(model, folder)
    file = folder / "model.safetensors"
    kept = {name: weight for name, weight in load_file(file).items() if lost not in name}
    assert len(kept) < len(load_file(file))
    save_file(kept, file, metadata={"format": "pt"})
    if usable:
        assert (
            load_encoder("sentence-transformers", folder, lemmas=str.split).encode(["Taxi"]).any()
        )
        return
    with pytest.raises(MissingExtra, match="ontbreekt iets"):
        load_encoder("sentence-transformers", folder, lemmas=str.split)


def test_code_in_the_folder_is_never_run(model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "eigen"
    shutil.copytree(model, folder)
    proof = tmp_path / "ran"
    (folder / "own.py").write_text(f"open({str(proof)!r}, 'w')\nclass Own: ...\n", encoding="utf-8")
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    modules[0]["type"] = "own.Own"
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    with pytest.raises(MissingExtra, match="geen bruikbaar model"):
        load_encoder("sentence-transformers", folder, lemmas=str.split)
    assert not proof.exists()


def test_it_is_quiet(model: Path, sentences: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    load_encoder("sentence-transformers", model, lemmas=str.split).encode(sentences)
    assert capfd.readouterr() == ("", "")
