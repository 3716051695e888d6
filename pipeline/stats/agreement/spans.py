"""Spans that coders mark in a text for themselves: what two and two have in common.

A continuum is one text of known length. Each coder cuts it into units with a code and gaps
without. Krippendorff, Mathet, Bouvry & Widlöcher 2016, *On the reliability of unitizing textual
continua: further developments*, Quality & Quantity 50, count characters that two coders put under
two codes, and for chance every pair of characters but those within one unit: a unit cannot be
paired with itself. Gaps have no structure, so only a character of a gap is not paired with itself.

Texts are laid end to end: sums per text add up, and respondents are drawn by their sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pipeline.stats.arrays import Floats, Whole
from pipeline.stats.resampling import Resample


class Span(NamedTuple):
    """Characters start..end - 1, and the number of the code they were given."""

    start: int
    end: int
    code: int


@dataclass(frozen=True, slots=True)
class Continuum:
    """One text as its coders marked it.

    Attributes:
        length: in characters, above 0.
        coders: per coder her spans, or None when she has not read this text. One coder's spans do
            not overlap: codes that may overlap are compared one by one, or branch by branch.
    """

    length: int
    coders: tuple[tuple[Span, ...] | None, ...]

    def __post_init__(self) -> None:
        for number, spans in enumerate(self.coders):
            ordered = sorted(spans or ())
            before = 0
            for span in ordered:
                if not before <= span.start < span.end <= self.length or span.code < 0:
                    raise ValueError(f"a span of coder {number} lies outside the text or overlaps")
                before = span.end


@dataclass(frozen=True, slots=True, eq=False)
class Lengths:
    """Sums over texts, in characters; category 0 is the gap, code k is category k + 1.

    Attributes:
        shared: (..., q, q) coincidences: characters that one coder has under c and another under
            k, every pair of coders in both orders, over readers - 1.
        alone: (..., q) pairs within one unit, which are not to be expected: squared lengths of
            units, lengths of gaps.
        common: (..., q - 1) the same for what units have in common with units of another coder:
            squared lengths, over readers - 1.
    """

    shared: Floats
    alone: Floats
    common: Floats


def lengths_drawn(continua: Sequence[Continuum], codes: int, resample: Resample) -> Lengths:
    """Sums in every draw: leading axis (1 + draws,), row 0 the sample itself.

    Args:
        continua: the texts; one that fewer than two coders have read is left out.
        codes: how many there are.
        resample: of the respondents of the texts, in the order of `continua`.

    Raises:
        ValueError: a code out of range, texts with another number of coders, another resample.
    """
    if len({len(text.coders) for text in continua}) > 1:
        raise ValueError("every text needs a place for every coder, None for who has not read it")
    each = [_lengths(text, codes) for text in continua]
    shared, alone, common = (np.array(part) for part in zip(*each, strict=True))
    return Lengths(resample.totals(shared), resample.totals(alone), resample.totals(common))


def _lengths(text: Continuum, codes: int) -> tuple[Floats, Floats, Floats]:
    """`shared`, `alone` and `common` of one text."""
    shared = np.zeros((codes + 1, codes + 1))
    alone, common = np.zeros(codes + 1), np.zeros(codes)
    read = [spans for spans in text.coders if spans is not None]
    if len(read) < 2:
        return shared, alone, common
    if any(span.code >= codes for spans in read for span in spans):
        raise ValueError(f"a span has a code above {codes - 1}")
    edges = np.unique([0, text.length, *(e for spans in read for s in spans for e in s[:2])])
    piece = np.diff(edges).astype(np.float64)
    marks = [_marks(spans, edges) for spans in read]
    for at, (label, unit) in enumerate(marks):
        whole = np.bincount(unit, piece)
        alone[0] += whole[0]
        codes_of_units = np.array([0, *(span.code + 1 for span in read[at])])
        np.add.at(alone, codes_of_units[1:], whole[1:] ** 2)
        for other, (another, _) in enumerate(marks):
            if other == at:
                continue
            np.add.at(shared, (label, another), piece / (len(read) - 1))
            met = np.bincount(unit, piece * (another > 0), minlength=len(whole))[1:]
            np.add.at(common, codes_of_units[1:] - 1, met**2 / (len(read) - 1))
    return shared, alone, common


def _marks(spans: tuple[Span, ...], edges: Whole) -> tuple[Whole, Whole]:
    """Per piece between two edges the category (0 a gap) and the number of the unit (0 a gap)."""
    label = np.zeros(len(edges) - 1, dtype=np.int64)
    unit = np.zeros_like(label)
    for number, span in enumerate(spans, start=1):
        inside = slice(*np.searchsorted(edges, span[:2]))
        label[inside], unit[inside] = span.code + 1, number
    return label, unit
