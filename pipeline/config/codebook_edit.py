"""Small changes in the text of codes.yaml, utterances.yaml and chapters.toml: comments, order and
layout stay. Whoever uses these reads the result before it takes the place of what there was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.config.codebook_text import end_of_item, item_nodes

_HEADER = re.compile(r"^\[\[", re.MULTILINE)
_COMPOSED = re.compile(r"^composed[ \t]*=[ \t]*true", re.MULTILINE)
_LIST = re.compile(r"^codes[ \t]*=[ \t]*\[([^\]]*)\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


def with_names(text: str, names: Mapping[str, str], label: str = "") -> str:
    """codes.yaml with other ids, wherever they stand: of codes, parents and what to use instead.

    Args:
        names: id → id.
        label: a new label for the one code that is renamed; '' keeps it.
    """
    edits = []
    for node in item_nodes(text):
        fields = _fields(node)
        places = [fields.get("id"), fields.get("parent")]
        for avoid in fields["avoid"].value if "avoid" in fields else ():
            places.append(_fields(avoid).get("code"))
        edits += [_put(one, names[one.value]) for one in places if one and one.value in names]
        if label and fields["id"].value in names:
            edits.append(_put(fields["label"], _scalar(label)))
    return _edited(text, edits)


def without_code(text: str, code: str) -> str:
    """codes.yaml without the entry of a code; comments before the next one stay."""
    for node in item_nodes(text):
        if _fields(node)["id"].value == code:
            start = text.rfind("\n", 0, node.start_mark.index) + 1
            dash = text[start : node.start_mark.index].rfind("-")
            return text[:start] + text[end_of_item(text, node, dash) :]
    raise ValueError(f"code '{code}' staat niet in het bestand")


def with_parent(text: str, code: str, parent: str) -> str:
    """codes.yaml with a code below another one; '' puts it at the top of the tree."""
    for node in item_nodes(text):
        fields = _fields(node)
        if fields["id"].value != code:
            continue
        if "parent" in fields and parent:
            return _edited(text, [_put(fields["parent"], parent)])
        place = fields["parent"] if "parent" in fields else fields["id"]
        start = text.rfind("\n", 0, place.start_mark.index) + 1
        end = text.find("\n", place.end_mark.index) + 1 or len(text)
        if not parent:
            return text[:start] + text[end:] if "parent" in fields else text
        pad = " " * next(key.start_mark.column for key, _ in node.value)
        return f"{text[:end]}{pad}parent: {parent}\n{text[end:]}"
    raise ValueError(f"code '{code}' staat niet in het bestand")


def utterances_with_name(text: str, old: str, new: str) -> str:
    """utterances.yaml with a code under another name."""
    return re.sub(rf"^{re.escape(old)}(?=[ \t]*:)", new, text, count=1, flags=re.MULTILINE)


def utterances_without(text: str, code: str) -> str:
    """utterances.yaml without what a code may sound like."""
    block = rf"^{re.escape(code)}[ \t]*:[^\n]*\n(?:[ \t]+[^\n]*(?:\n|\Z)|[ \t]*\n(?=[ \t]))*"
    return re.sub(block, "", text, count=1, flags=re.MULTILINE)


def chapters_with(text: str, names: Mapping[str, str], *, merged: bool = False) -> str:
    """chapters.toml with other ids in its lists of codes; '' takes one out, and a list never gets
    the same one twice.

    Args:
        merged: the new names stand in a section already, and a code stands in one section only:
            sections lose the old names, and only what summarises and concludes gets the new.

    Raises:
        ValueError: when a section would be left without codes.
    """
    starts = [found.start() for found in _HEADER.finditer(text)]
    blocks = [text[a:b] for a, b in zip([0, *starts], [*starts, len(text)], strict=True)]
    return "".join(_block_with(block, names, merged) for block in blocks)


def _block_with(block: str, names: Mapping[str, str], merged: bool) -> str:
    presents = block.startswith("[[sections") and not _COMPOSED.search(block)
    if merged and presents:
        names = dict.fromkeys(names, "")

    def changed(found: re.Match[str]) -> str:
        inside = _list_with(found[1], names)
        if presents and found[1].strip() and not re.search(r'"[^"]', inside):
            raise ValueError(
                "een paragraaf in chapters.toml houdt dan geen code over; zet de codes daar eerst"
                " bij elkaar"
            )
        return found[0].replace(found[1], inside, 1)

    return _LIST.sub(changed, block)


def _list_with(inside: str, names: Mapping[str, str]) -> str:
    there = set(re.findall(r'"([^"]*)"', inside))
    for old, new in names.items():
        if old in there and new and new not in there:
            inside = inside.replace(f'"{old}"', f'"{new}"')
            there.add(new)
        elif old in there:
            inside = re.sub(rf'"{re.escape(old)}"[ \t]*,[ \t]*\n?[ \t]*', "", inside, count=1)
            inside = re.sub(rf',?\s*"{re.escape(old)}"', "", inside, count=1)
    return inside


def _fields(node: Any) -> dict[str, Any]:
    return {key.value: value for key, value in node.value}


def _put(node: Any, text: str) -> _Edit:
    return _Edit(node.start_mark.index, node.end_mark.index, text)


def _edited(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _scalar(text: str) -> str:
    said: str = yaml.safe_dump({"x": text}, allow_unicode=True, width=float("inf"))
    return said[3:].rstrip("\n")
