"""The lines of a ledger: how one is written and chained, read back and verified, and kept whole.

`ledger` handles files as a whole with these, `ledger_writer` a file that it keeps in memory: both
write the same bytes, and what one wrote the other verifies.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.errors import LedgerError, Place

_FIELDS = tuple(field.name for field in fields(Decision))
_values_of = attrgetter(*_FIELDS)
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_PATIENCE = 30.0
"""Seconds to wait for another writer."""


def as_line(decision: Decision) -> dict[str, Any]:
    """A decision as it is written: what is empty, no or unknown is left out, but for the code,
    which is empty for a segment as a whole.

    Raises:
        ValueError: for what only follows from decisions (`carrying`) and is none itself.
    """
    if decision.line or decision.verdict is Verdict.AGAIN:
        raise ValueError("een meegenomen beslissing wordt niet geschreven")
    # Every value is a plain one: what `asdict` does for nested ones takes most of the time.
    values = zip(_FIELDS, _values_of(decision), strict=True)
    line = {name: v for name, v in values if v is not False and v is not None and v != ""}
    return {**line, "code": decision.code}


def as_decision(line: Mapping[str, Any]) -> Decision:
    """What `as_line` wrote.

    Raises:
        KeyError, TypeError, ValueError: for a line that is no decision.
    """
    values = dict(line)
    stance, verdict = Stance(values.pop("stance", "")), Verdict(values.pop("verdict"))
    return Decision(stance=stance, verdict=verdict, **values)


def chained(line: Mapping[str, Any], before: str) -> str:
    """The chain of a line: 16 hexadecimal digits over the line and the chain before it.

    Args:
        line: without its chain.
        before: the chain of the line before it, '' for the first.
    """
    return _hashed(_JSON.encode(line).encode(), before)


def _hashed(text: bytes, before: str) -> str:
    return hashlib.sha256(before.encode() + b"\n" + text).hexdigest()[:16]


def _without_chain(text: bytes, chain: Any) -> bytes:
    """A line as it was hashed. Within a value quotation marks are escaped: this stands in none."""
    own = f'"chain": "{chain}"'.encode()
    first = text.replace(own + b", ", b"", 1)
    return first if first != text else text.replace(b", " + own, b"", 1)


def encoded(lines: Iterable[Mapping[str, Any]], chain: str) -> bytes:
    """Lines as they stand in the file, each with its chain and its end.

    Args:
        chain: that of the last line in the file, '' where there is none.
    """
    written = bytearray()
    for line in lines:
        chain = chained(line, chain)
        text = _JSON.encode({**line, "chain": chain})
        written += text.encode("utf-8") + b"\n"
    return bytes(written)


def append_bytes(path: Path, written: bytes) -> None:
    """On disk when it returns."""
    with path.open("ab") as file:
        file.write(written)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One writer at a time, also of other programs; makes the folder where it is not there yet.

    Raises:
        LedgerError: when another writer holds it for 30 seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE):
            yield
    except Timeout:
        raise LedgerError(
            "dit logboek is in gebruik", place=Place.of(path), remedy="probeer het zo opnieuw"
        ) from None


def verified_lines(path: Path) -> tuple[list[dict[str, Any]], str]:
    """The whole lines without their chain, and the chain of the last; a torn last line stays out.

    Raises:
        LedgerError: with the number of the first line that was changed.
    """
    lines: list[dict[str, Any]] = []
    chain = ""
    raw = path.read_bytes() if path.exists() else b""
    whole = raw[: _whole_until(raw)]
    for number, text in enumerate(whole.splitlines(), start=1):
        try:
            line = json.loads(text)
            claimed = line.pop("chain")
        except (ValueError, KeyError, AttributeError):
            raise LedgerError(
                "deze regel is beschadigd",
                place=Place.of(path, number),
                remedy="zet een reservekopie van dit bestand terug",
            ) from None
        # Nearly always the text is what was hashed, and need not be made again.
        as_it_stands = _hashed(_without_chain(text, claimed), chain)
        chain = claimed if as_it_stands == claimed else chained(line, chain)
        if chain != claimed:
            raise LedgerError(
                "deze regel, of een regel ervóór, is achteraf gewijzigd",
                place=Place.of(path, number),
                remedy="zet een reservekopie terug; een andere keuze is een nieuwe beslissing",
            )
        lines.append(line)
    return lines, chain


def set_torn_line_aside(path: Path) -> None:
    """Moves a last line that is not whole to `<name>.torn`, and gives a whole one its end, so that
    what is appended begins on a line of its own. Only under `locked`."""
    raw = path.read_bytes() if path.exists() else b""
    end = _whole_until(raw)
    if end < len(raw):
        append_bytes(path.with_suffix(".torn"), raw[end:] + b"\n")
        os.truncate(path, end)
    elif raw and not raw.endswith(b"\n"):
        with path.open("ab") as file:
            file.write(b"\n")


def _whole_until(raw: bytes) -> int:
    """Where the last whole line ends; a line is whole without its newline if it can be read."""
    end = raw.rfind(b"\n") + 1
    try:
        return len(raw) if "chain" in json.loads(raw[end:]) else end
    except (ValueError, TypeError):
        return end
