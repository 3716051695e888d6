"""What changed in a codebook from one version to the next, as data that carries decisions over.

Versions are semantic (major.minor.patch): a patch rewords, a minor version adds, moves or redefines
codes, a major one makes codes go (renamed, merged, split or retired). What was coded under a
definition that changed is to be looked at again (MacQueen et al. 1998, *Codebook development for
team-based qualitative analysis*); what was coded under another name is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise


class StepKind(StrEnum):
    """What was done to one or more codes. MOVE gives a code another parent; REWORD says the same in
    other words; REDEFINE says something else; RETIRE leaves a code without a successor."""

    ADD = "nieuw"
    REWORD = "verduidelijkt"
    MOVE = "verplaatst"
    REDEFINE = "herzien"
    RENAME = "hernoemd"
    MERGE = "samengevoegd"
    SPLIT = "gesplitst"
    RETIRE = "vervallen"

    @property
    def looked_at_again(self) -> bool:
        """Whether decisions on the code are to be looked at again."""
        return self in (StepKind.SPLIT, StepKind.REDEFINE)


_GATHERING = (StepKind.RENAME, StepKind.MERGE)
_TAKES_AWAY = (*_GATHERING, StepKind.SPLIT, StepKind.RETIRE)


_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")


@dataclass(frozen=True, slots=True)
class Step:
    """One change. `codes` are ids in the version before (for ADD in the version after), `into` ids
    in the version after: what a code was renamed to, merged into or split in, or its new parent.

    Raises:
        ValueError: when the number of codes does not fit what was done.
    """

    kind: StepKind
    codes: tuple[str, ...]
    into: tuple[str, ...] = ()
    why: str = ""

    def __post_init__(self) -> None:
        if not self.codes or len(set(self.codes)) != len(self.codes):
            raise ValueError("een stap noemt codes, elk één keer")
        if len(set(self.into)) != len(self.into):
            raise ValueError("een stap noemt elke nieuwe code één keer")
        goals = {StepKind.RENAME: (1, 1), StepKind.MERGE: (1, 1), StepKind.SPLIT: (2, 99)}
        least, most = goals.get(self.kind, (0, 0))
        if self.kind is StepKind.MOVE:
            least, most = 0, 1  # nothing: to the top of the tree
        if not least <= len(self.into) <= most:
            raise ValueError(f"'{self.kind}' gaat niet naar {len(self.into)} codes")
        if self.kind in (StepKind.RENAME, StepKind.SPLIT, StepKind.MOVE) and len(self.codes) > 1:
            raise ValueError(f"'{self.kind}' gaat over één code")
        if self.kind is StepKind.MERGE and set(self.codes) <= set(self.into):
            raise ValueError("wie samenvoegt, voegt een andere code toe")

    @property
    def gone(self) -> tuple[str, ...]:
        """The codes that the version after does not have any more."""
        return tuple(c for c in self.codes if c not in self.into) if self.takes_away else ()

    @property
    def takes_away(self) -> bool:
        return self.kind in _TAKES_AWAY


def version_key(version: str) -> tuple[int, int, int]:
    """A version as numbers that sort. Raises ValueError unless it is major.minor.patch."""
    found = _VERSION.fullmatch(version)
    if found is None:
        raise ValueError(f"'{version}' is geen versie als 1.0.0")
    return int(found[1]), int(found[2]), int(found[3])


@dataclass(frozen=True, slots=True)
class Migration:
    """From one version of a codebook to the next, made `on` a day (`2026-11-22`) `by` somebody.

    Raises:
        ValueError: when the versions do not follow each other, or a code is taken away twice.
    """

    start: str
    to: str
    steps: tuple[Step, ...]
    on: str = ""
    by: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if version_key(self.to) <= version_key(self.start):
            raise ValueError(f"versie {self.to} komt niet na {self.start}")
        gone = [code for step in self.steps for code in step.codes if step.takes_away]
        if len(gone) != len(set(gone)):
            raise ValueError("een code gaat in één versie hoogstens één keer weg")

    def followers(self, code: str) -> tuple[str, ...]:
        """What a code of the version before is in the version after: usually itself."""
        for step in self.steps:
            if code in step.codes and step.takes_away:
                return step.into
        return (code,)

    def taking(self, code: str) -> Step | None:
        """The step by which a code of the version before went, if it did."""
        return next((s for s in self.steps if code in s.codes and s.takes_away), None)

    def redefining(self, code: str) -> Step | None:
        """The step that gave a code of the version before another meaning, if there is one."""
        kind = StepKind.REDEFINE
        return next((s for s in self.steps if code in s.codes and s.kind is kind), None)

    def gathers(self, code: str) -> bool:
        """Whether other codes were renamed to this one or merged into it."""
        return any(code in s.into for s in self.steps if s.kind in _GATHERING)


def least_version(start: str, steps: Iterable[Step]) -> str:
    """The lowest version that may follow on these changes."""
    major, minor, patch = version_key(start)
    kinds = {step.kind for step in steps}
    if kinds & set(_TAKES_AWAY):
        return f"{major + 1}.0.0"
    if kinds - {StepKind.REWORD}:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


@dataclass(frozen=True)
class Lineage:
    """All versions of a codebook, by the migrations between them, oldest first.

    Raises:
        ValueError: when one migration does not go on where the one before it ended.
    """

    migrations: tuple[Migration, ...] = ()

    def __post_init__(self) -> None:
        for one, following in pairwise(self.migrations):
            if one.to != following.start:
                raise ValueError(f"na versie {one.to} komt geen stap vanaf {following.start}")

    @cached_property
    def versions(self) -> tuple[str, ...]:
        """Oldest first; empty while there was only one."""
        return (*(m.start for m in self.migrations[:1]), *(m.to for m in self.migrations))

    def until(self, version: str) -> Lineage:
        """The migrations that lead up to a version, that one included."""
        last = version_key(version)
        return Lineage(tuple(m for m in self.migrations if version_key(m.to) <= last))

    def names_after(self, codes: Sequence[str], version: str) -> frozenset[str]:
        """Every name that codes of a version have had since, their own included."""
        found, now = set(codes), set(codes)
        for migration in self.migrations:
            if version_key(migration.start) >= version_key(version):
                now = {name for code in now for name in migration.followers(code)}
                found |= now
        return frozenset(found)

    def names_now(self, codes: Sequence[str], version: str) -> tuple[str, ...]:
        """What codes of a version are called in the last one; those without a successor are out."""
        now = list(codes)
        for migration in self.migrations:
            if version_key(migration.start) >= version_key(version):
                now = [name for code in now for name in migration.followers(code)]
        return tuple(dict.fromkeys(now))
