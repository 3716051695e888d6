"""All reports of a wave, searched together: a name found in one is looked for in all.

Searching a report takes most of the time, and what it gives depends on that report and the rules
alone. Of a roster only the part that stands in a report can change what is found there. Both are
therefore remembered by report: when one is added, the others are touched only where its names
stand in them too, and what comes out is what searching everything anew would give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.domain.report import Report
from pipeline.privacy.allow import allow_list
from pipeline.privacy.births import REFERENCE_YEAR
from pipeline.privacy.detect import Own, Recogniser, Rules, findings_of, own_spans, texts_of
from pipeline.privacy.finding import Finding, Kind
from pipeline.privacy.resolutions import identified
from pipeline.privacy.roster import Roster, Touchable

CONTEXT = 60
"""Characters around a finding that a person sees on the sheet."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding under its stable id, and what stands before and after it."""

    id: str
    finding: Finding
    before: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Round:
    """What was found in a report with the part of a roster that touches it, and what that teaches
    about other reports."""

    noted: tuple[Noted, ...]
    taught: Roster


@dataclass(frozen=True, slots=True)
class Searched:
    """What is known of one report: what stands out by itself, the words by which a roster may
    touch it, and the rounds so far, each under the digest of the part of the roster that did."""

    own: Own
    words: Touchable
    rounds: Mapping[str, Round] = field(default_factory=dict)


class WaveSearch:
    """Searches a wave, and remembers.

    `searched` holds what is known of each report; after `found` it holds nothing else, so that it
    can be kept and given again as `before`.
    """

    def __init__(
        self,
        rules: Rules,
        reports: Mapping[str, Callable[[], Report]],
        before: Mapping[str, Searched] | None = None,
    ) -> None:
        """
        Args:
            reports: respondent → what reads the report; asked only where it has to be.
            before: respondent → what was known of this same report under these same rules.
        """
        self._rules, self._reports = rules, reports
        self._known = dict(before or {})
        self.searched: dict[str, Searched] = {}

    def found(self, known: Roster) -> list[Noted]:
        """Findings of the whole wave, in the order of the reports.

        Twice: what the first round finds 'zeker' or 'waarschijnlijk' in one report, the second
        finds in all, in lower case too. `known` are names that a person confirmed.

        Raises:
            ValueError: when a recogniser returns a span that lies outside the text.
        """
        self._known |= self.searched
        self.searched = {}
        first = list(self._round(known))
        learned = known.joined_by(round_.taught for round_ in first)
        second = first if learned == known else list(self._round(learned))
        return [noted for round_ in second for noted in round_.noted]

    def _round(self, roster: Roster) -> Iterator[Round]:
        for respondent, read in self._reports.items():
            if respondent not in self._known:
                self._known[respondent] = _searched(read(), self._rules)
            known = self._known[respondent]
            here = roster.touching(known.words)
            round_ = known.rounds.get(here.digest)
            if round_ is None:
                round_ = _round_in(read(), known.own, here, self._rules)
            used = self.searched.get(respondent)
            rounds = {**(used.rounds if used else {}), here.digest: round_}
            self.searched[respondent] = Searched(known.own, known.words, rounds)
            yield round_


def find_all(
    reports: Sequence[Report],
    *,
    allowed: frozenset[str],
    known_names: Iterable[str] = (),
    known_phrases: Iterable[tuple[str, Kind]] = (),
    extra: Sequence[Recogniser] = (),
    year: int = REFERENCE_YEAR,
) -> list[Finding]:
    """Findings of a whole wave, in the order of the reports, nothing being known of it yet.

    `known_names` are confirmed names of persons, `known_phrases` of schools, bodies and places.
    """
    read = {str(number): _giving(report) for number, report in enumerate(reports)}
    wave = WaveSearch(Rules(allowed, extra, year), read)
    return [noted.finding for noted in wave.found(Roster.of(known_names, known_phrases))]


def _giving(report: Report) -> Callable[[], Report]:
    return lambda: report


def _searched(report: Report, rules: Rules) -> Searched:
    return Searched(own_spans(report, rules), Touchable.of(texts_of(report).values()))


def _round_in(report: Report, own: Own, roster: Roster, rules: Rules) -> Round:
    texts = texts_of(report)
    findings = findings_of(report, own, roster)
    noted = tuple(
        Noted(id_, one, *_around(texts[one.where], one))
        for id_, one in identified(findings, lambda finding: texts[finding.where]).items()
    )
    return Round(noted, Roster.taught_by(findings, allow_list(rules.allowed)))


def _around(text: str, finding: Finding) -> tuple[str, str]:
    return text[max(0, finding.start - CONTEXT) : finding.start], text[finding.end :][:CONTEXT]
