"""The evidence behind placements as lines for a terminal: the verdicts, and the passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap

from pipeline.appraisal.revisions_told import MARK, aspect_of
from pipeline.domain.appraisal import Frame
from pipeline.domain.placement_evidence import (
    Backed,
    Backing,
    Cell,
    Direction,
    Evidence,
    Passage,
    Reading,
    Tally,
)

Words = Mapping[tuple[str, str], str]
"""(wave, segment) → its text."""

_WIDE = 96
_FLAG = {Backing.CONTRADICTED: "!", Backing.DIVIDED: "±", Backing.UNCOVERED: "?"}


def evidence_lines(
    frame: Frame, evidence: Evidence, option: str, criterion: str, words: Words
) -> Iterator[str]:
    """The board of verdicts; of one option or one criterion with the reasons; of one option on one
    criterion with the passages as well.

    Args:
        option, criterion: '' for all.

    Raises:
        ValueError: for an unknown option or criterion.
    """
    _check("financieringswijze", option, frame.option_ids)
    _check("criterium", criterion, [one.id for one in frame.criteria])
    cells = [
        cell
        for cell in evidence.cells
        if option in ("", cell.option) and criterion in ("", cell.criterion)
    ]
    yield from _reading_lines(evidence.reading)
    placements = [backed for cell in cells for backed in cell.placements]
    yield _summary(placements)
    by_aspect: dict[str, list[Backed]] = {}
    for backed in placements:
        by_aspect.setdefault(backed.aspect, []).append(backed)
    for aspect, own in by_aspect.items():
        yield ""
        yield _heading(frame, own[0].criterion, aspect)
        for backed in own:
            yield from _placement_lines(frame, evidence, backed, told=bool(option or criterion))
    if option and criterion:
        yield from _passage_lines(evidence, cells[0], words)


def _check(kind: str, id_: str, known: tuple[str, ...] | list[str]) -> None:
    if id_ and id_ not in known:
        raise ValueError(f"er is geen {kind} '{id_}'; kies uit {', '.join(known)}")


def _reading_lines(reading: Reading) -> Iterator[str]:
    waves = ", ".join(reading.waves) or "nog geen golf"
    yield f"gelezen: {reading.read} van {reading.segments} segmenten ({waves})"
    if not reading.complete:
        yield "let op: wat niet is gelezen, telt niet mee; 'niet gedekt' kan dan nog veranderen"
    if reading.lost:
        yield f"let op: {reading.lost} codes staan op tekst die in geen verslag meer staat"
    if reading.undirected:
        yield f"let op: {reading.undirected} codes hebben geen houding en tellen daarom niet mee"


def _summary(placements: list[Backed]) -> str:
    counts = {one: sum(backed.backing is one for backed in placements) for one in Backing}
    told = ", ".join(f"{count} {one}" for one, count in counts.items() if count)
    return f"{len(placements)} plaatsingen: {told}"


def _heading(frame: Frame, criterion: str, aspect: str) -> str:
    scale = aspect_of(frame, aspect)
    ends = f"1 ‘{scale.left}’ – 3 ‘{scale.right}’"
    turned = ", omgekeerd gelezen" if scale.reversed else ""
    label = frame.criterion(criterion).label
    return f"{label} [{criterion}] · {scale.label} [{aspect}]: {ends}{turned}"


def _placement_lines(
    frame: Frame, evidence: Evidence, backed: Backed, *, told: bool
) -> Iterator[str]:
    wide = max(len(option.label) for option in frame.options)
    label = frame.option(backed.option).label
    revised = MARK if backed.revised else " "
    cell = evidence.cell(backed.option, backed.criterion)
    flag = _FLAG.get(backed.backing, " ")
    yield (
        f"{flag} {label:<{wide}}  plaats {backed.position}{revised} score {backed.score}"
        f"  {backed.backing:<14}  {_counted(cell.weighed)}{_apart(cell)}"
    ).rstrip()
    if told:
        if backed.revised:
            yield f"    herzien; in de studie plaats {backed.source}"
        yield from wrap(backed.reason, _WIDE, initial_indent="    ", subsequent_indent="    ")


def _passage_lines(evidence: Evidence, cell: Cell, words: Words) -> Iterator[str]:
    for id_, tally in cell.tallies.items():
        yield ""
        yield f"Perspectief {evidence.view(id_).label}: {_counted(tally)}"
        for direction in Direction:
            for passage in cell.said(direction, id_):
                aside = "" if passage.weighs else ", telt hier niet mee"
                yield f"  {direction.label}  {passage.place}{_borrowed(evidence, passage)}{aside}"
                text = words.get((passage.wave, passage.segment), "")
                yield from wrap(text, _WIDE, initial_indent="    ", subsequent_indent="    ")


def _borrowed(evidence: Evidence, passage: Passage) -> str:
    """Who speaks, where that is another than whose side is told."""
    if not passage.borrowed:
        return ""
    return f", verwoord door een ander ({evidence.view(passage.spoken_from).label})"


def _apart(cell: Cell) -> str:
    """How many only say it from a perspective that the study does not judge from."""
    weighing = {p.person for p in cell.passages if p.weighs}
    count = len({p.person for p in cell.passages} - weighing)
    return f" (en {count} die hier niet meetel{'t' if count == 1 else 'len'})" if count else ""


def _counted(tally: Tally) -> str:
    """Respondents: `vóór 3, tegen 1`, '' where nobody said anything."""
    said = [
        f"{direction.label} {tally.of(direction).respondents}"
        for direction in Direction
        if tally.of(direction).respondents
    ]
    return ", ".join(said)
