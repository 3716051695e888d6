"""Files that Label Studio did not write, or not like this: refused or set aside, never a traceback."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.config.study import Study
from pipeline.domain.judgement import Stance, Suggestion
from pipeline.domain.segment import Segment
from pipeline.errors import WorkbookError
from pipeline.exchange.label_studio import reading
from pipeline.exchange.label_studio.deciding import Reader, cells_of
from pipeline.exchange.label_studio.naming import Paths, path_of
from pipeline.exchange.label_studio.problems import Problem, Reason, lines_of
from pipeline.exchange.label_studio.reading import read_annotations
from pipeline.exchange.label_studio.state import Stood, state_of
from pipeline.exchange.label_studio.writing import Task, task_values
from tests.functional.label_studio import as_exported, as_json_min

Piece = Callable[..., Segment]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["data", "annotations", "result", "value", "oza", "tekst", "codes", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@pytest.fixture
def task(piece: Piece, study: Study) -> dict[str, Any]:
    """A task with everything in it, as it went out."""
    segment = piece("1K1:aaaaaaaa", "Het is hier fijn. 🎈")
    book = study.codebook
    suggestion = Suggestion(segment.id, "sociaal-veilig", 0.4, (), "m", book.version)
    stood = (
        Stood("sociaal-veilig", "akkoord", "positief", "", 0.4, "m"),
        Stood("sociaal-vriendschap", "afgewezen"),
        Stood("", "gelezen", "", "een memo"),
    )
    made = Task(segment, [suggestion], share=0.1, stood={"anna": stood}, sighted=("anna",))
    return task_values(made, "golf-1", book, {"anna": "1"})


def write(tmp_path: Path, values: Any) -> Path:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


def test_what_went_out_is_read_back_whole(
    task: dict[str, Any], tmp_path: Path, study: Study
) -> None:
    read = read_annotations(write(tmp_path, [task]))
    (one,) = read.annotations
    assert read.problems == ()
    assert (one.user, one.read, one.memo) == ("1", True, "een memo")
    paths = Paths(study.codebook)
    assert [paths.chosen(path) for path in one.codes] == [("sociaal-veilig", Stance.POSITIVE)]
    assert [paths.offered(value) for value in one.rejected] == ["sociaal-vriendschap"]
    assert one.state.stood["anna"][2].memo == "een memo"
    assert one.state.shown == {"sociaal-veilig": (0.4, "m")}
    assert state_of(json.loads(json.dumps(one.state.as_values()))) == one.state


def test_every_code_and_stance_has_a_path_of_its_own(study: Study) -> None:
    book, paths = study.codebook, Paths(study.codebook)
    for code in book:
        for stance in Stance:
            assert paths.chosen(path_of(code.id, book, stance)) == (code.id, stance)
    # Spaces and capitals are a person's, ids an alias in the configuration.
    assert paths.chosen([" sociale  RELATIES"]) == ("sociaal", Stance.NONE)
    assert paths.chosen(["sociaal", "sociaal-veilig", "neutraal"]) == (
        "sociaal-veilig",
        Stance.NEUTRAL,
    )
    for wrong in ([], ["houding: positief"], ["Sociale relaties", "geheim"], ["sociaal-veilig"]):
        assert paths.chosen(wrong) is None


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "geen JSON"),
        (b"{}", "een lijst"),
        (b'{"annotations": []}', "een lijst"),
        (b"\xff\xfe\x00", "geen JSON"),
        (b"[" * 100_000, "geen JSON"),
        (b"[" + b"9" * 10_000 + b"]", "geen JSON"),
        (b"PK\x03\x04", "geen JSON"),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_one_line(
    content: bytes, what: str, tmp_path: Path
) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(content)
    with pytest.raises(WorkbookError, match=what) as refused:
        read_annotations(path)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_or_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WorkbookError, match="bestaat niet"):
        read_annotations(tmp_path / "weg.json")
    with pytest.raises(WorkbookError, match="geen JSON"):
        read_annotations(tmp_path)
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    with pytest.raises(WorkbookError, match="groter dan"):
        read_annotations(write(tmp_path, ["x" * 20]))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(JSON, max_size=4))
def test_anything_in_json_is_set_aside(values: list[Any], tmp_path: Path) -> None:
    read = read_annotations(write(tmp_path, values))
    assert read.annotations == ()


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, own in inner:
        yield from _places(own, (*at, key))


@pytest.mark.parametrize("wrong", [None, True, -1, 2.5, "geheim", [], {}, [[]], [{}], "\ud800"])
def test_every_part_of_a_task_may_be_something_else(
    task: dict[str, Any], wrong: Any, tmp_path: Path
) -> None:
    """One part after another is replaced: it is read, or named; nothing else happens."""
    outcomes = set()
    for at in _places(task):
        if not at:
            continue
        broken = copy.deepcopy(task)
        inner: Any = broken
        for key in at[:-1]:
            inner = inner[key]
        inner[at[-1]] = wrong
        read = read_annotations(write(tmp_path, [broken]))
        outcomes.add((len(read.annotations), len(read.problems)))
        assert all(isinstance(one.memo, str) for one in read.annotations)
    assert outcomes <= {(1, 0), (0, 1), (0, 0)}
    assert (0, 1) in outcomes


def test_more_than_a_person_can_choose_is_not_read(
    task: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_CHOICES", 2)
    task["annotations"][0]["result"][0]["value"]["taxonomy"] = [["a"]] * 3
    assert read_annotations(write(tmp_path, [task])).problems == (Problem(Reason.SHAPE, 1),)


def test_a_reason_is_one_line_however_many_tasks() -> None:
    problems = [Problem(Reason.TEXT, at) for at in range(1, 9)] + [Problem(Reason.NO_TASK, 3)]
    lines = [str(line) for line in lines_of("x.json", [*problems, Problem(Reason.TEXT, 1)])]
    assert lines == [
        "x.json: dit is geen taak van Label Studio; niet ingelezen: taak 3",
        "x.json: de tekst van deze taak is gewijzigd; niet ingelezen: taken 1, 2, 3, 4, 5 en 3 andere",
    ]


CODES = ("sociaal", "sociaal-veilig", "sociaal-vriendschap", "vastlopen-angst", "waardering")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)


@st.composite
def worked(draw: st.DrawFn) -> tuple[Stood, ...]:
    """What may stand on a segment: codes given or rejected, and a reading of the whole."""
    found = []
    for code in draw(st.lists(st.sampled_from(CODES), unique=True)):
        verdict = draw(st.sampled_from(["akkoord", "toegevoegd", "afgewezen"]))
        stance = draw(st.sampled_from(list(Stance))) if verdict != "afgewezen" else ""
        found.append(Stood(code, verdict, stance, draw(WORDS)))
    if draw(st.booleans()) or not found:
        found.append(Stood("", "gelezen", "", draw(WORDS).strip()))
    return tuple(found)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stood=worked(), minimal=st.booleans())
def test_whatever_stood_comes_back_as_it_was(
    stood: tuple[Stood, ...], minimal: bool, piece: Piece, study: Study, tmp_path: Path
) -> None:
    book = study.codebook
    segment = piece("1K1:aaaaaaaa", "Het is hier fijn.")
    values = task_values(Task(segment, stood={"anna": stood}), "golf-1", book, {"anna": "1"})
    tasks = as_exported([values], {})
    read = read_annotations(write(tmp_path, as_json_min(tasks) if minimal else tasks))
    (annotation,) = read.annotations
    reader = Reader("anna", book, Paths(book), (), "2026-01-01T00:00:00Z")
    before = {one.code: cells_of(one) for one in stood}
    said = reader.said(annotation, before, segment)
    assert said == before
    # Nothing is new where the ledger has it; everything is, where it has nothing.
    known = {("golf-1", segment.id, code) for code in before}
    assert reader.decisions(annotation, said, before, known, segment) == []
    again = reader.decisions(annotation, said, before, (), segment)
    assert {(d.code, d.verdict.value, d.stance.value, d.memo) for d in again} == {
        (one.code, one.verdict, one.stance, one.memo) for one in stood
    }
