"""The check of a whole manuscript: passages in, findings out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.config.study import Study
from pipeline.report.claims.claim_check import ClaimCheck
from pipeline.report.claims.comments import note
from pipeline.report.claims.finding import Finding, Review, Spot
from pipeline.report.claims.judging import Verdict
from pipeline.report.claims.lexicon import Lexicon
from pipeline.report.claims.marks import Mark, bookmark_theme, tag_marks, tag_spans
from pipeline.report.claims.passage import Kind, Passage
from pipeline.report.claims.phrases import Phrases
from pipeline.report.claims.places import Lemmas, Place, Places
from pipeline.report.claims.plain import blanked, plain
from pipeline.report.claims.quotation_check import QuotationCheck
from pipeline.report.claims.quoting import Quoting
from pipeline.report.evidence import Evidence
from pipeline.report.quotations import SentenceEnds

_PROSE = 8
"""Words."""


@dataclass(frozen=True, slots=True)
class Language:
    """What the check needs to know of Dutch: where sentences end, and content words."""

    sentences: SentenceEnds
    lemmas: Lemmas


def check(
    passages: Sequence[Passage],
    study: Study,
    evidence: Evidence,
    phrases: Phrases,
    language: Language,
) -> Review:
    """Checks every claim and every quotation of a manuscript against the validated codings."""
    walk = _Walk(study, evidence, phrases, language, passages)
    return walk.review()


@dataclass
class _Walk:
    """Goes through the passages, remembering where it is."""

    study: Study
    evidence: Evidence
    phrases: Phrases
    language: Language
    passages: Sequence[Passage]
    place: Place = field(default_factory=Place)
    counted: Counter[Kind] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    quotations: int = 0

    def __post_init__(self) -> None:
        chapters, codebook = self.study.chapters, self.study.codebook
        self.places = Places(chapters, self.language.lemmas)
        self.lexicon = Lexicon(codebook, chapters, self.language.lemmas)
        self.quoting = Quoting(self.phrases, self.study.settings.actors)
        self.claims = ClaimCheck(self.study, self.evidence, self.phrases, self.lexicon)
        self.quotes = QuotationCheck(self.study, self.evidence, self.phrases)
        self.headings = {plain(s.heading) for s in chapters.sections}

    def review(self) -> Review:
        findings = [finding for at in range(len(self.passages)) for finding in self._passage(at)]
        return Review(
            tuple(findings),
            right=self.verdicts[Verdict.RIGHT],
            unclear=self.verdicts[Verdict.UNCLEAR],
            quotations=self.quotations,
        )

    def _passage(self, at: int) -> Iterator[Finding]:
        passage = self.passages[at]
        if passage.kind is Kind.HEADING or self._is_heading(passage):
            before = self.place.name
            self.place = self.places.after(self.place, passage.text.strip())
            if self.place.name != before:
                self.counted.clear()
            return
        self.counted[passage.kind] += 1
        if not passage.checked or self._is_cell(passage):
            return
        tags = tag_spans(passage.text)
        found = list(self._quotations(passage, at, tags))
        # Of a quotation and of the sentence around it the same may be wrong: that is said once.
        said = {spot.comment for spot in found}
        found += [spot for spot in self._claims(passage, tags) if spot.comment not in said]
        where = self._where(passage)
        for spot in sorted(found, key=lambda one: (one.start, one.end)):
            comment = note(spot.comment) if passage.kind is Kind.NOTE else spot.comment
            yield Finding(passage.number, spot.start, spot.end, spot.cause, where, comment)

    def _is_heading(self, passage: Passage) -> bool:
        """A heading that was only typed: a paragraph with nothing but a section's heading."""
        return passage.kind is Kind.TEXT and plain(passage.text.strip()) in self.headings

    @staticmethod
    def _is_cell(passage: Passage) -> bool:
        """A cell of a table that is no prose: what its number is about stands elsewhere."""
        return passage.kind is Kind.TABLE and len(passage.text.split()) < _PROSE

    def _quotations(
        self, passage: Passage, at: int, tags: Sequence[tuple[int, int]]
    ) -> Iterator[Spot]:
        before = self.passages[at - 1].text if at else ""
        after = self.passages[at + 1].text if at + 1 < len(self.passages) else ""
        text = blanked(passage.text, tags)
        for quoted in self.quoting.quotations(text, before, after):
            if self.quotes.is_name(quoted.text):
                continue
            found = self.quotes.check(quoted)
            self.quotations += found.known
            yield from found.spots

    def _claims(self, passage: Passage, tags: Sequence[tuple[int, int]]) -> Iterator[Spot]:
        themes = self.lexicon.themes
        marks = tag_marks(passage.text, themes) + [
            Mark(start, max(end, start + 1), theme)
            for start, end, name in passage.bookmarks
            if (theme := bookmark_theme(name, themes))
        ]
        spoken = [
            (start, end)
            for start, end, single in self.quoting.spans(passage.text)
            if not single or len(passage.text[start:end].split()) >= self.phrases.least_words
        ]
        spoken = [s for s in spoken if not self.quotes.is_name(passage.text[s[0] : s[1]])]
        text = blanked(passage.text, [*tags, *spoken])
        ends = self.language.sentences(text)
        found = self.claims.check(text, ends, marks, self.place)
        self.verdicts.update(found.verdicts)
        yield from found.spots

    def _where(self, passage: Passage) -> str:
        number = self.counted[passage.kind]
        place = f"{self.place.name}, " if self.place.name else ""
        kind = "tabelcel" if passage.kind is Kind.TABLE else passage.kind.value
        return f"{place}{kind} {number}"
