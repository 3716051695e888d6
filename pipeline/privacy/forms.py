"""What a word may be a form of: a genitive, a diminutive, or a spelling that is one letter off."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.privacy.dutch import is_known

_ENDINGS = re.compile(r"(?:'?s|'|(?:[a-z])?(?:etje|tje|pje|je|ie)(?:'?s)?)")
_LONGEST = 7  # letters of an ending: 'm-etje-'s'


@lru_cache(maxsize=65536)
def stems(word: str) -> tuple[str, ...]:
    """What a word may be a form of: itself, without genitive -s, and without a diminutive.

    'kimmetje' gives 'kim' (a doubled letter goes), 'daantje' 'daan'. Of two letters no ending is
    taken off: 'bos' is no Bo. A word of Dutch that happens to end in -s is no form of a name.
    """
    forms = [word]
    for cut in range(max(2, len(word) - _LONGEST), len(word)):
        stem, ending = word[:cut], word[cut:]
        if not _ENDINGS.fullmatch(ending):
            continue
        apostrophe = "'" in ending
        if not apostrophe and (len(stem) < 3 or (ending in ("s", "ie") and is_known(word))):
            continue
        doubled = ending[0].isalpha() and ending[0] == stem[-1] and len(ending) > 2
        if ending in ("s", "'s", "'") or doubled or re.match("(?:etje|tje|pje|je|ie)", ending):
            forms.append(stem)
    return tuple(forms)


def near(left: str, right: str) -> bool:
    """Whether one letter too many, too few, other, or two swapped make one word of the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    one, two = left[start:], right[start:]
    if len(one) > len(two):
        return one[1:] == two
    if len(one) < len(two):
        return one == two[1:]
    return one[1:] == two[1:] or (one[:2] == two[1::-1] and one[2:] == two[2:])
