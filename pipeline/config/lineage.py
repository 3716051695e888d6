"""versions/<version>/migration.yaml and the draft of the next one → Lineage.

from: 1.1.0
to: 2.0.0
on: 2026-11-22
by: anna
why: na de tweede golf
steps:
  - merge: [rol-zorgorganisatie, rol-onderwijsinstelling]
    into: rollen
    why: in de praktijk niet te onderscheiden
  - reword: [zorg, waardering]
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from pipeline.config.fields import Fields
from pipeline.config.version_files import FILE, VERSIONS, is_version
from pipeline.config.yaml_file import read_yaml
from pipeline.domain.migration import Lineage, Migration, Step, StepKind, version_key
from pipeline.errors import CodebookError, Place

KINDS = {
    "add": StepKind.ADD,
    "reword": StepKind.REWORD,
    "move": StepKind.MOVE,
    "redefine": StepKind.REDEFINE,
    "rename": StepKind.RENAME,
    "merge": StepKind.MERGE,
    "split": StepKind.SPLIT,
    "retire": StepKind.RETIRE,
}


def read_lineage(folder: Path) -> Lineage:
    """The versions of a study's codebook: those under `versions/`, and the draft beside codes.yaml
    that says how the next one differs.

    Raises:
        CodebookError: with file and line, for a migration that cannot be read or does not go on
            where the one before it ended.
    """
    read = _frozen(folder)
    draft = read_draft(folder)
    if draft is not None:
        read.append((draft, folder / FILE))
    for (before, _), (migration, path) in pairwise(read):
        if before.to != migration.start:
            raise CodebookError(
                f"deze stap gaat uit van versie {migration.start}; daarvóór is er {before.to}",
                place=Place.of(path),
                remedy="laat 'from' de versie ervóór noemen",
            )
    return Lineage(tuple(migration for migration, _ in read))


def read_draft(folder: Path) -> Migration | None:
    """The draft beside codes.yaml, or None where there is none.

    A release that was killed before its very end leaves the draft of a version that is frozen: as
    long as it says the same, it is no draft any more.

    Raises:
        CodebookError: when it cannot be read, or tells something else of a version that is frozen.
    """
    path = folder / FILE
    if not path.exists():
        return None
    draft = read_migration(path)
    same = next((one for one, _ in _frozen(folder) if one.to == draft.to), None)
    if same is None:
        return draft
    if (same.start, same.steps) != (draft.start, draft.steps):
        raise CodebookError(
            f"versie {draft.to} is al vastgelegd, met andere stappen",
            place=Place.of(path),
            remedy="geef 'to' een hoger nummer en laat 'from' de laatste vastgelegde versie noemen",
        )
    return None


def _frozen(folder: Path) -> list[tuple[Migration, Path]]:
    """The migrations of the frozen versions with their files, oldest first."""
    paths = [path for path in folder.glob(f"{VERSIONS}/*/{FILE}") if is_version(path.parent.name)]
    read = [(read_migration(path), path) for path in paths]
    for migration, path in read:
        if migration.to != path.parent.name:
            raise CodebookError(
                f"deze map heet '{path.parent.name}' en de stappen erin leiden naar {migration.to}",
                place=Place.of(path),
                remedy="zet een reservekopie terug: een vastgelegde versie verandert niet",
            )
    return sorted(read, key=lambda one: version_key(one[0].to))


def read_migration(path: Path) -> Migration:
    """Raises CodebookError with file and line."""
    fields = read_yaml(path, CodebookError)
    start, to = fields.filled("from"), fields.filled("to")
    on, by, why = fields.text("on", ""), fields.text("by", ""), fields.text("why", "")
    # A draft in which every step is still to be chosen has nothing but comments below its 'steps'.
    none = fields.data.get("steps", "") == "" and not fields.text("steps", "")
    steps = () if none else tuple(_step(entry) for entry in fields.tables("steps"))
    fields.done()
    try:
        return Migration(start, to, steps, on, by, why)
    except ValueError as problem:
        raise fields.refuse(str(problem), "to") from None


def _step(entry: Fields) -> Step:
    named = [key for key in KINDS if key in entry.data]
    if len(named) != 1:
        raise entry.refuse("een stap noemt één van: " + ", ".join(KINDS))
    codes, into = _codes(entry, named[0]), _codes(entry, "into")
    why = entry.text("why", "")
    entry.done()
    try:
        return Step(KINDS[named[0]], codes, into, why)
    except ValueError as problem:
        raise entry.refuse(str(problem), named[0]) from None


def _codes(entry: Fields, key: str) -> tuple[str, ...]:
    """One id, or a list of them."""
    if isinstance(entry.data.get(key, ""), str):
        one = entry.text(key, "")
        return (one,) if one else ()
    return entry.texts(key)
