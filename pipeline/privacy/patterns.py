"""Identifiers with a form of their own: addresses on paper and on line, and numbers.

Each pattern is written to find too much rather than too little; a person reviews. A group named
`id` is the identifier where a pattern needs the words before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.privacy import checks
from pipeline.privacy.finding import Kind, Span

Judge = Callable[[str], str]
"""Tells the certainty of a match from its text; an empty string says that it is none after all."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of identifier, the form it has, and how sure a match of that form is."""

    kind: Kind
    regex: re.Pattern[str]
    judge: Judge


def _sure(_: str) -> str:
    return "zeker"


def _likely(_: str) -> str:
    return "waarschijnlijk"


_GAP = r"[ \u00a0.\-‐‑/]?"
_SEP = r"[ \u00a0]?[-‐‑–/.]?[ \u00a0]?"
# Lengths are bounded everywhere: an endless row of dots must not keep the detector busy for hours.
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}"
_PATH = r"(?:[/?#][^\s<>\"“”]{0,500}[^\s<>\"“”.,;:!?)\]'’])?/?"
_STOP = r"(?![^\W_])"

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        Kind.EMAIL,
        re.compile(r"(?<![\w.+%'-])[\w.+%'-]{0,63}[\w+%-]@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}"),
        _sure,
    ),
    # As it is said aloud: 'info apenstaartje school punt nl', 'info (at) school.nl'.
    Pattern(
        Kind.EMAIL,
        re.compile(
            r"(?<![\w.+-])[\w.+-]{1,64} ?(?:[(\[](?:at|apenstaartje)[)\]]|apenstaartje|\bat\b)"
            r" ?[\w-]{1,63}"
            r"(?: ?(?:\.|[(\[](?:dot|punt)[)\]]|\bdot\b|\bpunt\b) ?[\w-]{1,63}){0,6} ?"
            r"(?:\.|[(\[](?:dot|punt)[)\]]|\bdot\b|\bpunt\b) ?(?:nl|com|net|org|be|eu)\b",
            re.IGNORECASE,
        ),
        _likely,
    ),
    Pattern(
        Kind.WEBADRES,
        re.compile(
            rf"\b(?:https?://|www\.)[^\s<>\"“”/?#]{{0,250}}[^\s<>\"“”/?#.,;:!?)\]'’]{_PATH}", re.I
        ),
        _sure,
    ),
    # Without www only behind endings that are no Dutch word: 'klaar.de' is a missing space.
    Pattern(
        Kind.WEBADRES,
        re.compile(
            rf"(?<![\w@.-]){_HOST}(?:nl|com|org|net|eu|info|frl|school){_STOP}{_PATH}", re.I
        ),
        _sure,
    ),
    Pattern(
        Kind.TELEFOON,
        re.compile(
            rf"(?<![\w+])(?:(?:\+|00)[1-9]\d{{0,2}}{_SEP}(?:\(0\){_SEP})?|\(?0\d{{1,3}}\)?{_SEP})"
            rf"\d(?:{_SEP}\d){{5,10}}{_STOP}"
        ),
        checks.phone,
    ),
    Pattern(
        Kind.POSTCODE,
        re.compile(r"(?<![\w-])[1-9]\d{3}[ \u00a0]{0,2}(?!SA|SD|SS)[A-Z]{2}(?![\w-])"),
        checks.postcode,
    ),
    Pattern(
        Kind.POSTCODE,
        re.compile(r"(?<![\w-])[1-9]\d{3}(?!sa|sd|ss|ste|e\b|de\b)[a-z]{2}(?![\w-])"),
        _likely,
    ),
    Pattern(
        Kind.IBAN,
        re.compile(rf"\bNL{_GAP}\d{_GAP}\d{_GAP}(?:[A-Z]{_GAP}){{4}}(?:\d{_GAP}){{9}}\d\b", re.I),
        checks.iban,
    ),
    Pattern(
        Kind.IBAN,
        re.compile(r"\b(?!NL)[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?\b"),
        checks.iban,
    ),
    Pattern(
        Kind.BSN,
        re.compile(rf"(?<![\w.,-])\d(?:{_GAP}\d){{8}}(?![\w-]|[.,]\d)"),
        checks.bsn,
    ),
    # Behind its name a number counts even when a digit is wrong or a leading zero is gone.
    Pattern(
        Kind.BSN,
        re.compile(
            r"\b(?:bsn|burgerservicenummer|sofi-?nummer|persoonsgebonden nummer|pgn)\b[^\d\n]{0,25}"
            rf"(?P<id>\d(?:{_GAP}\d){{7,8}}){_STOP}",
            re.I,
        ),
        _sure,
    ),
    Pattern(Kind.OVERIG, re.compile(r"(?<![\w.@/])@[^\W\d][\w.]{1,28}\w"), _likely),
    # An account name is known by a digit or an underscore: 'mijn snap is lieke_xo12'.
    Pattern(
        Kind.OVERIG,
        re.compile(
            r"\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|discord|roblox|youtube|twitch|gamertag|account)"
            r"\b[^\d\n_]{0,25}?[ :'\"(](?P<id>(?=\w{0,30}[\d_])[^\W\d]\w{3,28})\b",
            re.I,
        ),
        _likely,
    ),
    Pattern(
        Kind.OVERIG,
        re.compile(r"(?<![\w@./])(?=\w{0,40}[^\W\d_])\w{1,40}_\w{1,40}(?![\w@])"),
        lambda _: "mogelijk",
    ),
    Pattern(
        Kind.OVERIG,
        re.compile(
            r"(?<![\w-])(?:[A-Z]{2}|\d{2}|[A-Z]|\d|[A-Z]{3}|\d{3})-(?:[A-Z]{2,3}|\d{2,3})-"
            r"(?:[A-Z]{2}|\d{2}|[A-Z]|\d)(?![\w-])"
        ),
        checks.plate,
    ),
    Pattern(
        Kind.OVERIG,
        re.compile(
            r"\b(?:leerling|onderwijs|studenten?|cli[eë]nt|pati[eë]nt|dossier|zaak|polis|paspoort|"
            r"rijbewijs|klant|brin|vestigings|lidmaatschaps|burger)-?(?:nummer|nr\.?|id)?\b"
            r"[^\d\n]{0,12}?[ :#](?P<id>(?=[\w.-]{0,10}\d\w{0,9}\d\w{0,9}\d|\d{2}[A-Z]{2})"
            r"\w[\w.-]{2,30}\w)\b",
            re.I,
        ),
        _likely,
    ),
    Pattern(Kind.OVERIG, re.compile(r"(?<![\w-])\d{2}[A-Z]{2}(?:\d{2})?(?![\w-])"), checks.brin),
)


def find(text: str) -> Iterator[Span]:
    """Every match of every pattern; matches may overlap."""
    for pattern in PATTERNS:
        for match in pattern.regex.finditer(text):
            group = "id" if "id" in pattern.regex.groupindex else 0
            certainty = pattern.judge(match.group(group))
            if certainty:
                yield Span(match.start(group), match.end(group), pattern.kind, "patroon", certainty)
