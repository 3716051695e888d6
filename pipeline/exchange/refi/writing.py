"""A project → a `.qdpx` that other programs open, the same bytes for the same project."""

from __future__ import annotations

from pathlib import Path

from pipeline.domain.project import Project
from pipeline.domain.project_values import utf8_text
from pipeline.exchange.refi.packing import packing
from pipeline.exchange.refi.qde import qde
from pipeline.exchange.refi.selection_elements import Labels


def write_project(project: Project, path: Path, labels: Labels = Labels.QUOTES) -> None:
    """Writes a project, whole or not at all.

    Places count code points, end exclusive; texts are UTF-8 without a mark, with LF. Names that
    occur more than once get something behind them (`naming`). What XML cannot hold, such as control
    characters in a name or memo, becomes U+FFFD. `project.left` is not written.

    Raises:
        OSError: when the file cannot be written; what stood there still stands.
    """
    with packing(path) as packer:
        packer.add("project.qde", qde(project, labels))
        for source in project.sources:
            if source.text is not None:
                packer.add(f"sources/{source.guid}.txt", _file(source.text))
        for note in project.notes:
            packer.add(f"sources/{note.guid}.txt", _file(note.text))


def _file(text: str) -> tuple[str, ...]:
    # Who reads it takes one mark off the start, so that a text that starts with one keeps it.
    return ("\ufeff" if text.startswith("\ufeff") else "", utf8_text(text))
