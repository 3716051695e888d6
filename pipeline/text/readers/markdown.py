"""Markdown, as far as reports use it: marks go, words stay."""

from __future__ import annotations

import html
import re

from pipeline.domain.report import BlockKind
from pipeline.text.document import Piece
from pipeline.text.readers.emphasis import by_emphasis
from pipeline.text.readers.paragraphs import paragraphs

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"\s{0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*(.*)")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,40})\]")
_ROW = re.compile(r"\s*\|(.+)\|\s*")
_RULER = re.compile(r"[\s|:+=-]+")
_FENCE = re.compile(r"\s*(```|~~~)")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\(([^)\s]{0,500})[^)]{0,500}\)(?:\{[^{}]{0,200}\})?")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{0,1000}[^\s*_])\1(?![\w*])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ESCAPED = 0xE000
_RESTORE = re.compile(r"[\ue021-\ue07e]")
_AUTHOR = re.compile(r"(?:author|auteur|interviewer|door)$", re.IGNORECASE)

Found = list[tuple[str, str]]


def markdown_pieces(text: str) -> tuple[list[Piece], Found]:
    """Pieces in reading order, notes after the piece that refers to them; hidden are the front
    matter, HTML comments and where links lead."""
    found: Found = []
    text = _FRONT.sub(lambda front: _front(front.group(1), found), text, count=1)
    text = _without_comments(text, found)
    text = re.sub(r"<br\s*/?>", "\n", text)
    notes: dict[str, str] = {}
    pieces: list[Piece] = []
    open_lines: list[str] = []
    fenced = False

    def close() -> None:
        pieces.extend(paragraphs(open_lines, wrapped=True))
        open_lines.clear()

    for line in [*_without_notes(text, notes), ""]:
        if _FENCE.match(line):
            fenced = not fenced
            open_lines.append("")
            continue
        quoted = re.sub(r"^\s{0,3}(?:>[ \t]?)+", "", line)
        heading, row = _HEADING.fullmatch(quoted), _ROW.fullmatch(quoted)
        if fenced or not (heading or row):
            hard = quoted.endswith(("  ", "\\")) and bool(quoted.strip())
            # a line break that was asked for ends the piece, as a blank line does
            open_lines += [quoted.rstrip("\\") if hard else quoted] + [""] * hard
        elif heading:
            close()
            level = len(heading.group(1))
            pieces.append(Piece(BlockKind.HEADING, heading.group(2), level))
        elif row and not _RULER.fullmatch(row.group(1)):
            close()
            cells = (cell.strip() for cell in re.split(r"(?<!\\)\|", row.group(1)))
            pieces.append(Piece(BlockKind.ROW, " | ".join(cell for cell in cells if cell)))
    close()
    return _settled(pieces, notes, found), found


def _without_notes(text: str, notes: dict[str, str]) -> list[str]:
    """The lines that are not the text of a note; those go into `notes`."""
    kept: list[str] = []
    key = ""
    for line in text.split("\n"):
        note = _NOTE.match(line)
        if note:
            key, notes[note.group(1)] = note.group(1), note.group(2)
        elif key and line.startswith(("    ", "\t")):
            notes[key] += " " + line.strip()
        else:
            key = key if not line.strip() else ""
            kept.append(line)
    return kept


def _settled(pieces: list[Piece], notes: dict[str, str], found: Found) -> list[Piece]:
    """Pieces without inline marks, each followed by its notes; notes nobody refers to come last."""
    settled: list[Piece] = []
    bold: list[Piece] = []
    for piece in pieces:
        used = [key for key in _NOTE_MARK.findall(piece.text) if key in notes]
        text = piece.text
        for key in used:
            text = text.replace(f"[^{key}]", "")
        settled.append(Piece(piece.kind, _inline(text, found), piece.level))
        whole = _BOLD.fullmatch(text.strip())
        if whole and whole.group(1) not in whole.group(2):
            bold.append(settled[-1])
        for key in used:
            if key in notes:
                settled.append(Piece(BlockKind.NOTE, _inline(notes.pop(key), found)))
    settled = by_emphasis(settled, bold)
    return settled + [Piece(BlockKind.NOTE, _inline(note, found)) for note in notes.values()]


def _inline(text: str, found: Found) -> str:
    def link(match: re.Match[str]) -> str:
        found.append(("eigenschap", match.group(2)))
        return match.group(1)

    # an escaped sign is put out of reach of the other patterns, in the private area
    text = _ESCAPE.sub(lambda sign: chr(_ESCAPED + ord(sign.group(1))), text)
    text = _LINK.sub(link, text)
    text = _BOLD.sub(r"\2", _BOLD.sub(r"\2", text))
    text = _ITALIC.sub(r"\2", text)
    return _RESTORE.sub(lambda sign: chr(ord(sign.group()) - _ESCAPED), html.unescape(text))


def _without_comments(text: str, found: Found) -> str:
    shown, *rest = text.split("<!--")
    for part in rest:
        comment, closed, after = part.partition("-->")
        if closed:
            found.append(("opmerking", comment))
        shown += after if closed else "<!--" + part
    return shown


def _front(front: str, found: Found) -> str:
    for line in front.split("\n"):
        key, _, value = line.partition(":")
        kind = "auteur" if _AUTHOR.match(key.strip()) else "eigenschap"
        found.append((kind, (value or key).strip(" \"'-")))
    return ""
