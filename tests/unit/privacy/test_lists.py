from __future__ import annotations

import pytest

from pipeline.errors import StoreError
from pipeline.privacy.allow import allow_list
from pipeline.privacy.wordlists import FOLDER, entries, folded, is_ordinary

NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_list_tells_its_source_and_repeats_nothing(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert "own list" in text.lower()
    assert len(set(entries(name))) == len(entries(name))
    assert all(entry == entry.strip() for entry in text.splitlines())


def test_lists_are_long_enough() -> None:
    assert len(entries("voornamen")) >= 500
    assert len(entries("achternamen")) >= 200
    assert len(entries("gemeenten")) >= 340


def test_missing_list_is_an_error_of_the_store() -> None:
    with pytest.raises(StoreError, match="woordenlijst"):
        entries("bestaat-niet")


def test_no_first_name_is_allowed() -> None:
    """An allowed word would hide every child of that name."""
    allow = allow_list(frozenset())
    assert [name for name in entries("voornamen") if allow(name)] == []


def test_ordinary_names_are_known_as_such() -> None:
    names = "Roos,Mark,Wil,Bas,Iris,Storm,Hoop,Kim,Sam,Jet,Mees,Wolf,Faith,Els,Elke"
    assert [name for name in names.split(",") if not is_ordinary(name)] == []
    assert not is_ordinary("Sanne")


def test_no_place_or_body_is_allowed() -> None:
    allow = allow_list(frozenset())
    assert [name for name in entries("gemeenten") if allow(name)] == []
    assert [name for name in entries("zorgorganisaties") if allow(name)] == []
    assert folded("functielabels")


def test_allow_list_learns() -> None:
    allow = allow_list(frozenset({"De Wissel", "klankbordgroep"}))
    assert allow("De Wissel")
    assert not allow("de wissel")
    assert not allow("Wissel")
    assert allow("Klankbordgroep")
    assert allow("KLANKBORDGROEP")
    assert allow("OZA-groep")
    assert not allow("Sanne-groep")
