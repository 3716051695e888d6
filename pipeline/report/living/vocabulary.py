"""The tags that an author may write, and what each becomes.

`{{ telling("sociaal-veilig", "kind") }}` → 14 van de 14. A tag becomes words in a line (`Line`) or
blocks in the place of its paragraph (`Placed`). In the document a value first stands as a mark of
private characters, which no author types; `filling` puts what it means in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.config.wording import Wording
from pipeline.domain.ids import Actor
from pipeline.report.appraised.shelf import NoPiece, Piece, made
from pipeline.report.blocks import Block, Paragraph, Picture, Quote, Table
from pipeline.report.compose import Composition
from pipeline.report.living.numbers import Numbers, TagError
from pipeline.report.quotations import Quotation
from pipeline.report.themes import Count, Standing
from pipeline.report.word_fields import bookmark_name
from pipeline.report.words import Names, numeral, of_how_many

OPEN, CLOSE = "\ue0a0", "\ue0a1"
"""Around the number of a value."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words in a line. `bookmark` says of what theme they are, so that a check can find it;
    `refers` is the bookmark of the caption that they refer to."""

    text: str
    bookmark: str = ""
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Blocks in the place of a paragraph. `bookmark` marks the section they are of."""

    blocks: tuple[Block, ...]
    bookmark: str = ""


class Number(int):
    """A number that an author may compare (`{% if aantal(…) > 3 %}`) and that prints as a mark."""

    mark: str

    def __new__(cls, value: int, mark: str) -> Number:
        made = super().__new__(cls, value)
        made.mark = mark
        return made

    def __str__(self) -> str:
        return self.mark


