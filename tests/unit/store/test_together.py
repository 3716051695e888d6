"""Several files of a study changed together, and what a killed change leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.store import together
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_lines, read_lines
from pipeline.store.together import Together, finish_incoming


class Killed(BaseException):
    """As a power failure."""


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path, "proef", "golf-1")


def change(layout: Layout, *, killed: bool = False) -> None:
    with Together(layout) as one:
        one.hold(layout.ledger("anna"))
        one.append(layout.ledger("anna"), [{"at": "2", "code": "b"}, {"at": "3", "code": "c"}])
        one.replace(layout.study_folder / "study.toml", b"name")
        if killed:
            raise Killed


def test_everything_is_there_at_the_end_and_nothing_beside_it(layout: Layout) -> None:
    append_lines(layout.ledger("anna"), [{"at": "1", "code": "a"}])
    change(layout)
    assert [line["code"] for line in read_lines(layout.ledger("anna"))] == ["a", "b", "c"]
    assert (layout.study_folder / "study.toml").read_bytes() == b"name"
    assert not layout.incoming.exists()


def test_what_goes_wrong_before_the_end_changes_nothing(layout: Layout) -> None:
    append_lines(layout.ledger("anna"), [{"at": "1", "code": "a"}])
    with pytest.raises(Killed):
        change(layout, killed=True)
    assert [line["code"] for line in read_lines(layout.ledger("anna"))] == ["a"]
    assert not (layout.study_folder / "study.toml").exists()
    assert not layout.incoming.exists()


@pytest.mark.parametrize("torn", [0, 30])
def test_a_killed_move_is_finished_also_when_somebody_decided_since(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, torn: int
) -> None:
    append_lines(layout.ledger("anna"), [{"at": "1", "code": "a"}])
    real = together.append_bytes

    def half(path: Path, content: bytes) -> None:
        real(path, content[:torn])
        raise Killed

    monkeypatch.setattr(together, "append_bytes", half)
    with pytest.raises(Killed):
        change(layout)
    monkeypatch.undo()
    append_lines(layout.ledger("anna"), [{"at": "9", "code": "van haar"}])
    finish_incoming(layout)
    codes = [line["code"] for line in read_lines(layout.ledger("anna"))]
    assert codes == ["a", "van haar", "b", "c"]
    assert (layout.study_folder / "study.toml").exists()
    assert not layout.incoming.exists()


def test_a_move_that_is_finished_twice_adds_nothing(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(path: Path) -> None:
        raise Killed

    monkeypatch.setattr(together.shutil, "rmtree", lambda *_, **__: None)
    monkeypatch.setattr(Path, "unlink", killed)
    with pytest.raises(Killed):
        change(layout)
    monkeypatch.undo()
    for _ in range(2):
        finish_incoming(layout)
    assert [line["code"] for line in read_lines(layout.ledger("anna"))] == ["b", "c"]
