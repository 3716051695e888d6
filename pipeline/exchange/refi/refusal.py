"""Saying no to a project of another program, and how much of one is too much."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import CorpusError, Place

MOST_FILES = 200_000
"""Members of an archive: texts, memos and recordings."""
MOST_XML = 1_000_000_000
MOST_TEXT = 20_000_000
MOST_TEXTS = 200_000_000
"""Bytes, unpacked: the project itself, one text, and all texts together. A study of 300,000 codings
takes 160 MB of XML."""
MOST_RATIO = 200
RATIO_FROM = 1_000_000
"""A megabyte that unpacks to more than 200 times its size is a bomb: XML of codings packs 10 to 25
times."""
MOST_DEEP = 64
"""Levels of elements: codes 50 below each other have never been seen."""
MOST_IN_ONE = 200_000
"""Elements of one record, such as a branch of codes or the members of a set."""
MOST_CODES = 20_000
MOST_RECORDS = 2_000_000

_AGAIN = "exporteer het project opnieuw uit het programma waar het uit komt"


def refuse(path: Path, what: str, remedy: str = _AGAIN) -> CorpusError:
    """The error for a project; it never repeats what the file says."""
    return CorpusError(what, place=Place.of(path), remedy=remedy)


def too_much(path: Path, what: str) -> CorpusError:
    """For what no project that people made comes near."""
    return refuse(path, what, "open het niet, en vraag wie het stuurde om een nieuwe export")
