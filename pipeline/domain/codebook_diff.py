"""What differs between two versions of a codebook, code by code and part by part."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.codebook import Code, Codebook

Follow = Callable[[str], tuple[str, ...]]
"""A code of the version before → what it is in the version after: usually itself."""

_ALIKE = 0.6
"""Two codes whose texts share this much (difflib's ratio, 0..1) may be one under two names."""
_DRAFT, _DONE = "nog niet af", "af"


class Part(StrEnum):
    """The parts of a code that a reader sees."""

    LABEL = "label"
    PARENT = "valt onder"
    DEFINITION = "definitie"
    USE = "wanneer wel"
    AVOID = "wanneer niet"
    ACTORS = "actoren"
    EXAMPLES = "voorbeelden"
    KEYWORDS = "trefwoorden"
    DRAFT = "stand"

    @property
    def says_what_it_means(self) -> bool:
        """Whether a coder decides by it: what illustrates a code does not say what it means."""
        return self in (Part.DEFINITION, Part.USE, Part.AVOID, Part.ACTORS)


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part as it was and as it is, each as a line a piece of text."""

    part: Part
    before: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A code that is in both versions, perhaps under another name, and what is different of it."""

    before: Code
    now: Code
    parts: tuple[PartChange, ...]

    @property
    def moved(self) -> bool:
        return any(change.part is Part.PARENT for change in self.parts)

    @property
    def texts(self) -> tuple[PartChange, ...]:
        """All but the place in the tree."""
        return tuple(change for change in self.parts if change.part is not Part.PARENT)


@dataclass(frozen=True, slots=True)
class CodebookDiff:
    """`gone` are the codes that are called nothing any more, or several things; `new` those that
    nothing of before is called. Both in the order of their codebook."""

    start: str
    to: str
    changed: tuple[CodeChange, ...]
    gone: tuple[Code, ...]
    new: tuple[Code, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone or self.new)


def differences(before: Codebook, now: Codebook, follow: Follow) -> CodebookDiff:
    """All that differs, after renaming: that a code below it was renamed does not change a code.

    Args:
        follow: what codes of `before` are called in `now`; a code that is not there counts as gone.
    """
    changed: list[CodeChange] = []
    gone: list[Code] = []
    known: set[str] = set()
    for code in before:
        names = [name for name in follow(code.id) if name in now]
        known.update(names)
        if len(names) != 1:
            gone.append(code)
            continue
        own = now[names[0]]
        if own.id != code.id and own.id in before:
            continue  # merged into a code that was there: that one is compared with itself
        parts = tuple(_parts(code, own, follow))
        if parts or own.id != code.id:
            changed.append(CodeChange(code, own, parts))
    new = tuple(code for code in now if code.id not in known)
    return CodebookDiff(before.version, now.version, tuple(changed), tuple(gone), new)


def likely_name(code: Code, among: tuple[Code, ...]) -> Code | None:
    """The code that resembles a code that is gone, by label and definition; None when none does."""
    text = f"{code.label} {code.definition}"
    scored = [
        (
            difflib.SequenceMatcher(
                None, text, f"{other.label} {other.definition}", autojunk=False
            ).ratio(),
            -at,
        )
        for at, other in enumerate(among)
    ]
    if not scored or max(scored)[0] < _ALIKE:
        return None
    return among[-max(scored)[1]]


def worded(before: str, now: str, around: int = 6) -> str:
    """Both texts in one, by the word: `… het [-oude-] {+nieuwe+} woord …`.

    Args:
        around: so many words beside a change are shown.
    """
    old, new = before.split(), now.split()
    found: list[str] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    steps = matcher.get_opcodes()
    for at, (kind, from_old, to_old, from_new, to_new) in enumerate(steps):
        if kind == "equal":
            head, tail = around * (at > 0), around * (at < len(steps) - 1)
            same = old[from_old:to_old]
            if len(same) > head + tail + 1:
                same = [*same[:head], "…", *same[len(same) - tail :]]
            found += same
            continue
        if to_old > from_old:
            found.append(f"[-{' '.join(old[from_old:to_old])}-]")
        if to_new > from_new:
            found.append(f"{{+{' '.join(new[from_new:to_new])}+}}")
    return " ".join(found)


def _parts(before: Code, now: Code, follow: Follow) -> Iterator[PartChange]:
    def name(code: str) -> str:
        """As it is called now; as it was where it is no single code any more."""
        names = follow(code) if code else ()
        return names[0] if len(names) == 1 else code

    told = {
        Part.LABEL: ((before.label,), (now.label,)),
        Part.PARENT: ((name(before.parent),), (now.parent,)),
        Part.DEFINITION: ((before.definition,), (now.definition,)),
        Part.USE: ((before.use,), (now.use,)),
        Part.AVOID: (
            tuple(f"{one.when} → {name(one.code)}" for one in before.avoid),
            tuple(f"{one.when} → {one.code}" for one in now.avoid),
        ),
        Part.ACTORS: (tuple(before.actors), tuple(now.actors)),
        Part.EXAMPLES: (
            tuple(f"{one.actor}: {one.text}" for one in before.examples),
            tuple(f"{one.actor}: {one.text}" for one in now.examples),
        ),
        Part.KEYWORDS: (before.keywords, now.keywords),
        Part.DRAFT: ((_DRAFT if before.draft else _DONE,), (_DRAFT if now.draft else _DONE,)),
    }
    for part, (was, is_now) in told.items():
        if was != is_now:
            yield PartChange(part, was, is_now)
