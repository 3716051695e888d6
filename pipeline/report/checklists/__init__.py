"""Reporting checklists (COREQ, SRQR), filled in as far as the project and its researchers know."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pipeline.report.blocks import Block, Cell, Heading, Paragraph, Table

NAMES = ("coreq", "srqr")
OPEN = "door de onderzoekers in te vullen"


def checklist_blocks(
    name: str, facts: Mapping[str, str], answers: Mapping[str, str], level: int = 2
) -> list[Block]:
    """A checklist as a table for each of its domains.

    Args:
        name: one of NAMES.
        facts: what the project knows (`method.facts_of`).
        answers: what the researchers wrote themselves, by the number of the item; these go first.
    """
    data = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
    items = [item for domain in data["domains"] for item in domain["items"]]
    filled = sum(bool(_answer(item, facts, answers)) for item in items)
    blocks: list[Block] = [
        Heading(data["title"], level),
        Paragraph(
            f"{data['source']}. Van de {len(items)} onderdelen zijn er {filled} ingevuld. Wat"
            " schuin staat, is door het programma ingevuld; kijk het na.",
            "noot",
        ),
    ]
    for number, domain in enumerate(data["domains"], start=1):
        rows = []
        for item in domain["items"]:
            answer = _answer(item, facts, answers)
            own = item["number"] in answers
            cell = Cell(answer or OPEN, muted=not own, quiet=not answer)
            rows.append((Cell(item["number"]), Cell(item["topic"]), cell))
        blocks.append(
            Table(
                f"tabel-{name}-{number}",
                f"{data['title']}: {domain['heading'].lower()}",
                ("Nr.", "Onderdeel", "In dit onderzoek"),
                tuple(rows),
                widths=(1, 4, 8),
            )
        )
    return blocks


def numbers_of(name: str) -> frozenset[str]:
    """The numbers of the items of a checklist."""
    data = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
    return frozenset(item["number"] for domain in data["domains"] for item in domain["items"])


def _answer(item: Mapping[str, str], facts: Mapping[str, str], own: Mapping[str, str]) -> str:
    return own.get(item["number"]) or facts.get(item.get("known", ""), "")
