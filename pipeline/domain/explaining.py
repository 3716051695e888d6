"""Whether the steps of a migration say all that differs between two versions, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.codebook_diff import (
    CodebookDiff,
    CodeChange,
    Part,
    differences,
    likely_name,
)
from pipeline.domain.migration import Migration, Step, StepKind

_TEXTS = (StepKind.REWORD, StepKind.REDEFINE)


@dataclass(frozen=True, slots=True)
class Gap:
    """Steps and codebooks that do not agree. `step` is its number from 0, or None where a step is
    missing; `code` is the code of now that it is about, where there is one."""

    what: str
    remedy: str = ""
    step: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A step that a difference asks for. `step` is None where a person has to say what became of
    `gone`; `alike` is then the code of now that resembles it, '' when none does."""

    step: Step | None
    gone: str = ""
    alike: str = ""


def difference_of(before: Codebook, now: Codebook, migration: Migration | None) -> CodebookDiff:
    """What differs, seen through the steps of a migration."""
    return differences(before, now, migration.followers if migration else lambda code: (code,))


def gaps(before: Codebook, now: Codebook, migration: Migration) -> tuple[Gap, ...]:
    """Differences that no step explains, and steps that nothing explains; none when all is said."""
    found = difference_of(before, now, migration)
    return (*_idle_steps(before, now, migration, found), *_unexplained(now, migration, found))


def proposed(before: Codebook, now: Codebook, steps: Sequence[Step] = ()) -> tuple[Proposed, ...]:
    """The steps that are missing beside those there are, as far as they can be told.

    Another definition is taken to mean something else (REDEFINE): who knows better says so. Only
    examples, keywords or a label that changed are other words for the same.
    """
    migration = Migration("0.0.0", "1.0.0", tuple(steps))
    found = difference_of(before, now, migration)
    unsaid = [code for code in found.gone if migration.taking(code.id) is None]
    made: list[Proposed] = []
    for code in unsaid:
        other = likely_name(code, _unclaimed(found, migration))
        made.append(Proposed(None, code.id, other.id if other else ""))
    alike = {one.alike for one in made}
    for code in _unclaimed(found, migration):
        if code.id not in alike:
            made.append(Proposed(Step(StepKind.ADD, (code.id,))))
    for change in found.changed:
        if _needs_move(change, migration):
            into = (change.now.parent,) if change.now.parent else ()
            made.append(Proposed(Step(StepKind.MOVE, (change.before.id,), into)))
        if _needs_words(change, migration):
            means = any(one.part.says_what_it_means for one in change.texts)
            kind = StepKind.REDEFINE if means else StepKind.REWORD
            made.append(Proposed(Step(kind, (change.before.id,))))
    return tuple(made)


def _unclaimed(found: CodebookDiff, migration: Migration) -> tuple[Code, ...]:
    """The new codes that no step brings."""
    named = {
        code
        for step in migration.steps
        for code in (step.codes if step.kind is StepKind.ADD else step.into)
        if step.kind is not StepKind.MOVE
    }
    return tuple(code for code in found.new if code.id not in named)


def _unexplained(now: Codebook, migration: Migration, found: CodebookDiff) -> Iterator[Gap]:
    for code in found.gone:
        if migration.taking(code.id) is None:
            yield Gap(
                f"code '{code.id}' is er niet meer, en geen stap zegt waarom",
                "voeg een stap toe: rename, merge, split of retire",
            )
    for code in _unclaimed(found, migration):
        yield Gap(
            f"code '{code.id}' is nieuw, en geen stap zegt waarom",
            "voeg een stap 'add' toe, of noem haar bij 'into' van de stap die haar bracht",
            code=code.id,
        )
    for change in found.changed:
        if _needs_move(change, migration):
            where = f"'{change.now.parent}'" if change.now.parent else "de top"
            yield Gap(
                f"code '{change.now.id}' hangt nu onder {where}, en geen stap zegt dat",
                f"voeg een stap toe: move: {change.before.id}",
                code=change.now.id,
            )
        if _needs_words(change, migration):
            parts = ", ".join(one.part for one in change.texts)
            yield Gap(
                f"van code '{change.now.id}' veranderde: {parts}, en geen stap zegt dat",
                "voeg een stap toe: reword (zegt hetzelfde) of redefine (zegt iets anders)",
                code=change.now.id,
            )


def _idle_steps(
    before: Codebook, now: Codebook, migration: Migration, found: CodebookDiff
) -> Iterator[Gap]:
    changes = {change.before.id: change for change in found.changed}
    for number, step in enumerate(migration.steps):
        known = now if step.kind is StepKind.ADD else before
        version = migration.to if step.kind is StepKind.ADD else migration.start
        for code in step.codes:
            if code not in known:
                yield Gap(f"versie {version} heeft geen code '{code}'", step=number)
        for code in step.into:
            if code not in now:
                yield Gap(f"versie {migration.to} heeft geen code '{code}'", step=number)
        for code in step.codes:
            if code in known:
                what = _idle(code, step, before, now, migration, changes)
                if what:
                    yield Gap(what, "haal de stap weg, of verander codes.yaml", step=number)


def _idle(
    code: str,
    step: Step,
    before: Codebook,
    now: Codebook,
    migration: Migration,
    changes: dict[str, CodeChange],
) -> str:
    """Why a step about a code that exists says something that is not so; '' when it is."""
    change = changes.get(code)
    if step.kind is StepKind.ADD:
        return f"code '{code}' was er al in versie {migration.start}" if code in before else ""
    if step.takes_away:
        if code in now and code not in step.into:
            return f"code '{code}' staat nog in codes.yaml"
        if step.kind is StepKind.RENAME and step.into[0] in before:
            return f"code '{step.into[0]}' was er al: dit is samenvoegen (merge)"
        return ""
    if step.kind is StepKind.MOVE:
        if change is None or not change.moved or change.now.parent != "".join(step.into):
            return f"code '{code}' is niet daarheen verplaatst"
        return ""
    others = [s.kind for s in migration.steps if code in s.codes and s.kind in _TEXTS]
    if len(others) > 1:
        return f"code '{code}' staat in meer dan één stap 'reword' of 'redefine'"
    taking = migration.taking(code)
    if taking is not None and taking.kind is not StepKind.RENAME:
        return "" if taking.kind is StepKind.MERGE else f"code '{code}' is er niet meer"
    if change is None or not change.texts:
        return f"aan code '{code}' is geen woord veranderd"
    return ""


def _needs_move(change: CodeChange, migration: Migration) -> bool:
    """Whether a code hangs elsewhere and no MOVE says so."""
    said = any(s.kind is StepKind.MOVE and change.before.id in s.codes for s in migration.steps)
    taking = migration.taking(change.before.id)
    merged = taking is not None and taking.kind is StepKind.MERGE
    return change.moved and not said and not merged


def _needs_words(change: CodeChange, migration: Migration) -> bool:
    """Whether a code reads otherwise and no step says how that is meant. A rename says that the
    label changes; a merge that what it gathers in reads otherwise."""
    renamed = change.now.id != change.before.id
    texts = [one for one in change.texts if not (renamed and one.part is Part.LABEL)]
    merged = any(s.kind is StepKind.MERGE and change.now.id in s.into for s in migration.steps)
    said = any(s.kind in _TEXTS and change.before.id in s.codes for s in migration.steps)
    return bool(texts) and not merged and not said
