"""What is probably not found yet, and whether reading can stop."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeLeft:
    """Of one code: codings found, and those expected in what nobody has read, with the interval
    in which the number lies with a probability of 90%. `any_left` is the chance of at least one."""

    code: str
    label: str
    found: int
    expected: float
    low: float
    high: float
    any_left: float


@dataclass(frozen=True, slots=True)
class StoppingAdvice:
    """Counts of segments (read, unread, and those the estimate rests on: read blind, and the last
    ones read), of the last ones how many got a code, codings found and expected, the shares in
    0..1 of all codings that this makes found (likely, and at worst), per code, and in words."""

    wave: str
    read: int
    unread: int
    blind: int
    tail: int
    tail_with_code: int
    found: int
    expected: float
    low: float
    high: float
    found_share: float
    found_at_worst: float
    codes: tuple[CodeLeft, ...]
    words: tuple[str, ...]
