from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.domain.ids import Actor
from pipeline.errors import CorpusError
from pipeline.store.register import read_ozas, read_register, returning_problems

HEAD = "id;bestand;actor;oza;leeftijd;geslacht;deelnemers;datum\n"
GOOD = HEAD + "1K1;1K1.docx;kind;1;10;meisje;1;2025-01-10\n2P1;2P1.pdf;professional;2;;;4;\n"


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    (folder / "register.csv").write_bytes(text.encode(encoding))
    return folder


def test_a_register_is_read(tmp_path: Path) -> None:
    register = read_register(write(tmp_path, GOOD))
    child, group = register.respondents
    assert (str(child.id), child.actor, child.age, child.gender) == (
        "1K1",
        Actor.KIND,
        10,
        "meisje",
    )
    assert (group.participants, group.age) == (4, None)
    assert register.problems == ()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separator_and_encoding_are_found(tmp_path: Path, separator: str, encoding: str) -> None:
    text = GOOD.replace(";", separator).replace("1K1.docx", "gesprek één.docx")
    register = read_register(write(tmp_path, text, encoding))
    assert register.respondents[0].file == "gesprek één.docx"


def test_english_headers_are_known(tmp_path: Path) -> None:
    text = (
        "id,file,actor,OZA,age,gender,participants,date\n1K1,1K1.docx,kind,1,10,girl,1,2025-01-10\n"
    )
    assert read_register(write(tmp_path, text)).respondents[0].age == 10


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("9X1;a.docx;kind;9;;;1;", "9K2"),
        ("3K1;a.docx;ouder;3;;;1;", "actor"),
        ("3K1;a.docx;kind;4;;;1;", "OZA-nummer"),
        ("3K1;;kind;3;;;1;", "bestandsnaam"),
        ("3K1;../a.docx;kind;3;;;1;", "bestandsnaam"),
        ("3K1;a.docx;kind;3;tien;;1;", "leeftijd"),
        ("3K1;a.docx;kind;3;200;;1;", "leeftijd"),
        ("3K1;a.docx;kind;3;10,5;;1;", "leeftijd"),
        ("3P1;a.docx;professional;3;;;veel;", "deelnemers"),
        ("1K1;b.docx;kind;1;;;1;", "twee keer"),
        ("3K1;2P1.PDF;kind;3;;;1;", "twee keer"),
    ],
)
def test_a_bad_row_is_set_aside_and_the_rest_goes_on(tmp_path: Path, row: str, what: str) -> None:
    register = read_register(write(tmp_path, GOOD + row + "\n"))
    assert any(what in str(problem) for problem in register.problems)
    assert all("register.csv:" in str(problem) for problem in register.problems)
    assert register.respondents


def test_a_register_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="bestand"):
        read_register(write(tmp_path, "id;actor\n1K1;kind\n"))


def test_no_register_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="kolommen"):
        read_register(tmp_path)


def test_an_excel_register_is_read(tmp_path: Path) -> None:
    book = Workbook()
    for line in GOOD.splitlines():
        book.active.append([int(c) if c.isdigit() else c or None for c in line.split(";")])  # type: ignore[union-attr]
    book.save(tmp_path / "register.xlsx")
    assert [str(r.id) for r in read_register(tmp_path).respondents] == ["1K1", "2P1"]


def test_a_damaged_excel_register_is_refused(tmp_path: Path) -> None:
    (tmp_path / "register.xlsx").write_bytes(b"PK\x03\x04 niets")
    with pytest.raises(CorpusError, match="Excel"):
        read_register(tmp_path)


def test_characteristics_of_ozas_are_read(tmp_path: Path) -> None:
    (tmp_path / "oza.csv").write_text("oza;schooltype\n2;vo\n1;so\n", encoding="utf-8")
    assert [(o.number, o.traits["schooltype"]) for o in read_ozas(tmp_path)] == [
        (1, "so"),
        (2, "vo"),
    ]
    (tmp_path / "oza.csv").write_text("oza;schooltype\n1;vo\n1;so\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"oza\.csv:3"):
        read_ozas(tmp_path)


def test_an_earlier_id_may_be_named_and_a_register_without_that_column_goes_on(
    tmp_path: Path,
) -> None:
    assert read_register(write(tmp_path, GOOD)).respondents[0].formerly is None
    text = "id;bestand;eerder\n5K1;5K1.docx;3K1\n5K2;5K2.docx;\n5K3;5K3.docx;5K3\n"
    found = read_register(write(tmp_path, text)).respondents
    assert [str(r.formerly or "") for r in found] == ["3K1", "", ""]


@pytest.mark.parametrize(("cell", "problem"), [("3O1", "andere actor"), ("iemand", "eerdere golf")])
def test_an_earlier_id_that_cannot_be_is_a_problem_of_its_row(
    tmp_path: Path, cell: str, problem: str
) -> None:
    found = read_register(write(tmp_path, f"id;bestand;eerder\n5K1;5K1.docx;{cell}\n"))
    assert found.respondents == ()
    (told,) = found.problems
    assert problem in str(told)
    assert "register.csv:2" in str(told)


def test_what_does_not_fit_with_an_earlier_wave_is_named_with_its_row(tmp_path: Path) -> None:
    for wave in ("golf-1", "golf-2"):
        (tmp_path / wave).mkdir()
    write(tmp_path / "golf-1", "id;bestand;leeftijd\n3K1;a.docx;9\n")
    own = read_register(
        write(tmp_path / "golf-2", "id;bestand;leeftijd;eerder\n5K1;b.docx;10;3K1\n3K1;c.docx;8;\n")
    )
    problems = returning_problems(own, [tmp_path / "golf-1", tmp_path / "golf-0"])
    assert [str(p).partition("golf-2/")[2].partition(" — ")[0] for p in problems] == [
        "register.csv:2: 3K1 hoort in deze golf bij meer dan één respondent",
        "register.csv:3: 3K1 is jonger dan 3K1 in golf-1 was",
    ]


def test_a_row_of_another_study_is_set_aside_with_the_letters_of_this_one(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD + "3G1;a.docx;gemeente;3;;;1;\n")
    assert "3G1" in {str(one.id) for one in read_register(path).respondents}
    register = read_register(path, (Actor.KIND, Actor.OUDER, Actor.PROFESSIONAL))
    assert "3G1" not in {str(one.id) for one in register.respondents}
    assert register.respondents
    (problem,) = register.problems
    assert "K (kind), O (ouder), P (professional)" in str(problem)
