"""The next version of the codebook: a draft of its steps, and freezing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.lineage import read_draft, read_lineage
from pipeline.config.migration_text import draft_text, with_head, with_steps, with_version
from pipeline.config.study import read_study
from pipeline.config.version_files import FILE, frozen_versions
from pipeline.domain.codebook import Codebook
from pipeline.domain.explaining import Proposed, difference_of, gaps, proposed
from pipeline.domain.migration import Migration, Step, StepKind, least_version, version_key
from pipeline.errors import CodebookError, Place
from pipeline.stages.for_versions.reading import book_of, last_frozen, problem_of, to_look_at
from pipeline.store.layout import Layout
from pipeline.store.versions import (
    as_it_would_read,
    changed_since_frozen,
    finish,
    freeze,
    replace_together,
)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that was made or added to; `to_choose` are codes of which a person has to say what
    became of them."""

    path: Path
    start: str
    to: str
    added: tuple[Step, ...]
    to_choose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """A version that was frozen; because of it `again` decisions are to be looked at again."""

    version: str
    folder: Path
    steps: int
    again: int


class UnexplainedChanges(CodebookError):
    """Every difference without a step and every step without a difference."""

    def __init__(self, problems: tuple[CodebookError, ...]) -> None:
        self.problems = problems
        super().__init__(
            f"codeboek en stappen verschillen op {len(problems)} plaatsen; er is niets vastgelegd",
            remedy="vul de stappen aan en probeer het opnieuw",
        )


def draft(layout: Layout, by: str) -> Drafted:
    """Writes the steps that are missing into the draft, and the number of the next version into
    codes.yaml, so that what is decided from now on is decided under that number.

    Raises:
        CodebookError: when nothing was frozen yet or nothing is different, or when no step can be
            added to the draft as it stands.
    """
    folder = layout.study_folder
    _tidy(folder)
    start = last_frozen(folder)
    before, now = book_of(folder, start), book_of(folder, "")
    there = read_draft(folder)
    missing = proposed(before, now, there.steps if there else ())
    if not missing and there is None:
        raise CodebookError(
            f"het codeboek is gelijk aan versie {start}",
            place=Place.of(folder / "codes.yaml"),
            remedy="verander eerst codes.yaml",
        )
    to = _next_version(start, now.version, there, missing)
    path = folder / FILE
    try:
        if there is None:
            text = with_head(draft_text(start, to, missing), by=by)
        else:
            text = with_head(with_steps(path.read_text(encoding="utf-8"), missing), to=to)
    except ValueError as problem:
        raise CodebookError(
            str(problem), place=Place.of(path), remedy="zet de lijst 'steps' onderaan"
        ) from None
    _put(folder, {FILE: text, "codes.yaml": _numbered(folder, to)}, now)
    added = tuple(one.step for one in missing if one.step)
    return Drafted(path, start, to, added, tuple(one.gone for one in missing if one.gone))


def release(layout: Layout, by: str, on: str, to: str = "") -> Released:
    """Freezes the working files as a version, with the steps of the draft.

    The first version of a study is frozen as it stands, under its own number.

    Args:
        on: the day, `2026-11-22`.
        to: another number than the draft's.

    Raises:
        UnexplainedChanges: with every difference that no step explains, and every step that nothing
            explains.
        StudyError: when the study does not read, when nothing is different, or when the number is
            lower than these changes ask for.
    """
    folder = layout.study_folder
    _tidy(folder)
    study = read_study(folder)
    if not frozen_versions(folder):
        version = study.codebook.version
        if to and to != version:
            raise CodebookError(
                f"de eerste versie wordt vastgelegd als {version}, zoals in codes.yaml",
                place=Place.of(folder / "codes.yaml"),
                remedy="verander 'version' daar, of laat --to weg",
            )
        return Released(version, freeze(folder, version), 0, 0)
    start = last_frozen(folder)
    before, now = book_of(folder, start), study.codebook
    there = read_draft(folder)
    _refuse_gaps(folder, before, now, there, start)
    steps = there.steps if there else ()
    number = _fitting(folder, start, to or (there.to if there else ""), now.version, steps)
    if now.version != number or (there and there.to != number):
        texts = {"codes.yaml": _numbered(folder, number)}
        if there:
            texts[FILE] = with_head((folder / FILE).read_text(encoding="utf-8"), to=number)
        _put(folder, texts, now)
    text = (folder / FILE).read_text(encoding="utf-8") if there else draft_text(start, number, ())
    made = freeze(folder, number, with_head(text, by=by, on=on))
    again = to_look_at(layout, read_lineage(folder), start)
    return Released(number, made, len(steps), again)


def _tidy(folder: Path) -> None:
    """Finishes what a killed command left half done."""
    finish(folder)
    path = folder / FILE
    if path.exists() and read_draft(folder) is None:
        path.unlink()


def _refuse_gaps(
    folder: Path, before: Codebook, now: Codebook, there: Migration | None, start: str
) -> None:
    if there is None:
        if difference_of(before, now, None):
            raise CodebookError(
                f"het codeboek verschilt van versie {start} en er is geen concept dat zegt hoe",
                place=Place.of(folder / "codes.yaml"),
                remedy="maak het met 'oza codebook draft --by NAAM'",
            )
        if not changed_since_frozen(folder, start):
            raise CodebookError(
                f"er is niets veranderd sinds versie {start}",
                place=Place.of(folder / "codes.yaml"),
            )
        return
    found = gaps(before, now, there)
    if found:
        raise UnexplainedChanges(tuple(problem_of(folder, gap, now) for gap in found))


def _fitting(folder: Path, start: str, asked: str, working: str, steps: tuple[Step, ...]) -> str:
    """The number of the version to freeze. Raises CodebookError when these steps ask for a higher
    one."""
    least = least_version(start, steps)
    number = asked or (working if working != start else least)
    try:
        low = version_key(number) < version_key(least)
    except ValueError as problem:
        raise CodebookError(str(problem), remedy=f"kies {least} of hoger") from None
    if low:
        raise CodebookError(
            f"deze stappen vragen om versie {least} of hoger, niet {number}",
            place=Place.of(folder / FILE),
            remedy=f"geef --to {least}: bij andere woorden telt het laatste getal op, bij andere of"
            " nieuwe codes het middelste, en het eerste als codes verdwijnen",
        )
    return number


def _next_version(
    start: str, working: str, there: Migration | None, missing: tuple[Proposed, ...]
) -> str:
    steps = [*(there.steps if there else ()), *(one.step for one in missing if one.step)]
    steps += [Step(StepKind.RETIRE, (one.gone,)) for one in missing if one.gone]
    candidates = [least_version(start, steps), working, *([there.to] if there else [])]
    return max(candidates, key=version_key)


def _numbered(folder: Path, version: str) -> str:
    path = folder / "codes.yaml"
    try:
        return with_version(path.read_bytes().decode("utf-8"), version)
    except ValueError as problem:
        raise CodebookError(
            str(problem), place=Place.of(path), remedy=f"zet er zelf: version: {version}"
        ) from None


def _put(folder: Path, texts: Mapping[str, str], expected: Codebook) -> None:
    """Replaces files together, after a look whether they read and say the same codes."""
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    study = as_it_would_read(folder, files)
    if study.codebook.codes != expected.codes:
        raise CodebookError(
            "het bestand zou iets anders gaan zeggen; er is niets geschreven",
            place=Place.of(folder / "codes.yaml"),
            remedy="pas 'version' zelf aan",
        )
    replace_together(folder, files)
