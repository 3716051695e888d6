import os
import stat
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.store.files import (
    read_json,
    replaced_folder,
    without_clock,
    write_bytes,
    write_json,
)
from pipeline.store.keyfile import read_key, write_key


def test_a_folder_takes_the_place_of_the_old_one_only_when_whole(tmp_path: Path) -> None:
    folder = tmp_path / "stage"
    with replaced_folder(folder) as part:
        (part / "a").write_text("oud")
    with pytest.raises(KeyboardInterrupt), replaced_folder(folder) as part:  # noqa: PT012
        (part / "a").write_text("half")
        raise KeyboardInterrupt
    assert [p.name for p in tmp_path.iterdir()] == ["stage"]
    assert (folder / "a").read_text() == "oud"
    with replaced_folder(folder) as part:
        (part / "b").write_text("nieuw")
    assert [p.name for p in folder.iterdir()] == ["b"]
    assert [p.name for p in tmp_path.iterdir()] == ["stage"]


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bestand"
    write_bytes(path, b"oud")

    def fail(_: int) -> None:
        raise OSError("schijf vol")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="vol"):
        write_bytes(path, b"nieuw")
    assert path.read_bytes() == b"oud"


def test_damaged_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with pytest.raises(StoreError, match="ontbreekt"):
        read_json(path)
    path.write_text("{half")
    with pytest.raises(StoreError, match="beschadigd"):
        read_json(path)


def test_the_key_is_for_its_owner_only_and_never_started_anew(tmp_path: Path) -> None:
    path = tmp_path / "private" / "key.json"
    assert read_key(path) == {}
    write_key(path, {"sanne": "[naam kind]"})
    assert read_key(path) == {"sanne": "[naam kind]"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    write_json(path, ["iets anders"])
    with pytest.raises(StoreError, match="sleutel"):
        read_key(path)


def test_zip_files_lose_their_clock(tmp_path: Path) -> None:
    made = []
    for year in (1999, 2024):
        path = tmp_path / f"{year}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(zipfile.ZipInfo("a.txt", (year, 1, 1, 0, 0, 0)), "tekst")
        without_clock(path)
        made.append(path.read_bytes())
    assert made[0] == made[1]
