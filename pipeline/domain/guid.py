"""Guids: names for things that travel between programs, made of what they name.

A guid that follows from content is the same at every export, on every computer.
"""

from __future__ import annotations

import re
import uuid
from functools import lru_cache

_NAMESPACE = uuid.UUID("8c1f1f0e-6a0d-5d53-9f5e-6f7a61716461")
"""Ours alone; a changed digit here renames everything that was ever exported."""
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_REMEMBERED = 10_000
"""Codes and people are named again at each coding."""
_BETWEEN = "\x1f"


def guid_of(kind: str, *parts: str) -> str:
    """The guid of a thing by its kind and what tells it apart (RFC 9562, version 5).

    Args:
        kind: such as `code` or `user`; the same parts of another kind have another guid.
    """
    # Lengths are part of the name: ('a', 'b c') and ('a b', 'c') are different things.
    named = _BETWEEN.join(f"{len(part)}:{part}" for part in (kind, *parts))
    digest = named.encode("utf-8", "surrogatepass")
    return str(uuid.uuid5(_NAMESPACE, digest.hex()))


def is_guid(text: str) -> bool:
    """Whether it is a guid as we keep them: 36 characters, small letters, no braces."""
    return _GUID.fullmatch(text) is not None


@lru_cache(maxsize=_REMEMBERED)
def kept_guid(text: str) -> str:
    """A guid as a program wrote it (capitals, braces, blanks) → as we keep it.

    What is no guid at all, but is used as one, gets the guid that follows from it; nothing stays
    nothing.
    """
    plain = text.strip().removeprefix("{").removesuffix("}").lower()
    return plain if not plain or is_guid(plain) else guid_of("foreign", text.strip())
