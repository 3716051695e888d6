"""A new study, from one that is there or from a list of codes that another program keeps. It has
settings, wording, codebook and chapters; no reports and no decisions."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.chapters_text import chapters_text
from pipeline.config.codebook_text import codebook_text
from pipeline.config.study import read_settings, read_study
from pipeline.domain.code_list import CodeList
from pipeline.domain.code_taking import Taken, taken_over
from pipeline.domain.codebook import Codebook
from pipeline.errors import Place, StudyError
from pipeline.exchange.codebook_reading import read_code_list
from pipeline.store.files import write_text
from pipeline.store.layout import Layout

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_SETTINGS = ("study.toml", "wording.toml")
_CODEBOOK = ("codes.yaml", "utterances.yaml", "chapters.toml")
_FIRST_VERSION = "0.1.0"
"""Below 1: a list of names is no codebook yet."""
_REGISTER = "id;bestand;actor;oza;leeftijd;geslacht;deelnemers;datum\n"
_OZAS = "oza;schooltype;voorliggend;locatie;ligging\n"
_HEADING = """\
Het codeboek van de studie '{study}', overgenomen uit {file}.
Codes met 'draft: true' zijn nog niet af: 'oza codebook check' noemt wat eraan ontbreekt. Haal die
regel weg als een code af is. Voorbeelden zijn verzonnen; citaten van deelnemers horen hier niet."""


@dataclass(frozen=True, slots=True)
class NewStudy:
    """A study that was made; of one from a list of codes also that list, and what came of it."""

    layout: Layout
    codes: CodeList | None = None
    taken: Taken | None = None


def new_study(
    root: Path, name: str, source: str, wave: str, code_file: Path | None = None
) -> NewStudy:
    """Makes `codebook/<name>/` and an empty first wave in `corpus/<name>/`.

    Args:
        source: the study that settings and wording come from, and all the rest where no list of
            codes is given.
        code_file: a list of codes: .qdc, .xlsx, .csv or .docx.

    Raises:
        StudyError: when the name cannot be used or exists, there is no such source, or the list of
            codes cannot be used; nothing is made then.
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
    codes = None
    if code_file:
        codes = read_code_list(code_file, tuple(read_settings(origin / "study.toml").actors))
    scratch = made.study_folder.with_name(f".{name}.part")
    shutil.rmtree(scratch, ignore_errors=True)
    # In a folder of its own name, so that it can be read before it takes its place.
    part = scratch / name
    part.mkdir(parents=True)
    try:
        _copy(origin, part, (*_SETTINGS, *(() if codes else _CODEBOOK)))
        taken = _write_codebook(part, codes, code_file.name) if codes and code_file else None
        _rename(part, titled=codes is not None)
        read_study(part)
        made.reports.mkdir(parents=True)
        write_text(made.wave_folder / "register.csv", _REGISTER)
        write_text(made.wave_folder / "oza.csv", _OZAS)
        part.rename(made.study_folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return NewStudy(made, codes, taken)


def lines_of(made: NewStudy) -> list[str]:
    """What came along from a list of codes and what did not, for the terminal."""
    codes, taken = made.codes, made.taken
    if codes is None or taken is None:
        return []
    own = taken.codes
    told = (
        (len(own), "code", "codes"),
        (sum(not code.parent for code in own), "hoofdcode", "hoofdcodes"),
        (sum(bool(code.memo) for code in codes.codes), "omschrijving", "omschrijvingen"),
        (sum(len(code.examples) for code in own), "voorbeeld", "voorbeelden"),
    )
    mind = (
        (len(codes.implied), "hoofdcode die de lijst alleen boven een andere code noemt"),
        (taken.renamed, "code met dezelfde naam als een andere; de code erboven staat nu erbij"),
        (sum(not c.codable for c in codes.codes), "code die een kopje was; hier is zij te kiezen"),
    )
    left = (
        (sum(bool(c.colour) for c in codes.codes), "kleur", "kleuren"),
        (len(codes.sets), "set of groep", "sets of groepen"),
        (taken.speechless, "voorbeeld zonder spreker", "voorbeelden zonder spreker"),
    )
    lines = [f"overgenomen: {', '.join(_number(*one) for one in told)}"]
    lines += [f"let op: {number} keer een {what}" for number, what in mind if number]
    missing = [_number(*one) for one in left if one[0]]
    missing += [f"‘{name}’" for name in codes.ignored]
    if missing:
        lines.append(f"niet overgenomen: {', '.join(missing)}")
    if taken.speechless:
        lines.append("schrijf voor een voorbeeld wie het zegt, zoals ‘kind: …’")
    if any(c.memo or c.examples for c in codes.codes):
        lines.append(
            "omschrijvingen en voorbeelden komen in elke afdruk van het codeboek: haal woorden van"
            " deelnemers eruit"
        )
    return lines


def _number(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _copy(origin: Path, part: Path, names: tuple[str, ...]) -> None:
    for name in names:
        if (origin / name).exists():
            shutil.copyfile(origin / name, part / name)


def _write_codebook(part: Path, codes: CodeList, file: str) -> Taken:
    actors = tuple(read_settings(part / "study.toml").actors)
    taken = taken_over(codes, actors)
    heading = _HEADING.format(study=part.name, file=file)
    write_text(part / "codes.yaml", codebook_text(part.name, _FIRST_VERSION, taken.codes, heading))
    book = Codebook(part.name, _FIRST_VERSION, taken.codes)
    write_text(part / "chapters.toml", chapters_text(book))
    return taken


def _rename(part: Path, *, titled: bool) -> None:
    """Gives settings and codebook the name of the study, and with `titled` a title from it."""
    codes, settings = part / "codes.yaml", part / "study.toml"
    text = codes.read_text(encoding="utf-8")
    write_text(codes, re.sub(r"(?m)^study: .*$", f"study: {part.name}", text, count=1))
    text = settings.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^name = .*$", f'name = "{part.name}"', text, count=1)
    text = re.sub(r"(?m)^demonstration = .*$", "demonstration = false", text, count=1)
    if titled:
        title = json.dumps(part.name.replace("-", " ").capitalize())
        text = re.sub(r"(?m)^title = .*$", f"title = {title}", text, count=1)
        text = re.sub(r"(?m)^question = .*$", 'question = ""', text, count=1)
    write_text(settings, text)
