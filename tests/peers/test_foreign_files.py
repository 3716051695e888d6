"""Projects that other programs wrote, as they come with their packages: read, and read again from
what we write of them. What should be found is counted by other means than ours."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline.domain.project_identity import same_content
from pipeline.domain.project_left import What, Why
from pipeline.domain.project_things import SourceKind
from pipeline.exchange.refi.reading import read_project
from pipeline.exchange.refi.writing import write_project
from tests.peers.conftest import PEERS, WHY

FILES = sorted(PEERS.glob("**/site-packages/**/*.qdpx"))


EXPECTED_LEFT = {(What.CODING, Why.PART), (What.SOURCE, Why.NO_NAME)}


@pytest.mark.skipif(not FILES, reason=WHY)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_project_of_another_program_is_read_whole(path: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("project.qde"))
    found = read_project(path)
    assert len(found.users) == len(root.findall(".//{*}User"))
    assert len(found.codes) == len(root.findall(".//{*}Code")) > 0
    assert len(found.sources) == len(root.findall("{*}Sources/*")) > 0
    assert len(found.codings) == len(root.findall(".//{*}PlainTextSelection/{*}Coding"))
    assert len(found.notes) == len(root.findall(".//{*}Note"))
    assert found.origin == root.get("origin", "")
    assert {(one.what, one.why) for one in found.left} <= EXPECTED_LEFT
    texts = [source.text for source in found.sources if source.kind is SourceKind.TEXT]
    assert len(texts) == len(root.findall(".//{*}TextSource"))
    assert all(texts)
    write_project(found, tmp_path / "a.qdpx")
    assert same_content(read_project(tmp_path / "a.qdpx"), found)
