"""An author's report against the shipped study, as the author asks for it."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document

from pipeline.__main__ import main
from pipeline.errors import ClaimsDiffer
from pipeline.store.layout import Layout

from ..unit.report.claims.development_text import TEXT
from .conftest import Oza

ROOT = Path(__file__).parents[2]
AUTHORS = "rapport van de auteur.docx"


@dataclass(frozen=True)
class Check:
    """How `oza check` ended on the development text."""

    code: int
    out: str
    err: str
    folder: Path
    before: bytes

    @property
    def comments(self) -> list[tuple[str, str]]:
        """(the words that a comment stands on, the comment)."""
        return list(commented(self.folder / "rapport van de auteur-nagekeken.docx"))


def commented(path: Path) -> Iterator[tuple[str, str]]:
    document = Document(str(path))
    for comment in document.comments:
        number = comment.comment_id
        words = document.element.body.xpath(
            f".//w:t[preceding::w:commentRangeStart[@w:id='{number}']]"
            f"[following::w:commentRangeEnd[@w:id='{number}']]"
        )
        yield "".join(word.text for word in words), comment.text


def written(path: Path) -> bytes:
    document = Document()
    for line in TEXT:
        if line.style:
            document.add_heading(line.text, level=int(line.style))
        else:
            document.add_paragraph(line.text)
    content = io.BytesIO()
    document.save(content)
    path.write_bytes(content.getvalue())
    return content.getvalue()


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Check:
    root = tmp_path_factory.mktemp("nagekeken")
    for name in ("codebook", "corpus"):
        ignored = shutil.ignore_patterns("private", ".*", "utterances.yaml", "golf-2")
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    before = written(root / AUTHORS)
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        which = ["--study", "ervaringen", "--root", str(root)]
        patch.setattr(sys, "argv", ["oza", "check", str(root / AUTHORS), *which])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as end:
            main()
    return Check(int(end.value.code or 0), out.getvalue(), err.getvalue(), root, before)


def test_the_planted_errors_are_found_and_little_else(checked: Check) -> None:
    planted = [words for line in TEXT for words in line.wrong]
    found = [
        words
        for words in planted
        if any(said and (words in said or said in words) for said, _ in checked.comments)
    ]
    assert len(planted) >= 10
    assert len(planted) - len(found) <= 1, set(planted) - set(found)
    assert len(checked.comments) - len(found) <= 2, checked.comments


def test_a_comment_says_the_number_and_what_fits(checked: Check) -> None:
    [comment] = [text for said, text in checked.comments if said == "de meeste kinderen"]
    assert "3 van de 14 kinderen" in comment
    assert comment.endswith("Daarbij past “enkele kinderen”.")


def test_most_claims_can_be_checked(checked: Check) -> None:
    line = next(line for line in checked.out.splitlines() if line.startswith("beweringen:"))
    right, wrong, unclear = (int(word) for word in line.replace(",", "").split() if word.isdigit())
    assert right >= 35
    assert wrong >= 6
    assert unclear <= 12


def test_the_author_s_own_file_stays_as_it_is(checked: Check) -> None:
    assert (checked.folder / AUTHORS).read_bytes() == checked.before


def test_the_terminal_shows_places_and_no_words(checked: Check) -> None:
    assert (checked.code, checked.err) == (ClaimsDiffer.exit_code, "")
    assert "3.2.2, alinea 1: aantal klopt niet" in checked.out
    for words in ("kladblok", "pesten", "de meeste", "organiseren"):
        assert words not in checked.out


def test_the_same_document_gives_the_same_copy(checked: Check, oza: Oza) -> None:
    made = checked.folder / "rapport van de auteur-nagekeken.docx"
    first = made.read_bytes()
    again = oza(
        "check",
        str(checked.folder / AUTHORS),
        "--study",
        "ervaringen",
        "--root",
        str(checked.folder),
    )
    assert again.code == ClaimsDiffer.exit_code
    assert made.read_bytes() == first


def test_without_findings_it_ends_well(checked: Check, oza: Oza) -> None:
    path = checked.folder / "goed.docx"
    document = Document()
    document.add_heading("3.2.2 De weg naar het onderwijszorgarrangement", level=3)
    document.add_paragraph("Zeven van de vijftien ouders hebben de plek zelf gezocht.")
    document.save(str(path))
    said = oza("check", str(path), "--study", "ervaringen", "--root", str(checked.folder))
    assert (said.code, said.err) == (0, "")
    assert "beweringen: 1 kloppen, 0 niet, 0 zijn niet te controleren" in said.out
    assert list(commented(path.with_name("goed-nagekeken.docx"))) == []


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nergens.docx", "het bestand bestaat niet"),
        ("tekst.docx", "dit is geen leesbaar Word-document"),
        ("rapport-nagekeken.docx", "dit is zelf een nagekeken kopie"),
    ],
)
def test_what_cannot_be_checked_is_said_in_one_line(
    oza: Oza, project: Layout, validate: Callable[[], None], name: str, says: str
) -> None:
    path = project.root / name
    if name != "nergens.docx":
        path.write_text("Alle ouders kwamen.", encoding="utf-8")
    said = oza("check", str(path))
    assert said.code == 4
    assert says in said.err
    assert said.err.count("\n") == 1


def test_nothing_validated_is_said(oza: Oza, project: Layout) -> None:
    written(project.root / "rapport.docx")
    said = oza("check", str(project.root / "rapport.docx"))
    assert said.code == 6
    assert "nog niets gevalideerd" in said.err
