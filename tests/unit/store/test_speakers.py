"""The sheet that says who is who."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.domain.voices import Voice
from pipeline.errors import CorpusError
from pipeline.store.speakers import add_voices, drop_speakers, read_speakers, set_roles

VOICES = (
    Voice("9K2", "Wit, Wies de (gast)", 41, 38, 3.1, 700.0, "interviewer"),
    Voice("9K2", "Bo", 40, 2, 7.5, 1800.0, "respondent"),
    Voice("9O1", "=HYPERLINK(0)", 3, 0),
    Voice("9O1", "'t Hart", 3, 0),
    Voice("9O1", "", 3, 0),
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "private" / "sprekers-golf-1.csv"
    assert add_voices(path, read_speakers(path), VOICES)
    return path


def test_what_is_written_is_read_and_not_added_twice(sheet: Path) -> None:
    found = read_speakers(sheet)
    assert [(row.respondent, row.label) for row in found.rows] == [
        (voice.respondent, voice.label) for voice in VOICES
    ]
    assert found.roles == {}
    before = sheet.read_bytes()
    assert not add_voices(sheet, found, VOICES)
    assert sheet.read_bytes() == before
    assert b";=HYPERLINK" not in before  # no formula for a spreadsheet to work out


def test_it_is_for_its_owner_only(sheet: Path) -> None:
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert sheet.parent.stat().st_mode & 0o777 == 0o700


def test_roles_come_back_and_stay_when_voices_are_added(sheet: Path) -> None:
    set_roles(sheet, "9K2", {"Bo": "respondent"})
    assert add_voices(sheet, read_speakers(sheet), [Voice("9P1", "Jet", 1, 1)])
    found = read_speakers(sheet)
    assert found.roles == {"9K2": {"Bo": "respondent"}}
    assert len(found.rows) == len(VOICES) + 1


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(";", ","),  # another Excel
        lambda text: text + "\r\n;;;;;;;\r\n",
        lambda text: text.replace("rol\r\n", "rol;wie noteert\r\n", 1),
    ],
)
def test_a_sheet_from_excel_is_read(sheet: Path, change: Callable[[str], str]) -> None:
    text = sheet.read_bytes().decode("utf-8-sig").replace("Wit, Wies de (gast)", "Josée")
    text = text.replace(";interviewer;", ";interviewer; Interviewer ")
    sheet.write_bytes(change(text).encode("cp1252"))
    found = read_speakers(sheet)
    assert found.roles == {"9K2": {"Josée": "interviewer"}}
    assert not found.problems


def test_a_word_that_is_no_role_is_named_by_its_line_and_not_repeated(sheet: Path) -> None:
    sheet.write_bytes(sheet.read_bytes().replace(b";respondent;", b";respondent;Josefien"))
    found = read_speakers(sheet)
    assert found.roles == {}
    (problem,) = found.problems
    assert "sprekers-golf-1.csv:3: " in str(problem)
    assert "Josefien" not in str(problem)


def test_without_the_column_there_is_no_guessing(sheet: Path) -> None:
    sheet.write_bytes(sheet.read_bytes().replace(b";rol\r\n", b";wie\r\n"))
    with pytest.raises(CorpusError, match="de kolom 'rol' ontbreekt"):
        read_speakers(sheet)


def test_forgetting_takes_rows_out_and_leaves_the_others(sheet: Path) -> None:
    set_roles(sheet, "9K2", {"Bo": "respondent"})
    before = sheet.read_bytes()
    assert drop_speakers(sheet, ["9O1"], write=False) == 3
    assert sheet.read_bytes() == before
    assert drop_speakers(sheet, ["9O1"], write=True) == 3
    assert read_speakers(sheet).roles == {"9K2": {"Bo": "respondent"}}
    assert drop_speakers(sheet, ["9K2"], write=True) == 2
    assert not sheet.exists()
