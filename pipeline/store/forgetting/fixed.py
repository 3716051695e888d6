"""Fixed reports without somebody. What was published stays on record as numbers; who was among
them, which segments stood behind them and which quotations were theirs goes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.domain.forgetting import Withdrawal
from pipeline.domain.snapshot import Snapshot, Told
from pipeline.store.snapshots import read_snapshot, rewrite_snapshot

NOBODY = "teruggetrokken"


@dataclass(frozen=True, slots=True)
class Published:
    """A fixed report in which somebody counted: `numbers` they were part of, of which `raised`
    because they raised the theme, and `quotations` of theirs."""

    name: str
    wave: str
    at: str
    by: str
    numbers: int
    raised: int
    quotations: int


def without_in_snapshot(
    path: Path, withdrawal: Withdrawal, quotations: Collection[str], *, write: bool
) -> Published | None:
    """Takes somebody out of a fixed report; None when it does not name them.

    The numbers stay as they were published: who counted is still counted, as nobody in particular.

    Args:
        quotations: the ids that quotations of theirs may have.

    Raises:
        StoreError: when the file is no fixed report.
    """
    snapshot = read_snapshot(path)
    found = _published(snapshot, withdrawal, quotations)
    if write and found is not None:
        rewrite_snapshot(path.parent, _without(snapshot, withdrawal, quotations))
    return found


def _published(
    snapshot: Snapshot, withdrawal: Withdrawal, quotations: Collection[str]
) -> Published | None:
    numbers = [
        told for told in snapshot.numbers.values() if _in(told.everyone, snapshot, withdrawal)
    ]
    raised = sum(_in(told.raised, snapshot, withdrawal) for told in numbers)
    quoted = sum(id_ in quotations for id_ in snapshot.quotations)
    if not numbers and not quoted:
        return None
    about = (snapshot.name, snapshot.wave, snapshot.at, snapshot.by)
    return Published(*about, len(numbers), raised, quoted)


def _in(names: Collection[str], snapshot: Snapshot, withdrawal: Withdrawal) -> bool:
    return any(withdrawal.names(name, snapshot.wave) for name in names)


def _without(snapshot: Snapshot, withdrawal: Withdrawal, quotations: Collection[str]) -> Snapshot:
    every = {name for told in snapshot.numbers.values() for name in told.everyone}
    serial = sum(name.startswith(NOBODY) for name in every) + 1
    nobody = {
        name: f"{NOBODY}-{serial + at}"
        for at, name in enumerate(
            name for name in withdrawal.respondents if withdrawal.names(name, snapshot.wave)
        )
    }

    def anonymous(told: Told) -> Told:
        return replace(
            told,
            raised=tuple(nobody.get(name, name) for name in told.raised),
            everyone=tuple(nobody.get(name, name) for name in told.everyone),
            segments=tuple(s for s in told.segments if not withdrawal.names(s, snapshot.wave)),
        )

    return replace(
        snapshot,
        numbers={key: anonymous(told) for key, told in snapshot.numbers.items()},
        quotations={k: v for k, v in snapshot.quotations.items() if k not in quotations},
    )
