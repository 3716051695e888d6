"""How a text is built, as a memo that goes along with it: other programs keep text alone, and what
was a heading, a question or a segment would be lost on the way."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.domain.report import Block, BlockKind, text_digest

_FIRST = "Laat dit memo staan: het programma leest hierin hoe de tekst is opgebouwd."


def structure_text(text: str, blocks: Iterable[Block]) -> str:
    """A line a block (kind, start, end, level), after a digest of the text that they are about.

    Speakers are not told: their labels stand in the text, where names were replaced.
    """
    lines = [f"{b.kind.value} {b.start} {b.end} {b.level}" for b in blocks]
    return "\n".join([_FIRST, text_digest(text), *lines])


def structure_of(text: str, memo: str) -> tuple[Block, ...] | None:
    """The blocks that `structure_text` told of, with the speakers that stand before them; None
    where the memo is about another text, or cannot be read."""
    lines = memo.split("\n")
    if len(lines) < 2 or lines[1].strip() != text_digest(text):
        return None
    blocks: list[Block] = []
    position, speaker = 0, ""
    try:
        for line in filter(None, map(str.strip, lines[2:])):
            name, start, end, level = line.split()
            kind = BlockKind(name)
            if not position <= int(start) < int(end) <= len(text):
                return None
            speaker = _speaker(text[position : int(start)], kind, speaker)
            blocks.append(Block(kind, int(start), int(end), int(level), speaker))
            position = int(end)
    except ValueError:
        return None
    return tuple(blocks)


def _speaker(between: str, kind: BlockKind, before: str) -> str:
    """Whose turn it is by the label before it; a turn without one goes on where the last ended."""
    if kind not in (BlockKind.TURN, BlockKind.QUESTION):
        return ""
    lines = [line for line in map(str.strip, between.split("\n")) if line]
    return lines[-1].rstrip(": ") if lines else before
