"""Characters of a PDF page with their places, gathered into fragments of a line."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from pipeline.text.marks import clean

NOTE_DIGIT = 0xE100  # a raised digit, which may refer to a note, is this plus the digit
_HYPHEN = 0x02  # PDFium's sign for a hyphen that breaks a word
_BOLD_FLAG = 1 << 18
_WORD_GAP = 0.18  # em between two glyphs, from which there is a space
_FRAGMENT_GAP = 1.0  # em, from which there is a tab, a cell or a column between
_SPACED_GAP = 2.0  # the same where there is a space too: justified lines have wide ones


Frame = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text on one baseline without a wide gap; lengths in points, y from the bottom."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    order: int  # in the file


@dataclass(frozen=True, slots=True)
class Glyph:
    code: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    turn: int  # quarter turns; -1 for slanted text such as a watermark


@dataclass(slots=True)
class _Font:
    size: float
    bold: bool
    turn: int


def pdfium_raw() -> Any:
    """PDFium's own functions; the package has no types."""
    return import_module("pypdfium2.raw")


def page_glyphs(textpage: Any) -> Iterator[Glyph]:
    """Every visible character, in the order of the file; spaces as glyphs too."""
    raw = pdfium_raw()
    fonts: dict[int, _Font] = {}
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in (0, 0x0A, 0x0D, 0xFFFE):
            continue
        key = ctypes.cast(raw.FPDFText_GetTextObject(textpage, index), ctypes.c_void_p).value or 0
        if key not in fonts:
            fonts[key] = _font(raw, textpage, index)
        font = fonts[key]
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        left, right, base = _turned(box, x.value, y.value, font.turn)
        yield Glyph(code, left, right, base, font.size, font.bold, font.turn)


def _turned(box: Any, x: float, y: float, turn: int) -> tuple[float, float, float]:
    """Left, right and baseline as if the text stood upright."""
    if turn == 1:
        return box.bottom, box.top, -x
    if turn == 2:
        return -box.right, -box.left, -y
    if turn == 3:
        return -box.top, -box.bottom, x
    return box.left, box.right, y


def _font(raw: Any, textpage: Any, index: int) -> _Font:
    matrix = raw.FS_MATRIX()
    turn = 0
    scale = 1.0
    if raw.FPDFText_GetMatrix(textpage, index, matrix):
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        quarter = round(angle / 90)
        turn = quarter % 4 if abs(angle - 90 * quarter) < 5 else -1
        scale = math.hypot(matrix.c, matrix.d)
    size = raw.FPDFText_GetFontSize(textpage, index) * scale
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, 200, flags)
    heavy = any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))
    return _Font(max(size, 1.0), heavy or bool(flags.value & _BOLD_FLAG), turn)


def upright(glyphs: list[Glyph]) -> tuple[list[Glyph], str]:
    """The glyphs that stand as most do, and the text of the others (margins, watermarks)."""
    turns = Counter(glyph.turn for glyph in glyphs)
    main = turns.most_common(1)[0][0] if turns else 0
    return _parted(glyphs, lambda glyph: glyph.turn == main)


def in_sight(glyphs: list[Glyph], frame: Frame) -> tuple[list[Glyph], str]:
    """The glyphs on the page, and the text of those beside it, which no reader sees."""
    left, bottom, right, top = frame
    return _parted(
        glyphs,
        lambda g: left - g.size < g.x0 < right + g.size and bottom - g.size < g.y < top + g.size,
    )


def _parted(glyphs: list[Glyph], keep: Callable[[Glyph], bool]) -> tuple[list[Glyph], str]:
    kept = [glyph for glyph in glyphs if keep(glyph)]
    return kept, "".join(chr(glyph.code) for glyph in glyphs if not keep(glyph))


def page_frame(page: Any, turn: int) -> Frame:
    """The edges of a page as its text stands: left, bottom, right and top."""
    left, bottom, right, top = page.get_bbox()
    return {
        1: (bottom, -right, top, -left),
        2: (-right, -top, -left, -bottom),
        3: (-top, left, -bottom, right),
    }.get(turn, (left, bottom, right, top))


def fragments(glyphs: list[Glyph]) -> list[Fragment]:
    """Runs of glyphs on one baseline, in the order of the file."""
    found: list[Fragment] = []
    text = ""
    run: list[Glyph] = []
    spaced = False

    def close() -> None:
        if text.strip():
            found.append(
                Fragment(
                    _cleaned(text),
                    min(glyph.x0 for glyph in run),
                    max(glyph.x1 for glyph in run),
                    run[0].y,
                    _main_size(run),
                    all(glyph.bold for glyph in run),
                    len(found),
                )
            )

    for glyph in glyphs:
        if chr(glyph.code).isspace():
            spaced = True
            continue
        raised = bool(run) and _is_raised(glyph, run)
        if run and not raised and _is_apart(glyph, run, spaced):
            close()
            text, run, spaced = "", [], False
        if run and (spaced or glyph.x0 - run[-1].x1 > _WORD_GAP * glyph.size):
            text += " " if not raised else ""
        text += _character(glyph.code, raised)
        spaced = False
        if not raised:
            run.append(glyph)
    close()
    return found


def _cleaned(text: str) -> str:
    """Clean, but for the raised digits, which stand in the private area until notes are known."""
    parts = re.split(f"([{chr(NOTE_DIGIT)}-{chr(NOTE_DIGIT + 9)}]+)", text)
    return "".join(
        part if number % 2 else clean(part).replace("\n", " ") for number, part in enumerate(parts)
    )


def _character(code: int, raised: bool) -> str:
    if raised and 0x30 <= code <= 0x39:
        return chr(NOTE_DIGIT + code - 0x30)
    return "-" if code == _HYPHEN else chr(code)


def _is_raised(glyph: Glyph, run: list[Glyph]) -> bool:
    """Small, above the line and against a letter or a full stop: 'plan¹', not a bullet's text."""
    size = run[-1].size
    lift = glyph.y - run[0].y
    against = abs(glyph.x0 - run[-1].x1) < 0.3 * size
    written = chr(run[-1].code).isalnum() or chr(run[-1].code) in ".,;:?!)]'\"’”"
    return glyph.size < 0.85 * size and 0.08 * size < lift < 0.8 * size and against and written


def _is_apart(glyph: Glyph, run: list[Glyph], spaced: bool) -> bool:
    size = max(glyph.size, run[-1].size)
    gap = glyph.x0 - run[-1].x1
    allowed = (_SPACED_GAP if spaced else _FRAGMENT_GAP) * size
    return abs(glyph.y - run[0].y) > 0.3 * size or not -size < gap < allowed


def _main_size(run: list[Glyph]) -> float:
    sizes = Counter(round(glyph.size * 2) / 2 for glyph in run)
    return sizes.most_common(1)[0][0]
