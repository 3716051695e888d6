"""What we write: as it stood when it was last looked at, whole, and the same every time.

The golden files are made anew by `python -m tests.unit.exchange.refi.test_writing`; look at the
difference before you keep it, and run `make test-peers`, which judges them by the schema.
"""

from __future__ import annotations

import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.domain.project import Project
from pipeline.domain.project_identity import same_content
from pipeline.domain.project_things import ProjectCode
from pipeline.exchange.codebook_reading import read_code_list
from pipeline.exchange.refi import packing
from pipeline.exchange.refi.codebook_writing import write_codebook
from pipeline.exchange.refi.naming import Named, distinct_names
from pipeline.exchange.refi.reading import read_project
from pipeline.exchange.refi.selection_elements import Labels
from pipeline.exchange.refi.writing import write_project
from tests.unit.exchange.refi.example import CHILD, CODES, KIND, MEMO, PARENT, PROJECT

GOLDEN = Path(__file__).parent.parent.parent.parent / "golden" / "refi"


def written(project: Project, labels: Labels = Labels.QUOTES) -> dict[str, bytes]:
    """The members of the archive."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.qdpx"
        write_project(project, path, labels)
        with zipfile.ZipFile(path) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}


def codebook() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.qdc"
        write_codebook(PROJECT, path)
        return path.read_bytes()


def test_the_example_is_written_as_it_was() -> None:
    members = written(PROJECT)
    assert members["project.qde"] == (GOLDEN / "ervaringen.qde").read_bytes()
    assert members[f"sources/{KIND.guid}.txt"] == CHILD.encode("utf-8")
    assert members[f"sources/{MEMO.guid}.txt"] == MEMO.text.encode("utf-8")
    assert len(members) == 5  # the project, two texts, two memos
    assert codebook() == (GOLDEN / "ervaringen.qdc").read_bytes()


def test_nothing_in_the_archive_tells_when_or_where_it_was_made(tmp_path: Path) -> None:
    path = tmp_path / "nieuw" / "a.qdpx"
    write_project(PROJECT, path)
    with zipfile.ZipFile(path) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in archive.infolist()} == {3}
        assert archive.namelist()[0] == "project.qde"
        assert not any(
            data.startswith(b"\xef\xbb\xbf") or b"\r" in data for data in written(PROJECT).values()
        )


def test_selections_are_named_by_their_words_or_by_their_line() -> None:
    assert b'name="Ik vind het fijn." startPosition="24"' in written(PROJECT)["project.qde"]
    assert b'name="line:1" startPosition="24"' in written(PROJECT, Labels.LINES)["project.qde"]


def test_a_write_that_fails_leaves_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.qdpx"
    write_project(PROJECT, path)
    before = path.read_bytes()

    def full(self: packing.Packer, name: str, pieces: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packing.Packer, "add", full)
    with pytest.raises(OSError, match="No space"):
        write_project(replace(PROJECT, name="Anders"), path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.qdpx"]


def test_what_xml_cannot_hold_is_replaced_and_places_stay(tmp_path: Path) -> None:
    text = "a\x00b\ud800c " + CHILD
    odd = replace(
        PROJECT,
        description="a\x0bb",
        codes=(replace(CODES[0], name="x\x01"), *CODES[1:]),
        sources=(replace(KIND, text=text), *PROJECT.sources[1:]),
        codings=tuple(c for c in PROJECT.codings if c.source != KIND.guid),
    )
    path = tmp_path / "a.qdpx"
    write_project(odd, path)
    back = read_project(path)
    assert back.description == "a\ufffdb"
    assert back.codes[0].name == "x\ufffd"
    assert back.sources[0].text == "a\x00b\ufffdc " + CHILD


def test_a_codebook_comes_back_with_tree_names_and_sets(tmp_path: Path) -> None:
    path = tmp_path / "a.qdc"
    write_codebook(PROJECT, path)
    codes = read_code_list(path)
    assert [codes.path(code.key) for code in codes.codes] == [
        ("School",),
        ("School", "Sfeer"),
        ("Thuis & <meer>",),
        ("Thuis & <meer>", "Sfeer"),
        ("Contact",),
    ]
    assert codes.codes == PROJECT.code_list.codes
    assert codes.sets == PROJECT.code_list.sets
    with pytest.raises(ValueError, match="heeft codes"):
        write_codebook(Project("leeg"), path)


def test_a_code_that_was_renamed_elsewhere_keeps_its_new_name(tmp_path: Path) -> None:
    path = tmp_path / "a.qdpx"
    write_project(PROJECT, path)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["project.qde"] = members["project.qde"].replace(
        b'name="Sfeer (School)"', b'name="Klimaat"'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    names = [code.name for code in read_project(path).codes]
    assert names == ["School", "Klimaat", "Thuis & <meer>", "Sfeer", "Contact"]


def test_deep_trees_come_back(tmp_path: Path) -> None:
    deep = [ProjectCode(CODES[0].guid, "0")]
    for depth in range(1, 50):
        guid = f"{depth:08x}-0000-4000-8000-000000000000"
        deep.append(ProjectCode(guid, str(depth), deep[-1].guid))
    project = Project("diep", codes=tuple(deep))
    path = tmp_path / "a.qdpx"
    write_project(project, path)
    assert same_content(read_project(path), project)


def test_a_survey_with_thousands_of_texts_of_one_name_is_named_at_once() -> None:
    things = [Named(str(at), "Survey") for at in range(30_000)]
    started = time.process_time()
    names = distinct_names(things)
    assert len(set(names.values())) == 30_000
    assert names["29999"] == "Survey 30000"
    assert time.process_time() - started < 5  # a search from 2 each time takes minutes


def test_the_example_counts_in_code_points() -> None:
    assert PARENT.index("🇳🇱") < len(PARENT.encode("utf-16-le")) // 2 - 4  # it has wide characters
    words = [(s.text or "")[c.start : c.end] for c in PROJECT.codings for s in PROJECT.sources if s.guid == c.source]  # fmt: skip
    assert "cafe\u0301juf 👩\u200d🏫" in words


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    (GOLDEN / "ervaringen.qde").write_bytes(written(PROJECT)["project.qde"])
    (GOLDEN / "ervaringen.qdc").write_bytes(codebook())
    sys.stdout.write(f"{GOLDEN}\n")
