"""All findings in a report: workers find spans, this room joins them and drops what is allowed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


_TEXT, _AUTHOR = "tekst", "auteur"


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


@dataclass(frozen=True, slots=True)
class Rules:
    """What a report is searched by. `allowed` are words this study dismissed; the room's own list
    is always there. `year` is that of the wave, by which a date is judged to be one of birth."""

    allowed: frozenset[str]
    extra: Sequence[Recogniser] = ()
    year: int = REFERENCE_YEAR


Own = Mapping[str, Sequence[Span]]
"""Where in a report ('tekst', 'opmerking 2') → what stands out there by itself, overlaps and all:
what the roster says of the same words is still to be joined to it."""


def texts_of(report: Report) -> dict[str, str]:
    """Where in a report ('tekst', 'opmerking 2') → the text there."""
    return {_TEXT: report.text, **{where: text for where, _, text in hidden_texts(report)}}


def find(
    report: Report,
    *,
    allowed: frozenset[str],
    roster: Roster,
    extra: Sequence[Recogniser] = (),
    year: int = REFERENCE_YEAR,
) -> list[Finding]:
    """Everything in a report, hidden text included, that may identify a person, in order.

    A confirmed name (`roster`) is found even if the word is allowed: someone may be called Beer.

    Raises:
        ValueError: when a recogniser returns a span that lies outside the text.
    """
    return findings_of(report, own_spans(report, Rules(allowed, extra, year)), roster)


def own_spans(report: Report, rules: Rules) -> Own:
    """What stands out in a report without anything being known of other reports.

    Raises:
        ValueError: when a recogniser returns a span that lies outside the text.
    """
    allow = allow_list(rules.allowed)
    found = {_TEXT: tuple(_own(report.text, allow, rules))}
    for where, kind, text in hidden_texts(report):
        # Who wrote a document is a person, however the name is written ('jdevries').
        if kind == _AUTHOR and text.strip() and not allow(text.strip()):
            start = len(text) - len(text.lstrip())
            end = start + len(text.strip())
            found[where] = (Span(start, end, Kind.PERSOON, _AUTHOR, "waarschijnlijk"),)
        elif kind != _AUTHOR:
            found[where] = tuple(_own(text, allow, rules))
    return found


def findings_of(report: Report, own: Own, roster: Roster) -> list[Finding]:
    """What stands out in a report, and the names of the roster that stand in it, in order."""
    texts = texts_of(report)
    found: list[Finding] = []
    for where, spans in own.items():
        text = texts[where]
        if where.partition(" ")[0] != _AUTHOR:
            # A confirmed name is a name, also where somebody wrote it between brackets.
            spans = resolve([*spans, *roster.find(text)], text)
            spans = [span for span in spans if fold(text[span.start : span.end]).strip()]
        found += [_finding(report, where, text, span) for span in spans]
    return sorted(found, key=lambda finding: finding.order)


def _own(text: str, allow: AllowList, rules: Rules) -> list[Span]:
    spans = list(names.find(text, allow))
    # What a list has judged, the net does not judge again: a province stays 'mogelijk'.
    judged = {(span.start, span.end) for span in spans if span.source == "lijst"}
    spans += [span for span in net.find(text, allow) if (span.start, span.end) not in judged]
    for recogniser in rules.extra:
        for start, end, kind in recogniser(text):
            if not 0 <= start < end <= len(text):
                raise ValueError(f"een herkenner wijst {start}-{end} aan in {len(text)} tekens")
            spans.append(Span(start, end, kind, "model", "waarschijnlijk"))
    general = list(allow.phrases(text))
    spans = [s for s in spans if not any(a <= s.start and s.end <= b for a, b in general)]
    spans += [*patterns.find(text), *addresses.find(text), *births.find(text, rules.year)]
    spans = [s for s in spans if not allow(text[s.start : s.end])]
    for start, end in labels(text):
        spans = [rest for span in spans for rest in _beside(span, start, end, text)]
    return spans


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
