"""Paragraphs, headings and list items out of lines of plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.domain.report import BlockKind
from pipeline.text.document import Piece
from pipeline.text.marks import heading_number, list_mark, may_be_heading
from pipeline.text.readers.hyphens import Spelling, join
from pipeline.text.speakers import find_cue, is_header, looks_like_turn, without_time

WRAP = range(40, 110)  # a file wraps its lines when the longest is this long, and many are near it
_FULL = 0.7  # a line this much of the longest runs on in the next
_MANY = 3
_INDENT = 4  # columns a level
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*")
_RULE = re.compile(r"\s*([-*_=~])(?:\s*\1){2,}\s*")


def paragraphs(lines: Sequence[str], wrapped: bool | None = None) -> list[Piece]:
    """Pieces of a text without markup.

    Args:
        wrapped: whether a single line break is a space, as in Markdown, where short lines are
            no headings either; None is to find out from the lengths of the lines.
    """
    longest = max((len(line.strip()) for line in lines), default=0)
    if wrapped is None:
        full = sum(len(line.strip()) > _FULL * longest for line in lines)
        width = _FULL * longest if longest in WRAP and full >= _MANY else float("inf")
    else:
        width = 0 if wrapped else float("inf")
    spelling = Spelling(lines)
    groups = _groups(lines)
    pieces: list[Piece] = []
    for number, group in enumerate(groups):
        following = groups[number + 1] if number + 1 < len(groups) else []
        previous = groups[number - 1] if number else []
        heading = _underlined(group) or ([] if wrapped else _short(group, previous, following))
        pieces += heading or _body(group, width, spelling)
    return pieces


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """Lines between blank lines; an underlined heading is a group with its underline."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if _UNDERLINE.fullmatch(line) and len(groups[-1]) == 1 and _can_underline(groups[-1][0]):
            groups[-1].append(line)
            groups.append([])
        elif not line.strip() or _RULE.fullmatch(line):
            groups.append([])
        else:
            groups[-1].append(line.expandtabs(_INDENT))
    return [group for group in groups if group]


def _can_underline(line: str) -> bool:
    return not looks_like_turn(line) and not list_mark(line.strip()) and len(line) <= 120


def _underlined(group: list[str]) -> list[Piece]:
    if len(group) != 2 or not _UNDERLINE.fullmatch(group[1]):
        return []
    level = 1 if group[1].strip().startswith("=") else 2
    return [Piece(BlockKind.HEADING, group[0].strip(), level)]


def _short(group: list[str], previous: list[str], following: list[str]) -> list[Piece]:
    """The group as a heading, if it is a short line with a longer text after it."""
    line = group[0].strip()
    if len(group) > 1 or not following or not may_be_heading(line) or looks_like_turn(line):
        return []
    if previous and _is_label(previous[-1]):
        return []  # a short answer under the name of who gives it
    after = following[0].strip()
    short = may_be_heading(after) and len(following) == 1 and not looks_like_turn(after)
    if short and not (heading_number(line) and heading_number(after)):
        return []  # of two short lines in a row only a chapter and its section are headings
    number = heading_number(line).strip().rstrip(".")
    if number and number.count(".") == 0 and heading_number(after) and list_mark(after):
        return []  # numbered lines in a row are a list
    return [Piece(BlockKind.HEADING, line, number.count(".") + 1 if number else 1)]


def _is_label(line: str) -> bool:
    cue = find_cue(line, frozenset())
    return is_header(line) or (cue is not None and not cue.rest) or not without_time(line).strip()


def _body(group: list[str], width: float, spelling: Spelling) -> list[Piece]:
    pieces: list[Piece] = []
    last = ""  # the line before, as it stood in the file
    for raw in group:
        line = raw.strip()
        mark = list_mark(line)
        runs_on = pieces and len(last.strip()) > width and not is_header(last)
        if runs_on and not mark and not looks_like_turn(line) and without_time(line) == line:
            whole = join(pieces[-1].text, line, spelling)
            pieces[-1] = Piece(pieces[-1].kind, whole, pieces[-1].level)
        elif mark:
            level = (len(raw) - len(raw.lstrip())) // _INDENT
            pieces.append(Piece(BlockKind.ITEM, line, level))
        elif pieces and pieces[-1].kind is BlockKind.ITEM and raw.startswith("  "):
            whole = join(pieces[-1].text, line, spelling)  # an indented line runs on in its item
            pieces[-1] = Piece(BlockKind.ITEM, whole, pieces[-1].level)
        else:
            pieces.append(Piece(BlockKind.PARAGRAPH, line))
        last = raw
    return pieces
