"""Lists of codes of other programs: the same tree from each format, and hostile files refused."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from pipeline.domain.code_list import CodeList
from pipeline.domain.ids import Actor
from pipeline.errors import CodebookError
from pipeline.exchange import codebook_refusal
from pipeline.exchange.codebook_reading import read_code_list

QDC = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x">
 <Codes>
  <Code guid="A" name="Contact" isCodable="false" color="#FF0000"><Description>Over
   contact.</Description><NoteRef targetGUID="N"/>
   <Code guid="B" name="Korte lijnen" isCodable="true"><Code guid="C" name="Appen" isCodable="true"/></Code>
  </Code>
  <Code guid="D" name="Sfeer &amp; rust" isCodable="true"/>
 </Codes>
 <Sets><Set guid="S" name="Eerst"><Description>x</Description><MemberCode targetGUID="C"/><MemberCode targetGUID="weg"/></Set></Sets>
</CodeBook>
"""

DEEP = "<Code name='x'>"


def write(tmp_path: Path, name: str, rows: Sequence[Sequence[object]], sheet: str = "Blad") -> Path:
    """Rows as .csv, .xlsx or .docx, by the name."""
    path = tmp_path / name
    if path.suffix == ".csv":
        lines = (";".join(f'"{cell}"' for cell in row) for row in rows)
        path.write_text("\n".join(lines), encoding="utf-8")
    elif path.suffix == ".xlsx":
        book = Workbook()
        book.active.title = "Uitleg"  # type: ignore[union-attr]
        book.active.append(["niets"])  # type: ignore[union-attr]
        made = book.create_sheet(sheet)
        for row in rows:
            made.append(list(row))
        book.save(path)
    else:
        document = docx.Document()
        document.add_paragraph("Ons codeboek")
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = str(text)
        document.save(str(path))
    return path


def tree(codes: CodeList) -> list[str]:
    return [" > ".join(codes.path(code.key)) for code in codes.codes]


def test_a_refi_qda_codebook_keeps_tree_guid_colour_memo_and_sets(tmp_path: Path) -> None:
    path = tmp_path / "boek.qdc"
    path.write_text(QDC, encoding="utf-8")
    codes = read_code_list(path)
    assert tree(codes) == [
        "Contact", "Contact > Korte lijnen", "Contact > Korte lijnen > Appen", "Sfeer & rust",
    ]  # fmt: skip
    first = codes["A"]
    assert (first.guid, first.colour, first.codable) == ("A", "#FF0000", False)
    assert first.memo.split() == ["Over", "contact."]
    assert [(s.name, s.members, s.guid) for s in codes.sets] == [("Eerst", ("C",), "S")]
    assert codes.ignored == ("verwijzingen naar memo’s",)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><CodeBook/>', "DOCTYPE"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><CodeBook/>', "DOCTYPE"),
        ("<CodeBook", "geen geldige XML"),
        ("\x00\x01", "geen geldige XML"),
        ("<Project/>", "REFI-QDA"),
        ('<CodeBook xmlns="urn:iets-anders"/>', "REFI-QDA"),
        ("<CodeBook><Codes/></CodeBook>", "geen code in"),
        ("<CodeBook><Codes><Code guid='a' name=' '/></Codes></CodeBook>", "code 1 heeft geen naam"),
        (
            "<CodeBook><Codes><Code guid='a' name='x'/><Code guid='a' name='y'/></Codes></CodeBook>",
            "code 2 heeft het guid",
        ),
        (
            f"<CodeBook><Codes>{DEEP * 60}{'</Code>' * 60}</Codes></CodeBook>",
            "niveaus",
        ),
        (
            f"<CodeBook><Codes><Code name='x'><Description>{'a' * 20_001}</Description></Code>"
            "</Codes></CodeBook>",
            "te lang",
        ),
        ("", "leeg"),
    ],
)
def test_a_hostile_or_broken_codebook_is_refused(tmp_path: Path, content: str, what: str) -> None:
    path = tmp_path / "boek.qdc"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CodebookError, match=what) as refused:
        read_code_list(path)
    assert str(refused.value).startswith("boek.qdc: ")


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.docx"])
@pytest.mark.parametrize(
    "rows",
    [
        [
            ("Code", "Bovenliggende code", "Definitie"),
            ("Contact", "", "Over contact."),
            ("Korte lijnen", "Contact", ""),
            ("Appen", "Korte lijnen", ""),
        ],
        [
            ("Color", "Parent code", "Code", "Code memo", "Frequency"),
            ("●", "", "Contact", "Over contact.", "3"),
            ("●", "Contact", "Korte lijnen", "", "2"),
            ("●", "Contact\\Korte lijnen", "Appen", "", "1"),
        ],
        [("naam", "memo"), ("Contact", "Over contact."), ("Contact > Korte lijnen", ""), ("Contact > Korte lijnen > Appen", "")],
        [("Code", "Comment"), ("Contact", "Over contact."), ("Contact\\Korte lijnen", ""), ("Contact\\Korte lijnen\\Appen", "")],
        [("Code", "Comment"), ("Contact", "Over contact."), ("Contact::Korte lijnen", ""), ("contact::korte lijnen::Appen", "")],
        [
            ("id", "label", "parent", "description"),
            ("1", "Contact", "", "Over contact."),
            ("1.1", "Korte lijnen", "1", ""),
            ("1.1.1", "Appen", "1.1", ""),
        ],
        [("code", "label", "parent", "memo"), ("c", "Contact", "", "Over contact."), ("kl", "Korte lijnen", "c", ""), ("a", "Appen", "kl", "")],
    ],
)  # fmt: skip
def test_every_way_of_writing_a_tree_is_read_from_every_kind_of_file(
    tmp_path: Path, name: str, rows: list[tuple[str, ...]]
) -> None:
    codes = read_code_list(write(tmp_path, name, rows, "Codesystem"))
    assert tree(codes) == ["Contact", "Contact > Korte lijnen", "Contact > Korte lijnen > Appen"]
    assert codes.codes[0].memo == "Over contact."
    assert not codes.implied


