"""Codes as the text of codes.yaml: a whole file, or one more entry in a file that people wrote.

A codebook is written by hand and keeps its comments, order and layout: an entry is put between
the lines that are there, and nothing else changes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from pipeline.domain.codebook import Code, Codebook, Example

_WIDTH = 100
_STEP = 2
"""Spaces by which each level stands further in."""


def codebook_text(study: str, version: str, codes: Sequence[Code], heading: str) -> str:
    """A whole codes.yaml; `heading` stands above it as comment, a line a line."""
    above = "".join(f"# {line}\n" for line in heading.splitlines())
    entries = "".join(entry_text(code) for code in codes)
    return f"{above}\n{_pair('study', study)}{_pair('version', version)}codes:\n{entries}"


def entry_text(code: Code, dash: int = _STEP) -> str:
    """One entry; `dash` is the column of its dash."""
    lines = "".join(_fields(code)).splitlines()
    pad = " " * dash
    first, *rest = (f"  {line}" if line else "" for line in lines)
    return "".join(f"{pad}{line}\n" for line in (f"- {first[2:]}", *rest))


def with_entry(text: str, book: Codebook, code: Code) -> str:
    """The text with one more entry: after the last code below its parent, after the parent where
    that has none, or at the end.

    Args:
        text: that of codes.yaml, as it was read.
        book: what the text says.

    Raises:
        ValueError: when the codes do not stand below each other, each with a dash of its own.
    """
    items = item_nodes(text)
    if len(items) != len(book.codes):
        raise ValueError("de tekst en het codeboek horen bij elkaar")
    order = {own.id: at for at, own in enumerate(book.codes)}
    last = max((order[c] for c in book.with_descendants(code.parent)), default=len(items) - 1)
    node = items[last]
    dash = _column_of_dash(text, node)
    at = end_of_item(text, node, dash)
    newline = "\r\n" if "\r\n" in text else "\n"
    entry = entry_text(code, dash).replace("\n", newline)
    before = text[:at] if text[:at].endswith("\n") else text[:at] + newline
    return before + entry + text[at:]


def item_nodes(text: str) -> list[Any]:
    """The nodes of the codes, in the order of the file."""
    # Not libyaml: its marks do not count characters the way Python does.
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == "codes" and isinstance(value, yaml.SequenceNode):
                if value.flow_style or not value.value:
                    break
                return list(value.value)
    raise ValueError("de codes horen onder elkaar te staan, elk met een streepje")


def _column_of_dash(text: str, node: Any) -> int:
    start = node.start_mark.index
    line = text.rfind("\n", 0, start) + 1
    dash = text[line:start].rfind("-")
    if dash < 0 or text[line : line + dash].strip("\ufeff "):
        raise ValueError("elke code hoort met een streepje op een eigen regel te beginnen")
    return dash


def end_of_item(text: str, node: Any, dash: int) -> int:
    """Where the lines of an item end: before blank lines and comments that stand at its dash or
    further out, which belong to what follows."""
    end = node.end_mark.index
    if not text[text.rfind("\n", 0, end) + 1 : end].strip():
        end = text.rfind("\n", 0, end) + 1
    else:
        found = text.find("\n", end)
        end = len(text) if found < 0 else found + 1
    while end > 0:
        start = text.rfind("\n", 0, end - 1) + 1
        line = text[start:end]
        outside = len(line) - len(line.lstrip(" ")) <= dash
        if line.strip() and not (line.lstrip(" ").startswith("#") and outside):
            break
        end = start
    return end


def _fields(code: Code) -> Iterator[str]:
    yield _pair("id", code.id)
    if code.parent:
        yield _pair("parent", code.parent)
    yield _pair("label", code.label)
    if code.draft:
        yield "draft: true\n"
    yield _prose("definition", code.definition)
    yield _prose("use", code.use)
    if code.avoid:
        yield "avoid:\n"
        for one in code.avoid:
            yield _nested([_pair("when", one.when), _pair("code", one.code)])
    yield f"actors: [{', '.join(code.actors)}]\n"
    if code.examples:
        yield "examples:\n"
        for example in code.examples:
            yield _nested(_example(example))
    if code.keywords:
        yield f"keywords: {_flow(code.keywords)}\n"


def _example(example: Example) -> list[str]:
    return [_pair("actor", example.actor.value), _prose("text", example.text)]


def _nested(fields: Iterable[str]) -> str:
    """A table in a list: the first line with a dash, the others in line with it."""
    lines = "".join(fields).splitlines()
    return f"  - {lines[0]}\n" + "".join(f"    {line}\n" for line in lines[1:])


def _pair(key: str, value: str) -> str:
    """`key: value`, quoted where YAML would read something else."""
    # Every scalar is read as text: '1' is quoted so that it stays one.
    said: str = yaml.safe_dump({key: value}, allow_unicode=True, width=float("inf"))
    return said


def _prose(key: str, value: str) -> str:
    """Running text: on one line where that fits, and else folded. A folded text cannot hold what
    has to be escaped."""
    single = _pair(key, value)
    if len(single) <= _WIDTH - 3 * _STEP or not value.isprintable():
        return single
    lines = textwrap.wrap(value, _WIDTH - 4 * _STEP, break_long_words=False, break_on_hyphens=False)
    return f"{key}: >-\n" + "".join(f"  {line}\n" for line in lines)


def _flow(values: Sequence[str]) -> str:
    said: str = yaml.safe_dump(
        list(values), allow_unicode=True, width=float("inf"), default_flow_style=True
    )
    return said.strip()
