"""Dates on which a person may be born."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.privacy.finding import Kind, Span

REFERENCE_YEAR = 2026
"""The year that dates are judged from where the caller names none. No clock is read: the same
report gives the same findings next year."""

YOUNGEST = 3
"""Nobody younger is interviewed: a full date of fewer years ago is that of some meeting."""

_MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:(?:19|20)\d\d|['’‘]?\d\d)"
_DATE = (
    rf"(?P<date>{_DAY}(?:e|ste|de)?[ \u00a0-]{_MONTH}"
    rf"(?:[ ,\u00a0-]{{1,2}}(?P<named>{_YEAR})(?!\d))?|"
    rf"{_DAY} ?[-./] ?{_MONTH_NUMBER} ?[-./] ?(?P<numbered>{_YEAR})|"
    rf"(?P<iso>(?:19|20)\d\d)-{_MONTH_NUMBER}-{_DAY})"
)
_BIRTH = re.compile(
    r"\b(?:geboren|geboortedatum|geboortedag|geb\b\.?|jarig|verjaardag|verjaart|verjaarde|bevallen|"
    rf"ter wereld|dob\b)[^\d\n]{{0,30}}?{_DATE}(?![\w-])",
    re.IGNORECASE,
)
_FULL = re.compile(rf"(?<![\w.,/-]){_DATE}(?![\w-]|[.,/]\d)", re.IGNORECASE)


def find(text: str, year: int = REFERENCE_YEAR) -> Iterator[Span]:
    """Dates behind a word for birth, and full dates of `YOUNGEST` or more years before `year`.

    A date without its year counts behind such a word only: a birthday narrows the search.
    """
    for match in _BIRTH.finditer(text):
        yield _span(match, "zeker")
    for match in _FULL.finditer(text):
        written = match["named"] or match["numbered"] or match["iso"]
        if written and _full_year(written, year) <= year - YOUNGEST:
            yield _span(match, "waarschijnlijk")


def _span(match: re.Match[str], certainty: str) -> Span:
    return Span(match.start("date"), match.end("date"), Kind.GEBOORTEDATUM, "patroon", certainty)


def _full_year(written: str, year: int) -> int:
    """'14 and 14 are 2014; two digits that lie ahead of `year` are of the century before."""
    number = int(written.strip("'’‘"))
    if number >= 100:
        return number
    century = year // 100 * 100
    return century + number if century + number <= year else century - 100 + number
