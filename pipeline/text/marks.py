"""The small typographic facts that readers share: clean characters, list marks, short lines."""

from __future__ import annotations

import re
import unicodedata

MAX_HEADING_WORDS = 8

_MARK = re.compile(
    r"(?:[-*+•‣◦●○■□▪▫▸►·∙➢➤✓✔–—→]|\d{1,2}[.)](?!\d)|\(?[a-z]\)|o(?=\t|\ {2,}|\ ?[A-ZÀ-Þ]))[ \t]+"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?[ \t]+(?=[A-ZÀ-Þ])")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)} | {
    0x0132: "IJ",
    0x0133: "ij",
}
_SYMBOLS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0A8: "□", 0xF06F: "□",
    0xF0E0: "→", 0xF0E8: "→", 0xF02D: "-", 0xF076: "•", 0xF04A: "☺", 0xF04C: "☹",
}  # fmt: skip
_NEWLINES = {0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_TABLE = _LIGATURES | _SYMBOLS | _NEWLINES | {0x2011: "-", 0x2010: "-", 0x09: "\t"}
_BY_CATEGORY = {"Cc": " ", "Zs": " ", "Cf": "", "Cs": "\ufffd", "Co": "", "Cn": ""}


def clean(text: str) -> str:
    """NFC, with plain spaces, and without control characters, soft hyphens and other characters
    that cannot be seen (in which a name could hide). Newlines and tabs stay."""
    text = text.replace("\r\n", "\n")
    if not text.isascii() or not text.isprintable():
        text = text.translate(_CLEANED)
    return unicodedata.normalize("NFC", text)


def _character(character: str) -> str:
    code = ord(character)
    if code in _TABLE:
        return _TABLE[code]
    if character.isascii() and (character.isprintable() or character == "\n"):
        return character
    return _BY_CATEGORY.get(unicodedata.category(character), character)


class _Cleaned(dict[int, str]):
    """Code point → what becomes of it, worked out once for each."""

    def __missing__(self, code: int) -> str:
        self[code] = _character(chr(code))
        return self[code]


_CLEANED = _Cleaned()


def collapse(text: str) -> str:
    """Runs of spaces become one space, within and around lines; empty lines go."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def list_mark(line: str) -> int:
    """The length of the list mark at the start of a line with the space after it, 0 for none."""
    found = _MARK.match(line)
    return found.end() if found and found.end() < len(line) else 0


def heading_number(line: str) -> str:
    """'2.1 ' of '2.1 Werkwijze', empty when a line does not start as a numbered heading."""
    found = _NUMBERED.match(line)
    return found.group() if found else ""


def may_be_heading(line: str) -> bool:
    """Short, capitalised and without final punctuation: a heading, if what stands around it
    agrees."""
    words = line.split()
    start = line[len(heading_number(line)) :]
    return (
        0 < len(words) <= MAX_HEADING_WORDS
        and start[:1].isupper()
        and (line[-1].isalnum() or line[-1] in ")]")
    )
