"""What a walk comes to: which options remain, in which order, and what has to be seen to first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pipeline.appraisal.scoring import Weights, equal_weights, totals
from pipeline.appraisal.walking import Step, Walk
from pipeline.domain.appraisal import Frame, Precondition, Said
from pipeline.domain.flow import Advice, Flow, Sign


class Standing(StrEnum):
    """How an option comes out. WAITS: it would do, but a precondition is not met."""

    FIRST = "eerste keus"
    POSSIBLE = "kan ook"
    WAITS = "kan pas als aan een voorwaarde is voldaan"
    OUT = "valt af"


class ContradictionError(ValueError):
    """An answer about a precondition goes against an answer to a question."""

    def __init__(self, question: str, precondition: str) -> None:
        self.question, self.precondition = question, precondition
        super().__init__(
            f"het antwoord op de randvoorwaarde '{precondition}' is in strijd met dat op de vraag"
            f" '{question}'"
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """One option. `sign` is that of a suitability table, where the advice rests on one; `unmet`
    are preconditions that are not met, `unknown` those that nobody said anything of; `total` is the
    weighted mean of its scores, 1 to 3, which only orders options of the same standing."""

    option: str
    standing: Standing
    reasons: tuple[str, ...]
    sign: Sign | None
    unmet: tuple[Precondition, ...]
    unknown: tuple[Precondition, ...]
    total: Fraction


@dataclass(frozen=True)
class Outcome:
    """The advice at the end of a walk, with every option, best first."""

    flow: Flow
    advice: Advice
    steps: tuple[Step, ...]
    options: tuple[Judged, ...]
    mitigations: tuple[Said, ...]
    examples: tuple[Said, ...]


def outcome_of(frame: Frame, walk: Walk, met: Mapping[str, bool], weights: Weights) -> Outcome:
    """What the answers come to.

    Args:
        walk: at its end.
        met: precondition → whether it is met, as far as somebody said so.

    Raises:
        ContradictionError: when an answer implies the opposite about every option concerned.
        ValueError: for a walk that is not at its end, an unknown precondition, or weights that
            `totals` refuses.
    """
    if walk.advice is None:
        raise ValueError("de vragen zijn nog niet allemaal beantwoord")
    advice = walk.advice
    means = {total.option: total.value for total in totals(frame, weights)}
    stands = _answered(frame, walk, met)
    signs = walk.flow.signs(advice)
    judged = []
    for option in frame.option_ids:
        standing, reasons = _standing(advice, signs, option)
        own = frame.preconditions_of(option)
        unmet = tuple(p for p in own if stands.get((option, p.id)) is False)
        unknown = tuple(p for p in own if (option, p.id) not in stands)
        if unmet and standing is not Standing.OUT:
            standing = Standing.WAITS
        judged.append(
            Judged(option, standing, reasons, signs.get(option), unmet, unknown, means[option])
        )
    ranks = list(Standing)
    listed = {option: at for at, option in enumerate(advice.options)}
    judged.sort(
        key=lambda one: (
            ranks.index(one.standing),
            -one.total,
            listed.get(one.option, len(listed)),
        )
    )
    return Outcome(
        walk.flow,
        advice,
        walk.steps,
        tuple(judged),
        tuple(m for m in frame.mitigations if m.id in advice.mitigations),
        tuple(e for e in frame.examples if e.id in advice.examples),
    )


def open_preconditions(frame: Frame, walk: Walk) -> tuple[Precondition, ...]:
    """What the questions leave to ask of the options that remain, in the order of the study.

    Raises:
        ValueError: for a walk that is not at its end.
    """
    bare = outcome_of(frame, walk, {}, equal_weights(frame))
    unknown = {
        p.id for one in bare.options if one.standing is not Standing.OUT for p in one.unknown
    }
    return tuple(one for one in frame.preconditions if one.id in unknown)


def _standing(
    advice: Advice, signs: Mapping[str, Sign], option: str
) -> tuple[Standing, tuple[str, ...]]:
    if signs:
        stands = {
            Sign.SUITS: Standing.FIRST,
            Sign.MAY: Standing.POSSIBLE,
            Sign.NOT: Standing.OUT,
        }
        if option not in signs:
            return Standing.OUT, (f"Gekozen is voor {advice.kind}.",)
        standing = stands[signs[option]]
        return standing, advice.reasons if standing is Standing.FIRST else ()
    if option in advice.first:
        return Standing.FIRST, advice.reasons
    if option in advice.other:
        return Standing.POSSIBLE, ()
    because = tuple(one.because for one in advice.excluded if option in one.options)
    return Standing.OUT, because


def _answered(frame: Frame, walk: Walk, met: Mapping[str, bool]) -> dict[tuple[str, str], bool]:
    """(option, precondition) → whether it is met, by what was said of it and by what follows."""
    known = {precondition.id: precondition for precondition in frame.preconditions}
    for id_ in met:
        if id_ not in known:
            raise ValueError(f"er is geen randvoorwaarde '{id_}'")
    stands = {(option, id_): value for id_, value in met.items() for option in known[id_].options}
    for step in walk.steps:
        for implied in step.choice.implies:
            about = implied.options or known[implied.precondition].options
            said = met.get(implied.precondition)
            # Said of all options, while the question was about some: then the question counts.
            if said is not None and said is not implied.met and not implied.options:
                raise ContradictionError(step.question.id, implied.precondition)
            stands |= {(option, implied.precondition): implied.met for option in about}
    return stands
