"""Where long words may break in a narrow column: not every program knows Dutch."""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"
_PART = re.compile(
    r"\b(samenwerkings|zorg|bijeen|aandachts|financierings|beschikbaarheids|toelaatbaarheids"
    r"|onderwijs|ondersteunings|randvoor|perspec|conti|toegan|effecti|administra)(?=[a-z]{5})",
    re.IGNORECASE,
)


def breaking(text: str) -> str:
    """`samenwerkingsverbanden` with a soft hyphen where its parts meet, or between syllables."""
    return _PART.sub(rf"\1{SOFT_HYPHEN}", text)
