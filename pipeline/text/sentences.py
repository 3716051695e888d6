"""Where Dutch sentences end: rules for written-out interviews, and no model.

Three passes. Short quotations and bracketed asides are found first: nothing inside them ends a
sentence. Then every end mark is a candidate, with the quotation marks, brackets, notes and emoji
that close behind it. What stands before the mark (an abbreviation, initials, a number) and what
comes after it (a capital, a lower-case letter, a digit) decides.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

SHORT_QUOTATION = 200  # characters; inside a longer one sentences end as usual

_EMOJI = r"(?:[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]+|[:;]-?[)D](?!\w))"
_NOTE = r"[(\[](?:[a-zà-ÿ][^()\[\]\n]{0,40}|\.{3}|…)[)\]](?=\s+[\"'“‘„]?[A-ZÀ-Þ]|\s*\Z)"
_CANDIDATE = re.compile(
    rf"(?P<marks>[.!?…]+)(?P<closers>[\"'”’»)\]*_]*(?:\[\d+\])*)"
    rf"(?P<tail>(?:[ ]?(?:{_EMOJI}|{_NOTE}))*)"
    rf"|(?P<emoji>{_EMOJI}(?:[ ]?{_EMOJI})*)"
    r"|(?P<line>\n\s*)"
)
_N = SHORT_QUOTATION
_ASIDE = re.compile(
    rf'(?<![^\s(\[–—-])"(?=\S)[^"\n]{{1,{_N}}}?(?<=\S)"(?!\w)'
    rf"|[“„][^“”„\n]{{1,{_N}}}”|«[^«»\n]{{1,{_N}}}»"
    # A single quotation mark opens before a letter, unless it is an apostrophe ('s avonds).
    rf"|(?<![\w'’.])['‘](?!(?:s|t|n|k|m|r|ns)\b)(?=\w)[^\n]{{1,{_N}}}?(?<=[\w.!?…,])['’](?!\w)"
    rf"|(?<![:;])(?<![:;]-)\([^()\n]{{1,{_N}}}\)|\[[^\[\]\n]{{1,{_N}}}\]"
)
_WORD = re.compile(r"[^\s()\[\]“”\"‘„«»…]*\Z")
_NEXT = re.compile(r"\s*(?:['’‘][stknm]\s+(?=[A-ZÀ-Þ]))?[\s\"'“‘’„«(\-–—•*_.…¿¡]{0,40}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*(?:[^\W\d_]|Th|Ch|Chr|Ph|Fr|Joh|IJ)")
_NUMBER = re.compile(r"[€$]?\d[\d.,:/-]*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_LINK = re.compile(r"://|@|www\.|\.(?:nl|be|com|org|net|eu)\b")
_GRADE = re.compile(r"\b(?:groep|klas|leerjaar|klassen|groepen)\s+\d[\d/]*\Z", re.IGNORECASE)
_ENUMERATOR = re.compile(r"\d{1,2}[a-z]?|[^\W\d_]")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_REPORTING = _words(
    "zei zeg zegt zeiden zeggen vroeg vraagt vroegen vraag dacht denkt denk riep roept riepen"
    " antwoordde antwoordt vond vindt staat stond"
)
# After 'plan B.' or 'bij J.' these begin a sentence; a surname would not look like them.
_STARTERS = _words(
    "Dat Daar Daarna Daarom Dan Die Dit Deze Het Een Er En Maar Want Dus Of Ik We Wij Hij Zij Ze Je"
    " Jij Jullie Mijn Toen Nou Nu Ja Nee Wat Hoe Waar Waarom Wie Als Omdat Soms Ook Eerst Zo Niet"
    " Misschien Eigenlijk Gelukkig Verder Vroeger Volgens"
)
# Short words that do end sentences; other words of fewer than four letters before a full stop
# and a lower-case letter are taken for abbreviations that our list lacks.
_SHORT_WORDS = _words(
    "ja nee ook wel zo ik jij wij zij hij ze we je op aan toe uit af mee nu dan dit dat die er om"
    " in bij hem haar hen hun ons niks fijn los erg al dus mij me jou leuk moe boos boven weg nog"
    " zijn was is had heb kan wil mag doe ga dag jaar uur les wc pas toch ver oké oke ok best"
)


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, bool]:
    """Abbreviations without their last full stop, with whether they may end a sentence."""
    lines = Path(__file__).with_name("abbreviations.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    return {word.rstrip("+"): word.endswith("+") for word in words}


def sentence_ends(text: str) -> list[int]:
    """Ends of the sentences of `text`: ascending offsets in code points, just past each sentence.

    A sentence holds its end mark and what closes behind it; the white space after it belongs to
    no sentence. The last offset is the end of the text without trailing white space, and white
    space alone has no sentences: `sentence_ends('Ja. Nee. ') == [3, 8]`.
    """
    last = len(text.rstrip())
    if last == 0:
        return []
    asides = [match.span() for match in _ASIDE.finditer(text)]
    opens = [start for start, _ in asides]
    ends: list[int] = []
    for match in _CANDIDATE.finditer(text, 0, last):
        begin, end = match.span()
        at = bisect_right(opens, begin) - 1
        aside = asides[at] if at >= 0 and begin < asides[at][1] else None
        start = ends[-1] if ends else 0
        if match["line"] is not None:
            end = begin
            while end > start and text[end - 1].isspace():
                end -= 1
            ending = _line_ends(text, match)
        elif aside is not None and aside[0] < begin and end < aside[1]:
            ending = False
        elif aside is not None and text[aside[0]] in "([" and text[start : aside[0]].strip():
            ending = False  # an aside within a sentence: 'in groep 4 (of 5?) Daar'
        else:
            ending = _mark_ends(text, match, start)
        if ending and start < end < last and text[start:end].strip():
            ends.append(end)
    return [*ends, last]


def _line_ends(text: str, match: re.Match[str]) -> bool:
    """A blank line ends a sentence; a line break does unless the next line goes on with it."""
    following = _follows(text, match.end())
    return match["line"].count("\n") > 1 or following[:1].isupper() or text[match.end()] in "-–•*"


def _follows(text: str, position: int) -> str:
    """The next 24 characters of `text` from the first that is a letter, a digit or a sign."""
    skipped = _NEXT.match(text, position)
    begin = skipped.end() if skipped else position
    return unicodedata.normalize("NFC", text[begin : begin + 24])


def _mark_ends(text: str, match: re.Match[str], start: int) -> bool:
    """Whether an end mark or an emoji at `match` ends the sentence that began at `start`."""
    begin, end = match.span()
    if end == len(text):
        return True
    following = _follows(text, end)
    capital = following[:1].isupper() or following[:1] == "["
    if match["emoji"] is not None:
        return capital and text[end].isspace()
    word = _word_before(text, begin, start)
    if not text[end].isspace():
        return _glued(text, match, word)
    marks = match["marks"]
    if "!" in marks or "?" in marks:
        return capital or _goes_on_lower(following, match["closers"]) or following[:1].isdigit()
    if marks != ".":
        return capital
    kind = _kind(word, text[start:begin])
    if kind == "closed":
        return False
    if kind == "initials":
        return re.split(r"\W", following, maxsplit=1)[0] in _STARTERS
    if capital:
        return True
    if kind == "open" or match["closers"]:
        return False
    if kind == "number":
        return following[:1].islower() and bool(_GRADE.search(text[start:begin]))
    if following[:1].islower():
        return len(word) > 3 or word.lower() in _SHORT_WORDS
    return True


def _word_before(text: str, begin: int, start: int) -> str:
    """The word before the mark at `begin`, no further back than the sentence's start."""
    found = _WORD.search(text[max(start, begin - 40) : begin])
    return unicodedata.normalize("NFC", found.group().lstrip("'’-–—*_,;:!?.")) if found else ""


