"""Words are found in whatever they are packed in."""

from __future__ import annotations

import gzip
import json
import zipfile
import zlib
from pathlib import Path

import docx
import numpy as np
import pytest
from openpyxl import Workbook
from PIL import Image, PngImagePlugin

from pipeline.domain.forgetting import Traces, words_of
from pipeline.store.forgetting.searching import Unsearchable, texts_in

RUN = "één dag met de glitterbrommer"
TRACES = Traces(runs=frozenset({tuple(words_of(RUN))}))


def found(path: Path) -> bool:
    return any(TRACES.within(text) for text in texts_in(path, {}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_plain_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "tekst.txt"
    path.write_bytes(f"Het was {RUN}.".encode(encoding))
    assert found(path)


def test_json_is_read_as_it_is_meant(tmp_path: Path) -> None:
    for name, text in (
        ("a.json", json.dumps({"diep": [{"x": RUN}]})),
        ("b.jsonl", json.dumps({"x": "anders"}) + "\n" + json.dumps({"x": RUN}) + "\n{"),
        ("c.ipynb", json.dumps({"source": ["één dag ", "met de glitterbrommer"]})),
    ):
        assert "é" not in text
        (tmp_path / name).write_text(text)
        assert found(tmp_path / name), name


def test_word_with_a_word_cut_in_two_and_tables_within(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Het was één dag met de glit")
    paragraph.add_run("terbrommer").bold = True
    document.save(str(tmp_path / "een.docx"))
    assert found(tmp_path / "een.docx")
    document = docx.Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "één dag met", "de glitterbrommer"
    document.save(str(tmp_path / "twee.docx"))
    assert found(tmp_path / "twee.docx")


def test_excel_and_archives_in_archives(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("verborgen").sheet_state = "hidden"
    book["verborgen"].append([1, RUN])
    book.save(tmp_path / "boek.xlsx")
    assert found(tmp_path / "boek.xlsx")
    with zipfile.ZipFile(tmp_path / "buiten.zip", "w") as outer:
        outer.write(tmp_path / "boek.xlsx", "binnen.xlsx")
    assert found(tmp_path / "buiten.zip")
    (tmp_path / "tekst.gz").write_bytes(gzip.compress(RUN.encode()))
    assert found(tmp_path / "tekst.gz")


def test_tables_and_arrays(tmp_path: Path) -> None:
    import pandas as pd

    frame = pd.DataFrame({"n": [1, 2], "tekst": ["niets", RUN]})
    frame.to_parquet(tmp_path / "tabel.parquet", compression="zstd")
    assert found(tmp_path / "tabel.parquet")
    np.savez_compressed(tmp_path / "rij.npz", getallen=np.arange(9), woorden=np.array(["a", RUN]))
    assert found(tmp_path / "rij.npz")
    np.savez(tmp_path / "leeg.npz", getallen=np.arange(9.0))
    assert not found(tmp_path / "leeg.npz")


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("international", [False, True])
def test_texts_in_pictures(tmp_path: Path, packed: bool, international: bool) -> None:
    notes = PngImagePlugin.PngInfo()
    add = notes.add_itxt if international else notes.add_text
    add("Title", RUN, zip=packed)
    Image.new("L", (4, 4)).save(tmp_path / "beeld.png", pnginfo=notes)
    assert found(tmp_path / "beeld.png")


def test_drawings_and_pages(tmp_path: Path) -> None:
    for name, text in (
        ("a.svg", f"<svg><!-- {RUN} --><path d='M 0'/></svg>"),
        ("b.svg", "<svg><tspan>één dag met de</tspan><tspan>glitterbrommer</tspan></svg>"),
        ("c.html", "<p>&eacute;&eacute;n dag met de <mark>glitter</mark>brommer</p>"),
        ("d.html", f"<p title='{RUN}'>x</p>"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert found(tmp_path / name), name


def test_unknown_bytes(tmp_path: Path) -> None:
    path = tmp_path / "iets.bin"
    path.write_bytes(b"\x00\x01\x00" + RUN.encode("utf-16-le") + b"\x00")
    assert found(path)
    path.write_bytes(b"\x00\x01" + RUN.replace("é", "e").encode() + b"\x00")
    assert not found(path)


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    path = tmp_path / "kapot.docx"
    path.write_bytes(b"PK\x03\x04" + zlib.compress(b"niets"))
    with pytest.raises(Unsearchable):
        list(texts_in(path, {}))
    path = tmp_path / "kapot.parquet"
    path.write_bytes(b"PAR1 en verder niets")
    with pytest.raises(Unsearchable):
        list(texts_in(path, {}))

    def refusing(path: Path) -> str:
        raise ValueError

    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    with pytest.raises(Unsearchable):
        list(texts_in(tmp_path / "x.pdf", {".pdf": refusing}))


def test_a_document_with_a_reader_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    (text,) = texts_in(tmp_path / "x.pdf", {".pdf": lambda _: RUN})
    assert text == RUN
