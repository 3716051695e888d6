"""Scores, where they come from and what would change their order, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipeline.appraisal.revisions_told import MARK, aspect_line, revision_lines, told_revision
from pipeline.appraisal.scoring import Weights, score_table, totals
from pipeline.appraisal.sensitivity import Turn, turns
from pipeline.domain.appraisal import Frame
from pipeline.domain.scored import Score


def score_lines(frame: Frame, weights: Weights) -> Iterator[str]:
    """A row an option, a column a criterion, the weighted mean last, the best first. A star says
    that somebody revised a placement; below it stands which.

    Raises:
        ValueError: for weights that `totals` refuses.
    """
    ranked = totals(frame, weights)
    table = score_table(frame)
    wide = max(len(option.label) for option in frame.options)
    heads = [criterion.label for criterion in frame.criteria]
    for number, (criterion, head) in enumerate(zip(frame.criteria, heads, strict=True), start=1):
        ends = [aspect.left for aspect in criterion.aspects if aspect.reversed]
        told = f"; van rechts naar links gelezen: 3 is ‘{ends[0]}’" if ends else ""
        yield f"{number}. {head}, gewicht {_number(weights.get(criterion.id, Fraction(0)))}{told}"
    yield ""
    columns = "".join(f"{number:>7}" for number in range(1, len(heads) + 1))
    yield f"{'':<{wide}}{columns}{'samen':>8}"
    for total in ranked:
        cells = "".join(
            f"{_cell(table[total.option, criterion.id]):>7}" for criterion in frame.criteria
        )
        label = frame.option(total.option).label
        yield f"{label:<{wide}}{cells}{_number(total.value):>8}"
    yield from revision_lines(frame)


def derivation_lines(frame: Frame, option: str) -> Iterator[str]:
    """How one option came by its scores: position on each scale, and the argument for it.

    Raises:
        ValueError: for an unknown option.
    """
    if option not in frame.option_ids:
        raise ValueError(f"er is geen '{option}'; kies uit {', '.join(frame.option_ids)}")
    table = score_table(frame)
    yield frame.option(option).label
    for criterion in frame.criteria:
        score = table[option, criterion.id]
        yield f"  {criterion.label}: {_number(score.value)} (paragraaf {criterion.section})"
        for aspect, part in zip(criterion.aspects, score.parts, strict=True):
            yield f"    {aspect_line(aspect, part.position)}"
            yield f"      {part.argument}"
            if part.revision is not None:
                yield f"      {told_revision(part.revision)}"


def sensitivity_lines(frame: Frame, weights: Weights) -> Iterator[str]:
    """For each criterion the nearest weight, both ways, at which the order changes."""
    found = turns(frame, weights)
    for criterion in frame.criteria:
        own = [turn for turn in found if turn.criterion == criterion.id]
        now = _number(weights.get(criterion.id, Fraction(0)))
        yield f"{criterion.label}, nu {now}"
        nearest = [next((t for t in own if t.heavier is way), None) for way in (False, True)]
        if not any(nearest):
            yield "  geen enkel gewicht verandert de volgorde"
        yield from (f"  {_told(frame, turn)}" for turn in nearest if turn is not None)


def _told(frame: Frame, turn: Turn) -> str:
    way = "boven" if turn.heavier else "onder"
    upper, lower = frame.option(turn.upper).label, frame.option(turn.lower).label
    return f"{way} {_number(turn.weight)} komt {lower} vóór {upper}"


def _cell(score: Score) -> str:
    return f"{_number(score.value)}{MARK}" if score.revised else _number(score.value)


def _number(value: Fraction) -> str:
    """Two decimals at most, with a comma."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",") or "0"