def _kind(word: str, sentence: str) -> str:
    """What stands before a full stop: closed or open (abbreviations), initials, number, word.

    `closed` cannot end a sentence; `open` can, before a capital.
    """
    known = abbreviations()
    may_end = known.get(word)
    if may_end is None and word[:1].isupper():
        lowered = word[:1].lower() + word[1:]
        # 'Bijv.' is the abbreviation at a sentence's start; 'Jan.' is a boy and not a month.
        may_end = False if known.get(lowered) is False else None
    if may_end is not None:
        return "open" if may_end else "closed"
    head = sentence[: len(sentence) - len(word)].rstrip()
    if _ENUMERATOR.fullmatch(word) and (not head or head[-1] in ":;"):
        return "closed"
    if _INITIALS.fullmatch(word) and word[:1].isupper():
        return "initials"
    if _DOTTED.fullmatch(word):
        return "closed"
    return "number" if _NUMBER.fullmatch(word) else "word"


def _goes_on_lower(following: str, closers: str) -> bool:
    """After ! or ?: a lower-case letter begins a sentence, unless it is the like of 'zei ze'."""
    if closers or not following[:1].islower():
        return False
    return re.split(r"\W", following, maxsplit=1)[0] not in _REPORTING


def _glued(text: str, match: re.Match[str], word: str) -> bool:
    """A full stop without the space after it: 'school.Dat', but not 'www.Dat' or 'A.Jansen'."""
    end = match.end()
    if match["closers"] or not re.match(r"[^\W\d_a-zà-ÿ][a-zà-ÿ]+(?![\w.@])", text[end : end + 24]):
        return False
    around = re.split(r"\s", text[max(0, end - 40) : end])[-1] + text[end : end + 24].split()[0]
    before = text[match.start() - 1 : match.start()]
    ordinary = bool(match["tail"]) or before.islower() or before.isdigit()
    return ordinary and not _LINK.search(around) and _kind(word, "x " + word) in ("word", "number")
