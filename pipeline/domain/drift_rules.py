"""The rules by which drift is named and advice is given: all thresholds, and why they are what
they are. They describe the people who were interviewed; nothing here generalises to others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.drift import Advice, Course, Side
from pipeline.domain.evaluation import Measured

LEAST_RESPONDENTS = 5
"""Respondents of an actor in either wave, below which no difference is computed: one person more
would be 25 % or more (as `LEAST_FOR_A_SHARE` of comparing)."""
TYPICAL = 0.5
"""What more than half of an actor tells is typical of that actor, and *de meeste* in a report (Hill
et al. 2005, *Consensual Qualitative Research: an update*, Journal of Counseling Psychology 52)."""
HARDLY = 0.20
"""Up to one in five hardly anybody tells: of five to nine respondents one, the reporting word for
which is *één*."""
LEAST_CASES = 5
"""Codings (or suggestions) in either wave, below which nothing is said of a code: as in evaluating
suggestions (`measuring.LEAST`)."""
ORDER_IS_RIGHT = 0.80
"""A segment with the code stands above one without in four of five cases: what is commonly called
excellent (Hosmer & Lemeshow 2000, *Applied Logistic Regression*, 5.2.4). Chances are then wrong in
their height only, and learning again from a few reports mends that."""
WORDS_OF_A_WAVE = 3
"""Respondents who use a word before it is a word of a wave; a word of one or two is theirs."""
MOST_BY_CHANCE = 0.20
"""Of the words that are named at most this share may be chance (Benjamini & Hochberg 1995). Words
are read by a person, who sees at once that one of five leads nowhere; a stricter limit would hide
the new themes of a small wave."""
MOST_WORDS = 25
"""So many words are named in either direction; more is not read."""
UNSEEN = 2.0
"""A code that faded while the model expected this many times the codings that were given, and at
least so many more, may have been coded differently instead of told less."""


def course_of(before: Side, now: Side, change: Measured) -> Course:
    """What became of a code of which every respondent was asked.

    What was typical of an actor (`TYPICAL`) and hardly anybody tells now (`HARDLY`) faded, and the
    other way round appeared, also where the interval holds 0: who reads decides what that is worth,
    and sees the interval. Between these only what is clear is called a change.
    """
    if min(before.total, now.total) < LEAST_RESPONDENTS:
        return Course.TOO_FEW
    if before.share > TYPICAL and now.share <= HARDLY:
        return Course.FADED
    if now.share > TYPICAL and before.share <= HARDLY:
        return Course.APPEARED
    if rose(change):
        return Course.GREW
    return Course.SHRANK if fell(change) else Course.STEADY


def coded_otherwise(given: int, recognised: float | None) -> bool:
    """Whether a model of earlier waves recognises a code that coders now hardly give."""
    return recognised is not None and recognised >= max(UNSEEN * given, given + UNSEEN)


def fell(change: Measured) -> bool:
    """Whether the whole interval lies below 0."""
    return change.high is not None and change.high < 0


def rose(change: Measured) -> bool:
    """Whether the whole interval lies above 0."""
    return change.low is not None and change.low > 0


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of one code: cases in either wave, and what changed.

    `accepted` is the change in how often people accepted what they saw, without a value where they
    saw too little of it. `ratio` are codings for every one expected; `order` how often a segment
    with the code stands above one without, in 0..1.
    """

    codings_before: int
    codings: int
    suggested_before: int
    suggested: int
    accepted: Measured
    precision: Measured
    recall: Measured
    strange: Measured
    ratio: Measured
    order: float | None


class Reason(StrEnum):
    """Why an advice is given."""

    RECALL = "recall"
    PRECISION = "precision"
    ACCEPTED = "accepted"
    STRANGE = "strange"
    MORE = "more"
    FEWER = "fewer"


def can_tell(signs: Signs) -> tuple[bool, bool, bool]:
    """Whether there are enough cases to speak of recall, of precision, and of the ratio."""
    recall = min(signs.codings_before, signs.codings) >= LEAST_CASES
    precision = min(signs.suggested_before, signs.suggested) >= LEAST_CASES
    return recall, precision, max(signs.codings, signs.suggested) >= LEAST_CASES


def advised(signs: Signs) -> tuple[Advice, tuple[Reason, ...]]:
    """What to do about a code, and why; the first rule that fits.

    1. Codings are missed more often, or there are more than expected, and they are told in words
       that were not heard with this code before: the definition may no longer fit how it is told,
       or something new is put under it. REDEFINE.
    2. Codings are missed, or suggestions are wrong, more often: people have to look. REVIEW.
    3. There are more or fewer codings than expected, while the order is right: the chances are off
       in their height only. REFIT. When the order is wrong too: REVIEW.
    """
    of_recall, of_precision, of_ratio = can_tell(signs)
    misses = of_recall and fell(signs.recall)
    refused = fell(signs.accepted)
    errs = of_precision and fell(signs.precision)
    more = of_ratio and signs.ratio.low is not None and signs.ratio.low > 1
    fewer = of_ratio and signs.ratio.high is not None and signs.ratio.high < 1
    strange = of_recall and rose(signs.strange) and (misses or more)
    holds = {
        Reason.RECALL: misses,
        Reason.ACCEPTED: refused,
        Reason.PRECISION: errs,
        Reason.MORE: more,
        Reason.FEWER: fewer,
        Reason.STRANGE: strange,
    }
    reasons = tuple(reason for reason, true in holds.items() if true)
    if strange:
        return Advice.REDEFINE, reasons
    if misses or refused or errs:
        return Advice.REVIEW, reasons
    if more or fewer:
        # Without any coding there is no order to be right: chances are then merely too high.
        right = not signs.codings or (signs.order is not None and signs.order >= ORDER_IS_RIGHT)
        return (Advice.REFIT if right else Advice.REVIEW), reasons
    return (Advice.NOTHING if of_recall or of_precision else Advice.TOO_FEW), ()


def by_chance(signs: Iterable[Signs]) -> tuple[int, float]:
    """How many numbers could have led to advice, and how many of these would by chance: one in
    forty of those that can only fall, one in twenty of those that can be off either way."""
    told = [can_tell(one) for one in signs]
    falls = sum(recall + precision for recall, precision, _ in told)
    ratios = sum(ratio for _, _, ratio in told)
    return falls + ratios, falls / 40 + ratios / 20
