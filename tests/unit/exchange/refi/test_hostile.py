"""Files that were made to harm, or are just broken: refused or set aside with a reason; nothing is
ever written, and no word of a file comes back in an error."""

from __future__ import annotations

import gc
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from pipeline.domain.project import Project
from pipeline.domain.project_left import What, Why
from pipeline.errors import CorpusError
from pipeline.exchange.refi import archive, codes, records
from pipeline.exchange.refi.reading import read_project
from tests.unit.exchange.refi.packed import (
    BOOK,
    NAMESPACE,
    PEOPLE,
    guid,
    packed,
    project_with,
    selection,
    source,
)

SECRET = "Mevrouw Jansen belde"
QDE = f'<Project {NAMESPACE} name="{SECRET}"/>'


def refused(path: Path, what: str) -> None:
    before = sorted(path.parent.rglob("*"))
    with pytest.raises(CorpusError, match=what) as error:
        read_project(path)
    assert SECRET not in str(error.value)
    assert "\n" not in str(error.value)
    assert path.name in str(error.value)
    assert error.value.remedy
    assert sorted(path.parent.rglob("*")) == before


def left_of(project: Project) -> dict[tuple[What, Why], int]:
    return {(one.what, one.why): one.number for one in project.left}


@pytest.mark.parametrize(
    "name",
    ["../buiten.txt", "/etc/passwd", "sources/../../x.txt", "C:\\x.txt", "..\\x.txt", "a/..", "\\\\server\\x"],
)  # fmt: skip
def test_a_path_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / "a.qdpx", {"project.qde": QDE, name: SECRET})
    refused(path, "buiten zichzelf")


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("project.qde", QDE)
        link = zipfile.ZipInfo("sources/a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    refused(path, "koppeling")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "a.qdpx", {"project.qde": QDE[:-2] + " " * 5_000_000 + "/>"})
    refused(bomb, "zipbom")
    text = project_with(tmp_path / "b.qdpx", source(""), {"a.txt": "a" * 5_000_000})
    refused(text, "zipbom")


def test_a_bomb_that_lies_about_its_size_ends_in_an_error(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.qdpx", {"project.qde": QDE[:-2] + " " * 5_000_000 + "/>"})
    data = bytearray(path.read_bytes())
    for header, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(header) + at
        data[place : place + 4] = struct.pack("<I", 900)
    path.write_bytes(data)
    refused(path, "beschadigd|geldige XML")


def test_sizes_and_numbers_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project_with(tmp_path / "a.qdpx", source(""), {"a.txt": "a" * 100, "b.txt": "b"})
    monkeypatch.setattr(archive, "MOST_TEXT", 99)
    refused(path, "groter dan 99")
    monkeypatch.setattr(archive, "MOST_TEXT", 100)
    monkeypatch.setattr(archive, "MOST_TEXTS", 99)
    refused(path, "samen meer dan 99")
    monkeypatch.setattr(archive, "MOST_TEXTS", 100)
    assert read_project(path).sources[0].text == "a" * 100
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    refused(path, "meer dan 2 bestanden")
    monkeypatch.setattr(archive, "MOST_XML", 10)
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    refused(path, "groter dan 10")


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        (f'<!DOCTYPE p [<!ENTITY a "{SECRET}">]><Project/>', "DOCTYPE"),
        ('<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]><Project>&a;</Project>', "DOCTYPE"),
        ('<!DOCTYPE p SYSTEM "http://127.0.0.1/x.dtd"><Project/>', "DOCTYPE"),
        (f"<Project>{SECRET}", "geldige XML"),
        (f"<Project>&{SECRET.split()[0]};</Project>", "geldige XML"),
        ("", "geen project volgens REFI-QDA"),
        ("\x00\x01", "geldige XML"),
        ('<?xml version="1.0" encoding="onzin"?><Project/>', "geldige XML"),
        ('<?xml version="1.0"?><CodeBook/>', "geen project volgens REFI-QDA"),
    ],
)
def test_xml_that_is_none_or_hostile_is_refused(tmp_path: Path, xml: str, what: str) -> None:
    refused(packed(tmp_path / "a.qdpx", {"project.qde": xml}), what)


