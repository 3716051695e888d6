"""The room's own lists in `lists/`: one entry a line, and comments on lines that start with #."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.errors import Place, StoreError
from pipeline.privacy.spelling import fold

FOLDER = Path(__file__).parent / "lists"


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of `lists/<name>.txt` as they are written, in order.

    Raises:
        StoreError: when the list is not there; the installation is damaged then.
    """
    path = FOLDER / f"{name}.txt"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise StoreError(
            "een woordenlijst van de pipeline ontbreekt",
            place=Place.of(path),
            remedy="installeer de pipeline opnieuw",
        ) from error
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def folded(name: str) -> frozenset[str]:
    """The entries of a list without capitals and accents, to look words up in."""
    return frozenset(fold(entry) for entry in entries(name))


def is_first_name(word: str) -> bool:
    """Whether a word, in any spelling of capitals and accents, is on the list of first names."""
    return fold(word) in folded("voornamen")


def is_surname(word: str) -> bool:
    return fold(word) in folded("achternamen")


def is_particle(word: str) -> bool:
    return fold(word) in folded("tussenvoegsels")


def is_ordinary(word: str) -> bool:
    """Whether a name is an ordinary word as well, such as Roos, Mark and Wil."""
    return fold(word) in folded("naamwoorden") or is_commonplace(word)


def is_commonplace(word: str) -> bool:
    """Whether a name is among the commonest words of Dutch, so that lower case says nothing."""
    return fold(word) in folded("functiewoorden")
