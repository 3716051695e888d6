"""Quotations in prose, and to whom the author gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain.ids import Actor
from pipeline.report.claims.phrases import Phrases
from pipeline.report.claims.plain import any_of, plain
from pipeline.report.words import Names, unit_words

_DOUBLE = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|\"([^\"]+)\"|«([^«»]+)»")
_SINGLE = re.compile(
    r"(?:(?<=^)|(?<=[\s(:\[]))(?:‘([^‘\n]+?)’|‚([^‚\n]+?)[’‘]|'((?=[\w\[…])[^\n]+?)')"
    r"(?=[\s.,;:!?)—–-]|$)"
)
_AFTER = 90
_STOPS = re.compile(r"[“\"„]|(?<=[.!?])\s+(?=[A-Z])|;")
_GIVES = re.compile(
    r"\s*[.,]?\s*(?:[-–—(\[]|,?\s*(?:aldus|zei|zegt|vertelde|vertelt|verklaarde|volgens|meent|vond|vindt|antwoordde|legde|legt|stelt|stelde)\b)"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to speak: None and 0 where it is not said; `respondent` as `9K2`, '' if not."""

    actor: Actor | None = None
    oza: int = 0
    respondent: str = ""

    @property
    def said(self) -> bool:
        return self.actor is not None or bool(self.oza or self.respondent)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks: `[start, end)` of the passage without the marks. `single` says
    that the marks are single ones, which also stand around words that nobody said."""

    start: int
    end: int
    text: str
    attribution: Attribution
    single: bool = False

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True)
class Quoting:
    phrases: Phrases
    names: Names

    def spans(self, text: str) -> list[tuple[int, int, bool]]:
        """(start, end, single) of everything between quotation marks, without the marks."""
        found: list[tuple[int, int, bool]] = []
        for match in _DOUBLE.finditer(text):
            group = next(at for at in range(1, 5) if match[at] is not None)
            found.append((*match.span(group), False))
        for match in _SINGLE.finditer(text):
            start, end = match.span(next(at for at in range(1, 4) if match[at] is not None))
            if not any(a <= start < b or start <= a < end for a, b, _ in found):
                found.append((start, end, True))
        return sorted(found)

    def quotations(self, text: str, before: str = "", after: str = "") -> Iterator[Quoted]:
        """The pieces that are long enough to look up, with who is said to speak.

        Args:
            before, after: the paragraphs around, where the speaker of a block quotation may stand.
        """
        spans = self.spans(text)
        for at, (start, end, single) in enumerate(spans):
            words = text[start:end]
            if len(words.split()) < self.phrases.least_words:
                continue
            behind = text[end + 1 : spans[at + 1][0] if at + 1 < len(spans) else len(text)]
            ahead = text[spans[at - 1][1] + 1 if at else 0 : start - 1]
            alone = not behind.strip(" .")
            attribution = self._behind(behind)
            if not attribution.said:
                attribution = self._ahead(ahead)
            if not attribution.said and alone and re.match(r"\s*[-–—(]", after):
                attribution = self._behind(after)
            if not attribution.said and not ahead.strip() and before.rstrip().endswith(":"):
                attribution = self._ahead(before)
            yield Quoted(start, end, words, attribution, single)

    def _behind(self, text: str) -> Attribution:
        """`— Professional, OZA 3`, `(ouder)`, `, aldus een ouder`."""
        if not _GIVES.match(text):
            return Attribution()
        cut = _STOPS.search(text, 1)
        piece = text[: min(_AFTER, cut.start() if cut else _AFTER)]
        if re.match(r"\s*[.,]?\s*[(\[]", piece):
            piece = re.split(r"[)\]]", piece)[0]
        return self._read(piece, first=True)

    def _ahead(self, text: str) -> Attribution:
        """`Ouder: “…”`, `Een ouder van OZA 3 zei: “…”`: in the sentence before the mark."""
        piece = re.split(r"(?<=[.!?])\s+(?=[A-Z“])", text)[-1]
        return self._read(piece, first=False)

    def _read(self, piece: str, *, first: bool) -> Attribution:
        text = plain(piece)
        respondent = self._respondent.search(text)
        oza = self._unit.search(text)
        speakers = [self._speakers[m[0]] for m in self._speaker.finditer(text)]
        # Ahead of a quotation others may be mentioned too: then it is unclear who speaks.
        actor = speakers[0] if speakers and (first or len(set(speakers)) == 1) else None
        if respondent is None and actor is None and not first:
            return Attribution()
        code = respondent[1].upper() if respondent else ""
        return Attribution(actor, int(oza[1]) if oza else 0, code)

    @cached_property
    def _speakers(self) -> dict[str, Actor]:
        """A word for who speaks → the actor: ours, or else what the study itself calls them."""
        ours = self.phrases.speakers
        return {
            plain(word): actor
            for actor, own in self.names.items()
            for word in ours.get(actor, (own.singular, own.attribution))
        }

    @cached_property
    def _respondent(self) -> re.Pattern[str]:
        letters = "".join(actor.letter.lower() for actor in self.names)
        return re.compile(rf"(?<!\w)([1-9]\d{{0,2}}[{letters}][1-9]\d{{0,2}})(?!\w)")

    @cached_property
    def _unit(self) -> re.Pattern[str]:
        return re.compile(rf"\b{unit_words(self.names)}[\s-]*(\d{{1,3}})\b", re.IGNORECASE)

    @cached_property
    def _speaker(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-]){any_of(self._speakers)}(?![\w-])")
