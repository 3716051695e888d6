"""Where the versions of a codebook stand: `versions/<version>/`, beside the files that people work
in.

A frozen version holds codes.yaml, chapters.toml, wording.toml, and the migration.yaml that says how
it came from the one before. It never changes.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.domain.migration import version_key
from pipeline.errors import CodebookError, Place

VERSIONS, FILE, UTTERANCES = "versions", "migration.yaml", "utterances.yaml"
FROZEN = ("codes.yaml", "chapters.toml", "wording.toml")
"""What every version holds."""


def frozen_versions(folder: Path) -> tuple[str, ...]:
    """The versions of a study that were frozen, oldest first."""
    found = [path.parent.name for path in folder.glob(f"{VERSIONS}/*/codes.yaml")]
    return tuple(sorted((name for name in found if is_version(name)), key=version_key))


def version_folder(folder: Path, version: str) -> Path:
    """Where a frozen version stands.

    Raises:
        CodebookError: for a version that was not frozen.
    """
    known = frozen_versions(folder)
    if version not in known:
        raise CodebookError(
            f"versie {version} van het codeboek is niet vastgelegd",
            place=Place.of(folder / VERSIONS),
            remedy=f"vastgelegd is: {', '.join(known) or 'nog geen versie'}",
        )
    return folder / VERSIONS / version


def utterances_of(folder: Path, version: str = "") -> Path:
    """What codes may sound like, of a version or of the working files.

    It is long, and changes less often than the definitions do: a version holds it only where it
    differs from that of the version before it. The path need not exist.
    """
    if not version:
        return folder / UTTERANCES
    until = version_key(version)
    older = [name for name in frozen_versions(folder) if version_key(name) <= until]
    paths = [folder / VERSIONS / name / UTTERANCES for name in older]
    found = [path for path in paths if path.exists()]
    return found[-1] if found else folder / VERSIONS / version / UTTERANCES


def is_version(name: str) -> bool:
    """Whether a name is major.minor.patch."""
    try:
        version_key(name)
    except ValueError:
        return False
    return True
