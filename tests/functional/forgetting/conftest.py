"""Studies to forget somebody from, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.store.layout import Layout
from tests.functional.forgetting.planting import reported, worked, written

Make = Callable[[Path], Layout]


@pytest.fixture(scope="session")
def _with_her(tmp_path_factory: pytest.TempPathFactory, make_project: Make) -> Layout:
    layout = written(make_project, tmp_path_factory.mktemp("met"), planted=True)
    worked(layout, planted=True)
    return layout


@pytest.fixture(scope="session")
def _told_of_her(tmp_path_factory: pytest.TempPathFactory, _with_her: Layout) -> Layout:
    layout = _copy(_with_her, tmp_path_factory.mktemp("verteld"))
    reported(layout)
    return layout


@pytest.fixture
def planted(tmp_path: Path, _with_her: Layout) -> Layout:
    """A study with somebody in it who will withdraw, with all the work of people."""
    return _copy(_with_her, tmp_path)


@pytest.fixture
def told(tmp_path: Path, _told_of_her: Layout) -> Layout:
    """The same, with models, reports and comparisons made of it."""
    return _copy(_told_of_her, tmp_path)


@pytest.fixture
def without(tmp_path: Path, make_project: Make) -> Layout:
    """The same study, reports and all, in which nobody ever heard of her."""
    layout = written(make_project, tmp_path / "zonder", planted=False)
    worked(layout, planted=False)
    reported(layout)
    return layout


@pytest.fixture
def reports_only(tmp_path: Path, make_project: Make) -> Layout:
    """Reports and registers, and no work yet."""
    return written(make_project, tmp_path / "kaal", planted=True)


def _copy(layout: Layout, folder: Path) -> Layout:
    shutil.copytree(layout.root, folder / "studie")
    return Layout(folder / "studie", layout.study, layout.wave)
