"""How the working files of a codebook stand to the versions that were frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.lineage import read_draft
from pipeline.config.version_files import FILE, frozen_versions
from pipeline.domain.codebook import Codebook
from pipeline.domain.explaining import difference_of, gaps
from pipeline.domain.migration import Migration
from pipeline.stages.for_versions.reading import book_of, problem_of
from pipeline.store.layout import Layout
from pipeline.store.versions import changed_since_frozen


@dataclass(frozen=True, slots=True)
class VersionState:
    """How the working files stand to the versions. `warnings` are lines for people, each with its
    remedy; none when all is well. `last` is '' while nothing was frozen."""

    version: str
    last: str
    frozen: tuple[str, ...]
    draft: Migration | None
    warnings: tuple[str, ...]


def version_state(layout: Layout) -> VersionState:
    """How the working files stand to the versions, for `oza codebook check` and `oza status`.

    Raises:
        StudyError: when a file of the study does not read.
    """
    folder = layout.study_folder
    now, known = book_of(folder, ""), frozen_versions(folder)
    there = read_draft(folder)
    last = known[-1] if known else ""
    return VersionState(now.version, last, known, there, tuple(_warnings(folder, now, there, last)))


def _warnings(folder: Path, now: Codebook, there: Migration | None, last: str) -> Iterator[str]:
    if (folder / FILE).exists() and there is None:
        yield f"{FILE} is van een versie die is vastgelegd — haal het weg"
    if not last:
        yield (
            "nog geen versie van het codeboek is vastgelegd — 'oza codebook release --by NAAM' doet"
            f" dat met {now.version}"
        )
        return
    before = book_of(folder, last)
    found = difference_of(before, now, there)
    if there is None:
        if now.version != last:
            yield (
                f"codes.yaml heet {now.version} en niets zegt hoe die verschilt van {last}:"
                " besluiten onder een oudere versie gaan ongewijzigd mee — maak de stappen met"
                " 'oza codebook draft --by NAAM'"
            )
        elif found:
            number = len(found.changed) + len(found.gone) + len(found.new)
            yield (
                f"codes.yaml heet {last} en is niet meer wat onder die naam is vastgelegd"
                f" ({_codes(number)} anders): besluiten onder {last} betekenen nu twee dingen —"
                " 'oza codebook draft --by NAAM' maakt er een nieuwe versie van"
            )
        elif changed := changed_since_frozen(folder, last):
            yield (
                f"{' en '.join(changed)} verschilt van wat met {last} is vastgelegd; de codes zijn"
                " gelijk — 'oza codebook release --by NAAM --to …' legt dat vast"
            )
        return
    if there.to != now.version:
        yield (
            f"codes.yaml heet {now.version} en het concept leidt naar {there.to} — geef beide"
            " hetzelfde nummer"
        )
    if there.start != last:
        yield f"het concept gaat uit van {there.start}; vastgelegd is {last} — pas 'from' aan"
        return
    for gap in gaps(before, now, there):
        yield str(problem_of(folder, gap, now))


def _codes(number: int) -> str:
    return "1 code" if number == 1 else f"{number} codes"
