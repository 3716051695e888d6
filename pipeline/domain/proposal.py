"""Codes that coders propose while they read, and what became of them.

A proposal is a note of one coder; what several coders propose under nearly the same name is shown
together and ruled on together. A ruling settles what was proposed until then: who proposes the same
again, or rewords it, asks anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\w+")
_SMALL = frozenset("de het een en".split())
_ALIKE = 0.9
"""Share of letters two names have in common, in order (Ratcliff and Obershelp's measure): a plural
or a typing error is above it, 'veilig' beside 'onveilig' (0.86) below."""
_LONG = 8
"""Letters: in shorter names one letter is often another word."""


class Outcome(StrEnum):
    """What became of a proposal."""

    ACCEPTED = "opgenomen"
    MERGED = "samengevoegd"
    DECLINED = "afgewezen"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one coder proposes, in her own words. `at` is UTC."""

    name: str
    text: str
    coder: str
    at: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """One line of the ledger of proposals.

    `names` are those of all proposals it settles; `code` is the new code, or the one they were
    merged into. `by` says who decided; `at` is UTC.

    Raises:
        ValueError: for a ruling without names, person or moment, a merge or acceptance without a
            code, a declining with one, or a merge or declining without a reason.
    """

    names: tuple[str, ...]
    outcome: Outcome
    by: str
    at: str
    code: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.names or not all(self.names) or not self.by or not self.at:
            raise ValueError("een besluit noemt voorstellen, wie besloot en wanneer")
        if bool(self.code) is (self.outcome is Outcome.DECLINED):
            raise ValueError("wie opneemt of samenvoegt noemt een code, wie afwijst niet")
        if not self.reason and self.outcome is not Outcome.ACCEPTED:
            raise ValueError("samenvoegen en afwijzen vragen om een reden")


@dataclass(frozen=True, slots=True)
class Proposed:
    """Proposals of nearly one name, in the order in which they were made, and the ruling that
    stands on them, if there is one."""

    proposals: tuple[Proposal, ...]
    ruling: Ruling | None = None

    @property
    def name(self) -> str:
        """As it was first proposed."""
        return self.proposals[0].name

    @property
    def names(self) -> tuple[str, ...]:
        """Each way of writing it once."""
        return tuple(dict.fromkeys(proposal.name for proposal in self.proposals))

    @property
    def coders(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(proposal.coder for proposal in self.proposals))

    @property
    def fresh(self) -> tuple[Proposal, ...]:
        """What the ruling does not settle: proposed, or reworded, after it."""
        return tuple(p for p in self.proposals if not _settled(p, self.ruling))

    @property
    def open(self) -> bool:
        """Whether somebody has to decide."""
        return bool(self.fresh)

    @property
    def state(self) -> str:
        """`open`, `opnieuw voorgesteld`, or the outcome."""
        if self.ruling is None:
            return "open"
        return "opnieuw voorgesteld" if self.open else self.ruling.outcome.value


def together(proposals: Iterable[Proposal], rulings: Sequence[Ruling]) -> list[Proposed]:
    """The proposals by name, those that wait for a ruling first, and else by age.

    Args:
        rulings: in the order in which they were made; the last on a name stands.
    """
    groups: list[list[Proposal]] = []
    for proposal in sorted(proposals, key=lambda p: (p.at, p.coder, p.name)):
        near = (g for g in groups if any(alike(proposal.name, other.name) for other in g))
        group = next(near, None)
        if group is None:
            groups.append([proposal])
        else:
            group.append(proposal)
    found = [Proposed(tuple(group), _standing(group, rulings)) for group in groups]
    return sorted(found, key=lambda one: not one.open)


def named(name: str, proposed: Sequence[Proposed]) -> Proposed | None:
    """The proposals that a person means by a name: as it is written, or else the only ones that it
    is nearly the name of."""
    for one in proposed:
        if any(key(name) == key(other) for other in one.names):
            return one
    near = [one for one in proposed if any(alike(name, other) for other in one.names)]
    return near[0] if len(near) == 1 else None


def alike(one: str, other: str) -> bool:
    """Whether two names are nearly the same: the same words, articles aside, or the same but for a
    letter or two. Prepositions and order stay: 'zorg voor ouders' is not 'zorg van ouders'."""
    if key(one) == key(other) or _words(one) == _words(other):
        return True
    first, second = key(one), key(other)
    if min(len(first), len(second)) < _LONG:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def key(name: str) -> str:
    """A name without capitals, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(plain))


def _words(name: str) -> list[str]:
    words = key(name).split()
    return [word for word in words if word not in _SMALL] or words


def _standing(group: Sequence[Proposal], rulings: Sequence[Ruling]) -> Ruling | None:
    own = {key(proposal.name) for proposal in group}
    about = [ruling for ruling in rulings if own & {key(name) for name in ruling.names}]
    return about[-1] if about else None


def _settled(proposal: Proposal, ruling: Ruling | None) -> bool:
    if ruling is None:
        return False
    about = {key(name) for name in ruling.names}
    return key(proposal.name) in about and proposal.at <= ruling.at
