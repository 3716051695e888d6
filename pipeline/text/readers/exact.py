"""`.verslag`: a text that another program coded, kept to the letter, with its blocks.

Who would read such a text as .txt moves places: lines are joined and spaces collapsed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pipeline.domain.report import Block, BlockKind, Report
from pipeline.text.document import Document, Exact, Limits
from pipeline.text.readers.refusal import Refusal, refuse

SUFFIX = ".verslag"
_FORMAT = "oza-verslag-1"


def exact_bytes(text: str, blocks: Sequence[Block]) -> bytes:
    """The file of a text and its blocks, a block a line: kind, start, end, level, speaker."""
    lines = [
        json.dumps([b.kind.value, b.start, b.end, b.level, b.speaker], ensure_ascii=False)
        for b in blocks
    ]
    said = json.dumps(text, ensure_ascii=False)
    inside = ",\n".join(lines)
    content = f'{{"formaat": "{_FORMAT}",\n"tekst": {said},\n"blokken": [\n{inside}\n]}}\n'
    return content.encode("utf-8")


def read_exact(path: Path, limits: Limits) -> Document:
    """Reads what `exact_bytes` wrote.

    Raises:
        ReportSetAside: for anything else, and for more text than the limit.
    """
    data = path.read_bytes()
    if not data.strip():
        raise refuse(path, Refusal.BLANK)
    try:
        content = json.loads(data.decode("utf-8-sig"))
        text, rows = content["tekst"], content["blokken"]
        blocks = tuple(Block(BlockKind(kind), *rest) for kind, *rest in rows)
        known = content["formaat"] == _FORMAT and isinstance(text, str)
        Report("", text, blocks)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise refuse(path, Refusal.DAMAGED) from error
    if not known:
        raise refuse(path, Refusal.DAMAGED)
    if len(text) > limits.max_chars:
        raise refuse(path, Refusal.TOO_LONG, limit=limits.max_chars)
    return Document((), exact=Exact(text, blocks))
