"""What a person decided about findings: kept by place, never by word."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from pipeline.domain.report import text_digest
from pipeline.privacy.dutch import is_known
from pipeline.privacy.finding import Finding, Kind
from pipeline.privacy.labels import Labels
from pipeline.privacy.wordlists import is_first_name

_SORTS = {
    "school": Kind.SCHOOL,
    "zorgorganisatie": Kind.ZORGORGANISATIE,
    "organisatie": Kind.ORGANISATIE,
    "plaats": Kind.PLAATS,
}
ROLES = ("kind", "ouder", "professional", "partner", "persoon", "OZA", *_SORTS)
"""Whose name, or what sort of name, a person may say that a finding is."""


Texts = Callable[[Finding], str]
"""The text in which a finding has its position."""
_AROUND = 30


class Choice(StrEnum):
    """REPLACE puts a label in its place, everywhere. ALLOW says that the word identifies nobody,
    here or elsewhere. NOT_HERE says so of this one place only ('Roos' the flower)."""

    REPLACE = "vervangen"
    ALLOW = "toegestaan"
    NOT_HERE = "hier niet"


@dataclass(frozen=True, slots=True)
class Resolution:
    """A line of the ledger of resolutions. `finding` is an id of `identified`; `role` is whose
    or what name it is (one of ROLES) or empty. `before` and `after` are the characters by which a
    person found the finding too short ('Velde' in 'Van der Velde')."""

    finding: str
    choice: Choice
    role: str = ""
    before: int = 0
    after: int = 0

    def widened(self, finding: Finding, texts: Texts) -> Finding:
        """The finding as long as the person said it is."""
        text = texts(finding)
        start = max(0, finding.start - self.before)
        end = min(len(text), finding.end + self.after)
        return replace(finding, start=start, end=end, text=text[start:end])

    def of(self, finding: Finding) -> tuple[Kind, str]:
        """Kind and role for the label: a person knows a school from a surname, the net does not."""
        if self.role in _SORTS:
            return _SORTS[self.role], ""
        return finding.kind, self.role


@dataclass(frozen=True, slots=True)
class Resolved:
    """A finding and what became of it: a label, or waiting for a person, or neither."""

    id: str
    finding: Finding
    label: str = ""
    waiting: bool = False


def identified(findings: Iterable[Finding], texts: Texts) -> dict[str, Finding]:
    """Findings by ids that stay when the report is edited elsewhere: made of the words and what
    stands around them, instead of a position.

    Where the words around it change, the id does too, and the finding waits for a person again:
    a decision about one 'Roos' is never taken for one about another.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = {}
    for finding in findings:
        text = texts(finding)
        around = text[max(0, finding.start - _AROUND) : finding.end + _AROUND]
        context = text_digest(" ".join(around.casefold().split()))
        what = (finding.respondent, finding.where, text_digest(finding.text), context)
        seen[what] += 1
        content = "\x1f".join((*what, str(seen[what])))
        found[hashlib.sha256(content.encode("utf-8")).hexdigest()[:12]] = finding
    return found


def names_confirmed(
    findings: Mapping[str, Finding],
    texts: Texts,
    resolutions: Iterable[Resolution],
    labels: Labels,
) -> Labels:
    """The labels with every confirmed name among them, numbered in the order of confirming.

    Args:
        findings: by their ids; see `identified`.
    """
    for resolution in resolutions:
        finding = findings.get(resolution.finding)
        if resolution.choice is Choice.REPLACE and finding is not None:
            whole = resolution.widened(finding, texts)
            labels, _ = labels.with_name(whole.text, *resolution.of(whole))
    return labels


def resolve_findings(
    findings: Mapping[str, Finding],
    texts: Texts,
    resolutions: Mapping[str, Resolution],
    labels: Labels,
) -> list[Resolved]:
    """What becomes of each finding: decided by a person, known by name, or waiting.

    Args:
        findings: by their ids; see `identified`.
    """
    resolved = []
    known = set(labels.by_name.values())
    label_of = cache(lambda *called: labels.with_name(*called)[1])
    for id_, finding in findings.items():
        decision = resolutions.get(id_)
        if decision is not None and decision.choice is not Choice.REPLACE:
            resolved.append(Resolved(id_, finding))
            continue
        if decision is not None:
            finding = decision.widened(finding, texts)
        kind, role = decision.of(finding) if decision else (finding.kind, "")
        label = label_of(finding.text, kind, role)
        named = label in known and finding.certainty != "mogelijk"
        if decision is not None or named:
            resolved.append(Resolved(id_, finding, label))
        else:
            resolved.append(Resolved(id_, finding, waiting=True))
    return _without_covered(resolved)


def _without_covered(resolved: Sequence[Resolved]) -> list[Resolved]:
    """Leaves out what lies within, or half within, something longer that is replaced."""
    kept: list[Resolved] = []
    replaced: dict[tuple[str, str], list[Finding]] = {}
    for item in sorted(resolved, key=lambda r: (not r.label, r.finding.start - r.finding.end)):
        found = item.finding
        others = replaced.setdefault((found.respondent, found.where), [])
        if any(found.start < other.end and other.start < found.end for other in others):
            continue
        if item.label:
            others.append(found)
        kept.append(item)
    return sorted(kept, key=lambda r: r.finding.order)


def known_from(labels: Labels) -> tuple[list[str], list[tuple[str, Kind]]]:
    """The confirmed names of persons, and those of schools and bodies with their kind.

    Of a name of several words the ordinary ones are left out: after 'Opa Vijver' not every pond
    is a person. A name of ordinary words only is looked for as a whole.
    """
    persons: list[str] = []
    bodies: list[tuple[str, Kind]] = []
    for name in labels.by_name:
        bare, bracket, sort = name.rpartition(" (")
        if bracket:
            bodies.append((bare, _SORTS.get(sort.rstrip(")"), Kind.ORGANISATIE)))
            continue
        parts = name.split()
        telling = [part for part in parts if is_first_name(part) or not is_known(part)]
        if len(parts) == 1 or telling:
            persons.append(" ".join(telling if len(parts) > 1 else parts))
        else:
            bodies.append((name, Kind.PERSOON))
    return persons, bodies
