"""A codebook that lives: what was decided under one version is carried over to the next, and the
old version can be made again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.config.study import read_study
from pipeline.domain.judgement import Decision, Verdict
from pipeline.domain.segment import Segment
from pipeline.exchange.coding_again import AGAIN
from pipeline.exchange.coding_sheet import CODING
from pipeline.stages.shared.fetching import carried_of, standing_of
from pipeline.stages.tidying import tables_of
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions, read_decisions
from pipeline.store.tables import read_segments

Oza = Callable[..., Any]
Files = Callable[[Path], dict[str, bytes]]

GIVEN = {
    # respondent → the codes that its successive segments get
    "1K1": ["vastlopen-pesten", "aandacht"],
    "1O1": ["voortbestaan", "ouders-korte-lijnen", "weg-zelf-gezocht"],
    "2P1": ["samen-vorm", "samen-uitwisseling"],
}


def decided(segment: Segment, code: str, version: str, coder: str = "anna") -> Decision:
    return Decision(
        "golf-1", segment.id, segment.digest, code, Verdict.ADD if code else Verdict.DONE, coder,
        version, start=segment.start, end=segment.end, at="2026-01-01T10:00:00Z",
    )  # fmt: skip


def segments_of(project: Layout) -> list[Segment]:
    return read_segments(project.stage("segment") / "segments.parquet")


@pytest.fixture
def coded(oza: Oza, project: Layout) -> Layout:
    """Three reports, read whole and coded under 1.1.0."""
    assert oza("run", "--until", "segment").code == 0
    made: list[Decision] = []
    for name, codes in GIVEN.items():
        own = [segment for segment in segments_of(project) if segment.respondent == name]
        assert len(own) >= len(codes)
        for segment, code in zip(own, codes, strict=False):
            made.append(decided(segment, code, "1.1.0"))
        made += [decided(segment, "", "1.1.0") for segment in own]
    append_decisions(project.ledger("anna"), made)
    said = oza("run")
    assert said.code == 0, said.err
    return project


def write(project: Layout, name: str, change: Callable[[str], str]) -> None:
    path = project.study_folder / name
    before = path.read_text("utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


PART = """\
  - id: {id}
    parent: samenwerking
    label: {label}
    definition: Een deel van hoe er wordt samengewerkt.
    use: Als het daarover gaat.
    actors: [professional, partner]
    examples:
      - actor: partner
        text: Zo doen wij dat hier.
