"""What of names and findings is one person's alone: in the key, among the allowed words, and in the
ledger of resolutions, which knows places only."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from pipeline.domain.forgetting import Run, words_of
from pipeline.domain.report import Report
from pipeline.privacy.detect import find, hidden_texts
from pipeline.privacy.dutch import is_known
from pipeline.privacy.finding import Finding, Kind, rank
from pipeline.privacy.labels import Labels
from pipeline.privacy.resolutions import identified, known_from
from pipeline.privacy.roster import Roster
from pipeline.privacy.wordlists import is_first_name

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_+")
_LONGEST = 14
"""Words and marks in the longest finding, such as an address with a postcode and a place."""


def key_without(
    key: Mapping[str, str], own: Sequence[str], others: Sequence[str]
) -> dict[str, str]:
    """The key without the names that only these texts hold. Of a name of which others have a part,
    that part stays: their texts still need its label.

    Args:
        own: the texts that go.
        others: every other text of the study.
    """
    left: dict[str, str] = {}
    for name, label in key.items():
        if not _finds(name, label, own, "mogelijk"):
            left[name] = label
            continue
        body = name.endswith(")")
        parts = [name] if body else name.split()
        needed = [part for part in parts if _finds(part, label, others)]
        telling = [part for part in parts if body or _tells(part)]
        if needed and set(telling) <= set(needed):
            left[name] = label
        elif needed:
            left.setdefault(" ".join(needed), label)
    return left


def allowed_without(lines: Iterable[str], own: Iterable[str], others: Iterable[str]) -> list[str]:
    """The lines of the list of allowed words, without the words that only these texts hold."""
    theirs, rest = _spaced(own), _spaced(others)
    return [
        line
        for line in lines
        if line.startswith("#")
        or not (words := f" {' '.join(words_of(line))} ").strip()
        or words not in theirs
        or words in rest
    ]


def names_in(
    own: Iterable[Report],
    others: Collection[str],
    key: Mapping[str, str],
    allowed: frozenset[str],
    coders: Collection[str],
) -> frozenset[Run]:
    """What may identify somebody in these reports and stands in no other, in words.

    A word of the dictionary is left out: the words around it are looked for as it is.

    Args:
        coders: names of those who work on the study: hers is everywhere, whoever else has it.
    """
    persons, bodies = known_from(Labels(key))
    roster = Roster.of(persons, bodies)
    findings = [f for report in own for f in find(report, allowed=allowed, roster=roster)]
    rest = _spaced(others)
    found = {tuple(words_of(finding.text)) for finding in findings}
    return frozenset(
        name
        for name in found
        if name
        and f" {' '.join(name)} " not in rest
        and not all(len(word) < 3 or (is_known(word) and not is_first_name(word)) for word in name)
        and " ".join(name) not in {coder.casefold() for coder in coders}
    )


def names_of_key(gone: Iterable[str]) -> frozenset[Run]:
    """Names as the key has them, in words: 'zeven kwikstaarten (school)' without its sort."""
    return frozenset(words for name in gone if (words := tuple(words_of(name.partition(" (")[0]))))


def finding_ids(reports: Iterable[Report]) -> frozenset[str]:
    """The ids of every finding that could ever have been made in these reports.

    What is found depends on what was known at the time, so that it cannot be found again. A
    finding is a span between borders of words, and all of those can be listed.
    """
    found: set[str] = set()
    for report in reports:
        pieces = [("tekst", report.text), *((w, text) for w, _, text in hidden_texts(report))]
        for where, text in pieces:
            found.update(identified(_spans(report.respondent, where, text), _giving(text)))
    return frozenset(found)


def _giving(text: str) -> Callable[[Finding], str]:
    return lambda _: text


def _spans(respondent: str, where: str, text: str) -> Iterator[Finding]:
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    for at, (start, _) in enumerate(tokens):
        for _, end in tokens[at : at + _LONGEST]:
            span = text[start:end]
            yield Finding(respondent, start, end, Kind.OVERIG, span, "", "mogelijk", where)


def _finds(name: str, label: str, texts: Iterable[str], least: str = "waarschijnlijk") -> bool:
    """Whether a name of the key stands in one of these texts, in whatever form.

    Args:
        least: how certain that has to be. What is only possible gets no label by itself.
    """
    roster = Roster.of(*known_from(Labels({name: label})))
    return any(rank(span.certainty) >= rank(least) for text in texts for span in roster.find(text))


def _tells(part: str) -> bool:
    return is_first_name(part) or not is_known(part)


def _spaced(texts: Iterable[str]) -> str:
    """All words of these texts, each between spaces: a phrase is in it or it is not."""
    return f" {' '.join(word for text in texts for word in (*words_of(text), '|'))} "
