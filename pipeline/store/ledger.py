"""Ledgers: append-only JSON lines that notice what was done to them.

Every line carries `chain`, a digest over the line and the chain before it. A torn last line
(power failure, killed server) is set aside and the ledger goes on; a line that was changed, moved
or taken out from between others breaks the chain and is reported by number. (Lines cut off at the
very end leave no trace here: version control keeps those.) Lines are on disk before an appending
function returns.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline.domain.judgement import Decision, Stance, Verdict, standing
from pipeline.errors import LedgerError, Place

Standing = dict[tuple[str, str, str], Decision]
"""Subject → the decision that stands on it."""
_PATIENCE = 30.0
"""Seconds to wait for another writer."""


def append_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> int:
    """Appends lines to a ledger; returns how many.

    Raises:
        LedgerError: when an earlier line was changed: nothing is built on a broken ledger.
    """
    with _locked(path):
        return _append(path, lines)


def _append(path: Path, lines: Iterable[Mapping[str, Any]]) -> int:
    _set_torn_line_aside(path)
    chain = _verified(path)[1]
    written = bytearray()
    count = 0
    for line in lines:
        chain = _chained(line, chain)
        text = json.dumps({**line, "chain": chain}, ensure_ascii=False, sort_keys=True)
        written += text.encode("utf-8") + b"\n"
        count += 1
    if count:
        with path.open("ab") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
    return count


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE):
            yield
    except Timeout:
        raise LedgerError(
            "dit logboek is in gebruik", place=Place.of(path), remedy="probeer het zo opnieuw"
        ) from None


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a ledger, without their chain. A torn last line is left out.

    Raises:
        LedgerError: with the number of the first line that was changed.
    """
    return _verified(path)[0]


def append_decisions(path: Path, decisions: Iterable[Decision]) -> int:
    """Appends the decisions that change something; returns how many.

    A decision equal to what already stands on its subject adds nothing, so importing the same
    work twice leaves the ledger as it was.
    """
    return merge_decisions(path, lambda _: decisions)


def merge_decisions(path: Path, choose: Callable[[Standing], Iterable[Decision]]) -> int:
    """Appends what `choose` makes of what stands now; nobody else writes in between.

    Returns:
        The number of decisions that changed something and were appended.
    """
    with _locked(path):
        stands = standing(read_decisions(path))
        fresh: list[Decision] = []
        for decision in choose(dict(stands)):
            before = stands.get(decision.subject)
            if before is None or before.content != decision.content:
                fresh.append(decision)
                stands[decision.subject] = decision
        return _append(path, [_as_line(decision) for decision in fresh])


def read_decisions(path: Path) -> list[Decision]:
    """A coder's decisions in the order in which they were made.

    Raises:
        LedgerError: for a changed line, an unknown key or value, or another coder's decision.
    """
    decisions = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            stance, verdict = Stance(line.pop("stance", "")), Verdict(line.pop("verdict"))
            decision = Decision(stance=stance, verdict=verdict, **line)
        except (KeyError, TypeError, ValueError):
            raise LedgerError(
                "deze regel is geen beslissing", place=Place.of(path, number)
            ) from None
        if decision.coder != path.stem:
            raise LedgerError(
                f"een beslissing van '{decision.coder}' in het bestand van '{path.stem}'",
                place=Place.of(path, number),
            )
        decisions.append(decision)
    return decisions


def read_all_decisions(folder: Path) -> dict[str, list[Decision]]:
    """coder → decisions, for every ledger in a study's decisions folder, sorted by coder."""
    return {path.stem: read_decisions(path) for path in sorted(folder.glob("*.jsonl"))}


def _as_line(decision: Decision) -> dict[str, Any]:
    line = {k: v for k, v in asdict(decision).items() if v is not False and v not in ("", None)}
    return {**line, "code": decision.code}


def _chained(line: Mapping[str, Any], before: str) -> str:
    text = json.dumps(line, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()[:16]


def _verified(path: Path) -> tuple[list[dict[str, Any]], str]:
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
        chain = _chained(line, chain)
        if chain != claimed:
            raise LedgerError(
                "deze regel, of een regel ervóór, is achteraf gewijzigd",
                place=Place.of(path, number),
                remedy="zet een reservekopie terug; een andere keuze is een nieuwe beslissing",
            )
        lines.append(line)
    return lines, chain


def _whole_until(raw: bytes) -> int:
    """Where the last whole line ends; a line is whole without its newline if it can be read."""
    end = raw.rfind(b"\n") + 1
    try:
        return len(raw) if "chain" in json.loads(raw[end:]) else end
    except (ValueError, TypeError):
        return end


def _set_torn_line_aside(path: Path) -> None:
    raw = path.read_bytes() if path.exists() else b""
    end = _whole_until(raw)
    if end < len(raw):
        with path.with_suffix(".torn").open("ab") as aside:
            aside.write(raw[end:] + b"\n")
            aside.flush()
            os.fsync(aside.fileno())
        os.truncate(path, end)
    elif raw and not raw.endswith(b"\n"):
        with path.open("ab") as file:
            file.write(b"\n")