"""
SPLIT = ("codebook", "change", "split", "samen-vorm", "--into", "samen-overleg", "--into",
         "samen-regie", "--why", "twee dingen", "--by", "anna")  # fmt: skip


def second_version(oza: Oza, project: Layout) -> None:
    """Renames, merges, retires, splits and redefines; not frozen yet."""
    by = ("--by", "anna")
    renamed = ("rename", "voortbestaan", "zorg-om-morgen", "--label", "Zorgen over morgen")
    for change in (
        renamed,
        ("merge", "vastlopen-pesten", "--into", "vastlopen-overprikkeling"),
        ("retire", "samen-uitwisseling"),
    ):
        said = oza("codebook", "change", *change, *by)
        assert said.code == 0, said.err
    parts = PART.format(id="samen-overleg", label="Overleg") + PART.format(
        id="samen-regie", label="Regie"
    )
    write(project, "codes.yaml", lambda text: text.rstrip("\n") + "\n" + parts)
    said = oza(*SPLIT)
    assert said.code == 3
    assert re.search(r"codes\.yaml:\d+: code '[\w-]+' verwijst hier naar 'samen-vorm'", said.err)
    pointed = re.compile(r"(        code: )samen-vorm\n")
    write(project, "codes.yaml", lambda text: pointed.sub(r"\1samen-overleg\n", text))
    said = oza(*SPLIT)
    assert said.code == 0, said.err
    write(
        project,
        "codes.yaml",
        lambda text: text.replace("Het dagelijkse, informele contact", "Elk contact", 1),
    )
    said = oza("codebook", "change", "redefine", "ouders-korte-lijnen", "--why", "ruimer", *by)
    assert said.code == 0, said.err


def released(oza: Oza, project: Layout) -> None:
    second_version(oza, project)
    said = oza("codebook", "draft", "--by", "anna")
    assert said.code == 0, said.err
    said = oza("codebook", "release", "--by", "anna")
    assert said.code == 0, said.err


def codes_on(layout: Layout, version: str = "") -> dict[str, set[str]]:
    study = read_study(layout.study_folder, version)
    found: dict[str, set[str]] = {}
    for coding in standing_of(layout, study)[0]:
        found.setdefault(coding.respondent, set()).add(coding.code)
    return found


def test_decisions_are_carried_over_and_the_old_version_can_be_made_again(
    oza: Oza, coded: Layout, files: Files
) -> None:
    first = files(coded.stage("report"))
    assert codes_on(coded) == {name: set(codes) for name, codes in GIVEN.items()}
    ledger = coded.ledger("anna").read_bytes()

    released(oza, coded)
    assert codes_on(coded) == {
        "1K1": {"vastlopen-overprikkeling", "aandacht"},
        "1O1": {"zorg-om-morgen", "ouders-korte-lijnen", "weg-zelf-gezocht"},
    }
    said = oza("run")
    assert said.code == 0, said.err
    assert "rapport over 2 van de 3 verslagen" in said.out
    page = (coded.stage("report") / "rapport.html").read_text("utf-8")
    assert "1 keer is een code gegeven die daarna is herzien" in page
    assert "1 segment in één verslag wacht op een tweede blik" in page
    assert "1 keer is een code gegeven die daarna is vervallen" in page
    study = read_study(coded.study_folder)
    codings = tables_of([coded], study).codings
    assert dict(zip(codings["code"], codings["codebook"], strict=True))["zorg-om-morgen"] == "1.1.0"

    now = files(coded.stage("report"))
    said = oza("run", "--codebook", "1.1.0")
    assert said.code == 0, said.err
    assert "outputs/ervaringen/golf-1/versies/1.1.0/report" in said.out
    old = Layout(coded.root, "ervaringen", "golf-1", "1.1.0")
    assert files(old.stage("report")) == first
    assert files(coded.stage("report")) == now != first
    assert codes_on(old, "1.1.0") == {name: set(codes) for name, codes in GIVEN.items()}
    assert coded.ledger("anna").read_bytes() == ledger

    look_again(oza, coded)
    assert codes_on(coded)["2P1"] == {"samen-regie"}
    own = carried_of(coded, study)["anna"]
    assert not own.again
    assert [d.code for d in own.aside] == ["samen-uitwisseling"]
    said = oza("run")
    assert "rapport over 3 van de 3 verslagen" in said.out
    page = (coded.stage("report") / "rapport.html").read_text("utf-8")
    assert "herzien" not in page.partition("Elke beslissing houdt de versie")[2][:300]
    again = [d for d in read_decisions(coded.ledger("anna")) if d.again]
    assert {d.codebook for d in again} == {"2.0.0"}
    said = oza("run", "--codebook", "1.1.0")
    assert files(old.stage("report")) == first  # what was decided later is not in it


def look_again(oza: Oza, project: Layout) -> None:
    """A coder looks at what the workbook asks her to look at again: she gives one of the new codes
    for what was split and stays with what was redefined."""
    assert oza("export-xlsx", "--coder", "anna").code == 0
    path = project.workbook("anna")
    book = load_workbook(path)
    asked = {row[1].value or "": row for row in book[AGAIN].iter_rows(min_row=2)}
    assert set(asked) == {"", "ouders-korte-lijnen"}
    split = asked[""]
    assert "gesplitst in Overleg, Regie: twee dingen" in split[3].value
    assert "De inrichting van de samenwerking" in split[4].value  # the definition of then
    assert "Regie: Een deel van hoe er wordt samengewerkt." in split[5].value
    assert "Elk contact" in asked["ouders-korte-lijnen"][5].value
    assert "Het dagelijkse, informele contact" in asked["ouders-korte-lijnen"][4].value
    for row in asked.values():
        row[6].value = "ja"
    sheet = book[CODING]
    names = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == split[0].value:
            row[names.index("extra code 1")].value = "Regie"
    book.save(path)
    said = oza("import-xlsx", str(path))
    assert said.code == 0, said.err
    said = oza("import-xlsx", str(path))
    assert "0 nieuwe beslissingen" in said.out


def test_a_workbook_of_an_older_version_says_what_it_said_then(oza: Oza, project: Layout) -> None:
    assert oza("export-xlsx", "--coder", "anna").code == 0
    path = project.workbook("anna")
    released(oza, project)
    book = load_workbook(path)
    sheet = book[CODING]
    names = [cell.value for cell in sheet[1]]
    by_report = {str(row[1].value): row for row in sheet.iter_rows(min_row=2)}
    extra = names.index("extra code 1")
    by_report["1O1"][extra].value = "Zorgen over het voortbestaan"
    professional = by_report["2P1"]
    retired = read_study(project.study_folder, "1.1.0").codebook["samen-uitwisseling"].label
    professional[extra].value = retired
    book.save(path)
    said = oza("import-xlsx", str(path))
    assert said.code == 7
    assert f"rij {professional[extra].row}" in said.err
    assert "vervallen" in said.err
    professional[extra].value = None
    book.save(path)
    said = oza("import-xlsx", str(path))
    assert said.code == 0, said.err
    (made,) = [d for d in read_decisions(project.ledger("anna")) if d.code]
    assert (made.code, made.codebook) == ("voortbestaan", "1.1.0")
    assert codes_on(project) == {"1O1": {"zorg-om-morgen"}}


def test_what_is_decided_under_two_meanings_of_one_number_is_warned_for(
    oza: Oza, project: Layout
) -> None:
    assert oza("codebook", "check").err == ""
    write(
        project, "codes.yaml", lambda text: text.replace("Ook perfectionisme,", "Perfectionisme,")
    )
    said = oza("codebook", "check")
    assert said.code == 0
    assert "besluiten onder 1.1.0 betekenen nu twee dingen" in said.err
    said = oza("codebook", "release", "--by", "anna")
    assert said.code == 3
    assert "oza codebook draft" in said.err
    said = oza("codebook", "draft", "--by", "anna")
    assert "herzien: vastlopen-angst" in said.out
    assert read_study(project.study_folder).codebook.version == "1.2.0"
    assert oza("codebook", "check").err == ""
    said = oza("codebook", "diff")
    assert "[-Ook perfectionisme,-] {+Perfectionisme,+}" in said.out


def test_a_version_is_frozen_whole_or_not_at_all(oza: Oza, project: Layout) -> None:
    folder = project.study_folder
    write(
        project, "codes.yaml", lambda text: text.replace("Ook perfectionisme,", "Perfectionisme,")
    )
    assert oza("codebook", "draft", "--by", "anna").code == 0
    draft = (folder / "migration.yaml").read_bytes()
    # Killed while the files were being written beside.
    part = folder / "versions" / ".1.2.0.part"
    part.mkdir()
    (part / "codes.yaml").write_text("half", encoding="utf-8")
    (part / "migration.yaml").write_text("half", encoding="utf-8")
    assert oza("codebook", "check").err == ""
    assert oza("codebook", "release", "--by", "anna", "--to", "1.1.1").code == 3  # too low
    assert oza("codebook", "release", "--by", "anna").code == 0
    assert not part.exists()
    assert not (folder / "migration.yaml").exists()
    frozen = {p.name: p.read_bytes() for p in (folder / "versions" / "1.2.0").iterdir()}
    assert set(frozen) == {"codes.yaml", "chapters.toml", "wording.toml", "migration.yaml"}
    # Killed after the version was in its place and before the draft went.
    (folder / "migration.yaml").write_bytes(draft)
    assert "haal het weg" in oza("codebook", "check").err
    assert "er is niets veranderd" in oza("codebook", "release", "--by", "anna").err
    assert not (folder / "migration.yaml").exists()
    assert oza("codebook", "check").err == ""


def test_every_difference_and_every_step_is_asked_for_at_its_line(
    oza: Oza, project: Layout
) -> None:
    write(
        project, "codes.yaml", lambda text: text.replace("Ook perfectionisme,", "Perfectionisme,")
    )
    (project.study_folder / "migration.yaml").write_text(
        "from: 1.1.0\nto: 1.2.0\nsteps:\n  - reword: zorg\n", encoding="utf-8"
    )
    write(project, "codes.yaml", lambda text: text.replace("version: 1.1.0", "version: 1.2.0"))
    said = oza("codebook", "release", "--by", "anna")
    assert said.code == 3
    lines = said.err.splitlines()
    assert "migration.yaml:4: aan code 'zorg' is geen woord veranderd" in lines[0]
    assert re.search(r"codes\.yaml:\d+: van code 'vastlopen-angst' veranderde: definitie", lines[1])
    assert "2 plaatsen" in lines[2]
    assert not (project.study_folder / "versions" / "1.2.0").exists()


def test_a_version_that_was_not_frozen_is_refused_with_those_that_were(
    oza: Oza, project: Layout
) -> None:
    said = oza("run", "--codebook", "0.9.0")
    assert said.code == 3
    assert "vastgelegd is: 1.0.0, 1.1.0" in said.err
