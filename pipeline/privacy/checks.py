"""What tells a number that identifies from any other row of digits: check digits and context.

The functions named after a kind tell the certainty of a match of its form; an empty string says
that it is none after all.
"""

from __future__ import annotations

import re

from pipeline.privacy.wordlists import entries

_IBAN_LENGTHS = {"NL": 18, "BE": 16, "DE": 22, "FR": 27, "ES": 24, "IT": 27, "PL": 28, "GB": 22}
_ELEVEN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def is_bsn(text: str) -> bool:
    """The eleven test: the digits weighted 9, 8, ..., 2, -1 add up to a multiple of eleven.

    Separators do not count. All zeros pass the sum but were never given out. Source: Rijksdienst
    voor Identiteitsgegevens, Logisch Ontwerp BSN.
    """
    number = digits(text)
    if len(number) != 9 or set(number) == {"0"}:
        return False
    return sum(w * int(d) for w, d in zip(_ELEVEN_WEIGHTS, number, strict=True)) % 11 == 0


def is_iban(text: str) -> bool:
    """ISO 13616: moved to the end and read as a number, country and check digits leave 1 mod 97."""
    iban = re.sub(r"[\s.-]", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", iban):
        return False
    if len(iban) != _IBAN_LENGTHS.get(iban[:2], len(iban)):
        return False
    number = "".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])
    return int(number) % 97 == 1


_UNITS = frozenset(["GB", "MB", "KB", "TB", "KM", "CM", "MM", "KG", "ML", "PK"])


_AFTER_YEAR = frozenset(entries("na_jaartal"))


def phone(text: str) -> str:
    """Dutch numbers have 10 digits, abroad 9 to 15; service numbers (0800, 0900) are nobody's."""
    number = digits(text)
    if number.startswith(("0800", "0900", "0906", "0909")):
        return ""
    if text.lstrip("(").startswith(("+", "00")):
        return "zeker" if 9 <= len(number) <= 16 else ""
    return "zeker" if len(number) == 10 else ""


def postcode(text: str) -> str:
    """A year before an abbreviation ('sinds 2022 IB') has the form of a postcode."""
    year = 1950 <= int(text[:4]) <= 2049 and text[-2:] in _AFTER_YEAR
    return "mogelijk" if year else "zeker"


def iban(text: str) -> str:
    """A number that fails the check is still likely to be one, typed wrongly."""
    return "zeker" if is_iban(text) else "mogelijk" if text[:2].upper() == "NL" else ""


def bsn(text: str) -> str:
    return "zeker" if is_bsn(text) else ""


def plate(text: str) -> str:
    """A registration plate mixes groups of letters with groups of digits, never all of one sort."""
    return "waarschijnlijk" if re.search(r"[A-Z]", text) and re.search(r"\d", text) else ""


def brin(text: str) -> str:
    """Two digits and two letters: a school in the register of DUO, or a measure ('16GB')."""
    return "" if text[2:4] in _UNITS else "mogelijk"
