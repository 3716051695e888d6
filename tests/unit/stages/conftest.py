"""Units for the numbers of agreement: what some people gave to segments, written in few signs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.domain.agreement import Basis
from pipeline.domain.judgement import Stance
from pipeline.stages.shared.readings import Read, Unit


@pytest.fixture
def units() -> Callable[..., list[Unit]]:
    """Makes units; each row has for every coder the codes she gave with a space between them,
    `code+` and `code-` with a stance, or None where she did not read. Segments go round over the
    respondents."""

    def make(
        coders: str, rows: list[tuple[str | None, ...]], respondents: str = "1K1 2K1 3K1"
    ) -> list[Unit]:
        names = respondents.split()
        found = []
        for at, row in enumerate(rows):
            by = {
                coder: Read(_codes(codes), Basis.UNKNOWN)
                for coder, codes in zip(coders.split(), row, strict=True)
                if codes is not None
            }
            found.append(Unit(f"{names[at % len(names)]}:{at:08x}", at + 1, by))
        return found

    return make


def _codes(text: str) -> dict[str, Stance]:
    stances = {"+": Stance.POSITIVE, "-": Stance.CONCERN}
    words = [(word, stances.get(word[-1])) for word in text.split()]
    return {word[:-1] if s else word: s or Stance.NONE for word, s in words}
