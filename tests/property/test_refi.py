"""A project that goes out comes back: the same content, and from the same content the same bytes."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.domain.guid import guid_of, is_guid, kept_guid
from pipeline.domain.project import Project
from pipeline.domain.project_identity import same_content, with_content_guids
from pipeline.domain.project_values import VariableType, colour_of, moment_of, name_of, value_of
from pipeline.errors import CorpusError
from pipeline.exchange.refi.counting import Counting, Ruler, quote_of, quotes
from pipeline.exchange.refi.naming import Named, distinct_names, marked, unmarked
from pipeline.exchange.refi.reading import read_project
from pipeline.exchange.refi.selection_elements import Labels
from pipeline.exchange.refi.writing import write_project
from tests.property.projects import NAMES, SAID, TEXTS, projects
from tests.unit.exchange.refi.example import CHILD, KIND

BROAD = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
ODD = [
    "",
    "0",
    "-1",
    "7",
    "99999999999999999999",
    "onzin",
    KIND.guid,
    "  ",
    "&#10;",
    "{}",
    "\ufeff",
]
COUNTINGS = st.builds(Counting, st.booleans(), st.booleans(), st.booleans())


def there_and_back(project: Project, labels: Labels = Labels.QUOTES) -> tuple[bytes, Project]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project.qdpx"
        write_project(project, path, labels)
        assert [entry.name for entry in Path(folder).iterdir()] == ["project.qdpx"]
        return path.read_bytes(), read_project(path)


@BROAD
@given(projects(), st.sampled_from(Labels))
def test_what_is_written_is_read_back(project: Project, labels: Labels) -> None:
    written, back = there_and_back(project, labels)
    assert back.left == ()
    assert back.origin == "oza"
    assert same_content(back, project)
    # Guids of ours are kept as they are; only the stretches may be in another order.
    assert {thing.guid for thing in back.things} == {thing.guid for thing in project.things}
    assert there_and_back(back, labels)[0] == written
    assert there_and_back(project, labels)[0] == written


@BROAD
@given(projects())
def test_guids_of_content_are_the_same_after_a_journey(project: Project) -> None:
    named = with_content_guids(project)
    assert same_content(named, project)
    assert with_content_guids(named) == named
    back = with_content_guids(there_and_back(project)[1])
    assert {thing.guid for thing in back.things} == {thing.guid for thing in named.things}
    assert back.codes == named.codes
    assert back.cases == named.cases


@given(TEXTS, st.lists(st.booleans(), max_size=12), COUNTINGS, st.data())
def test_places_lead_to_the_same_words_however_they_are_counted(
    text: str, windows: Sequence[bool], way: Counting, data: st.DataObject
) -> None:
    lines = text.split("\n")
    ends = ["\r\n" if at < len(windows) and windows[at] else "\n" for at in range(len(lines) - 1)]
    written = "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    def counted(upto: int) -> int:
        """The length of what stands before, by other means than the ruler's."""
        before, left = "", upto
        for line, mark in zip(lines, [*ends, ""], strict=True):
            before += line[:left]
            left -= len(line)
            if left <= 0:
                break
            before += "\n" if way.crlf_as_one else mark
            left -= 1
        return len(before.encode("utf-16-le")) // 2 if way.utf16 else len(before)

    ruler = Ruler(written, way)
    assert ruler.text == text
    assert ruler.span(counted(start), counted(end) - way.end_inclusive) == (start, end)


@given(st.lists(st.tuples(NAMES, st.just("") | NAMES), max_size=12))
def test_written_names_occur_once(names: list[tuple[str, str]]) -> None:
    things = [Named(str(at), name, owner) for at, (name, owner) in enumerate(names)]
    written = distinct_names(things)
    assert len({name.casefold() for name in written.values()}) == len(things)
    often = [name.casefold() for name, _ in names]
    for thing in things:
        if often.count(thing.name.casefold()) == 1:
            assert written[thing.guid] == thing.name
        assert written[thing.guid].startswith(thing.name)


@given(SAID, NAMES, NAMES)
def test_a_name_is_restored_from_its_description(text: str, name: str, written: str) -> None:
    once = marked(text, name, written)
    assert unmarked(once, written) == (name, text)
    # A description that looks as if it was marked before is kept, mark and all.
    assert unmarked(marked(once, name, written), written) == (name, once)


@given(TEXTS)
def test_the_quote_of_words_is_a_quote_of_them(words: str) -> None:
    assert quotes(quote_of(words), words)


@given(st.text(max_size=8), st.lists(st.text(max_size=4), max_size=3))
def test_guids_are_guids_and_differ_where_their_parts_do(kind: str, parts: list[str]) -> None:
    guid = guid_of(kind, *parts)
    assert is_guid(guid)
    assert kept_guid(f" {{{guid.upper()}}} ") == guid
    assert guid_of(kind, *parts, "") != guid
    assert guid_of(kind + "x", *parts) != guid
    assert parts[:1] == [] or guid_of(kind, parts[0] + "a", *parts[1:]) != guid


@given(st.text(max_size=30))
def test_forms_are_fixed_once_they_are_taken(text: str) -> None:
    assert name_of(name_of(text)) == name_of(text)
    assert colour_of(colour_of(text)) == colour_of(text)
    assert moment_of(moment_of(text)) == moment_of(text)
    for kind in VariableType:
        value = value_of(kind, text)
        assert value is None or value_of(kind, value) == value


GOLDEN = Path(__file__).parent.parent / "golden" / "refi" / "ervaringen.qde"


def _pieces(xml: str) -> list[str]:
    """Tags and what stands between them, each attribute a piece of its own."""
    return [piece for piece in re.split(r"(<[^\s>]+|\s[\w:]+=\"[^\"]*\"|/?>)", xml) if piece]


EXAMPLE = _pieces(GOLDEN.read_text(encoding="utf-8"))


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_project_is_read_in_part_or_refused_in_one_line(data: st.DataObject) -> None:
    pieces = list(EXAMPLE)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(pieces) - 1))
        kind = data.draw(st.sampled_from(["drop", "repeat", "value", "swap"]))
        if kind == "drop":
            pieces[at] = ""
        elif kind == "repeat":
            # Whole elements come back somewhere else: a part of the file, at a place of its own.
            last = data.draw(st.integers(at, min(at + 40, len(pieces) - 1)))
            place = data.draw(st.integers(0, len(pieces)))
            pieces[place:place] = pieces[at:last]
        elif kind == "value":
            name, equals, _ = pieces[at].partition("=")
            odd = data.draw(st.sampled_from(ODD))
            pieces[at] = f'{name}="{odd}"' if equals else odd
        else:
            other = data.draw(st.integers(0, len(pieces) - 1))
            pieces[at], pieces[other] = pieces[other], pieces[at]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.qdpx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("project.qde", "".join(pieces))
            archive.writestr(f"sources/{KIND.guid}.txt", CHILD)
        try:
            found = read_project(path)
        except CorpusError as refused:
            assert "\n" not in str(refused)  # noqa: PT017 (most damage is read, not refused)
        else:
            there_and_back(found)
