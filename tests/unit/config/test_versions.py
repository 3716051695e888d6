"""Versions of a codebook in their files: read, drafted, and small changes in text."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config.codebook_edit import (
    chapters_with,
    utterances_with_name,
    utterances_without,
    with_names,
    with_parent,
    without_code,
)
from pipeline.config.lineage import read_draft, read_lineage, read_migration
from pipeline.config.migration_text import draft_text, with_head, with_steps, with_version
from pipeline.config.version_files import frozen_versions, utterances_of
from pipeline.domain.explaining import Proposed
from pipeline.domain.migration import Step, StepKind
from pipeline.errors import CodebookError

CODES = """\
study: klein
version: 1.0.0  # de eerste
codes:
  # Over dieren.
  - id: aap
    label: 'Aap'
    use: >-
      Bij apen.
    avoid:
      - when: er een beer is
        code: beer
  # Over beren.
  - id: beer  # bruin
    parent: aap
    label: Beer

  # Over cavia's.
  - id: cavia
    label: Cavia
"""
CHAPTERS = """\
[[sections]]
number = "1"
codes = ["aap", "beer"]  # samen

[[sections]]
number = "2"
composed = true
codes = [
    "beer", "cavia",
]

[[conclusions]]
codes = ["beer"]
"""


def migration(start: str, to: str, steps: str = "  - reword: aap\n") -> str:
    return f"from: {start}\nto: {to}\nsteps:\n{steps}"


def study(folder: Path, *versions: str) -> Path:
    for before, version in zip(("", *versions), versions, strict=False):
        own = folder / "versions" / version
        own.mkdir(parents=True)
        (own / "codes.yaml").write_text("", encoding="utf-8")
        if before:
            (own / "migration.yaml").write_text(migration(before, version), encoding="utf-8")
    return folder


def test_versions_stand_in_their_own_order_with_the_draft_last(tmp_path: Path) -> None:
    folder = study(tmp_path, "1.9.0", "1.10.0")
    (folder / "versions" / ".2.0.0.part").mkdir()
    (folder / "versions" / ".2.0.0.part" / "migration.yaml").write_text("half", encoding="utf-8")
    (folder / "migration.yaml").write_text(migration("1.10.0", "2.0.0"), encoding="utf-8")
    assert frozen_versions(folder) == ("1.9.0", "1.10.0")
    assert read_lineage(folder).versions == ("1.9.0", "1.10.0", "2.0.0")


def test_a_migration_that_does_not_go_on_is_refused(tmp_path: Path) -> None:
    folder = study(tmp_path, "1.0.0", "1.1.0")
    (folder / "migration.yaml").write_text(migration("1.0.0", "1.2.0"), encoding="utf-8")
    with pytest.raises(CodebookError, match=r"gaat uit van versie 1\.0\.0; daarvóór is er 1\.1\.0"):
        read_lineage(folder)


def test_the_draft_of_a_frozen_version_is_no_draft_unless_it_tells_something_else(
    tmp_path: Path,
) -> None:
    folder = study(tmp_path, "1.0.0", "1.1.0")
    (folder / "migration.yaml").write_text(migration("1.0.0", "1.1.0"), encoding="utf-8")
    assert read_draft(folder) is None
    assert read_lineage(folder).versions == ("1.0.0", "1.1.0")
    other = migration("1.0.0", "1.1.0", "  - retire: aap\n")
    (folder / "migration.yaml").write_text(other, encoding="utf-8")
    with pytest.raises(CodebookError, match="al vastgelegd, met andere stappen"):
        read_lineage(folder)


def test_a_folder_that_holds_another_version_is_refused(tmp_path: Path) -> None:
    folder = study(tmp_path, "1.0.0", "1.1.0")
    (folder / "versions" / "1.1.0").rename(folder / "versions" / "1.2.0")
    with pytest.raises(CodebookError, match=r"heet '1\.2\.0'"):
        read_lineage(folder)


def test_utterances_are_those_of_the_nearest_older_version(tmp_path: Path) -> None:
    folder = study(tmp_path, "1.0.0", "1.1.0", "2.0.0")
    held = folder / "versions" / "1.1.0" / "utterances.yaml"
    assert not utterances_of(folder, "2.0.0").exists()
    held.write_text("{}", encoding="utf-8")
    assert utterances_of(folder, "2.0.0") == held
    assert not utterances_of(folder, "1.0.0").exists()
    assert utterances_of(folder) == folder / "utterances.yaml"


STEPS = (
    Step(StepKind.RENAME, ("aap",), ("gorilla",), '\'t is er één: "de" gorilla # echt'),
    Step(StepKind.SPLIT, ("beer",), ("panda", "ijsbeer")),
    Step(StepKind.MOVE, ("cavia",)),
    Step(StepKind.REDEFINE, ("das", "egel")),
)


def test_a_draft_reads_as_it_was_meant_and_takes_more_steps(tmp_path: Path) -> None:
    path = tmp_path / "migration.yaml"
    text = draft_text("1.0.0", "2.0.0", [Proposed(step) for step in STEPS[:2]])
    text = with_steps(text + "# Mijn opmerking.\n", [Proposed(step) for step in STEPS[2:]])
    path.write_text(with_head(text, to="3.0.0", by="anna"), encoding="utf-8")
    read = read_migration(path)
    assert (read.start, read.to, read.by, read.steps) == ("1.0.0", "3.0.0", "anna", STEPS)
    assert "# Mijn opmerking." in path.read_text("utf-8")


def test_a_draft_in_which_everything_is_to_be_chosen_reads_without_steps(tmp_path: Path) -> None:
    path = tmp_path / "migration.yaml"
    text = draft_text("1.0.0", "2.0.0", [Proposed(None, "aap", "gorilla")])
    path.write_text(text, encoding="utf-8")
    assert read_migration(path).steps == ()
    path.write_text(
        text.replace("  #- rename: aap\n  #  into", "  - rename: aap\n    into"), "utf-8"
    )
    assert read_migration(path).steps == (Step(StepKind.RENAME, ("aap",), ("gorilla",)),)


def test_a_version_is_written_where_it_stood() -> None:
    assert "version: 2.0.0  # de eerste\n" in with_version(CODES, "2.0.0")
    with pytest.raises(ValueError, match="version"):
        with_version("study: klein\n", "2.0.0")


def test_a_new_name_goes_wherever_the_old_one_stood_and_nothing_else_changes() -> None:
    found = with_names(CODES, {"beer": "panda"}, "Panda: zwart-wit")
    assert found == CODES.replace("code: beer", "code: panda").replace(
        "id: beer  # bruin", "id: panda  # bruin"
    ).replace("label: Beer", "label: 'Panda: zwart-wit'")
    assert "parent: gorilla" in with_names(CODES, {"aap": "gorilla"})


def test_an_entry_goes_with_its_lines_and_leaves_the_comments_of_the_next() -> None:
    assert "beer\n" not in without_code(CODES, "beer").replace("code: beer\n", "")
    assert "  # Over cavia's.\n  - id: cavia" in without_code(CODES, "beer")
    assert without_code(CODES, "cavia").endswith("# Over cavia's.\n")
    with pytest.raises(ValueError, match="das"):
        without_code(CODES, "das")


def test_a_code_is_put_elsewhere_in_the_tree() -> None:
    assert "  - id: cavia\n    parent: aap\n" in with_parent(CODES, "cavia", "aap")
    assert "    parent: cavia\n    label: Beer" in with_parent(CODES, "beer", "cavia")
    assert "# bruin\n    label: Beer" in with_parent(CODES, "beer", "")


def test_utterances_change_name_or_go_alone() -> None:
    text = "# Vooraf.\naap:\n  kind:\n    - >-\n      Oe.\n\n      Aap.\n\n# Beren.\nbeer:\n  kind: [Grr.]\n"
    assert utterances_with_name(text, "aap", "gorilla") == text.replace("aap:", "gorilla:")
    assert utterances_without(text, "aap").replace("\n\n", "\n") == (
        "# Vooraf.\n# Beren.\nbeer:\n  kind: [Grr.]\n"
    )
    assert utterances_without(text, "beer") == text[: text.index("beer:")]


def test_chapters_follow_a_name_and_a_merge_keeps_a_code_in_one_section() -> None:
    renamed = chapters_with(CHAPTERS, {"beer": "panda"})
    assert renamed == CHAPTERS.replace('"beer"', '"panda"')
    merged = chapters_with(CHAPTERS, {"beer": "cavia"}, merged=True)
    assert 'codes = ["aap"]  # samen' in merged
    assert '    "cavia",\n' in merged
    assert merged.endswith('codes = ["cavia"]\n')
    assert '"beer"' not in merged
    with pytest.raises(ValueError, match="geen code over"):
        chapters_with(CHAPTERS, {"aap": "", "beer": ""})
