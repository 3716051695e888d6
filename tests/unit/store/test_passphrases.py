"""The file with passphrases: what is kept, what is refused, who may read it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.store.coders import check_coder
from pipeline.store.passphrases import (
    Hashed,
    decoy,
    hashed,
    keep_passphrase,
    matches,
    open_to_others,
    read_passphrases,
)

GOOD = "vier hele gewone woorden"


@pytest.fixture(scope="module")
def kept() -> Hashed:
    return hashed(GOOD)


def test_only_the_passphrase_matches_however_it_is_typed(kept: Hashed) -> None:
    assert matches(kept, GOOD)
    assert matches(kept, f"  {GOOD.replace(' ', chr(0xA0))} ")
    assert not matches(kept, GOOD.upper())
    assert not matches(kept, "")
    assert GOOD not in repr(kept)
    assert kept.digest.hex() not in repr(kept)


def test_accents_are_the_same_in_both_ways_of_writing() -> None:
    assert matches(hashed("caf\u00e9 na de zwemles"), "cafe\u0301 na de zwemles")


@pytest.mark.parametrize(
    "passphrase", ["", "kort", "elf tekens!", "elf tekens!   ", "a" * 30, "1212121212121212"]
)
def test_what_is_easy_to_guess_is_refused_with_the_remedy(passphrase: str) -> None:
    with pytest.raises(StoreError, match="vier willekeurige woorden") as told:
        hashed(passphrase)
    assert not passphrase or passphrase not in str(told.value)


def test_what_is_no_text_or_too_long_is_refused() -> None:
    with pytest.raises(StoreError, match="UTF-8"):
        hashed("half \udce9 teken erin")
    with pytest.raises(StoreError, match="hoogstens 200"):
        hashed("lang " * 50)


def test_the_file_comes_back_as_it_was_and_is_its_owners(tmp_path: Path, kept: Hashed) -> None:
    path = tmp_path / "privé" / "wachtzinnen.json"
    keep_passphrase(path, "bram", kept)
    keep_passphrase(path, "anna", hashed(GOOD))
    found = read_passphrases(path)
    assert list(found) == ["anna", "bram"]
    assert found["bram"] == kept
    assert found["anna"].salt != kept.salt, "dezelfde wachtzin geeft niet dezelfde hash"
    assert found["anna"].digest != kept.digest
    assert GOOD not in path.read_text("utf-8")
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600
        assert not open_to_others(path)
        path.chmod(0o640)
        assert open_to_others(path)
        keep_passphrase(path, "cas", kept)
        assert not open_to_others(path)
    keep_passphrase(path, "bram", None)
    assert list(read_passphrases(path)) == ["anna", "cas"]
    with pytest.raises(StoreError, match=r"geen wachtzin van 'bram'.*anna, cas"):
        keep_passphrase(path, "bram", None)


def test_names_that_cannot_sign_in_are_refused(tmp_path: Path, kept: Hashed) -> None:
    path = tmp_path / "w.json"
    keep_passphrase(path, "anna", kept)
    for name, why in (
        ("consensus", "gezamenlijk logboek"),
        ("Consensus", "gezamenlijk logboek"),
        ("../anna", "een naam bestaat uit"),
        ("Anna", "'anna' staat er al"),
    ):
        with pytest.raises(StoreError, match=why):
            keep_passphrase(path, name, kept)
    assert list(read_passphrases(path)) == ["anna"]
    with pytest.raises(StoreError, match="precedence"):
        check_coder("Samen", ("samen",))
    check_coder("anna", ("samen",))


def test_a_name_that_got_in_is_told_and_can_be_taken_out(tmp_path: Path, kept: Hashed) -> None:
    path = tmp_path / "w.json"
    keep_passphrase(path, "anna", kept)
    for other, why in (("consensus", "logboek"), ("ANNA", "hoofdletters")):
        data = json.loads(path.read_text("utf-8"))
        data["coders"][other] = data["coders"]["anna"]
        path.write_text(json.dumps(data), "utf-8")
        with pytest.raises(StoreError, match=f"{why}.*--remove"):
            read_passphrases(path)
        keep_passphrase(path, other, None)
        assert list(read_passphrases(path)) == ["anna"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("n", 2), ("n", 2**16 + 1), ("n", 2**30), ("n", True), ("r", 0), ("p", 1000),
        ("salt", ""), ("salt", "zz"), ("scrypt", "00"), ("extra", 1), ("n", "65536"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_told(tmp_path: Path, kept: Hashed, key: str, value: object) -> None:
    path = tmp_path / "w.json"
    keep_passphrase(path, "anna", kept)
    data = json.loads(path.read_text("utf-8"))
    data["coders"]["anna"][key] = value
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(StoreError, match="geen bestand met wachtzinnen"):
        read_passphrases(path)


@pytest.mark.parametrize("text", ["[]", "{}", '{"coders": [], "form": 1}', '{"coders": {}}', "x"])
def test_another_file_is_told_and_not_written_over(tmp_path: Path, kept: Hashed, text: str) -> None:
    path = tmp_path / "w.json"
    path.write_text(text, "utf-8")
    with pytest.raises(StoreError):
        read_passphrases(path)
    with pytest.raises(StoreError):
        keep_passphrase(path, "anna", kept)
    assert path.read_text("utf-8") == text


def test_the_decoy_costs_as_much_as_the_costliest(kept: Hashed) -> None:
    cheap = Hashed(bytes(16), bytes(32), n=2**14)
    assert decoy({"a": cheap, "b": kept}).cost == kept.cost
    assert decoy({"a": cheap}).cost == cheap.cost
    assert not matches(decoy({"a": cheap}), "")
