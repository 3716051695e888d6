"""What becomes of the codes of another program in a codebook of ours.

Programs for qualitative analysis know a name, a place in a tree and a memo; our codebook asks for
more (when to use a code, for whom, invented examples). What is missing is not made up: a code is a
draft until somebody fills it in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.code_list import CodeList, ForeignCode
from pipeline.domain.codebook import TO_DESCRIBE, Code, Codebook, Example
from pipeline.domain.ids import Actor

Form = Callable[[str, str], str]
"""A name and its parent's, or a name and a number → a name of its own."""
_SLUG_MOST = 60
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Taken:
    """The codes of a list as ours, and what could not come along.

    `speechless` counts examples left out because nobody can tell who says them, `renamed` the codes
    whose name occurred more than once.
    """

    codes: tuple[Code, ...]
    speechless: int = 0
    renamed: int = 0


def taken_over(codes: CodeList, actors: Sequence[Actor]) -> Taken:
    """The list as codes that read, each a draft.

    Args:
        actors: those of the study, for codes that do not say for whom they are.
    """
    slugs = _distinct(
        {c.key: slug_of(c.name) for c in codes.codes},
        codes,
        lambda slug, parent: f"{parent}-{slug}",
        lambda slug, number: f"{slug}-{number}",
    )
    labels = _distinct(
        {c.key: " ".join(c.name.split()) for c in codes.codes},
        codes,
        lambda label, parent: f"{label} ({parent})",
        lambda label, number: f"{label} {number}",
    )
    made, speechless = [], 0
    for code in codes.codes:
        own = tuple(sorted(set(code.actors or actors), key=lambda actor: actor.rank))
        spoken = [_example(text, own) for text in code.examples]
        speechless += spoken.count(None)
        made.append(
            Code(
                id=slugs[code.key],
                label=labels[code.key],
                definition=" ".join(code.memo.split()) or TO_DESCRIBE,
                use=_use(code),
                actors=own,
                parent=slugs.get(code.parent, ""),
                examples=tuple(example for example in spoken if example is not None),
                keywords=code.keywords,
                draft=True,
            )
        )
    names = Counter(code.name.casefold() for code in codes.codes)
    renamed = sum(names[code.name.casefold()] > 1 for code in codes.codes)
    return Taken(tuple(made), speechless, renamed)


def slug_of(name: str) -> str:
    """`Contact & sfeer` → `contact-sfeer`; `code` for a name without letters or digits."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    slug = _NO_LETTERS.sub("-", "".join(s for s in plain if not unicodedata.combining(s)))
    return slug.strip("-")[:_SLUG_MOST].strip("-") or "code"


def unfinished(book: Codebook) -> list[tuple[Code, tuple[str, ...]]]:
    """The drafts of a codebook, each with what is still to be filled in; nothing where somebody
    only has to say that it is no draft any more."""
    leaves = {code.id for code in book.leaves}
    return [
        (
            code,
            (
                *(["definitie"] if code.definition == TO_DESCRIBE else []),
                *(["gebruik"] if code.use == TO_DESCRIBE else []),
                *(["voorbeelden"] if code.id in leaves and not code.examples else []),
            ),
        )
        for code in book
        if code.draft
    ]


def _distinct(
    names: Mapping[str, str], codes: CodeList, form: Form, numbered: Form
) -> dict[str, str]:
    """Key → a name that no other code has: where one occurs more than once, with its parent, and
    where that does not help, with a number."""
    often = Counter(name.casefold() for name in names.values())
    taken = {name for name, times in often.items() if times == 1}
    repeats: Counter[str] = Counter()
    found = {}
    for key, name in names.items():
        if often[name.casefold()] > 1:
            parent = names.get(codes[key].parent, "")
            wanted = name = form(name, parent) if parent else name
            while name.casefold() in taken:
                repeats[wanted.casefold()] += 1
                name = numbered(wanted, str(repeats[wanted.casefold()] + 1))
            taken.add(name.casefold())
        found[key] = name
    return found


def _use(code: ForeignCode) -> str:
    use, avoid = " ".join(code.use.split()), " ".join(code.avoid.split())
    if not avoid:
        return use or TO_DESCRIBE
    return f"{use} Niet: {avoid}".strip()


def _example(text: str, actors: Collection[Actor]) -> Example | None:
    """None where nobody can tell who says it."""
    name, colon, said = text.partition(":")
    known = {actor.value: actor for actor in actors}
    if colon and name.strip().casefold() in known and said.strip():
        return Example(known[name.strip().casefold()], " ".join(said.split()))
    if len(actors) == 1:
        return Example(next(iter(actors)), " ".join(text.split()))
    return None
