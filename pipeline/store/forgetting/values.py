"""Stored values without somebody: entries about them go, what others wrote of them is taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pipeline.domain.forgetting import REMOVED, Traces, Withdrawal, words_of

NOTHING: Final = object()
"""What is left of a value that was about them alone."""
_MEMO = "memo"
_FREE = (_MEMO, "text", "reason", "definition")
"""Keys under which people write sentences. Taking those out leaves the rest of a line standing."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How much went: whole lines or entries, and texts of others that told of somebody."""

    lines: int = 0
    texts: int = 0

    def __add__(self, other: Taken) -> Taken:
        return Taken(self.lines + other.lines, self.texts + other.texts)

    def __bool__(self) -> bool:
        return bool(self.lines or self.texts)


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Takes somebody out of values.

    A name is looked for in sentences and not in a bare word: a coder may be called what a child is
    called, and her decisions are no trace of the child. `bare_words` says that bare words are words
    of participants, as those of topics are.
    """

    withdrawal: Withdrawal
    traces: Traces
    bare_words: bool = False

    def line(self, line: Mapping[str, Any]) -> tuple[dict[str, Any] | None, Taken]:
        """What is left of a line of a ledger, None where it was about them.

        A memo that told of them goes; another text is replaced by a sentence that says so.
        """
        wave = _text(line.get("wave"))
        left: dict[str, Any] = {}
        taken = Taken()
        for key, value in line.items():
            if key in _FREE and isinstance(value, str):
                if not self.traces.within(value):
                    left[key] = value
                    continue
                taken += Taken(texts=1)
                if key != _MEMO:
                    left[key] = REMOVED
                continue
            rest, gone = self.value(value, wave)
            if rest is NOTHING or (gone and not rest):
                return None, Taken(lines=1)
            left[key], taken = rest, taken + gone
        return left, taken

    def value(self, value: Any, wave: str = "") -> tuple[Any, Taken]:
        """What is left of a value of any shape: `NOTHING` where it was about them alone.

        Args:
            wave: that of whatever holds the value, '' for none.
        """
        if isinstance(value, str):
            return (NOTHING, Taken(1)) if self._is_about(value, wave) else (value, Taken())
        if isinstance(value, list):
            return self._list(value, wave)
        if isinstance(value, dict):
            return self._entry(value, wave)
        return value, Taken()

    def _is_about(self, value: str, wave: str) -> bool:
        if self.withdrawal.names(value, wave):
            return True
        if self.bare_words and not self.traces.own_words.isdisjoint(words_of(value)):
            return True
        sentence = self.bare_words or len(value.split()) > 1
        return sentence and bool(self.traces.within(value))

    def _list(self, values: list[Any], wave: str) -> tuple[Any, Taken]:
        kept, taken = [], Taken()
        for value in values:
            left, gone = self.value(value, wave)
            taken += gone
            if left is not NOTHING:
                kept.append(left)
        # A pair such as [word, weight] is about its word.
        if taken and isinstance(values[0], str) and any(type(v) in (int, float) for v in values):
            return NOTHING, Taken(1)
        return kept, taken

    def _entry(self, entry: dict[str, Any], outer: str) -> tuple[Any, Taken]:
        wave = _text(entry.get("wave")) or outer
        left: dict[str, Any] = {}
        taken = Taken()
        for key, value in entry.items():
            if self._is_about(key, wave):
                taken += Taken(1)
                continue
            rest, gone = self.value(value, wave)
            emptied = bool(gone) and rest == []
            if emptied or (rest is NOTHING and key not in _FREE):
                return NOTHING, Taken(1)
            taken += Taken(texts=1) if rest is NOTHING else gone
            left[key] = REMOVED if rest is NOTHING else rest
        return left, taken


def subject_of(line: Mapping[str, Any]) -> str:
    """The segment or respondent that a line of a ledger is about, '' for another kind of line."""
    return _text(line.get("segment") or line.get("old") or line.get("respondent"))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
