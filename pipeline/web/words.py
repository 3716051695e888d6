"""Every sentence of the page, in Dutch and in English, in one place.

Key → (Dutch, English). `{…}` is filled in by the page. No sentence holds a participant's words.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from pipeline.web.sentences import SENTENCES


class Language(StrEnum):
    DUTCH = "nl"
    ENGLISH = "en"


class Words:
    """The sentences in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._at = list(Language).index(language)

    def __call__(self, key: str, **values: object) -> str:
        return SENTENCES[key][self._at].format(**values)

    def counted(self, number: int, key: str) -> str:
        """`1 code`, `3 codes`: the sentence `key-one` or `key-many` after the number."""
        return f"{number} {self(f'{key}-one' if number == 1 else f'{key}-many')}"

    def share(self, value: float) -> str:
        """A probability in 0..1 as people read it: `81%`."""
        return f"{round(100 * value)}%"

    def number(self, value: Fraction | str) -> str:
        """Two decimals at most, with the comma of the language."""
        text = f"{float(Fraction(value)):.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if self.language is Language.DUTCH else text
