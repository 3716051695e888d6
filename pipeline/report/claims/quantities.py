"""What a quantifier or a number in prose allows the real number to be."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.config.wording import Wording

_ABOUT = 0.1
"""'Ongeveer tien' may be this share off, and one respondent always."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A way to say how many: right when the study's own word for the number is in `like`.

    Where the study has none of those words, and with `loose` also where it has, it is right within
    the bounds as well. Shares are fractions, 0..1; None is no bound.
    """

    words: tuple[str, ...]
    like: tuple[str, ...] = ()
    min_count: int | None = None
    max_count: int | None = None
    min_share: float | None = None
    max_share: float | None = None
    above_share: float | None = None
    below_share: float | None = None
    all_but: int | None = None
    loose: bool = False

    def allows(self, count: int, total: int, wording: Wording) -> bool:
        """Whether it may be said of `count` out of `total`; total > 0."""
        if wording.quantifier(count, total).word in self.like:
            return True
        known = any(quantifier.word in self.like for quantifier in wording.quantifiers)
        return (self.loose or not known) and self._within(count, total)

    def _within(self, count: int, total: int) -> bool:
        share = count / total
        # A hair of room: 0.85 of 20 is 17, and floating point says 17.0 or 16.999.
        return (
            (self.min_count is None or count >= self.min_count)
            and (self.max_count is None or count <= self.max_count)
            and (self.min_share is None or share >= self.min_share - 1e-9)
            and (self.max_share is None or share <= self.max_share + 1e-9)
            and (self.above_share is None or share > self.above_share + 1e-9)
            and (self.below_share is None or share < self.below_share - 1e-9)
            and (self.all_but is None or total - count == self.all_but)
        )


@dataclass(frozen=True, slots=True)
class Number:
    """A number in prose, with the word before it: 'minstens' (at_least), 'ruim' (more_than),
    'hooguit' (at_most), 'bijna' (less_than), 'ongeveer' (about), or '' for exactly."""

    value: int
    mode: str = ""

    def allows(self, count: int) -> bool:
        if self.mode == "at_least":
            return count >= self.value
        if self.mode == "more_than":
            return count > self.value
        if self.mode == "at_most":
            return count <= self.value
        if self.mode == "less_than":
            return count < self.value
        if self.mode == "about":
            return abs(count - self.value) <= max(1.0, self.value * _ABOUT)
        return count == self.value
