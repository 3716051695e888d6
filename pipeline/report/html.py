"""Blocks → rapport.html: one self-contained page, no script, nothing fetched."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.report.blocks import Block, Heading, Paragraph, Picture, Quote, Table
from pipeline.report.breaking import breaking

_ROOMY = 5
"""So many columns have room for long names; in more of them names may break."""


def render_html(title: str, blocks: Sequence[Block], figures: Path, running: str) -> str:
    """The report as a page; `figures` holds `<name>.svg` of every Picture."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown = _numbered(blocks, figures)
    contents = [block for block in shown if block["kind"] == "kop" and block["level"] <= 3]
    page = environment.get_template("rapport.html.j2")
    return page.render(title=title, running=running, blocks=shown, contents=contents)


def _numbered(blocks: Sequence[Block], figures: Path) -> list[dict[str, Any]]:
    """Blocks as plain values for the template, with numbers for tables and figures."""
    found: list[dict[str, Any]] = []
    tables = pictures = headings = 0
    for block in blocks:
        if isinstance(block, Heading):
            headings += 1
            found.append(
                {"kind": "kop", "text": block.text, "level": block.level, "id": f"p{headings}"}
            )
        elif isinstance(block, Paragraph):
            found.append(
                {
                    "kind": "alinea",
                    "text": block.text,
                    "style": block.style,
                    "lead": block.lead,
                }
            )
        elif isinstance(block, Quote):
            found.append({"kind": "citaat", "block": block})
        elif isinstance(block, Table):
            tables += 1
            crowded = len(block.header) > _ROOMY
            found.append(
                {
                    "kind": "tabel",
                    "block": block,
                    "number": tables,
                    "headed": any(block.header),
                    "header": [breaking(t) if crowded else t for t in block.header],
                }
            )
        elif isinstance(block, Picture):
            pictures += 1
            svg = (figures / f"{block.name}.svg").read_bytes()
            source = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}"
            found.append({"kind": "figuur", "block": block, "number": pictures, "source": source})
    return found
