"""What was read from Label Studio so far. A project there lives on after it was read, and what a
coder changes counts from the last time, not from the export."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.domain.bulk import Subject
from pipeline.errors import OzaError
from pipeline.exchange.coding_sheet import Cells
from pipeline.exchange.label_studio.deciding import Said, cells_of
from pipeline.exchange.label_studio.state import State
from pipeline.store.files import read_json, write_json


@dataclass
class Remembered:
    """Segment → what one coder had said there, of the export with that identity."""

    coder: str
    said: dict[str, tuple[str, Said]] = field(default_factory=dict)

    def before(self, state: State) -> Said:
        """What she had said the last time; what went out where it was not read since."""
        identity, said = self.said.get(state.segment, ("", {}))
        if identity == state.identity:
            return dict(said)
        return {stood.code: cells_of(stood) for stood in state.stood.get(self.coder, ())}

    def keep(self, state: State, said: Said, segment: str, kept: Collection[Subject]) -> None:
        """Takes along what was read, but for what had been decided elsewhere: of that the next
        reading says the same again."""
        before = self.before(state)
        now = dict(said)
        for code in dict.fromkeys([*before, *said]):
            if (state.wave, segment, code) in kept:
                now.pop(code, None)
                if code in before:
                    now[code] = before[code]
        self.said[state.segment] = (state.identity, now)


def read_remembered(path: Path, coder: str) -> Remembered:
    """Nothing where nothing was read yet, or the file was damaged: it is no more than a memory, and
    a decision that was made elsewhere is safe without it."""
    try:
        values = read_json(path)
        said = {
            segment: (str(identity), {code: Cells(code, *own) for code, own in cells.items()})
            for segment, (identity, cells) in values.items()
        }
    except (OzaError, AttributeError, TypeError, ValueError):
        return Remembered(coder)
    return Remembered(coder, said)


def write_remembered(path: Path, remembered: Remembered) -> None:
    values = {
        segment: [identity, {c.code: [c.verdict, c.stance, c.memo] for c in said.values()}]
        for segment, (identity, said) in remembered.said.items()
    }
    write_json(path, values)