def test_codes_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "<Code name='x'>" * 10_000
    refused(project_with(tmp_path / "a.qdpx", f"<CodeBook><Codes>{deep}"), "niveaus")
    wide = "".join(f"<Code name='{at}'/>" for at in range(20))
    path = project_with(tmp_path / "b.qdpx", f"<CodeBook><Codes>{wide}</Codes></CodeBook>")
    monkeypatch.setattr(codes, "MOST_CODES", 19)
    refused(path, "meer dan 19 codes")
    monkeypatch.setattr(codes, "MOST_CODES", 20)
    assert len(read_project(path).codes) == 20
    monkeypatch.setattr(records, "MOST_RECORDS", 20)
    refused(path, "meer dan 20 onderdelen")
    inside = project_with(
        tmp_path / "c.qdpx", f"<CodeBook><Codes><Code name='y'>{wide}</Code></Codes></CodeBook>"
    )
    monkeypatch.setattr(records, "MOST_RECORDS", 1_000)
    monkeypatch.setattr(records, "MOST_IN_ONE", 20)
    refused(inside, "meer dan 20 delen")


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"a.txt": SECRET}, "geen project"),
        ({"a.qde": QDE, "b.QDE": QDE}, "meer dan één project"),
    ],
)
def test_a_file_holds_exactly_one_project(tmp_path: Path, files: dict[str, str], what: str) -> None:
    refused(packed(tmp_path / "a.qdpx", files), what)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.qdpx"
    path.write_bytes(b"PK\x03\x04" + SECRET.encode())
    refused(path, "beschadigd")
    path.write_bytes(b"")
    refused(path, "beschadigd")
    with pytest.raises(CorpusError, match="bestaat niet"):
        read_project(tmp_path / "weg.qdpx")


def test_two_members_of_one_name_and_encryption_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("project.qde", QDE)
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("project.qde", QDE)
    refused(path, "dezelfde naam")
    packed(path, {"project.qde": QDE})
    data = bytearray(path.read_bytes())
    for header, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + at] |= 1
    path.write_bytes(data)
    refused(path, "versleuteld")


@pytest.mark.parametrize(
    "reference",
    ["internal://../../etc/passwd", "internal:///etc/passwd", "absolute:///etc/passwd",
     "file:///etc/passwd", "relative://../a.txt", "/etc/passwd", "C:\\a.txt", "../a.txt", "http://x/a.txt"],
)  # fmt: skip
def test_a_text_elsewhere_is_never_fetched(tmp_path: Path, reference: str) -> None:
    xml = PEOPLE + BOOK + source(selection(0, 3), path=reference)
    found = read_project(project_with(tmp_path / "a.qdpx", xml, {"a.txt": "abc"}))
    assert found.sources[0].text is None
    assert found.codings == ()
    assert left_of(found) == {(What.SOURCE, Why.NOT_HERE): 1, (What.CODING, Why.NO_TEXT): 1}


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (0, 11, Why.OUTSIDE),
        (-1, 3, Why.OUTSIDE),
        (5, 3, Why.OUTSIDE),
        (2**62, 2**63, Why.OUTSIDE),
        (10**30, 10**31, Why.OUTSIDE),
        (4, 4, Why.EMPTY),
        ("", 3, Why.NO_NUMBER),
        ("1.5", 3, Why.NO_NUMBER),
        ("drie", 3, Why.NO_NUMBER),
    ],
)
def test_a_place_outside_its_text_is_set_aside(
    tmp_path: Path, start: object, end: object, why: Why
) -> None:
    xml = PEOPLE + BOOK + source(selection(start, end) + selection(0, 10, number=200))
    found = read_project(project_with(tmp_path / "a.qdpx", xml, {"a.txt": "0123456789"}))
    assert [(c.start, c.end) for c in found.codings] == [(0, 10)]
    assert left_of(found) == {(What.CODING, why): 1}
    assert found.left[0].guids == (guid(100),)


