"""The file with passphrases of coders: what is kept of one is a scrypt hash with its own salt.

scrypt: Percival 2009, "Stronger key derivation via sequential memory-hard functions"; RFC 7914. The
cost is one of those that OWASP's Password Storage Cheat Sheet counts as equal (64 MiB, twice).
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline.errors import OzaError, Place, StoreError
from pipeline.store.coders import check_coder, same_name
from pipeline.store.files import read_json, write_json

SHORTEST = 12
"""Characters. Four words are longer; NIST SP 800-63B asks for at least 8."""
LONGEST = 200
_FEWEST = 5
"""Different characters: keeps out `aaaaaaaaaaaa` and `121212121212`."""
_FORM = 1
_N, _R, _P = 2**16, 8, 2
_MOST_MEMORY = 512 * 1024 * 1024
_REMEDY = "neem vier willekeurige woorden, met spaties ertussen"


@dataclass(frozen=True, slots=True)
class Hashed:
    """What is kept of a passphrase: 32 bytes of scrypt with cost n, block size r and p lanes."""

    salt: bytes = field(repr=False)
    digest: bytes = field(repr=False)
    n: int = _N
    r: int = _R
    p: int = _P

    def __post_init__(self) -> None:
        """Raises ValueError for what scrypt cannot do, and for a cost that is none or stops us."""
        powers = self.n >= 2**14 and self.n & (self.n - 1) == 0
        if not (powers and 1 <= self.r <= 32 and 1 <= self.p <= 16):
            raise ValueError("cost")
        if 128 * self.n * self.r > _MOST_MEMORY:
            raise ValueError("memory")
        if len(self.salt) < 16 or len(self.digest) != 32:
            raise ValueError("length")

    @property
    def cost(self) -> int:
        return self.n * self.r * self.p


def tidy(passphrase: str) -> str:
    """A passphrase as it was meant: two keyboards may write one accent, or a space, differently."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def hashed(passphrase: str) -> Hashed:
    """Raises StoreError when the passphrase is too easy to guess, with the remedy."""
    text = tidy(passphrase)
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise StoreError("de wachtzin is geen leesbare tekst", remedy="geef hem in UTF-8")
    if len(text) < SHORTEST:
        raise StoreError(f"een wachtzin heeft minstens {SHORTEST} tekens", remedy=_REMEDY)
    if len(set(text)) < _FEWEST:
        raise StoreError("deze wachtzin is te makkelijk te raden", remedy=_REMEDY)
    if len(text) > LONGEST:
        raise StoreError(
            f"een wachtzin heeft hoogstens {LONGEST} tekens", remedy="neem een kortere"
        )
    salt = secrets.token_bytes(16)
    return Hashed(salt, _digest(text, salt, _N, _R, _P))


def matches(kept: Hashed, passphrase: str) -> bool:
    """Takes a few tenths of a second and 64 MiB whatever is asked; the interpreter is let go."""
    text = tidy(passphrase)[: LONGEST + 1]
    found = _digest(text, kept.salt, kept.n, kept.r, kept.p)
    return hmac.compare_digest(found, kept.digest)


def decoy(like: Mapping[str, Hashed]) -> Hashed:
    """A hash that no passphrase has, as costly as the costliest of the file: an unknown name has to
    take as long as a known one."""
    model = max(like.values(), key=lambda one: one.cost, default=Hashed(bytes(16), bytes(32)))
    return Hashed(secrets.token_bytes(16), secrets.token_bytes(32), n=model.n, r=model.r, p=model.p)


def read_passphrases(path: Path) -> dict[str, Hashed]:
    """Coder → hash. Raises StoreError when the file is missing or damaged, and for a name under
    which nobody can work."""
    found = _read_file(path)
    remedy = "haal die weg met 'oza passphrase --remove'"
    for coder in found:
        try:
            check_coder(coder)
        except OzaError as problem:
            raise StoreError(problem.what, place=Place.of(path), remedy=remedy) from None
    if len({same_name(coder) for coder in found}) < len(found):
        what = "twee namen verschillen alleen in hoofdletters"
        raise StoreError(what, place=Place.of(path), remedy=remedy)
    return found


def keep_passphrase(path: Path, coder: str, kept: Hashed | None) -> None:
    """Adds or replaces a coder's hash, or takes it out (None); the file is its owner's only.

    Raises:
        StoreError: when the file is no file of passphrases, the name cannot be a coder's, or there
            is nobody of this name to take out.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=10, mode=0o600):
            known = _read_file(path) if path.exists() else {}
            other = next((one for one in known if same_name(one) == same_name(coder)), coder)
            if kept is None:
                _taken_out(path, known, coder)
            elif other != coder:
                raise StoreError(
                    f"'{other}' staat er al", place=Place.of(path), remedy="gebruik die naam"
                )
            else:
                check_coder(coder)
                known[coder] = kept
            entries = {one: _written(entry) for one, entry in known.items()}
            write_json(path, {"coders": entries, "form": _FORM}, private=True)
    except Timeout:
        raise StoreError(
            "een ander is met dit bestand bezig",
            place=Place.of(path),
            remedy="probeer het zo weer",
        ) from None


def open_to_others(path: Path) -> bool:
    """Whether anybody but the owner may read the file. Windows keeps rights in another way."""
    return os.name != "nt" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _taken_out(path: Path, known: dict[str, Hashed], coder: str) -> None:
    if known.pop(coder, None) is None:
        raise StoreError(
            f"er is geen wachtzin van '{coder}'",
            place=Place.of(path),
            remedy=f"er is: {', '.join(known) or 'nog niemand'}",
        )


def _read_file(path: Path) -> dict[str, Hashed]:
    data = read_json(path)
    try:
        if set(data) != {"coders", "form"} or data["form"] != _FORM:
            raise ValueError("form")
        return {coder: _read(entry) for coder, entry in sorted(data["coders"].items())}
    except (AttributeError, KeyError, TypeError, ValueError):
        raise StoreError(
            "dit is geen bestand met wachtzinnen, of het is beschadigd",
            place=Place.of(path),
            remedy="maak het met 'oza passphrase --file'",
        ) from None


def _digest(text: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(
        text.encode("utf-8", "surrogatepass"),
        salt=salt, n=n, r=r, p=p, maxmem=128 * r * (n + p + 2) + 2**20, dklen=32,
    )  # fmt: skip


def _read(entry: Mapping[str, Any]) -> Hashed:
    salt, digest = bytes.fromhex(entry["salt"]), bytes.fromhex(entry["scrypt"])
    if set(entry) != {"salt", "scrypt", "n", "r", "p"}:
        raise ValueError("keys")
    if not all(type(entry[one]) is int for one in "nrp"):
        raise TypeError("cost")
    return Hashed(salt, digest, entry["n"], entry["r"], entry["p"])


def _written(kept: Hashed) -> dict[str, Any]:
    return {
        "salt": kept.salt.hex(),
        "scrypt": kept.digest.hex(),
        "n": kept.n,
        "r": kept.r,
        "p": kept.p,
    }
