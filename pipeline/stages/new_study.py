"""A new study from a shipped one: same codebook, chapters and wording; no reports, no decisions."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from pipeline.config.study import read_study
from pipeline.errors import Place, StudyError
from pipeline.store.files import write_text
from pipeline.store.layout import Layout

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_FILES = ("codes.yaml", "utterances.yaml", "chapters.toml", "wording.toml")
_REGISTER = "id;bestand;actor;oza;leeftijd;geslacht;deelnemers;datum\n"
_OZAS = "oza;schooltype;voorliggend;locatie;ligging\n"


def new_study(root: Path, name: str, source: str, wave: str) -> Layout:
    """Makes `codebook/<name>/` and an empty first wave in `corpus/<name>/`.

    Raises:
        StudyError: when the name cannot be used or exists, or there is no such source.
    """
    made = Layout(root, name, wave)
    origin = Layout(root, source, wave).study_folder
    for word in (name, wave):
        if not _NAME.fullmatch(word):
            raise StudyError(
                f"'{word}' kan geen naam van een studie of golf zijn",
                remedy="gebruik kleine letters, cijfers en -",
            )
    if made.study_folder.exists() or made.wave_folder.exists():
        raise StudyError("de studie bestaat al", place=Place(made.relative(made.study_folder)))
    if not (origin / "study.toml").exists():
        raise StudyError(f"er is geen studie '{source}'", place=Place(made.relative(origin)))
    part = made.study_folder.with_name(f".{name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    for file in _FILES:
        if (origin / file).exists():
            shutil.copyfile(origin / file, part / file)
    codes = part / "codes.yaml"
    text = codes.read_text(encoding="utf-8")
    write_text(codes, re.sub(r"(?m)^study: .*$", f"study: {name}", text, count=1))
    settings = (origin / "study.toml").read_text(encoding="utf-8")
    settings = re.sub(r"(?m)^name = .*$", f'name = "{name}"', settings, count=1)
    settings = re.sub(r"(?m)^demonstration = .*$", "demonstration = false", settings, count=1)
    write_text(part / "study.toml", settings)
    made.reports.mkdir(parents=True)
    write_text(made.wave_folder / "register.csv", _REGISTER)
    write_text(made.wave_folder / "oza.csv", _OZAS)
    part.rename(made.study_folder)
    read_study(made.study_folder)
    return made
