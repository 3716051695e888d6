"""What a report rests on, as a table: how much was validated, by whom, on which codebook."""

from __future__ import annotations

from pipeline.config.study import Study
from pipeline.report.blocks import Cell, Table
from pipeline.report.evidence import Evidence
from pipeline.report.versions_told import left_open, versions_of
from pipeline.report.words import grouped, listed


def validation_table(evidence: Evidence, study: Study) -> Table:
    """How much was validated, by whom, on which version of the codebook."""
    segments = evidence.segments.values()
    read = sum(evidence.coders.values())
    rows: list[tuple[str, str]] = [
        (
            "Verslagen geheel gevalideerd",
            f"{len(evidence.counting)} van de {len(evidence.respondents)}",
        ),
        ("Segmenten gevalideerd", f"{grouped(read)} van de {grouped(len(segments))}"),
        (
            "Gevalideerd door",
            listed([f"{c} ({grouped(n)} segmenten)" for c, n in evidence.coders.items()])
            or "nog niemand",
        ),
        (
            "Versies van het codeboek"
            if len(evidence.codebook_versions) > 1
            else "Versie van het codeboek",
            listed(versions_of(evidence)) or study.codebook.version,
        ),
        *left_open(evidence),
        ("Codes in de geheel gevalideerde verslagen", grouped(len(evidence.codings))),
        ("Segmenten door meer dan één codeur gelezen", grouped(evidence.double)),
        *_accepted_in_one_go(evidence),
    ]
    return Table(
        "tabel-validatie",
        "Waarop dit rapport rust",
        ("", ""),
        tuple((Cell(name), Cell(value)) for name, value in rows),
    )


def _accepted_in_one_go(evidence: Evidence) -> list[tuple[str, str]]:
    """What stands in the study without being read, and what checking some of it found."""
    rows = []
    checks = evidence.checks
    if evidence.unread:
        rows.append(
            (
                "Codes in één keer geaccepteerd en door niemand gelezen",
                f"{grouped(evidence.unread)}; ze zitten in geen enkel aantal",
            )
        )
    if checks.checked:
        rows.append(
            (
                "In één keer geaccepteerd en daarna nagekeken",
                f"{grouped(checks.checked)} van de {grouped(checks.drawn)} die zijn geloot; bij"
                f" {grouped(checks.agreed)} was de lezer het ermee eens",
            )
        )
    return rows
