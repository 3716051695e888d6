"""Where money comes from: laws, streams, and which option a stream allows."""

from __future__ import annotations

from pipeline.domain.appraisal import Frame
from pipeline.report.appraised.wording import capital, notes_of, of_study, short_labels
from pipeline.report.blocks import Cell, Table
from pipeline.report.breaking import breaking

ALLOWED, NOT_ALLOWED = Cell("ja", number=True), Cell("nee", quiet=True)


def frameworks_table(frame: Frame) -> Table:
    return Table(
        "weging-kaders",
        "De wettelijke kaders waaruit een arrangement wordt betaald"
        f"{of_study(*(law.section for law in frame.frameworks))}",
        ("Wet", "Domein", "Betaalt"),
        tuple(
            (
                Cell(law.label, law.short if law.short != law.label else "", strong=True),
                Cell(law.domain),
                Cell(capital(law.pays)),
            )
            for law in frame.frameworks
        ),
        widths=(5.2, 2.4, 8.8),
    )


def streams_table(frame: Frame) -> Table:
    short = {law.id: law.short for law in frame.frameworks}
    return Table(
        "weging-stromen",
        "De stromen die in een arrangement samenkomen"
        f"{of_study(*(stream.section for stream in frame.streams))}",
        ("Stroom", "Uit", "Wie betaalt", "Voor wie"),
        tuple(
            (
                Cell(breaking(stream.label), strong=True),
                Cell(", ".join(short[law] for law in stream.frameworks)),
                Cell(breaking(capital(stream.financier))),
                Cell(breaking(capital(stream.whom))),
            )
            for stream in frame.streams
        ),
        widths=(4.0, 3.8, 4.0, 4.6),
    )


def allowed_table(frame: Frame) -> Table:
    """A row a stream, a column an option: whether it can be paid that way."""
    heads = short_labels(frame)
    return Table(
        "weging-toegestaan",
        "Welke financieringswijze bij welke stroom kan"
        f"{of_study(*(stream.section for stream in frame.streams))}",
        ("Stroom", *heads.values()),
        tuple(
            (
                Cell(stream.label, strong=True),
                *(ALLOWED if option in stream.allows else NOT_ALLOWED for option in heads),
            )
            for stream in frame.streams
        ),
        notes_of(*(f"{s.label}: {s.note}" if s.note else "" for s in frame.streams)),
        (3.4, *(column_width(head) for head in heads.values())),
    )


def column_width(head: str) -> float:
    """Centimetres that a column takes for its heading: a bold letter in Calibri, and white."""
    return 0.155 * len(head) + 0.42
