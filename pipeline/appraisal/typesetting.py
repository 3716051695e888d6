"""What stands in a box, set in lines: where each begins, and how high the box becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.appraisal.chart import Box, Chart, Kind
from pipeline.appraisal.lettering import CM_PER_POINT, Words, width_of, wrapped
from pipeline.domain.flow import Leaning, Sign

SMALLEST = 9.0
"""Points: what is still read from a table."""
_LEADING = 1.32
"""From one line to the next, in ems."""
_ASCENT = 0.95
_MARGIN = 0.75
_BETWEEN = 0.35
_COLUMNS = 1.2
"""Around the text, between paragraphs and between columns, in ems."""
_GREY_SHARE = 0.8
_TICK, _BULLET = "✓", "•"


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text that begins at `x`, with its baseline at `y`: centimetres from the left and
    the top of its box. `size` is in points."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    grey: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Set text of so many centimetres, margins included; `rules` are upright lines between
    columns: x, and where they begin and end from the top."""

    width: float
    height: float
    texts: tuple[Text, ...]
    rules: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """`sign` hangs before the first line, the others stand under its text; `room` is the widest
    sign of the paragraphs that are to stand in line."""

    text: str
    sign: str = ""
    bold: bool = False
    grey: bool = False
    apart: bool = False
    room: str = ""


def shown(sign: Sign) -> str:
    """A sign as it is printed, with a real minus."""
    return sign.value.replace("-", "−")


def block_of(box: Box, width: float, size: float, words: Words) -> Block:
    """Sets a box.

    Args:
        width: of the box, in centimetres.
        size: of the letters, in points.
        words: at which a compound may be broken.

    Raises:
        TooNarrow: when a word does not fit.
    """
    em = size * CM_PER_POINT
    inner = width - 2 * _MARGIN * em
    texts, y = _column(_above(box), inner, size, words)
    rules: tuple[tuple[float, float, float], ...] = ()
    if box.sides:
        wide = (inner - (len(box.sides) - 1) * _COLUMNS * em) / len(box.sides)
        y += _BETWEEN * em
        lowest = y
        for at, side in enumerate(box.sides):
            left = at * (wide + _COLUMNS * em)
            column, end = _column(_leaning(side), wide, size, words)
            texts += [replace(text, x=text.x + left, y=text.y + y) for text in column]
            lowest = max(lowest, y + end)
        step = wide + _COLUMNS * em
        rules = tuple(
            (_MARGIN * em + at * step - _COLUMNS * em / 2, y + _MARGIN * em, lowest + _MARGIN * em)
            for at in range(1, len(box.sides))
        )
        y = lowest
    texts, y = _with_source(box, texts, y, inner, size, words)
    margin = _MARGIN * em
    moved = tuple(replace(text, x=text.x + margin, y=text.y + margin) for text in texts)
    return Block(width, y + 2 * margin, moved, rules)


def label_of(text: str, width: float, size: float, words: Words) -> Block:
    """An answer beside an arrow, centred in its width.

    Raises:
        TooNarrow: when a word does not fit.
    """
    size = smaller(size)
    em = size * CM_PER_POINT
    lines = wrapped(text, width / em - 0.6, words)
    widest = max(width_of(line) for line in lines)
    texts = tuple(
        Text(line, (0.3 + (widest - width_of(line)) / 2) * em, (at * _LEADING + 1.05) * em, size)
        for at, line in enumerate(lines)
    )
    return Block((widest + 0.6) * em, (len(lines) * _LEADING + 0.2) * em, texts)


def smaller(size: float) -> float:
    return max(SMALLEST, size - 0.5)


def words_in(chart: Chart) -> Iterator[str]:
    """Every text of a chart, for the words in it."""
    for box in chart.boxes:
        yield from (box.heading, *box.lines, *box.reasons, *(label for label, _ in box.weighed))
        for side in box.sides:
            yield from (side.label, *side.advantages, *side.fits)
    yield from (arrow.label for arrow in chart.arrows)


def _above(box: Box) -> Iterator[_Paragraph]:
    if box.heading:
        yield _Paragraph(box.heading, bold=True)
    ticks = {Kind.CHECKS: _TICK, Kind.TOPICS: _BULLET}
    for at, line in enumerate(box.lines):
        yield _Paragraph(line, sign=ticks.get(box.kind, ""), apart=at == 0)
    well = [(label, shown(sign)) for label, sign in box.weighed if sign is not Sign.NOT]
    room = max((sign for _, sign in well), key=len, default="")
    for at, (label, sign) in enumerate(well):
        yield _Paragraph(label, sign=sign, apart=at == 0, room=room)
    for at, reason in enumerate(box.reasons):
        yield _Paragraph(reason, sign=_BULLET, apart=at == 0)
    if out := [label for label, sign in box.weighed if sign is Sign.NOT]:
        yield _Paragraph(", ".join(out), sign=shown(Sign.NOT), grey=True, apart=True)


def _leaning(side: Leaning) -> Iterator[_Paragraph]:
    yield _Paragraph(side.label, bold=True)
    for heading, texts in (("Voordelen:", side.advantages), ("Past het best bij:", side.fits)):
        if texts:
            yield _Paragraph(heading, apart=True)
            yield from (_Paragraph(text, sign=_BULLET) for text in texts)


def _with_source(
    box: Box, texts: list[Text], y: float, width: float, size: float, words: Words
) -> tuple[list[Text], float]:
    """The section of the study in the lower right corner: beside the last line where there is
    room, else below it."""
    section = f"paragraaf {box.section}" if box.section[:1].isdigit() else box.section
    lines, end = _column([_Paragraph(section, grey=True)], width, size, words)
    em = size * CM_PER_POINT
    last = texts[-1] if texts and not box.sides else None
    if last and len(lines) == 1 and last.x + _width(last) + em + _width(lines[0]) <= width:
        return [*texts, replace(lines[0], x=width - _width(lines[0]), y=last.y)], y
    y += _BETWEEN * em
    moved = (replace(line, x=width - _width(line), y=line.y + y) for line in lines)
    return [*texts, *moved], y + end


def _width(text: Text) -> float:
    return width_of(text.text, text.bold) * text.size * CM_PER_POINT


def _column(
    paragraphs: Iterable[_Paragraph], width: float, size: float, words: Words
) -> tuple[list[Text], float]:
    """Lines below each other from (0, 0), and how far down they come, in centimetres."""
    texts: list[Text] = []
    y = 0.0
    for one in paragraphs:
        points = max(SMALLEST, _GREY_SHARE * size) if one.grey else size
        em = points * CM_PER_POINT
        hang = _hang(one.room or one.sign) * em
        if one.apart and texts:
            y += _BETWEEN * em
        lines = wrapped(one.text, (width - hang) / em, words, one.bold)
        if one.sign:
            texts.append(Text(one.sign, 0.0, y + _ASCENT * em, points, True, one.grey))
        for line in lines:
            texts.append(Text(line, hang, y + _ASCENT * em, points, one.bold, one.grey))
            y += _LEADING * em
    return texts, y


def _hang(sign: str) -> float:
    """How far text stands in for the sign before it, in ems."""
    return max(1.1, width_of(sign, bold=True) + 0.4) if sign else 0.0