@dataclass
class Vocabulary:
    """The functions of the template language over one composition.

    `extra` holds blocks that are not of a section, by the name of their tag: method, checklists,
    what changed. `pieces` are the tags of the study's appraisal, where it has one. `values` grows
    with every tag that is evaluated.
    """

    composition: Composition
    numbers: Numbers
    names: Names
    wording: Wording
    totals: Mapping[Actor, int]
    quotations: Mapping[str, Quotation]
    extra: Mapping[str, Sequence[Block]]
    pieces: Mapping[str, Piece] = field(default_factory=dict)
    values: list[Line | Placed] = field(default_factory=list)

    def context(self) -> dict[str, Callable[..., Any]]:
        """Name → function, in Dutch."""
        own: dict[str, Callable[..., Any]] = {
            "aantal": self.aantal,
            "totaal": self.totaal,
            "telling": self.telling,
            "woord": self.woord,
            "woord_met_telling": self.woord_met_telling,
            "ozas": self.ozas,
            "citaat": self.citaat,
            "thema": self.thema,
            "concepttekst": self.concepttekst,
            "citaten": self.citaten,
            "tabel": self.tabel,
            "figuur": self.figuur,
            "verwijs": self.verwijs,
        }
        own |= {name: self._extra(name) for name in self.extra}
        return own | {name: self._piece(name) for name in self.pieces}

    # Words in a line.

    def aantal(self, thema: str, actor: str) -> Number:
        """How many respondents: `14`."""
        count = self._raised(thema, actor)
        return Number(count.count, self._line(str(count.count), thema))

    def totaal(self, actor: str) -> Number:
        """How many respondents of this actor count."""
        total = self.totals[self.numbers.actor(actor)]
        return Number(total, self._line(str(total)))

    def telling(self, thema: str, actor: str) -> str:
        """`14 van de 15`, or why there is no number."""
        return self._line(of_how_many(self.numbers.count(thema, actor)), thema)

    def woord(self, thema: str, actor: str) -> str:
        """The quantifier with its actor: `vrijwel alle ouders`."""
        return self._line(self._phrase(self._raised(thema, actor)), thema)

    def woord_met_telling(self, thema: str, actor: str) -> str:
        """`vrijwel alle ouders (14 van de 15)`."""
        count = self._raised(thema, actor)
        return self._line(f"{self._phrase(count)} ({count.count} van de {count.total})", thema)

    def ozas(self, thema: str, actor: str) -> Number:
        """Of how many OZA's the respondents were who raised it."""
        count = self._raised(thema, actor)
        return Number(len(count.ozas), self._line(numeral(len(count.ozas)), thema))

    def verwijs(self, paragraaf: str, soort: str = "tabel") -> str:
        """A reference to the table or figure of a section: `Tabel 3`. A piece of the appraisal is
        named as chapters.toml does: `plaatsing kwaliteit`."""
        kind = {"tabel": Table, "figuur": Picture}.get(soort, Table)
        name, *arguments = str(paragraaf).split() or [""]
        if name in self.pieces:
            own = self._made(name, arguments)
            blocks = tuple(block for block in own if isinstance(block, kind))
        else:
            blocks = self._of(paragraaf, kind)
        if not blocks:
            raise TagError(f"‘{paragraaf}’ heeft geen {soort}")
        first = blocks[0]
        key = first.key if isinstance(first, Table) else first.name  # type: ignore[union-attr]
        return self._put(Line(soort.capitalize(), refers=bookmark_name(soort, key)))

    # Blocks.

    def citaat(self, id: str) -> str:
        """A quotation by its id, with its attribution."""
        found = self.quotations.get(str(id))
        if found is None:
            raise TagError(f"er is geen citaat ‘{id}’, of het mag niet (meer) worden geciteerd")
        return self._put(Placed((Quote(found.text, found.attribution, found.id),)))

    def thema(self, paragraaf: str) -> str:
        """Draft text, quotations and table of a section."""
        key = self.numbers.section(paragraaf)
        part = next(part for part in self.composition.parts if part.key == key)
        return self._put(Placed(part.blocks, bookmark_name("s", key)))

    def concepttekst(self, paragraaf: str) -> str:
        """Only the draft text of a section."""
        return self._blocks(paragraaf, Paragraph)

    def citaten(self, paragraaf: str) -> str:
        """Only the quotations of a section."""
        return self._blocks(paragraaf, Quote)

    def tabel(self, paragraaf: str) -> str:
        """Only the tables of a section."""
        return self._blocks(paragraaf, Table)

    def figuur(self, paragraaf: str) -> str:
        """Only the figures of a section."""
        return self._blocks(paragraaf, Picture)

    def _extra(self, name: str) -> Callable[[], str]:
        return lambda: self._put(Placed(tuple(self.extra[name])))

    def _piece(self, name: str) -> Callable[..., str]:
        return lambda *arguments: self._put(Placed(self._made(name, arguments)))

    def _made(self, name: str, arguments: Sequence[str]) -> tuple[Block, ...]:
        try:
            return made(self.pieces[name], arguments)
        except NoPiece as problem:
            raise TagError(str(problem)) from None

    def _blocks(self, section: str, kind: type) -> str:
        return self._put(Placed(self._of(section, kind)))

    def _of(self, section: str, kind: type) -> tuple[Block, ...]:
        key = self.numbers.section(section)
        part = next(part for part in self.composition.parts if part.key == key)
        return tuple(block for block in part.blocks if isinstance(block, kind))

    def _raised(self, theme: str, actor: str) -> Count:
        count = self.numbers.count(theme, actor)
        if count.standing in (Standing.NOT_ASKED, Standing.NOT_VALIDATED):
            raise TagError(f"voor ‘{theme}’ is er bij {count.actor} geen getal: {count.standing}")
        return count

    def _phrase(self, count: Count) -> str:
        actor = self.names[count.actor]
        quantifier = self.wording.quantifier(count.count, count.total)
        return quantifier.phrase.format(singular=actor.singular, plural=actor.plural)

    def _line(self, text: str, theme: str = "") -> str:
        bookmark = bookmark_name("t", self.numbers.theme(theme)) if theme else ""
        return self._put(Line(text, bookmark))

    def _put(self, value: Line | Placed) -> str:
        self.values.append(value)
        return f"{OPEN}{len(self.values) - 1}{CLOSE}"
