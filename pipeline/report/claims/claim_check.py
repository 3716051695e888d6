"""The claims of a paragraph: who, of what, and whether the numbers bear it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.config.study import Study
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Stance
from pipeline.report.claims.claim import Mention, Subject
from pipeline.report.claims.comments import (
    contrast_comment,
    itself_comment,
    named_oza_comment,
    number_comment,
    total_comment,
)
from pipeline.report.claims.contrast import Contrasts
from pipeline.report.claims.finding import Cause, Spot
from pipeline.report.claims.grammar import Clause, clauses, negated
from pipeline.report.claims.judging import Judge, Stances, Verdict
from pipeline.report.claims.lexicon import Lexicon
from pipeline.report.claims.marks import Mark, only_theme, within
from pipeline.report.claims.phrases import Phrases
from pipeline.report.claims.places import Place
from pipeline.report.claims.plain import blanked, plain
from pipeline.report.claims.resolving import Meant, Resolver
from pipeline.report.claims.spotting import Spotter
from pipeline.report.evidence import Evidence

_FEW_WORDS = 2
"""A clause of so few content words says nothing of its own: it goes on with the one before."""


@dataclass
class Checked:
    """What comes of one paragraph."""

    spots: list[Spot] = field(default_factory=list)
    verdicts: Counter[Verdict] = field(default_factory=Counter)


class ClaimCheck:
    """Checks paragraph after paragraph; it remembers nothing from one to the next."""

    def __init__(
        self, study: Study, evidence: Evidence, phrases: Phrases, lexicon: Lexicon
    ) -> None:
        self.study, self.phrases, self.lexicon = study, phrases, lexicon
        self.names = study.settings.actors
        self.spotter = Spotter(phrases, self.names)
        self.resolver = Resolver(lexicon, study.codebook, study.chapters)
        self.judge = Judge(evidence, study.wording)
        self.contrasts = Contrasts(phrases, self.spotter, self.names, study.settings.groups)
        self._sure = phrases.stance_words("sure")
        self._hint = phrases.stance_words("hint")

    def check(self, text: str, ends: Sequence[int], marks: Sequence[Mark], place: Place) -> Checked:
        """Args:
        text: a paragraph, blank where a quotation or a tag stands.
        ends: where its sentences end.
        marks: what the author marked in it.
        """
        done = Checked()
        paragraph = _Paragraph(place, only_theme(marks))
        start = 0
        for end in ends:
            sentence = text[start:end]
            own = within(marks, start, end)
            for spot in self._sentence(sentence, own, paragraph, done.verdicts):
                done.spots.append(
                    Spot(start + spot.start, start + spot.end, spot.cause, spot.comment)
                )
            start = end
        return done

    def _sentence(
        self,
        sentence: str,
        marks: Sequence[Mark],
        paragraph: _Paragraph,
        verdicts: Counter[Verdict],
    ) -> Iterator[Spot]:
        yield from self._method(sentence)
        mentions = self.spotter.mentions(sentence)
        one_oza = self.contrasts.one_oza(sentence)
        previous = Meant()
        for clause in clauses(sentence, mentions, self.phrases):
            meant = self._meant(clause, sentence, marks, paragraph, previous)
            previous = meant if meant.themes else previous
            for mention, unclear in zip(clause.mentions, clause.unclear, strict=True):
                # Words of the report's own ('{{ woord(…) }}', filled in) say what they are of.
                own = self.resolver.marked(only_theme(within(marks, mention.start, mention.end)))
                about = own if own.themes else meant
                verdict, spot = self._mention(
                    mention, bool(unclear) or one_oza, clause, sentence, about, paragraph
                )
                verdicts[verdict] += 1
                paragraph.numbers.add(mention.number.value if mention.number else 0)
                if spot is not None:
                    yield spot
        rest = blanked(sentence, [(m.start, m.end) for m in mentions])
        named = self.resolver.named(rest, self._telling(rest), paragraph.place, ())
        paragraph.before = named if named.themes else previous

    def _method(self, sentence: str) -> Iterator[Spot]:
        lead = len(sentence) - len(sentence.lstrip())
        span = (lead, max(len(sentence.rstrip()), lead + 1))
        settings = self.study.settings
        if not settings.across_groups_within_oza and self.contrasts.within_oza(sentence):
            comment = contrast_comment(settings.comparison_reason, self.names)
            yield Spot(*span, Cause.METHOD, comment)
        elif (actor := self.contrasts.named_oza(sentence)) is not None:
            yield Spot(*span, Cause.METHOD, named_oza_comment(actor, self.names))

    def _mention(
        self,
        mention: Mention,
        unclear: bool,
        clause: Clause,
        sentence: str,
        meant: Meant,
        paragraph: _Paragraph,
    ) -> tuple[Verdict, Spot | None]:
        span, said = (mention.start, mention.end), self._said(sentence, mention)
        wording = self.study.wording
        if self.judge.contradicts_itself(mention):
            comment = itself_comment(said, mention, self.names, wording)
            return Verdict.WRONG, Spot(*span, Cause.ITSELF, comment)
        if unclear:
            return Verdict.UNCLEAR, None
        speaking = self._speaking(paragraph.place, sentence, mention)
        totals = sorted(self.judge.totals(mention, speaking))
        if mention.total is not None and mention.total not in totals:
            if mention.total in paragraph.numbers:  # 'Van die zeven ouders ...'
                return Verdict.UNCLEAR, None
            comment = total_comment(said, mention, totals[-1:], self.names)
            return Verdict.WRONG, Spot(*span, Cause.TOTAL, comment)
        stances = self._stances(clause.rest(sentence))
        if stances is None or self._denied(clause, sentence, meant, stances):
            return Verdict.UNCLEAR, None
        fits = self.resolver.fits_place(paragraph.place, mention.actors)
        if not (fits or meant.sure or mention.everyone):
            return Verdict.UNCLEAR, None
        if self._describes(mention, clause.rest(sentence)):
            return Verdict.UNCLEAR, None
        judgement = self.judge.judge(
            mention, meant, stances, speaking, partial=self._partial(clause.rest(sentence))
        )
        if judgement.verdict is not Verdict.WRONG:
            return judgement.verdict, None
        comment = number_comment(said, mention, judgement.readings, self.names, wording)
        return Verdict.WRONG, Spot(*span, Cause.NUMBER, comment)

    def _meant(
        self,
        clause: Clause,
        sentence: str,
        marks: Sequence[Mark],
        paragraph: _Paragraph,
        previous: Meant,
    ) -> Meant:
        """What the author marked in the clause or sentence, what the clause names, what it points
        back to, what the author marked in the paragraph; or nothing."""
        mark = only_theme(within(marks, clause.start, clause.end)) or only_theme(marks)
        if mark and not self.lexicon.themes[mark].whole:
            return self.resolver.marked(mark)
        place, whole = paragraph.place, clause.rest(sentence)
        rest = self._telling(whole)
        actors = tuple(
            dict.fromkeys(a for m in clause.mentions if not m.everyone for a in m.actors)
        )
        named = self.resolver.named(whole, rest, place, actors)
        if named.themes:
            return named
        said = plain(whole)
        points = self.phrases.patterns["pointing"].search(said)
        if previous.themes and (points or len(self.lexicon.lemmas(rest)) <= _FEW_WORDS):
            return previous
        if mark or paragraph.mark:
            return self.resolver.marked(mark or paragraph.mark)
        if points is None:
            return Meant()
        section = self.resolver.section(place, actors)
        about_section = self.phrases.patterns["pointing_section"].search(said)
        before = paragraph.before
        return section + before if about_section else before + section

    def _telling(self, text: str) -> str:
        """A text without the words that say nothing of a theme: of saying, and of stance alone."""
        flat = plain(text)
        return blanked(text, [m.span() for m in self.phrases.patterns["empty"].finditer(flat)])

    def _denied(self, clause: Clause, sentence: str, meant: Meant, stances: Stances) -> bool:
        denied, said = negated(clause.rest(sentence), self.phrases)
        if not denied:
            return False
        if said or stances.sure is not Stance.NONE:
            return True
        return not (meant.themes and self.lexicon.denies(meant.themes[0].key))

    def _describes(self, mention: Mention, rest: str) -> bool:
        """Whether a sentence tells how OZA's work, and not what was said of them: 'in sommige
        OZA's is er een ouderraad'. A number out of a number is always checked."""
        if mention.subject is not Subject.OZAS or mention.number is not None:
            return False
        return self.phrases.patterns["discussed"].search(plain(rest)) is None

    def _partial(self, rest: str) -> bool:
        return self.phrases.patterns["partial"].search(plain(rest)) is not None

    def _stances(self, rest: str) -> Stances | None:
        """None when a clause speaks of two stances at once."""
        text = plain(rest)
        sure = [stance for stance, pattern in self._sure.items() if pattern.search(text)]
        hint = [stance for stance, pattern in self._hint.items() if pattern.search(text)]
        if len(sure) > 1:
            return None
        return Stances(sure[0] if sure else Stance.NONE, hint[0] if len(hint) == 1 else Stance.NONE)

    def _speaking(self, place: Place, sentence: str, mention: Mention) -> tuple[Actor, ...]:
        """Whom an OZA or 'alle respondenten' stands for: who is named beside it, or speaks here."""
        named = {actor for _, actor in self.spotter.actors_in(sentence)}
        here = {actor for section in place.sections for actor in section.actors}
        beside = named & here if here else named
        found = beside if beside and not mention.everyone else here
        return tuple(actor for actor in self.names if actor in found or not found)

    @staticmethod
    def _said(sentence: str, mention: Mention) -> str:
        return " ".join(sentence[mention.start : mention.end].split())


@dataclass
class _Paragraph:
    """What a paragraph said so far: its mark, what the last sentence was about, its numbers."""

    place: Place
    mark: str
    before: Meant = field(default_factory=Meant)
    numbers: set[int] = field(default_factory=set)