def test_an_endless_number_is_no_number(tmp_path: Path) -> None:
    xml = PEOPLE + BOOK + source(selection("9" * 10_000, 3))
    found = read_project(project_with(tmp_path / "a.qdpx", xml, {"a.txt": "0123456789"}))
    assert left_of(found) == {(What.CODING, Why.NO_NUMBER): 1}


def test_codes_that_share_a_guid_stay_and_their_codings_do_not(tmp_path: Path) -> None:
    twice = BOOK.replace("</Codes>", f'<Code guid="{{{guid(2).upper()}}}" name="Sfeer"/></Codes>')
    xml = PEOPLE + twice + source(selection(0, 3))
    found = read_project(project_with(tmp_path / "a.qdpx", xml, {"a.txt": "abc"}))
    assert [code.name for code in found.codes] == ["Contact", "Sfeer"]
    assert len({code.guid for code in found.codes}) == 2
    assert left_of(found) == {(What.CODING, Why.SAME_GUID): 1}


def test_things_of_different_kinds_may_share_a_guid(tmp_path: Path) -> None:
    # A script in R gives every selection and coding the same guid; a source has that of a code.
    many = "".join(selection(at, at + 1) for at in range(3))
    xml = PEOPLE + BOOK + source(many, number=2)
    found = read_project(project_with(tmp_path / "a.qdpx", xml, {"a.txt": "abc"}))
    assert [(c.start, c.end, c.code) for c in found.codings] == [
        (n, n + 1, guid(2)) for n in range(3)
    ]
    assert found.sources[0].guid != found.codes[0].guid
    assert found.left == ()


def test_references_that_lead_nowhere_are_counted(tmp_path: Path) -> None:
    away = f'targetGUID="{guid(99)}"'
    xml = (
        PEOPLE
        + f'<CodeBook><Codes><Code guid="{guid(4)}" name="A"><NoteRef {away}/></Code></Codes></CodeBook>'
        + f'<Cases><Case guid="{guid(5)}" name="C"><VariableValue><VariableRef {away}/><TextValue>x'
        + f"</TextValue></VariableValue><SourceRef {away}/><SelectionRef {away}/></Case></Cases>"
        + source(
            selection(0, 3) + selection(0, 2, number=300).replace(f' targetGUID="{guid(2)}"', "")
        )
        + f'<Links><Link guid="{guid(6)}" originGUID="{guid(5)}" {away}/></Links>'
        + f'<Sets><Set guid="{guid(7)}" name="S"><MemberCode {away}/></Set></Sets>'
    )
    found = read_project(project_with(tmp_path / "a.qdpx", xml, {"a.txt": "abc"}))
    assert left_of(found) == {
        (What.CODING, Why.NO_CODE): 1,
        (What.CODING, Why.CODE_GONE): 1,
        (What.LINK, Why.DANGLING): 1,
        (What.MEMBER, Why.DANGLING): 1,
        (What.NOTE_REF, Why.DANGLING): 1,
        (What.REFERENCE, Why.DANGLING): 1,
        (What.SELECTION, Why.NOT_HELD): 1,
        (What.VALUE, Why.DANGLING): 1,
    }
    assert all(SECRET not in str(one) for one in found.left)
    assert str(found.left[0]) == "1 codering zonder code"


def test_the_collector_is_on_again_after_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        read_project(tmp_path / "weg.qdpx")
    assert gc.isenabled()


def test_a_coding_with_two_codes_is_two_codings(tmp_path: Path) -> None:
    book = BOOK.replace("</Codes>", f'<Code guid="{guid(4)}" name="Sfeer"/></Codes>')
    both = selection(0, 3).replace("</Coding>", f'<CodeRef targetGUID="{guid(4)}"/></Coding>')
    xml = PEOPLE + book + source(both)
    found = read_project(project_with(tmp_path / "a.qdpx", xml, {"a.txt": "abc"}))
    assert [c.code for c in found.codings] == [guid(2), guid(4)]
    assert len({c.guid for c in found.codings}) == 2
    assert found.left == ()
