"""What is refused, and with which words."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument

from pipeline.errors import Place, ReportSetAside
from pipeline.text.document import Limits
from pipeline.text.reading import SUFFIXES, read_document

SECRET = "Sietske"  # a participant's word that may be in no message
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def reason(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(ReportSetAside) as caught:
        read_document(path, limits or Limits())
    error = caught.value
    assert error.place == Place.of(path)
    assert error.remedy
    assert "\n" not in str(error)
    assert SECRET not in str(error)
    return error.what


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def word_file(folder: Path, text: str = f"{SECRET} vertelt.") -> Path:
    document = WordDocument()
    document.add_paragraph(text)
    path = folder / "verslag.docx"
    document.save(str(path))
    return path


def archive(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return path


def rewritten(path: Path, name: str, data: bytes) -> Path:
    with zipfile.ZipFile(path) as packed:
        parts = {part: packed.read(part) for part in packed.namelist()}
    return archive(path, parts | {name: data})


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_zero_bytes(tmp_path: Path, suffix: str) -> None:
    assert reason(write(tmp_path, f"leeg{suffix}", b"")).startswith("leeg: het bestand")


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_only_white_space(tmp_path: Path, suffix: str) -> None:
    assert reason(write(tmp_path, f"wit{suffix}", b" \n\t \n")).startswith("leeg: er staat")


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_larger_than_the_limit(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path, f"groot{suffix}", SECRET.encode() * 100)
    assert reason(path, Limits(max_bytes=99)).startswith("te groot")


def test_more_text_than_the_limit(tmp_path: Path) -> None:
    limits = Limits(max_chars=50)
    assert reason(word_file(tmp_path, SECRET * 20), limits).startswith("te veel tekst")
    path = write(tmp_path, "lang.txt", SECRET.encode() * 20)
    assert reason(path, limits).startswith("te veel tekst")
    path = write(tmp_path, "lang.rtf", b"{\\rtf1 " + SECRET.encode() * 20 + b"}")
    assert reason(path, limits).startswith("te veel tekst")


def test_missing_unknown_or_a_folder(tmp_path: Path) -> None:
    assert "niet te openen" in reason(tmp_path / "weg.docx")
    (tmp_path / "map.docx").mkdir()
    assert "niet te openen" in reason(tmp_path / "map.docx")
    assert "dit type" in reason(write(tmp_path, "lijst.xlsx", b"x"))
    assert "dit type" in reason(write(tmp_path, "zonder", b"x"))


@pytest.mark.parametrize(
    ("data", "real"),
    [
        (b"%PDF-1.7\n%%EOF", "een PDF"),
        (b"{\\rtf1 x}", "een RTF-document"),
        (b"\x89PNG\r\n\x1a\n", "een afbeelding"),
        (b"<html><body>x</body></html>", "een webpagina"),
        (b"<?xml version='1.0'?><w:document/>", "een XML-bestand"),
        (b"gewoon tekst", "platte tekst"),
        (OLE, "een oud Office-bestand"),
    ],
)
def test_another_type_than_the_suffix(tmp_path: Path, data: bytes, real: str) -> None:
    assert real in reason(write(tmp_path, "verslag.docx", data))


def test_text_that_is_something_else(tmp_path: Path) -> None:
    source = word_file(tmp_path).read_bytes()
    assert "een Word-document" in reason(write(tmp_path, "verslag.txt", source))
    assert "een Word-document" in reason(write(tmp_path, "verslag.pdf", source))
    assert "binaire" in reason(write(tmp_path, "ruis.txt", bytes(range(256)) * 20))
    assert "binaire" in reason(write(tmp_path, "nul.txt", b"tekst\x00tekst"))


def test_other_office_files(tmp_path: Path) -> None:
    sheet = archive(tmp_path / "a.docx", {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"x"})
    assert "rekenblad" in reason(sheet)
    mime = b"application/vnd.oasis.opendocument.presentation"
    assert "presentatie" in reason(archive(tmp_path / "b.odt", {"mimetype": mime}))
    assert "zipbestand" in reason(archive(tmp_path / "c.docx", {"foto.jpg": b"x"}))


def test_old_word_and_encrypted_office(tmp_path: Path) -> None:
    old = OLE + "WordDocument".encode("utf-16-le")
    locked = OLE + "EncryptedPackage".encode("utf-16-le")
    assert "oud Word-document" in reason(write(tmp_path, "oud.docx", old))
    assert "versleuteld" in reason(write(tmp_path, "slot.docx", locked))


def test_encrypted_odt(tmp_path: Path) -> None:
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": b"<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>",
        "content.xml": b"\x00\x01",
    }
    assert "versleuteld" in reason(archive(tmp_path / "slot.odt", parts))


def test_zip_bombs(tmp_path: Path) -> None:
    path = word_file(tmp_path)
    limits = Limits(max_unpacked=30_000_000)
    zeros = bytes(40_000_000)
    assert "zipbom" in reason(rewritten(path, "word/document.xml", zeros), limits)
    path = rewritten(word_file(tmp_path), "word/media/plaatje.bin", bytes(5_000_000))
    assert "zipbom" in reason(path)  # within the sizes, but a thousand times its packed size
    many = {f"word/{number}": b"" for number in range(6_000)}
    assert "zipbom" in reason(archive(tmp_path / "veel.docx", many))


def test_a_declared_size_that_lies(tmp_path: Path) -> None:
    path = rewritten(word_file(tmp_path), "word/document.xml", b"<a>" + b" " * 3_000_000 + b"</a>")
    data = path.read_bytes()
    lied = data.replace(struct.pack("<I", 3_000_007), struct.pack("<I", 1_000))
    assert lied != data
    path.write_bytes(lied)
    assert "beschadigd" in reason(path)


def test_two_parts_of_one_name(tmp_path: Path) -> None:
    path = word_file(tmp_path)
    with zipfile.ZipFile(path, "a") as packed, pytest.warns(match="Duplicate"):
        packed.writestr("word/document.xml", b"<w:document/>")
    assert "beschadigd" in reason(path)


@pytest.mark.parametrize(
    "payload",
    [
        b'<!DOCTYPE a [<!ENTITY b "Sietske">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    ],
)
def test_doctype_and_entities(tmp_path: Path, payload: bytes) -> None:
    path = rewritten(word_file(tmp_path), "word/document.xml", payload)
    assert "DOCTYPE" in reason(path)
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": payload}
    assert "DOCTYPE" in reason(archive(tmp_path / "x.odt", parts))


def test_broken_xml_and_deep_nesting(tmp_path: Path) -> None:
    path = rewritten(word_file(tmp_path), "word/document.xml", b"<w:document>" + SECRET.encode())
    assert "beschadigd" in reason(path)
    deep = b"<a><body>" + b"<p>" * 50_000 + b"</p>" * 50_000 + b"</body></a>"
    assert "beschadigd" in reason(rewritten(word_file(tmp_path), "word/document.xml", deep))
    assert "beschadigd" in reason(write(tmp_path, "diep.rtf", b"{\\rtf1 " + b"{" * 100_000))


def test_inserted_document_is_not_silently_lost(tmp_path: Path) -> None:
    body = b"<document><body><altChunk/><p><r><t>x</t></r></p></body></document>"
    assert "altChunk" in reason(rewritten(word_file(tmp_path), "word/document.xml", body))


def test_cut_off(tmp_path: Path) -> None:
    golden = Path(__file__).parents[2] / "golden" / "documents"
    for name in ("pandoc.docx", "pandoc.odt", "twee-kolommen.pdf", "libreoffice.rtf"):
        whole = (golden / name).read_bytes()
        path = write(tmp_path, f"half{Path(name).suffix}", whole[: 2 * len(whole) // 3])
        assert "beschadigd" in reason(path)


def test_a_good_file_is_read_whatever_the_case_of_its_suffix(tmp_path: Path) -> None:
    path = word_file(tmp_path).rename(tmp_path / "VERSLAG.DOCX")
    assert [piece.text for piece in read_document(path, Limits()).pieces] == ["Sietske vertelt."]
