"""Which names a person may work under: that of a file, and not that of a ledger of all together."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from pipeline.errors import StoreError
from pipeline.store.study_paths import check_name

CONSENSUS = "consensus"
"""The ledger of what coders agreed on. It is written by adjudication only."""


def tidy_name(typed: str) -> str:
    """A name as it was meant: one way of writing an accent, no space around it."""
    return unicodedata.normalize("NFC", typed.strip())


def same_name(name: str) -> str:
    """What two names share when they are one person, and on many disks one file: Anna and anna."""
    return tidy_name(name).casefold()


def check_coder(name: str, shared: Collection[str] = ()) -> None:
    """Whether somebody may work under this name.

    Args:
        shared: ledgers that belong to nobody in particular ([validation] precedence in study.toml);
            `consensus` is one of them always.

    Raises:
        StoreError: for a name that cannot be a file's, and for one of a shared ledger.
    """
    check_name(name)
    if same_name(name) in {same_name(one) for one in (CONSENSUS, *shared)}:
        raise StoreError(
            f"'{name}' is geen codeur maar een gezamenlijk logboek, dat alleen bij het samen "
            "beslissen over verschillen wordt geschreven",
            remedy="kies de eigen naam van de codeur, of haal deze naam uit [validation] "
            "precedence in study.toml"
            if same_name(name) != CONSENSUS
            else "kies de eigen naam van de codeur",
        )
