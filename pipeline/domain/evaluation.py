"""What an evaluation of the suggestions found. Numbers only; what they mean is for the page to say.

Every estimate carries a 95% interval from a bootstrap over respondents; its bounds are None where
too few respondents carry it to say anything. Shares and scores are in 0..1.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """An estimate with its interval. `value` is None where it is not defined."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class MethodScores:
    """How one way of suggesting did, on segments of respondents it had not seen.

    `right_within` has a share for each of `depths`: of the coded segments, those with a right code
    among so many first suggestions. `precision`, `recall` and `f1` are over all suggestions made
    (micro); `macro_f1` and `macro_ap` (average precision) are means over the codes with enough
    cases. `calibration_error` is over all pairs of a segment and a code that applies,
    `calibration_error_shown` over the suggestions shown.
    """

    name: str
    label: str
    right_within: tuple[Measured, ...]
    precision: Measured
    recall: Measured
    f1: Measured
    macro_precision: Measured
    macro_recall: Measured
    macro_f1: Measured
    macro_ap: Measured
    ranking_precision: Measured
    calibration_error: Measured
    calibration_error_shown: Measured
    suggestions_per_segment: float


@dataclass(frozen=True, slots=True)
class CodeScores:
    """How the engine did on one code. `enough` is False where the cases are too few to say; then
    only `cases` and `respondents` are to be trusted. `to_read` is the share of all segments to
    read, most probable first, to find 95% of this code's codings."""

    code: str
    label: str
    cases: int
    respondents: int
    enough: bool
    threshold: float
    precision: Measured
    recall: Measured
    f1: Measured
    average_precision: Measured
    to_read: float | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """One bin of the reliability plot: mean probability, share that was right, how many pairs."""

    mean: float
    right: Measured
    pairs: int


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """Right codes among the first three, and macro average precision, after so many decisions."""

    decisions: int
    right_within_three: Measured
    macro_ap: Measured


@dataclass(frozen=True, slots=True)
class ReadingCurve:
    """A simulated coder who reads in one order. `found` is the share of codings found after each
    share of segments in `read`; `needed` the share to be read for each of the recalls, and `saved`
    the work saved over reading at random (WSS, Cohen et al. 2006)."""

    order: str
    label: str
    read: tuple[float, ...]
    found: tuple[float, ...]
    needed: tuple[float | None, ...]
    saved: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class StoppingPoint:
    """What the estimate of codings not yet found said at one point of a simulated coding, with the
    interval that should hold the truth nine times in ten, and what was true. `covered` is the
    share of codes whose interval held the truth."""

    read: float
    expected: float
    low: float
    high: float
    truth: int
    covered: float


@dataclass(frozen=True, slots=True)
class BlindScores:
    """On the segments that people coded without seeing suggestions; None where there are none."""

    segments: int
    right_within_three: Measured
    f1: Measured
    codings_per_segment: Measured
    codings_per_segment_shown: Measured


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The whole of it; see the fields' types. `depths` belong to `right_within`, `recalls` to
    `needed` and `saved`; `oracle` is the share of segments that even a perfect order must read for
    each recall, because most segments carry a code."""

    study: str
    wave: str
    codebook_version: str
    model: str
    segments: int
    coded: int
    codings: int
    respondents: int
    codes_used: int
    codes_enough: int
    least_cases: int
    folds: int
    draws: int
    depths: tuple[int, ...]
    methods: tuple[MethodScores, ...]
    codes: tuple[CodeScores, ...]
    reliability: tuple[Reliability, ...]
    learning: tuple[LearningPoint, ...]
    recalls: tuple[float, ...]
    oracle: tuple[float, ...]
    curves: tuple[ReadingCurve, ...]
    stopping: tuple[StoppingPoint, ...]
    blind: BlindScores | None
    to_read_median: float | None
