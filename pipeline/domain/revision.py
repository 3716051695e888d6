"""A revised placement: who moved an option on a scale, when, from where to where, and why.

The study itself stays as it was written. Nothing is erased: taking a revision back is a line too.
"""

from __future__ import annotations

from dataclasses import dataclass

POSITIONS = (1, 2, 3)
"""Places on a scale, from left to right."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of the ledger of revisions.

    `source` is the position that the study gave when it was written down, `before` the one that
    stood then and `after` the one that stands since. `segments` are the passages that carry it, as
    `ronde-1/3G1:7f3a91c2`. `by` is a person's name, `at` is UTC. `taken_back` says that the place
    of the study stands again. A line that leaves a revised placement where it is confirms it: the
    study changed under it, and somebody looked again.

    Raises:
        ValueError: for a position that is none, a line without person, moment or (but for taking
            back) reason, or one that leaves an option where the study has it.
    """

    aspect: str
    option: str
    source: int
    before: int
    after: int
    by: str
    at: str
    reason: str = ""
    segments: tuple[str, ...] = ()
    taken_back: bool = False

    def __post_init__(self) -> None:
        for position in (self.source, self.before, self.after):
            if position not in POSITIONS:
                raise ValueError("een positie is 1, 2 of 3")
        if not self.aspect or not self.option or not self.by or not self.at:
            raise ValueError("een herziening noemt een schaal, een wijze, wie herzag en wanneer")
        if self.taken_back and self.after != self.source:
            raise ValueError("wie terugneemt, zet de plaats van de studie terug")
        if not self.taken_back and not self.reason.strip():
            raise ValueError("een plaats herzien vraagt om een reden")
        if not self.taken_back and self.before == self.after == self.source:
            raise ValueError(f"staat al op plaats {self.after}")

    @property
    def confirms(self) -> bool:
        """Whether it leaves a revised placement where it stood, with a reason of its own."""
        return not self.taken_back and self.before == self.after

    @property
    def place(self) -> tuple[str, str]:
        """The placement it is about: (aspect, option)."""
        return (self.aspect, self.option)
