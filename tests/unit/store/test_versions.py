"""Files that change together, and a version that is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import CodebookError
from pipeline.store.layout import Layout
from pipeline.store.versions import CHANGING, changed_since_frozen, finish, freeze, replace_together

FILES = ("codes.yaml", "chapters.toml", "wording.toml", "utterances.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).write_text(f"{name} 1", encoding="utf-8")
    return tmp_path


def test_a_change_that_was_killed_is_finished_or_forgotten(folder: Path) -> None:
    waiting = folder / CHANGING
    waiting.mkdir()
    (waiting / "codes.yaml").write_text("half", encoding="utf-8")
    finish(folder)  # not all was written: nothing of it is kept
    assert (folder / "codes.yaml").read_text("utf-8") == "codes.yaml 1"
    assert not waiting.exists()
    waiting.mkdir()
    (waiting / "chapters.toml").write_text("nieuw", encoding="utf-8")
    (waiting / "alles").write_text("", encoding="utf-8")
    finish(folder)  # all was written, and codes.yaml stood in its place already
    assert (folder / "chapters.toml").read_text("utf-8") == "nieuw"
    assert not waiting.exists()
    replace_together(folder, {"codes.yaml": b"a", "wording.toml": b"b"})
    assert [(folder / n).read_bytes() for n in ("codes.yaml", "wording.toml")] == [b"a", b"b"]


def test_utterances_are_frozen_only_where_they_differ(folder: Path) -> None:
    assert (freeze(folder, "1.0.0") / "utterances.yaml").exists()
    (folder / "codes.yaml").write_text("anders", encoding="utf-8")
    assert changed_since_frozen(folder, "1.0.0") == ["codes.yaml"]
    assert not (freeze(folder, "1.1.0", "from: …") / "utterances.yaml").exists()
    (folder / "utterances.yaml").unlink()
    assert (freeze(folder, "1.2.0") / "utterances.yaml").read_bytes() == b"{}\n"
    with pytest.raises(CodebookError, match="al vastgelegd"):
        freeze(folder, "1.2.0")


def test_an_older_version_has_outputs_of_its_own_but_for_the_text(tmp_path: Path) -> None:
    now = Layout(tmp_path, "klein", "golf-1")
    old = Layout(tmp_path, "klein", "golf-1", "1.0.0")
    assert old.stage("report") == now.outputs / "versies" / "1.0.0" / "report"
    assert old.stamp("report").parent == now.outputs / "versies" / "1.0.0" / ".run"
    assert old.stage("segment") == now.stage("segment")
    assert old.stamp("segment") == now.stamp("segment")
    assert (old.lock, old.decisions) == (now.lock, now.decisions)
    assert old.of_wave("golf-2").outputs == tmp_path / "outputs/klein/golf-2/versies/1.0.0"
    for version in ("1.0.0", "1.1.0"):
        made = now.study_folder / "versions" / version / "migration.yaml"
        made.parent.mkdir(parents=True)
        made.write_text("", encoding="utf-8")
    names = [path.relative_to(now.study_folder).as_posix() for path in old.codebook_files]
    assert names == ["versions/1.0.0/codes.yaml", "versions/1.0.0/migration.yaml"]
    assert now.study_folder / "migration.yaml" in now.codebook_files
