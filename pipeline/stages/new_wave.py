"""The next wave of a study: an empty register, what is known of the OZA's, and a place for reports.

Everything decided in earlier waves teaches the suggestions of this one by itself; nothing of it has
to be copied.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass

from pipeline.domain.respondent import Respondent
from pipeline.errors import Place, StoreError
from pipeline.store.files import write_text
from pipeline.store.layout import Layout, wave_order
from pipeline.store.register import read_register

REGISTER = "id;bestand;actor;oza;leeftijd;geslacht;deelnemers;datum;eerder\n"
OZAS = "oza;schooltype;voorliggend;locatie;ligging\n"

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_OZA_FILES = ("oza.csv", "oza.xlsx")


@dataclass(frozen=True, slots=True)
class NewWave:
    """A wave that was made; `source` is the one that its OZA's come from, '' for none."""

    layout: Layout
    source: str


def new_wave(study: Layout, name: str, source: str = "") -> NewWave:
    """Makes `corpus/<study>/<name>/`, whole or not at all.

    Args:
        study: the paths of the study, without a wave.
        source: the wave whose OZA's are taken over; the last one when left out.

    Raises:
        StoreError: when the name cannot be used or is taken, comes before the waves that are there,
            or there is no such source.
    """
    made, waves = study.of_wave(name), study.waves()
    if not _NAME.fullmatch(name):
        raise StoreError(
            f"'{name}' kan geen naam van een golf zijn",
            remedy="gebruik kleine letters, cijfers en -",
        )
    if made.wave_folder.exists():
        raise StoreError("de golf bestaat al", place=Place(made.relative(made.wave_folder)))
    if waves and wave_order(name) < wave_order(waves[-1]):
        # Waves are told apart by name, also when one asks which came first.
        raise StoreError(
            f"'{name}' komt in volgorde vóór '{waves[-1]}', dat er al is",
            remedy="kies een naam die erna komt, zoals golf-2 na golf-1",
        )
    source = source or (waves[-1] if waves else "")
    if source and source not in waves:
        raise StoreError(
            f"er is geen golf '{source}'", remedy=f"er is: {', '.join(waves) or 'nog geen golf'}"
        )
    part = made.wave_folder.with_name(f".{name}.part")
    shutil.rmtree(part, ignore_errors=True)
    (part / "reports").mkdir(parents=True)
    write_text(part / "register.csv", REGISTER)
    known = [study.of_wave(source).wave_folder / file for file in _OZA_FILES] if source else []
    there = [path for path in known if path.is_file()]
    for path in there:
        shutil.copyfile(path, part / path.name)
    if not there:
        write_text(part / "oza.csv", OZAS)
    part.rename(made.wave_folder)
    return NewWave(made, source)


def lines_of(made: NewWave) -> list[str]:
    """What was made, and what to do with it, for the terminal."""
    at = made.layout
    ozas = f", met de OZA's van {made.source}" if made.source else ""
    return [
        f"{at.wave} staat klaar{ozas}: vul {at.relative(at.wave_folder / 'register.csv')}",
        "  wie eerder meedeed houdt zijn id; kreeg iemand een ander id, zet het oude bij 'eerder'",
        f"  zet de verslagen in {at.relative(at.reports)}/ en draai:"
        f" make codeer STUDY={at.study} WAVE={at.wave}",
    ]


def may_return(wave: Layout) -> list[tuple[str, Respondent]]:
    """Everybody of the waves before one, each once, with the last wave in which she took part.

    Raises:
        CorpusError: when the register of an earlier wave cannot be read.
    """
    last: dict[str, tuple[str, Respondent]] = {}
    for at in wave.earlier():
        for one in read_register(at.wave_folder).respondents:
            last[str(one.id)] = (at.wave, one)
    return sorted(last.values(), key=lambda found: found[1].id.order)
