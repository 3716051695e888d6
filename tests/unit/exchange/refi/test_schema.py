"""What we write is valid against the schema of REFI-QDA 1.0, whatever the project."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.domain.project import Project
from pipeline.exchange.refi.codebook_writing import NAMESPACE as CODEBOOK
from pipeline.exchange.refi.codebook_writing import write_codebook
from pipeline.exchange.refi.qde import NAMESPACE as PROJECT_NAMESPACE
from pipeline.exchange.refi.selection_elements import Labels
from pipeline.exchange.refi.writing import write_project
from tests.property.projects import projects
from tests.unit.exchange.refi.example import PROJECT

SCHEMA = Path(__file__).parents[3] / "golden" / "refi" / "Project.xsd"
"""REFI's own (MIT; its licence stands in it)."""


@pytest.fixture(scope="module")
def schema() -> Any:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def _xml(project: Project, labels: Labels = Labels.QUOTES) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.qdpx"
        write_project(project, path, labels)
        with zipfile.ZipFile(path) as archive:
            return archive.read("project.qde")


def test_the_example_is_valid(schema: Any) -> None:
    schema.assertValid(etree.fromstring(_xml(PROJECT)))


def test_the_schema_does_refuse(schema: Any) -> None:
    swapped = _xml(PROJECT).replace(b"startPosition=", b"start=", 1)
    assert not schema.validate(etree.fromstring(swapped))


@settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(project=projects(), labels=st.sampled_from(Labels))
def test_any_project_is_valid(schema: Any, project: Project, labels: Labels) -> None:
    schema.assertValid(etree.fromstring(_xml(project, labels)))


def test_the_codes_of_a_codebook_are_those_of_a_project(schema: Any, tmp_path: Path) -> None:
    # No package carries Codebook.xsd; its codes are a project's without memos, so they are judged there.
    path = tmp_path / "a.qdc"
    write_codebook(PROJECT, path)
    book = path.read_bytes().replace(CODEBOOK.encode(), PROJECT_NAMESPACE.encode())
    root = etree.fromstring(book)
    sets = root.find(f"{{{PROJECT_NAMESPACE}}}Sets")
    assert [member.keys() for member in sets.iter() if member.tag.endswith("MemberCode")] == [
        ["guid"]
    ] * 2
    root.remove(sets)
    del root.attrib["origin"]
    project = etree.Element(f"{{{PROJECT_NAMESPACE}}}Project", name="a")
    project.append(root)
    schema.assertValid(project)
