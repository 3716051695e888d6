"""A report as a list of blocks: composed once, rendered as Word and as a web page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is read. `key` names its number in the provenance. `quiet` is how 'not raised'
    looks different from a finding, and `muted` how 'not asked' and 'not validated' look different
    from both. `detail` stands smaller below the text, on lines of its own."""

    text: str
    detail: str = ""
    key: str = ""
    number: bool = False
    strong: bool = False
    muted: bool = False
    quiet: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`style` is one of: tekst, concept (draft text of the program), voorbehoud, noot. `lead` are
    words in bold before the text."""

    text: str
    style: str = "tekst"
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    attribution: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`header` and every row have the same number of cells. `widths` are the columns' shares of the
    page, when words and numbers do not stand where they usually do."""

    key: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("elke rij van een tabel heeft even veel cellen als de kop")


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure by the stem of its files (`<name>.png`, `<name>.svg`), with text for who cannot
    see it. A `whole` one is so full that it takes a page to itself."""

    name: str
    caption: str
    alternative: str
    whole: bool = False


Block = Heading | Paragraph | Quote | Table | Picture


def tables_of(blocks: Iterable[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]
