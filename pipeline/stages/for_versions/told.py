"""Versions of the codebook beside each other, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain.codebook import Code
from pipeline.domain.codebook_diff import CodeChange, Part, PartChange, worded
from pipeline.domain.migration import Migration, Step, StepKind
from pipeline.stages.for_versions.diff import Difference
from pipeline.stages.for_versions.state import VersionState

_ONE_LINE = (Part.LABEL, Part.PARENT, Part.DEFINITION, Part.USE, Part.DRAFT)
_TOP = "de top"


def lines_of(shown: Difference) -> Iterator[str]:
    """What differs, code by code: `[-weg-]`, `{+erbij+}`, and `…` for what stayed the same."""
    found = shown.found
    to = "de werkbestanden" if shown.supposed else found.to
    yield (
        f"codeboek {found.start} → {to}: {_codes(len(found.changed))} veranderd,"
        f" {len(found.new)} nieuw, {len(found.gone)} verdwenen"
    )
    for migration in shown.migrations:
        yield from _migration(migration, supposed=shown.supposed)
    by_code = _steps_by_code(shown.migrations)
    for code in found.gone:
        yield f"- {code.id} ({code.label}){_told(by_code.get(code.id, ()))}{_stood(code, shown)}"
    for code in found.new:
        parent = f", onder {code.parent}" if code.parent else ""
        yield f"+ {code.id} ({code.label}){parent}: {code.definition}"
    for change in found.changed:
        yield from _change(change, by_code.get(change.before.id, ()), shown)
    touched = [*found.gone, *(change.before for change in found.changed)]
    total = sum(shown.decided.get(code.id, 0) for code in touched)
    if total:
        yield f"besluiten op deze codes: {total}; opnieuw te bekijken: {shown.again}"
    if shown.supposed:
        yield (
            "er is nog geen concept; dit gaat ervan uit dat een andere definitie iets anders"
            " betekent — 'oza codebook draft --by NAAM' schrijft de stappen op"
        )


def lines_of_state(state: VersionState) -> Iterator[str]:
    """Which versions there are, and what the draft holds."""
    if state.frozen:
        yield f"vastgelegde versies: {', '.join(state.frozen)}"
    if state.draft is not None:
        number = len(state.draft.steps)
        steps = "1 stap" if number == 1 else f"{number} stappen"
        yield f"concept van {state.draft.to}: {steps}, nog niet vastgelegd"


def told(step: Step) -> str:
    """A step in words: `samengevoegd: a, b → c (waarom)`."""
    into = ", ".join(step.into) or (_TOP if step.kind is StepKind.MOVE else "")
    where = f" → {into}" if into else ""
    why = f" ({step.why})" if step.why else ""
    return f"{step.kind}: {', '.join(step.codes)}{where}{why}"


def _migration(migration: Migration, *, supposed: bool) -> Iterator[str]:
    who = ", ".join(part for part in (migration.on, migration.by) if part)
    if not supposed and (who or migration.why):
        why = f": {migration.why}" if migration.why else ""
        yield f"{migration.start} → {migration.to}{f' ({who})' if who else ''}{why}"
    for step in migration.steps:
        yield f"  {told(step)}"


def _steps_by_code(migrations: Sequence[Migration]) -> dict[str, list[Step]]:
    """Steps by the names that codes had before the first of them."""
    found: dict[str, list[Step]] = {}
    names: dict[str, str] = {}
    for migration in migrations:
        for step in migration.steps:
            for code in step.codes:
                found.setdefault(names.get(code, code), []).append(step)
        for step in migration.steps:
            if step.kind is StepKind.RENAME:
                names[step.into[0]] = names.get(step.codes[0], step.codes[0])
    return found


def _told(steps: Sequence[Step]) -> str:
    into = [name for step in steps if step.takes_away for name in step.into]
    kinds = ", ".join(dict.fromkeys(step.kind.value for step in steps))
    return f": {kinds}{' → ' + ', '.join(into) if into else ''}" if steps else ""


def _stood(code: Code, shown: Difference) -> str:
    number = shown.decided.get(code.id, 0)
    what = "besluit" if number == 1 else "besluiten"
    return f" · {number} {what}" if number else ""


def _change(change: CodeChange, steps: Sequence[Step], shown: Difference) -> Iterator[str]:
    name = change.before.id
    if change.now.id != name:
        name = f"{name} → {change.now.id}"
    yield f"~ {name} ({change.now.label}){_told(steps)}{_stood(change.before, shown)}"
    for part in change.parts:
        yield from _part(part)


def _part(change: PartChange) -> Iterator[str]:
    name = change.part.value
    if change.part in _ONE_LINE:
        before, now = change.before[0], change.now[0]
        if change.part is Part.PARENT:
            before, now = before or _TOP, now or _TOP
        yield f"    {name}: {worded(before, now)}"
        return
    if change.part in (Part.ACTORS, Part.KEYWORDS):
        gone = [f"[-{one}-]" for one in change.before if one not in change.now]
        new = [f"{{+{one}+}}" for one in change.now if one not in change.before]
        yield f"    {name}: {', '.join([*gone, *new]) or 'andere volgorde'}"
        return
    yield f"    {name}:"
    yield from _lists(change)


def _lists(change: PartChange) -> Iterator[str]:
    """Texts that stayed are left out; of as many gone as new, each is held beside its own."""
    gone = [one for one in change.before if one not in change.now]
    new = [one for one in change.now if one not in change.before]
    if not gone and not new:
        yield "      andere volgorde"
    elif len(gone) == len(new):
        for before, now in zip(gone, new, strict=True):
            yield f"      {worded(before, now)}"
    else:
        yield from (f"      [-{one}-]" for one in gone)
        yield from (f"      {{+{one}+}}" for one in new)


def _codes(number: int) -> str:
    return "1 code" if number == 1 else f"{number} codes"
