"""RTF as a tree of groups, and its tables of fonts and styles."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|"
    rb"[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
_STYLE_HEADING = re.compile(r"(?:heading|kop)\s*(\d)", re.IGNORECASE)
_TITLES = {"title": 1, "titel": 1, "subtitle": 2, "ondertitel": 2}
MAX_DEPTH = 200
_SYMBOL = 2  # the character set of Symbol and Wingdings: codes are shapes, not letters


@dataclass(frozen=True, slots=True)
class Word:
    """A control word with its number, or a control symbol such as `\\~`."""

    name: str
    number: int | None = None

    @property
    def on(self) -> bool:
        return self.number != 0


Group = list["Word | bytes | Group"]


def parse(data: bytes) -> Group | None:
    """The outermost group, None when the file ends before its last brace or nests too deep.

    Text and `\\'xx` both come as bytes, in the encoding of the font that is on.
    """
    stack: list[Group] = []
    position = 0
    while match := _TOKEN.search(data, position):
        position = match.end()
        name, number, code, symbol, brace, text = match.groups()
        if brace == b"{":
            stack.append([])
            if len(stack) > MAX_DEPTH:
                return None
        elif brace == b"}":
            if len(stack) <= 1:
                return stack[0] if stack else None
            group = stack.pop()
            stack[-1].append(group)
        elif not stack:
            continue
        elif name is not None:
            value = int(number) if number is not None else None
            if name == b"bin" and value is not None:
                position += max(value, 0)  # raw bytes, braces and all
            else:
                stack[-1].append(Word(name.decode("ascii"), value))
        elif code is not None:
            stack[-1].append(bytes.fromhex(code.decode("ascii")))
        elif symbol is not None:
            stack[-1].append(Word("par" if symbol in b"\r\n" else symbol.decode("latin-1")))
        elif text is not None:
            stack[-1].append(text)
    return None


def destination(group: Group) -> tuple[str, bool]:
    """What a group is for, by its first control word, and whether it may be skipped (`\\*`)."""
    starred = False
    for item in group[:2]:
        if not isinstance(item, Word):
            break
        if item.name != "*":
            return item.name, starred
        starred = True
    return "", starred


def groups(parent: Group) -> Iterator[Group]:
    return (item for item in parent if isinstance(item, list))


def raw_text(group: Group) -> str:
    """The plain bytes of a group and what is in it, as Windows text."""
    parts = [raw_text(i) if isinstance(i, list) else i for i in group if not isinstance(i, Word)]
    return "".join(p if isinstance(p, str) else p.decode("cp1252", "replace") for p in parts)


class Fonts:
    """The encoding of each font."""

    def __init__(self, root: Group) -> None:
        from striprtf.striprtf import charset_map

        page = next((i.number for i in root if isinstance(i, Word) and i.name == "ansicpg"), None)
        self._standard = _codec(f"cp{page}") if page else "cp1252"
        self._codecs: dict[int, str] = {}
        for table in groups(root):
            if destination(table)[0] != "fonttbl":
                continue
            for font in [table, *groups(table)]:
                words = {i.name: i.number for i in font if isinstance(i, Word)}
                number, charset = words.get("f"), words.get("fcharset")
                if number is not None and charset == _SYMBOL:
                    self._codecs[number] = "symbol"
                elif number is not None and charset:  # 0 is the code page of the file
                    self._codecs[number] = _codec(str(charset_map.get(charset, self._standard)))

    def decode(self, data: bytes, font: int | None) -> str:
        codec = self._codecs.get(font, self._standard) if font is not None else self._standard
        if codec == "symbol":  # in the private area, as Word itself writes them
            return "".join(chr(0xF000 + byte) if byte > 0x20 else " " for byte in data)
        return data.decode(codec, "replace")


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def heading_styles(root: Group) -> dict[int, int]:
    """The level of every paragraph style that is a heading."""
    levels: dict[int, int] = {}
    for table in groups(root):
        if destination(table)[0] != "stylesheet":
            continue
        for style in groups(table):
            words = {i.name: i.number or 0 for i in style if isinstance(i, Word)}
            name = raw_text(style).strip().rstrip(";").strip()
            found = _STYLE_HEADING.match(name)
            level = int(found.group(1)) if found else _TITLES.get(name.lower())
            outline = words.get("outlinelevel", 9)
            if level or outline < 9:
                levels[words.get("s", 0)] = level or outline + 1
    levels.pop(0, None)
    return levels