def test_main_and_sub_codes_side_by_side_make_the_main_ones(tmp_path: Path) -> None:
    rows = [("Hoofdcode", "Subcode"), ("Contact", "Appen"), ("Contact", "Bellen"), ("Sfeer", "")]
    codes = read_code_list(write(tmp_path, "a.csv", rows))
    assert tree(codes) == ["Contact", "Contact > Appen", "Contact > Bellen", "Sfeer"]
    assert [codes[key].name for key in codes.implied] == ["Contact"]


def test_atlas_ti_columns_are_read_and_groups_become_sets(tmp_path: Path) -> None:
    rows = [
        ("Code", "Grounded", "Density", "Comment", "Code Group 1", "Code Group 2"),
        ("Appen", 4, 1, "Berichten.", "Contact", "Eerst"),
        ("Bellen", 2, 1, "", "Contact", ""),
    ]
    codes = read_code_list(write(tmp_path, "a.xlsx", rows))
    assert [(s.name, [codes[m].name for m in s.members]) for s in codes.sets] == [
        ("Contact", ["Appen", "Bellen"]),
        ("Eerst", ["Appen"]),
    ]
    assert codes.ignored == ("Grounded", "Density")


def test_all_that_a_row_can_say_is_kept(tmp_path: Path) -> None:
    rows = [
        ("naam", "gebruik", "wanneer niet", "voorbeeld 1", "voorbeeld 2", "trefwoorden", "actoren", "kleur"),
        ("Appen", "Bij berichten.", "bellen", "kind: Ik app.\nouder: Wij appen.", "Zo gaat dat.", "app, bericht; foto", "kind, ouder", "rood"),
    ]  # fmt: skip
    (code,) = read_code_list(write(tmp_path, "a.xlsx", rows)).codes
    assert (code.use, code.avoid, code.colour) == ("Bij berichten.", "bellen", "rood")
    assert code.examples == ("kind: Ik app.", "ouder: Wij appen.", "Zo gaat dat.")
    assert code.keywords == ("app", "bericht", "foto")
    assert code.actors == (Actor.KIND, Actor.OUDER)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_csv_of_any_office_program_is_read(
    tmp_path: Path, encoding: str, delimiter: str, newline: str
) -> None:
    rows = [["code", "definitie"], ["Café", '"Eén; twee,\nen ""drie"""'], ["Rust", "x"]]
    text = newline.join(delimiter.join(row) for row in rows) + newline
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    codes = read_code_list(tmp_path / "a.csv")
    assert [(c.name, c.memo) for c in codes.codes] == [
        ("Café", 'Eén; twee,\nen "drie"'),
        ("Rust", "x"),
    ]
    # A cell that runs over lines: the row is that of the line where it begins.
    assert [c.key for c in codes.codes] == ["rij 2", "rij 4"]


