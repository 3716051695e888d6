"""wording.toml → the words for numbers, with their bounds, and the limits of quotations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.config.fields import Fields
from pipeline.config.toml_file import read_toml
from pipeline.errors import Place, SettingsError


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A Dutch quantifier and when it may be said of `count` respondents out of `total`.

    Exactly one bound is set. Shares are fractions, 0..1.
    """

    word: str
    phrase: str
    count: int | None = None
    everyone: bool = False
    min_share: float | None = None
    above_share: float | None = None
    max_count: int | None = None

    def fits(self, count: int, total: int) -> bool:
        if self.everyone:
            return count == total
        if self.count is not None:
            return count == self.count
        if self.max_count is not None:
            return count <= self.max_count
        if self.above_share is not None:
            return count > self.above_share * total
        return self.min_share is not None and count >= self.min_share * total


@dataclass(frozen=True, slots=True)
class QuotationLimits:
    """How long a quotation may be, in words, and how many may come from where."""

    min_words: int
    max_words: int
    per_section: int
    per_respondent: int


@dataclass(frozen=True, slots=True)
class Wording:
    quantifiers: tuple[Quantifier, ...]
    quotations: QuotationLimits

    def quantifier(self, count: int, total: int) -> Quantifier:
        """The first quantifier that fits.

        Raises:
            ValueError: unless 0 <= count <= total and total > 0.
        """
        if not 0 <= count <= total or total == 0:
            raise ValueError(f"{count} van de {total} kan niet")
        return next(q for q in self.quantifiers if q.fits(count, total))


def read_wording(path: Path) -> Wording:
    """Raises SettingsError, with file and line, for unknown keys, double or missing bounds, and
    for bounds that leave some number of respondents (up to 60) without a word."""
    fields = read_toml(path, SettingsError)
    quantifiers = tuple(_quantifier(entry) for entry in fields.tables("quantifiers"))
    limits = fields.table("quotations")
    quotations = QuotationLimits(
        limits.whole("min_words"),
        limits.whole("max_words"),
        limits.whole("per_section"),
        limits.whole("per_respondent"),
    )
    limits.done()
    fields.done()
    for total in range(1, 61):
        for count in range(total + 1):
            if not any(quantifier.fits(count, total) for quantifier in quantifiers):
                raise SettingsError(
                    f"geen woord voor {count} van de {total}",
                    place=Place.of(path),
                    remedy="laat de laatste [[quantifiers]] alles opvangen (min_share = 0.0)",
                )
    return Wording(quantifiers, quotations)


_BOUNDS = ("count", "everyone", "min_share", "above_share", "max_count")


def _quantifier(entry: Fields) -> Quantifier:
    word, phrase = entry.filled("word"), entry.filled("phrase")
    given = [bound for bound in _BOUNDS if bound in entry.data]
    if len(given) != 1:
        raise entry.refuse(
            f"'{word}' hoort precies één grens te hebben", remedy=f"kies uit {', '.join(_BOUNDS)}"
        )
    bound = given[0]
    try:
        phrase.format(singular="", plural="")
    except (KeyError, IndexError, ValueError):
        raise entry.refuse("'phrase' kent alleen {singular} en {plural}", "phrase") from None
    quantifier = Quantifier(
        word,
        phrase,
        count=entry.whole("count") if bound == "count" else None,
        everyone=entry.flag("everyone") if bound == "everyone" else False,
        min_share=entry.decimal("min_share") if bound == "min_share" else None,
        above_share=entry.decimal("above_share") if bound == "above_share" else None,
        max_count=entry.whole("max_count") if bound == "max_count" else None,
    )
    entry.done()
    return quantifier
