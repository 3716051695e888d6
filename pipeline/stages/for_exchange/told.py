"""What the terminal says of a project that comes in."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.exchange.mapping import OUT, ProjectMap
from pipeline.stages.for_exchange.decided import Decided
from pipeline.stages.for_exchange.taking_in import Added


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What came of a project."""

    reports: int
    codes: int
    added: Added
    decided: Decided
    problems: tuple[str, ...]


def lines_of_map(found: ProjectMap, sheet: str) -> list[str]:
    """What the project holds, what nobody could see, and what to do now."""
    texts, people, codes = len(found.sources), len(found.users), len(found.codes)
    lines = [
        f"{_n(texts, 'tekst', 'teksten')}, {_n(people, 'codeur', 'codeurs')},"
        f" {_n(codes, 'code', 'codes')}"
    ]
    lines += [f"heeft hier geen plaats: {line}" for line in found.left]
    out = [row.key for row in found.codes if row.code == OUT]
    if out:
        lines.append(f"{_n(len(out), 'code staat', 'codes staan')} niet in het codeboek")
    lines.append(f"kijk na en vul aan: {sheet}")
    if found.undecided:
        lines.append(f"{_n(found.undecided, 'rij is', 'rijen zijn')} nog niet ingevuld")
    lines.append("draai daarna hetzelfde commando met --yes")
    return lines


def lines_of_taken(made: TakenOver, study: str) -> list[str]:
    """What was taken over, what was not, and what to do now."""
    added, decided = made.added, made.decided
    new = [
        *([_n(made.codes, "code", "codes")] if made.codes else []),
        _n(made.reports, "nieuw verslag", "nieuwe verslagen"),
        _n(added.decisions, "nieuwe beslissing", "nieuwe beslissingen"),
        *([_n(added.notes, "memo", "memo's")] if added.notes else []),
        *([_n(added.marks, "markering", "markeringen")] if added.marks else []),
    ]
    told = (
        (added.spans, "codering valt niet samen met een segment; haar plek is bewaard",
         "coderingen vallen niet samen met een segment; hun plek is bewaard"),
        (added.kept, "besluit is hier later genomen en blijft staan",
         "besluiten zijn hier later genomen en blijven staan"),
        (decided.outside, "codering ligt in geen enkel segment (een kop of een vraag)",
         "coderingen liggen in geen enkel segment (een kop of een vraag)"),
        (decided.mixed, "segment kreeg verschillende houdingen bij een code; daar staat er nu geen",
         "segmenten kregen verschillende houdingen bij een code; daar staat er nu geen"),
        (decided.unplaced, "markering ligt niet in één segment en blijft weg",
         "markeringen liggen niet in één segment en blijven weg"),
        (decided.left, "codering of memo blijft weg, met haar tekst, codeur of code",
         "coderingen of memo's blijven weg, met hun tekst, codeur of code"),
    )  # fmt: skip
    lines = [f"overgenomen: {', '.join(new)}"]
    lines += [_n(number, one, many) for number, one, many in told if number]
    if made.reports:
        lines.append(
            f"draai nu: oza run --study {study}; namen in de teksten wachten dan op een besluit"
        )
    return lines


def _n(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
