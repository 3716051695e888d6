"""The whole shipped study out, into an empty study, and out again: the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

from typer.testing import CliRunner

from pipeline.commands import app

ROOT = Path(__file__).parents[2]


def test_both_waves_with_every_coder_come_back_the_same(tmp_path: Path) -> None:
    for kind in ("codebook", "corpus"):
        shutil.copytree(ROOT / kind / "ervaringen", tmp_path / kind / "ervaringen")

    def oza(*arguments: str) -> str:
        result = CliRunner().invoke(app, [*arguments, "--root", str(tmp_path)])
        assert result.exit_code == 0, result.output
        return result.output

    first, second = tmp_path / "a.qdpx", tmp_path / "b.qdpx"
    said = oza("export-qdpx", str(first), "--study", "ervaringen", "--all-waves")
    assert "59 verslagen, 2004 coderingen van 3 codeurs" in said
    taken = ("import-qdpx", str(first), "--study", "anders", "--wave", "golf-1")
    oza(*taken, "--from", "ervaringen")
    oza(*taken, "--from", "ervaringen", "--yes")
    # What was decided about names stands beside the texts and does not travel.
    shutil.copytree(
        tmp_path / "codebook" / "ervaringen" / "privacy", tmp_path / "codebook/anders/privacy"
    )
    oza("export-qdpx", str(second), "--study", "anders", "--all-waves")
    assert second.read_bytes() == first.read_bytes()
