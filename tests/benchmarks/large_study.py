"""An invented study of many reports for `waves.py`: the shipped reports, each again and again with
other words and other names, so that segments, vocabulary and roster grow as they would. The same
bytes each time."""

from __future__ import annotations

import csv
import random
import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.privacy.wordlists import entries, is_first_name, is_ordinary
from pipeline.store.layout import Layout

ROOT = Path(__file__).parents[2]
SOURCE = Layout(ROOT, "ervaringen", "golf-1")
VARIED = (".docx", ".odt", ".rtf", ".md", ".txt")
"""What words can be changed in without its own writer; a PDF is taken as it is, once."""
EVERY = 12
"""One in so many words becomes another one of the corpus."""
INVENTED = 40
"""One in so many of those becomes a word that nobody said: larger studies have larger
vocabularies."""
STEP = 10
"""A copy of 9K2 is 19K2, the next one 29K2."""

_MEMBERS = {".docx": "word/document.xml", ".odt": "content.xml"}
_SPOKEN = re.compile(r">([^<>]+)<")
_LOWER = re.compile(r"(?<![\w\\'’-])[a-zà-ÿ]{5,12}(?![\w:'’-])")
_CAPITAL = re.compile(r"(?<![\w\\'’-])[A-ZÀ-Þ][a-zà-ÿ]{2,12}(?![\w:'’-])")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the register; `source` is the report that it was made from, `copy` which copy of
    it, 0 for itself."""

    cells: tuple[str, ...]
    source: Path
    copy: int

    @property
    def respondent(self) -> str:
        return self.cells[0]


def rows(reports: int) -> tuple[list[str], list[Row]]:
    """The register's header, and so many rows: the shipped reports first, then their copies, so
    that with more rows the first stay the same."""
    with (SOURCE.wave_folder / "register.csv").open(encoding="utf-8") as file:
        header, *shipped = list(csv.reader(file, delimiter=";"))
    found = [Row(tuple(cells), SOURCE.reports / cells[1], 0) for cells in shipped]
    copy = 0
    while len(found) < reports:
        copy += 1
        found += [_copied(row, copy) for row in found[: len(shipped)] if _varies(row.source)]
    return header, found[:reports]


def _varies(source: Path) -> bool:
    return source.suffix in VARIED


def _copied(row: Row, copy: int) -> Row:
    name, _, actor, oza, *rest = row.cells
    number = int(oza) + STEP * copy
    new = f"{number}{name.removeprefix(oza)}"
    return Row((new, new + row.source.suffix, actor, str(number), *rest), row.source, copy)


def make_study(root: Path, header: Sequence[str], found: Sequence[Row]) -> Layout:
    """A project of one wave with these reports."""
    layout = Layout(root, SOURCE.study, SOURCE.wave)
    shutil.copytree(SOURCE.study_folder, layout.study_folder)
    layout.private.mkdir(parents=True, mode=0o700)
    if SOURCE.key.is_file():
        shutil.copy2(SOURCE.key, layout.key)
    layout.reports.mkdir(parents=True)
    write_ozas(layout)
    write_reports(layout, found)
    write_register(layout, header, found)
    return layout


def write_ozas(layout: Layout) -> None:
    shutil.copy2(SOURCE.wave_folder / "oza.csv", layout.wave_folder)


def write_register(layout: Layout, header: Sequence[str], found: Sequence[Row]) -> None:
    path = layout.wave_folder / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, *(row.cells for row in found)])


def write_reports(layout: Layout, found: Sequence[Row]) -> None:
    pool = _pool()
    for row in found:
        target = layout.reports / row.cells[1]
        if row.copy:
            _write_varied(row.source, target, _varied(row, pool))
        else:
            shutil.copy2(row.source, target)


def _pool() -> list[str]:
    """Words of the corpus, as often as they stand in it."""
    plain = (path for path in sorted(SOURCE.reports.iterdir()) if path.suffix in (".md", ".txt"))
    return [word for path in plain for word in _LOWER.findall(path.read_text(encoding="utf-8"))]


def _varied(row: Row, pool: Sequence[str]) -> Callable[[str], str]:
    """Text → the same with other words and names, for this report alone."""
    draw = random.Random(row.respondent)
    names = [name for name in entries("voornamen") if name.isalpha() and not is_ordinary(name)]
    given: dict[str, str] = {}

    def word(match: re.Match[str]) -> str:
        if draw.random() * EVERY >= 1:
            return match.group()
        other = draw.choice(pool)
        made = "".join(draw.choices("aeioubdgklmnprst", k=3))
        return other + made if draw.random() * INVENTED < 1 else other

    def name(match: re.Match[str]) -> str:
        old = match.group()
        if not is_first_name(old) or is_ordinary(old):
            return old
        return given.setdefault(old, draw.choice(names).capitalize())

    return lambda text: _CAPITAL.sub(name, _LOWER.sub(word, text))


def _write_varied(source: Path, target: Path, varied: Callable[[str], str]) -> None:
    member = _MEMBERS.get(source.suffix)
    if member is None:
        if source.suffix == ".rtf":  # one byte a sign; its control words stay
            text = source.read_bytes().decode("latin-1")
            target.write_bytes(_in_rtf(text, varied).encode("latin-1", errors="replace"))
        else:
            target.write_text(varied(source.read_text(encoding="utf-8")), encoding="utf-8")
        return
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w") as made:
        for item in whole.infolist():
            content = whole.read(item)
            if item.filename == member:
                text = content.decode("utf-8")
                content = _SPOKEN.sub(lambda m: f">{varied(m.group(1))}<", text).encode()
            made.writestr(item, content, zipfile.ZIP_DEFLATED)


def _in_rtf(text: str, varied: Callable[[str], str]) -> str:
    """Only what stands behind the header: from the first paragraph on."""
    head, mark, body = text.partition("\\pard")
    return head + mark + varied(body)
