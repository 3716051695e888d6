"""One spelling of a word, to look it up by; the text itself is never changed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
_APOSTROPHE = re.compile("[’‘ʼ`]")
_HYPHEN = re.compile("[\u2010\u2011]")


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """The word as it is read: composed letters, one apostrophe, nothing invisible."""
    text = _APOSTROPHE.sub("'", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _HYPHEN.sub("-", text))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, to compare names: 'Zoë' and 'zoe' are alike, 'Anne' stays."""
    bare = unicodedata.normalize("NFD", clean(text).lower().replace("ı", "i").replace("ł", "l"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
