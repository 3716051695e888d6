"""A next version of a project's codebook, for tests and pictures of what it asks of a coder."""

from __future__ import annotations

import shutil
from dataclasses import replace

from pipeline.config.codebook_text import codebook_text
from pipeline.config.codes import read_codebook
from pipeline.domain.migration import version_key
from pipeline.store.layout import Layout

ADDED = "Alleen als de spreker het zelf zo zegt."
"""What the redefined code says since."""


def release(layout: Layout, redefined: str, split: str, part: str, label: str) -> None:
    """Redefines one code, and splits another in itself and `part`, with this label. The version
    of before is kept."""
    folder = layout.study_folder
    codes = folder / "codes.yaml"
    book = read_codebook(codes)
    version = f"{version_key(book.version)[0] + 1}.0.0"
    kept = folder / "versions" / book.version / codes.name
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(codes, kept)
    made = []
    for code in book:
        new = f"{code.definition} {ADDED}"
        made.append(replace(code, definition=new) if code.id == redefined else code)
        if code.id == split:
            made.append(replace(code, id=part, label=label))
    codes.write_text(codebook_text(book.study, version, made, ""), encoding="utf-8")
    (folder / "migration.yaml").write_text(
        f"from: {book.version}\nto: {version}\nsteps:\n"
        f"  - redefine: {redefined}\n    why: Uit andermans mond zegt het te weinig.\n"
        f"  - split: {split}\n    into: [{split}, {part}]\n    why: Daar en thuis verschillen.\n",
        encoding="utf-8",
    )
