"""All findings in a report: workers find spans, this room joins them and drops what is allowed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from pipeline.domain.report import Report
from pipeline.privacy import addresses, births, names, net, patterns
from pipeline.privacy.allow import AllowList, allow_list
from pipeline.privacy.births import REFERENCE_YEAR
from pipeline.privacy.finding import Finding, Kind, Span
from pipeline.privacy.overlap import outside, resolve
from pipeline.privacy.roster import Roster
from pipeline.privacy.spelling import fold
from pipeline.privacy.wordlists import is_first_name
from pipeline.privacy.words import words

# Labels of ours and of whoever anonymised the report. Within the brackets stand small words,
# abbreviations and numbers; '[naam Sanne]' and '[Sanne lacht]' are no labels and are searched.
_LABEL = re.compile(
    r"[\[<]\s*(?:naam|namen|[a-z]*naam|plaats|woonplaats|adres|postcode|telefoon\w*|e-?mail\w*|"
    r"webadres|website|bsn|rekeningnummer|geboorte\w*|school|gemeente|organisatie|instelling|"
    r"zorgorganisatie|leeftijd|datum|jaartal|stad|dorp|regio|kind|ouder|professional|partner|"
    r"persoon|anoniem|geanonimiseerd|ander gegeven)(?P<rest>[^\[\]<>\n]{0,40})[\]>]",
    re.IGNORECASE,
)


class Recogniser(Protocol):
    """An optional model that joins in: (start, end, kind) of what it takes for an identifier."""

    def __call__(self, text: str) -> Iterable[tuple[int, int, Kind]]: ...


def labels(text: str) -> list[tuple[int, int]]:
    """Spans of the labels that already stand for a name, such as '[naam OZA]'."""
    found = []
    for match in _LABEL.finditer(text):
        rest = words(match["rest"])
        if all((w.text.islower() or w.text.isupper()) and not is_first_name(w.text) for w in rest):
            found.append(match.span())
    return found


def hidden_texts(report: Report) -> Iterator[tuple[str, str, str]]:
    """(where, kind, text) of each hidden item; `where` counts within its kind: 'opmerking 2'."""
    serial: Counter[str] = Counter()
    for item in report.hidden:
        serial[item.kind] += 1
        yield f"{item.kind} {serial[item.kind]}", item.kind, item.text


def find(
    report: Report,
    *,
    allowed: frozenset[str],
    roster: Roster,
    extra: Sequence[Recogniser] = (),
    year: int = REFERENCE_YEAR,
) -> list[Finding]:
    """Everything in a report, hidden text included, that may identify a person, in order.

    `allowed` are words this study dismissed; the room's own list is always there. A confirmed
    name (`roster`) is found even if the word is allowed: someone may be called Beer. `year` is
    that of the wave, by which a date is judged to be one of birth.

    Raises:
        ValueError: when a recogniser returns a span that lies outside the text.
    """
    allow = allow_list(allowed)
    found = list(_findings(report, "tekst", report.text, allow, roster, extra, year))
    for where, kind, text in hidden_texts(report):
        # Who wrote a document is a person, however the name is written ('jdevries').
        if kind == "auteur" and text.strip() and not allow(text.strip()):
            start = len(text) - len(text.lstrip())
            whole = Span(start, start + len(text.strip()), Kind.PERSOON, "auteur", "waarschijnlijk")
            found.append(_finding(report, where, text, whole))
        elif kind != "auteur":
            found += _findings(report, where, text, allow, roster, extra, year)
    return sorted(found, key=lambda finding: finding.order)


def find_all(
    reports: Sequence[Report],
    *,
    allowed: frozenset[str],
    known_names: Iterable[str] = (),
    known_phrases: Iterable[tuple[str, Kind]] = (),
    extra: Sequence[Recogniser] = (),
    year: int = REFERENCE_YEAR,
) -> list[Finding]:
    """Findings of a whole wave, in the order of the reports.

    Twice: what the first round finds 'zeker' or 'waarschijnlijk' in one report, the second finds
    in all, in lower case too. `known_names` are confirmed names of persons, `known_phrases` of
    schools, bodies and places.
    """
    known = Roster.of(known_names, known_phrases)
    first = [
        finding
        for report in reports
        for finding in find(report, allowed=allowed, roster=known, extra=extra, year=year)
    ]
    learned = known.with_findings(first, allow_list(allowed))
    if learned == known:
        return first
    return [
        finding
        for report in reports
        for finding in find(report, allowed=allowed, roster=learned, extra=extra, year=year)
    ]


def _findings(
    report: Report,
    where: str,
    text: str,
    allow: AllowList,
    roster: Roster,
    extra: Sequence[Recogniser],
    year: int,
) -> Iterator[Finding]:
    spans = list(names.find(text, allow))
    # What a list has judged, the net does not judge again: a province stays 'mogelijk'.
    judged = {(span.start, span.end) for span in spans if span.source == "lijst"}
    spans += [span for span in net.find(text, allow) if (span.start, span.end) not in judged]
    for recogniser in extra:
        for start, end, kind in recogniser(text):
            if not 0 <= start < end <= len(text):
                raise ValueError(f"een herkenner wijst {start}-{end} aan in {len(text)} tekens")
            spans.append(Span(start, end, kind, "model", "waarschijnlijk"))
    general = list(allow.phrases(text))
    spans = [s for s in spans if not any(a <= s.start and s.end <= b for a, b in general)]
    spans += [*patterns.find(text), *addresses.find(text), *births.find(text, year)]
    spans = [s for s in spans if not allow(text[s.start : s.end])]
    for start, end in labels(text):
        spans = [rest for span in spans for rest in _beside(span, start, end, text)]
    # A confirmed name is a name, also where somebody wrote it between brackets.
    spans += roster.find(text)
    for span in resolve(spans, text):
        if fold(text[span.start : span.end]).strip():
            yield _finding(report, where, text, span)


def _beside(span: Span, start: int, end: int, text: str) -> list[Span]:
    """The span itself, or what of it lies beside a label."""
    return outside(span, start, end, text) if span.overlaps(start, end) else [span]


def _finding(report: Report, where: str, text: str, span: Span) -> Finding:
    return Finding(
        report.respondent,
        span.start,
        span.end,
        span.kind,
        text[span.start : span.end],
        span.source,
        span.certainty,
        where,
    )
