"""Who holds what of a respondent: every kind of file of a study, and what forgetting does to it.

A kind of file that is not here has no treatment: it is searched, never changed, and a test says
that it is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path

from pipeline.store.layout import Layout


class Treatment(StrEnum):
    """What forgetting does to a file; the value is what a person reads."""

    REPORT = "verslag"
    REGISTER = "rij in het register"
    KEY = "naam in de sleutel"
    SHEET = "blad met bevindingen"
    SPEAKERS = "rij in het blad met sprekers"
    MAPPING = "rij in de koppeling van een project"
    LEDGER = "regel in een logboek"
    REVISIONS = "plek in een herziening"
    RESOLUTIONS = "besluit over een bevinding"
    ALLOWED = "toegestaan woord"
    SNAPSHOT = "plek in een vastgelegd rapport"
    PRUNED = "plek in bewaarde gegevens"
    TORN = "afgebroken regel"
    LEFTOVER = "achtergebleven deel"
    DERIVED = "uitvoer"
    LOOKED_AT = "document van mensen"
    """Never changed: a person decides."""
    LOG = "logboek van wie zich terugtrok"
    """Names the respondent, and may."""
    LOCK = "slot"
    """Always empty."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Files below a project's root, by pattern (`*` also matches `/`), and their treatment."""

    pattern: str
    treatment: Treatment


HELD = ".vergeten"
"""Folder in private/ with the reports that are being forgotten, until nothing else is left."""

_T = Treatment
KINDS: tuple[Kind, ...] = tuple(
    Kind(pattern, treatment)
    for pattern, treatment in (
        ("*/.*.lock", _T.LOCK),
        ("outputs/*/.run/lock", _T.LOCK),
        ("outputs/*/.run/*.lock", _T.LOCK),
        # What a killed run left: never half of something that is still wanted.
        ("c*/.*.part", _T.LEFTOVER),
        ("c*/.*.part.xlsx", _T.LEFTOVER),
        ("c*/.*.part/*", _T.LEFTOVER),
        ("c*/.*.old/*", _T.LEFTOVER),
        # What participants said.
        (f"corpus/*/private/{HELD}/*", _T.REPORT),
        ("corpus/*/private/key.json", _T.KEY),
        ("corpus/*/private/bevindingen-*.xlsx", _T.SHEET),
        ("corpus/*/private/sprekers-*.csv", _T.SPEAKERS),
        ("corpus/*/private/koppeling-*.xlsx", _T.MAPPING),
        ("corpus/*/private/*", _T.LOOKED_AT),
        ("corpus/*/reports/*", _T.REPORT),
        ("corpus/*/register.csv", _T.REGISTER),
        ("corpus/*/register.xlsx", _T.REGISTER),
        ("corpus/*.csv", _T.LOOKED_AT),
        ("corpus/*.xlsx", _T.LOOKED_AT),
        ("corpus/*.md", _T.LOOKED_AT),
        # What people decided.
        ("codebook/*/forgotten.jsonl", _T.LOG),
        ("codebook/*/.forgetting.json", _T.LOG),
        ("codebook/*/privacy/resolutions.jsonl", _T.RESOLUTIONS),
        ("codebook/*/privacy/allowed.txt", _T.ALLOWED),
        ("codebook/*/reports/*.json", _T.SNAPSHOT),
        # A revised placement stays; the passages it points at go.
        ("codebook/*/appraisal/revisions.jsonl", _T.REVISIONS),
        # Decisions, exact spans, notes, marks, recuts, assignments, anchors, proposals, topics:
        # one shape.
        ("codebook/*.jsonl", _T.LEDGER),
        ("codebook/*.torn", _T.TORN),
        ("codebook/*.json", _T.PRUNED),
        ("codebook/*.yaml", _T.LOOKED_AT),
        ("codebook/*.toml", _T.LOOKED_AT),
        ("codebook/*.md", _T.LOOKED_AT),
        ("codebook/*.docx", _T.LOOKED_AT),
        # What can be regenerated.
        ("outputs/*", _T.DERIVED),
    )
)


def treatment_of(name: str) -> Treatment | None:
    """What forgetting does to a file; None for a kind of file that nobody thought of.

    Args:
        name: below the project's root, with forward slashes.
    """
    for kind in KINDS:
        if fnmatchcase(name, kind.pattern):
            return kind.treatment
    return None


def files_of_study(layout: Layout) -> Iterator[tuple[Path, Treatment | None]]:
    """Every file of a study, in all its waves, in order of name."""
    for top in ("codebook", "corpus", "outputs"):
        for path in sorted((layout.root / top / layout.study).rglob("*")):
            if path.is_file() or path.is_symlink():
                yield path, treatment_of(layout.relative(path))


def files_with(layout: Layout, *treatments: Treatment) -> list[Path]:
    """The files of a study with one of these treatments."""
    return [path for path, treatment in files_of_study(layout) if treatment in treatments]