@pytest.mark.parametrize(
    ("rows", "row", "what"),
    [
        ([("code", "ouder"), ("a", ""), ("b", "a"), ("B", "A")], 4, "al op rij 3"),
        ([("code", "ouder"), ("a", "b"), ("b", "a")], 2, "voorouder van zichzelf"),
        ([("code", "ouder"), ("a", "a")], 2, "voorouder van zichzelf"),
        ([("code", "definitie"), ("a", "x"), ("", "y")], 3, "geen naam"),
        ([("code", "ouder"), ("a", "p"), ("p", "x"), ("p", "y")], 2, "meer dan één code"),
        ([("id", "naam"), ("1", "a"), ("1", "b")], 3, "id staat al"),
        ([("code", "actoren"), ("a", "kind"), ("b", "buur")], 3, "onbekende actor"),
        ([("code", "memo"), ("a", "x" * 20_001)], 2, "tekens"),
        ([("code",), (" > ".join("abcdefgh" * 8),)], 2, "niveaus"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_row_that_cannot_be_is_named(
    tmp_path: Path, name: str, rows: list[tuple[str, ...]], row: int, what: str
) -> None:
    with pytest.raises(CodebookError, match=what) as refused:
        read_code_list(write(tmp_path, name, rows))
    assert refused.value.place is not None
    assert (refused.value.place.file, refused.value.place.row) == (name, row)
    assert "buur" not in str(refused.value)


def test_a_chain_that_is_too_deep_is_refused_where_it_becomes_so(tmp_path: Path) -> None:
    rows = [("code", "ouder"), ("c0", ""), *((f"c{n}", f"c{n - 1}") for n in range(1, 60))]
    with pytest.raises(CodebookError, match="niveaus") as refused:
        read_code_list(write(tmp_path, "a.csv", rows))
    assert refused.value.place is not None
    assert refused.value.place.row == 52


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.xls", b"x", "soort bestand"),
        ("a.xlsx", b"geen zip", "beschadigd"),
        ("a.docx", b"geen zip", "beschadigd"),
        ("a.csv", b"een;twee\n1;2\n", "geen kolom met codes"),
        ("a.csv", b"code\n", "geen kolom met codes"),
        ("weg.csv", None, "bestaat niet"),
    ],
)
def test_a_file_without_codes_is_refused(
    tmp_path: Path, name: str, content: bytes | None, what: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CodebookError, match=what):
        read_code_list(tmp_path / name)


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
def test_an_archive_that_is_no_office_file_is_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("iets.txt", "x")
    with pytest.raises(CodebookError, match="te lezen"):
        read_code_list(tmp_path / name)


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
@pytest.mark.parametrize(
    "content", ["<geen", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "<x/>", "\x00\x01"]
)
def test_an_archive_with_other_xml_than_it_says_is_refused(
    tmp_path: Path, name: str, content: str
) -> None:
    path = write(tmp_path, name, [("code",), ("a",)])
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            inside = part.startswith(("xl/worksheets/", "word/document"))
            archive.writestr(part, content if inside else data)
    with pytest.raises(CodebookError) as refused:
        read_code_list(path)
    assert refused.value.place is not None
    assert refused.value.place.file == name


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_an_archive_that_was_cut_off_is_refused(tmp_path: Path, name: str, share: float) -> None:
    path = write(tmp_path, name, [("code",), ("a",)])
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * share)])
    with pytest.raises(CodebookError, match="beschadigd"):
        read_code_list(path)


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
def test_an_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, name, [("code",), ("a",)])
    monkeypatch.setattr(codebook_refusal, "MOST_UNPACKED", 1000)
    with pytest.raises(CodebookError, match="uitgepakt"):
        read_code_list(path)


def test_more_codes_than_anybody_has_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("code\n" + "\n".join(f"c{n}" for n in range(20_200)), encoding="utf-8")
    with pytest.raises(CodebookError, match="20000"):
        read_code_list(path)


def test_signs_that_no_yaml_may_hold_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("code;memo\nRu\x07st;a\x1bb\x85c\n".encode())
    (code,) = read_code_list(path).codes
    assert (code.name, code.memo) == ("Rust", "ab\nc")
