"""From bytes to text: which encoding a plain text file is in."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, of which the mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONE_BYTE = ("cp1252", "mac_roman", "cp850", "latin_1")  # the likeliest first
# What Dutch reports hold beyond ASCII: what is usual, and what is possible.
_USUAL = frozenset("éèêëïöüäâáàóçÉ‘’“”„–—…•€\u00a0\u00ad")
_POSSIBLE = _USUAL | frozenset("îíìôòûúùñÈÊËÏÖÜÄÁÓÇÀåøæßÿÅØ‚«»§°·½¼¾²³±×÷†©®™´¨`£ﬁﬂ")
_WITHIN_WORDS = frozenset("’‘´–—\u00ad")  # signs that may stand between two letters
_HIGH = re.compile(r"(?<=(.))([^\x00-\x7f])(?=(.))", re.DOTALL)
_ZEROS = 0.3  # in UTF-16 about half of the bytes of a Western text are zero
_SAMPLE = 4_000


def decode(data: bytes) -> str:
    """The text in `data`.

    Raises:
        UnicodeError: no encoding makes text of it.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name)
    wide = _unmarked_utf16(data)
    if wide:
        return data.decode(wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data)


def _unmarked_utf16(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(sample) < 4:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > _ZEROS * half > sample[::2].count(0):
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > _ZEROS * half > sample[1::2].count(0) else ""


def _one_byte(data: bytes) -> str:
    """The encoding that gives the least odd text, if there is one without strange characters."""
    high = bytes(sorted({byte for byte in data if byte > 0x7F}))
    best: tuple[int, str] | None = None
    for name in _ONE_BYTE:
        try:
            text = data.decode(name) if set(high.decode(name)) <= _POSSIBLE else ""
        except UnicodeDecodeError:
            continue
        if text and (best is None or _oddity(text) < best[0]):
            best = (_oddity(text), text)
    return best[1] if best else _guessed(data)


def _oddity(text: str) -> int:
    """How often a character stands where Dutch has none: a capital or a quote within a word."""
    odd = 0
    for found in _HIGH.finditer(text):
        before, sign, after = found.groups()
        inside = before.isalpha() and after.isalpha()
        odd += sign not in _USUAL
        odd += 3 * (inside and not sign.isalpha() and sign not in _WITHIN_WORDS)
        odd += 3 * (before.islower() and sign.isupper())
    return odd


def _guessed(data: bytes) -> str:
    """Another language or a mixture: a detector's best guess, and else Windows as it comes."""
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best is not None else data.decode("cp1252")
