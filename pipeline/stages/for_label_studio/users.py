"""Coders here, users there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import WorkbookError
from pipeline.exchange.label_studio.problems import Problem, Reason
from pipeline.exchange.label_studio.reading import Annotation
from pipeline.store.study_paths import check_name


@dataclass(frozen=True)
class Users:
    """`coders` in the order given; `known` is user (e-mail address or number) → coder."""

    coders: tuple[str, ...]
    known: Mapping[str, str]

    def of(self, coder: str) -> str:
        """A user of a coder; '' where none was named."""
        return next((user for user, name in self.known.items() if name == coder), "")


def users_of(named: Sequence[str]) -> Users:
    """`anna`, or `anna=3`, or `anna=anna@instituut.nl`; a coder may be named more than once.

    Raises:
        StoreError: for a name that no coder can have.
        WorkbookError: for a user of two coders.
    """
    coders: dict[str, None] = {}
    known: dict[str, str] = {}
    for one in named:
        coder, _, user = (part.strip() for part in one.partition("="))
        check_name(coder)
        coders[coder] = None
        user = user.casefold()
        if user and known.setdefault(user, coder) != coder:
            raise WorkbookError(
                "één gebruiker van Label Studio is hier twee codeurs",
                remedy="noem elke gebruiker één keer, bij één codeur",
            )
    return Users(tuple(coders), known)


def by_coder(
    annotations: Iterable[Annotation], users: Users
) -> tuple[dict[str, list[Annotation]], list[Problem]]:
    """Coder → her annotations, and those of whom nobody knows who made them.

    A coder who was named without a user has what is left, if that is of one user: of two, somebody
    would get the work of another.
    """
    found: dict[str, list[Annotation]] = {coder: [] for coder in users.coders}
    left: list[Annotation] = []
    for one in annotations:
        coder = users.known.get(one.user)
        (left if coder is None else found[coder]).append(one)
    bare = [coder for coder in users.coders if not users.of(coder)]
    if len(bare) == 1 and len({one.user for one in left}) == 1:
        found[bare[0]] += left
        left = []
    return found, [Problem(Reason.USER, one.task) for one in left]
