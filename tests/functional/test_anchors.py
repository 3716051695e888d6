"""A report is corrected after it was coded: what moved is kept, what changed comes again, what
vanished is kept aside, and all of it is said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.domain.again import to_look_at_again
from pipeline.domain.anchor import Anchor, AnchorKind, formers_of_anchors
from pipeline.domain.judgement import Decision, Verdict
from pipeline.domain.quotable import MarkedSegment, QuoteMark, QuoteVerdict
from pipeline.domain.recut import Recut, RecutKind
from pipeline.domain.segment import Segment
from pipeline.exchange.coding_again import AGAIN
from pipeline.exchange.coding_sheet import CODING, GUIDE
from pipeline.session import open_session
from pipeline.stages.shared.fetching import carried_of, decisions_of
from pipeline.stages.shared.gathering import marked_segments
from pipeline.store.anchors import append_anchors, read_anchors
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions, read_decisions
from pipeline.store.quotable import append_marks
from pipeline.store.recuts import append_recut
from pipeline.store.tables import read_formers, read_segments

Oza = Callable[..., Any]
Files = Callable[[Path], dict[str, bytes]]

REPORT = """# Verslag ouder

## Vooraf

De moeder vertelt dat zij tien scholen heeft gebeld voordat er een plek was.

Zij is blij met de korte lijnen en met de foto's die zij elke dag krijgt.

Ja.

Over het vervoer is zij niet te spreken: het busje komt vaak te laat en soms helemaal niet.

De vader zegt dat hun zoon weer lacht aan tafel.

Ja.

Zij maken zich zorgen over wat er na de basisschool komt.
"""
TYPO = REPORT.replace("tien scholen heeft gebeld", "tien scholen heeft gebelt")
PARAGRAPHS = REPORT.split("\n\n")


def edited() -> str:
    """A typing error corrected, a paragraph moved to the end, one added and one taken out."""
    title, heading, schools, lines, yes, bus, _father, again, worries = (
        one.strip() for one in PARAGRAPHS
    )
    return "\n\n".join(
        [
            title,
            heading,
            schools.replace("tien scholen", "wel tien scholen"),
            "Hun dochter zit op een gewone school in de buurt.",
            yes,
            bus,
            again,
            worries,
            lines,
        ]
    )


@pytest.fixture
def coded(oza: Oza, project: Layout, decide: Callable[..., Decision]) -> list[Segment]:
    """The report of a parent, every segment of it coded by anna; returns its segments."""
    write(project, REPORT)
    assert oza("segment").code == 0
    own = [s for s in segments(project) if s.respondent == "1O1"]
    append_decisions(
        project.ledger("anna"),
        [
            decide(s.id, code, digest=s.digest, start=s.start, end=s.end)
            for s in own
            for code in ("waardering", "")
        ],
    )
    return own


def write(project: Layout, text: str) -> None:
    (project.reports / "1O1.md").write_text(text, encoding="utf-8")


def segments(project: Layout) -> list[Segment]:
    return read_segments(project.stage("segment") / "segments.parquet")


def kinds(project: Layout) -> list[str]:
    return [anchor.kind.value for anchor in read_anchors(project.anchors)]


def test_a_corrected_report_says_how_many_of_each(
    oza: Oza, project: Layout, coded: list[Segment]
) -> None:
    write(project, edited())
    said = oza("segment")
    assert (
        "  1O1: 4 segmenten met besluiten gelijk, 1 verplaatst, 1 gewijzigd (opnieuw in de rij),"
        " 1 verdwenen (2 besluiten bewaard), 1 nieuw in de tekst" in said.out.splitlines()
    ), said.out
    assert kinds(project) == ["gewijzigd", "verdwenen", "verplaatst"]
    changed, *_ = read_anchors(project.anchors)
    now = {s.id: s.text for s in segments(project)}
    assert [now[id_][:27] for id_ in changed.new] == ["De moeder vertelt dat zij w"]
    assert "moeder" not in project.anchors.read_text("utf-8")

    before = project.anchors.read_bytes()
    assert "1O1:" not in oza("segment", "--again").out
    assert project.anchors.read_bytes() == before


def test_what_changed_comes_first_and_the_former_is_offered(
    oza: Oza, project: Layout, coded: list[Segment], decide: Callable[..., Decision]
) -> None:
    write(project, edited())
    oza("segment")
    session = open_session("ervaringen", "golf-1", project.root)
    (changed,) = [a for a in read_anchors(project.anchors) if a.kind is AnchorKind.CHANGED]
    formers = read_formers(project.stage("segment") / "formers.parquet")
    assert (changed.new[0], changed.old) in {(f.segment, f.former) for f in formers}

    def again() -> list[str]:
        carried = carried_of(project, session.study)["anna"]
        took = formers_of_anchors(read_anchors(project.anchors), "golf-1")
        return [
            one.segment.id for one in to_look_at_again(carried, took, segments(project), "golf-1")
        ]

    assert again() == list(changed.new)
    append_decisions(project.ledger("anna"), [decide(changed.new[0], "waardering")])
    assert again() == []


def test_changed_text_comes_up_in_the_workbook_until_it_was_looked_at(
    oza: Oza, project: Layout, coded: list[Segment]
) -> None:
    write(project, edited())
    oza("segment")
    (changed,) = [a for a in read_anchors(project.anchors) if a.kind is AnchorKind.CHANGED]
    assert oza("export-xlsx", "--coder", "anna").code == 0
    path = project.workbook("anna")
    book = load_workbook(path)
    _, asked = book[AGAIN].iter_rows(values_only=True)
    label = open_session("ervaringen", "golf-1", project.root).study.codebook["waardering"].label
    what = "de tekst is gewijzigd na dit besluit"
    assert asked == (changed.new[0], None, label, what, None, None, None)
    told = [str(row[0]) for row in book[GUIDE].iter_rows(values_only=True)]
    assert any("waarvan de tekst na jouw besluit is gewijzigd" in line for line in told)
    assert not any("een andere definitie" in line for line in told)
    fill(path, changed.new[0], "bekeken", "ja", AGAIN)
    fill(path, changed.new[0], "extra code 1", label)
    assert "2 nieuwe beslissingen" in oza("import-xlsx", str(path)).out
    made = read_decisions(project.ledger("anna"))[-2:]
    assert {(d.segment, d.code, d.again) for d in made} == {
        (changed.new[0], "waardering", True),
        (changed.new[0], "", True),
    }
    assert oza("export-xlsx", "--coder", "anna").code == 0
    assert AGAIN not in load_workbook(path).sheetnames


def test_a_workbook_of_before_the_correction_follows_text_that_moved(
    oza: Oza, project: Layout, coded: list[Segment]
) -> None:
    second = [s for s in coded if s.text == "Ja."][1]
    assert oza("export-xlsx", "--coder", "anna").code == 0
    path = project.workbook("anna")
    codebook = open_session("ervaringen", "golf-1", project.root).study.codebook
    fill(path, second.id, "extra code 2", codebook["ouders-onderling"].label)
    assert "1 nieuwe beslissing" in oza("import-xlsx", str(path)).out
    write(project, REPORT.replace("weer lacht aan tafel", "weer lacht aan de tafel"))
    oza("segment")
    (moved,) = [a for a in read_anchors(project.anchors) if a.kind is AnchorKind.MOVED]
    assert moved.old == second.id

    fill(path, second.id, "extra code 2", None)
    fill(path, second.id, "extra code 3", codebook["ouders-korte-lijnen"].label)
    assert "2 nieuwe beslissingen" in oza("import-xlsx", str(path)).out
    made = read_decisions(project.ledger("anna"))[-2:]
    now = next(s for s in segments(project) if s.id == moved.new[0])
    assert {(d.segment, d.digest, d.start) for d in made} == {(now.id, now.digest, now.start)}
    assert {(d.code, d.verdict) for d in made} == {
        ("ouders-onderling", Verdict.RETRACT),
        ("ouders-korte-lijnen", Verdict.ADD),
    }
    assert "0 nieuwe beslissingen" in oza("import-xlsx", str(path)).out
    fill(path, second.id, "extra code 2", codebook["ouders-onderling"].label)
    assert "1 nieuwe beslissing" in oza("import-xlsx", str(path)).out
    last = read_decisions(project.ledger("anna"))[-1]
    assert (last.segment, last.code, last.verdict) == (now.id, "ouders-onderling", Verdict.ADD)


def fill(path: Path, segment: str, column: str, value: str | None, sheet: str = CODING) -> None:
    book = load_workbook(path)
    names = [cell.value for cell in book[sheet][1]]
    for row in book[sheet].iter_rows(min_row=2):
        if row[0].value == segment:
            row[names.index(column)].value = value
    book.save(path)


def test_the_first_text_put_back_brings_everything_back(
    oza: Oza, project: Layout, coded: list[Segment], files: Files
) -> None:
    outputs = files(project.stage("segment"))
    write(project, edited())
    oza("segment")
    write(project, REPORT)
    assert "1O1: 4 segmenten met besluiten gelijk, 3 terug" in oza("segment").out
    assert kinds(project)[3:] == ["terug"] * 3
    assert files(project.stage("segment")) == outputs


def test_without_outputs_the_ledger_alone_gives_the_same(
    oza: Oza, project: Layout, coded: list[Segment], files: Files
) -> None:
    write(project, edited())
    oza("segment")
    outputs, ledger = files(project.stage("segment")), project.anchors.read_bytes()
    shutil.rmtree(project.outputs)
    said = oza("segment")
    assert said.code == 0
    assert "1O1:" not in said.out
    assert files(project.stage("segment")) == outputs
    assert project.anchors.read_bytes() == ledger


def test_with_the_outputs_gone_before_the_correction_order_tells_or_nothing_does(
    oza: Oza, project: Layout, coded: list[Segment]
) -> None:
    shutil.rmtree(project.outputs)
    write(project, TYPO)
    assert "1 gewijzigd" in oza("segment").out
    (anchor,) = read_anchors(project.anchors)
    assert (anchor.share, len(anchor.new)) == (None, 1)
    shutil.rmtree(project.outputs)
    write(
        project,
        TYPO.replace("Over het vervoer", "Over de taxi").replace("\n\nDe vader", " De vader"),
    )
    assert "2 verdwenen (4 besluiten bewaard)" in oza("segment").out


def test_text_that_is_said_twice_keeps_its_decisions_when_what_stands_before_it_changes(
    oza: Oza, project: Layout, coded: list[Segment]
) -> None:
    second = [s for s in coded if s.text == "Ja."][1]
    write(project, REPORT.replace("weer lacht aan tafel", "weer lacht aan de tafel"))
    assert "1 verplaatst, 1 gewijzigd" in oza("segment").out
    session = open_session("ervaringen", "golf-1", project.root)
    ids = [s.id for s in segments(project)]
    assert second.id not in ids
    (moved,) = [a for a in read_anchors(project.anchors) if a.kind is AnchorKind.MOVED]
    own = [d for d in decisions_of(project, session.study)["anna"] if d.segment == moved.new[0]]
    assert {d.verdict for d in own} == {Verdict.ADD, Verdict.DONE}
    assert all(d.line for d in own)
    assert moved.old == second.id


def test_a_report_that_cannot_be_read_for_a_while_finds_its_decisions_again(
    oza: Oza, project: Layout, coded: list[Segment]
) -> None:
    (project.reports / "1O1.md").rename(project.root / "weg.md")
    said = oza("segment")
    assert said.code == 4
    assert "1O1: het verslag is er niet; 14 besluiten bewaard tot het terug is" in said.out
    assert read_anchors(project.anchors) == []
    write(project, edited())
    assert "1 gewijzigd (opnieuw in de rij), 1 verdwenen (2" in oza("segment").out


def test_killed_after_the_ledger_was_written_nothing_is_lost_or_doubled(
    oza: Oza, project: Layout, coded: list[Segment], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.stages.for_segment import anchoring

    def killed(path: Path, fresh: list[Anchor]) -> None:
        append_anchors(path, fresh)
        raise KeyboardInterrupt

    write(project, edited())
    session = open_session("ervaringen", "golf-1", project.root)
    with monkeypatch.context() as patched:
        patched.setattr(anchoring, "append_anchors", killed)
        with pytest.raises(KeyboardInterrupt):
            session.run_until("segment", quiet=True)
    assert kinds(project) == ["gewijzigd", "verdwenen", "verplaatst"]
    ledger = project.anchors.read_bytes()
    assert oza("segment").code == 0
    assert project.anchors.read_bytes() == ledger
    formers = read_formers(project.stage("segment") / "formers.parquet")
    assert len(formers) == 2


def test_what_was_put_with_the_wrong_text_can_be_taken_loose(
    oza: Oza, project: Layout, coded: list[Segment], files: Files
) -> None:
    write(project, edited())
    oza("segment")
    (changed,) = [a for a in read_anchors(project.anchors) if a.kind is AnchorKind.CHANGED]
    assert oza("anchors", "undo", "1O1:00000000", "--coder", "anna").code == 10
    said = oza("anchors", "undo", changed.old, "--coder", "anna")
    assert f"{changed.old} is losgemaakt; 2 besluiten apart bewaard" in said.out
    formers = read_formers(project.stage("segment") / "formers.parquet")
    assert changed.old not in {former.former for former in formers}
    assert f"  {changed.old} losgemaakt" in oza("anchors").out.splitlines()
    assert oza("anchors", "undo", changed.old, "--coder", "anna").code == 10
    assert "1O1:" not in oza("segment", "--again").out
    write(project, REPORT)
    assert "3 terug" in oza("segment").out


def test_what_vanished_is_listed_with_its_codes_and_lines_and_counted_by_status(
    oza: Oza, project: Layout, coded: list[Segment], decide: Callable[..., Decision]
) -> None:
    father = next(s for s in coded if s.text.startswith("De vader"))
    assert oza("anchors").out.strip() == "geen besluiten waarvan de tekst veranderde"
    write(project, edited())
    oza("segment")
    lines = oza("anchors").out.splitlines()
    at = lines.index(f"  {father.id} verdwenen")
    row = 2 * coded.index(father) + 1
    assert lines[0] == "1O1"
    assert lines[at + 1] == (
        f"    anna.jsonl: waardering toegevoegd (regel {row}); gelezen (regel {row + 1})"
    )
    assert "De vader" not in oza("anchors").out
    assert "2 besluiten tellen niet mee" in oza("status").out

    bram = decide(father.id, "weg", coder="bram", digest=father.digest)
    append_decisions(project.ledger("bram"), [bram])
    assert "    bram.jsonl: 1 besluit (regel 1)" in oza("anchors").out.splitlines()
    assert "waardering" not in oza("anchors").out, "who codes beside another does not see her codes"
    mine = oza("anchors", "--coder", "bram").out
    assert "    bram.jsonl: weg toegevoegd (regel 1)" in mine.splitlines()
    assert "anna" not in mine


def test_a_mark_never_to_be_quoted_goes_along_with_changed_and_moved_text(
    oza: Oza, project: Layout, coded: list[Segment]
) -> None:
    schools, second = coded[0], [s for s in coded if s.text == "Ja."][1]
    marks = [
        QuoteMark(
            "golf-1", s.id, s.digest, 0, 0, "", QuoteVerdict.NEVER, "anna", "2026-01-01T00:00:00Z"
        )
        for s in (schools, second)
    ]
    append_marks(project.quotation_marks("anna"), marks)
    write(project, edited())
    oza("segment")
    marked = marked_segments(project)
    never = [s.text for s in marked.segments if isinstance(s, MarkedSegment) and s.never]
    assert never == [schools.text.replace("tien", "wel tien"), "Ja."]
    assert marked.loose == 0


def test_a_mark_alone_is_followed_too(oza: Oza, project: Layout) -> None:
    write(project, REPORT)
    oza("segment")
    one = next(s for s in segments(project) if s.respondent == "1O1")
    append_marks(
        project.quotation_marks("anna"),
        [QuoteMark("golf-1", one.id, one.digest, 0, 0, "", QuoteVerdict.NEVER, "anna", "2026")],
    )
    write(project, TYPO)
    assert "  1O1: 1 gewijzigd (opnieuw in de rij)" in oza("segment").out
    assert marked_segments(project).loose == 0


def test_changed_text_that_is_split_by_hand_still_knows_what_it_was(
    oza: Oza, project: Layout, coded: list[Segment]
) -> None:
    write(project, edited() + "\n\nDat was het. Meer was er niet.\n")
    oza("segment")
    (changed,) = [a for a in read_anchors(project.anchors) if a.kind is AnchorKind.CHANGED]
    now = next(s for s in segments(project) if s.id == changed.new[0])
    ledger = project.anchors.read_bytes()
    at = now.text.index("voordat")
    append_recut(
        project.recuts("anna"),
        Recut("golf-1", RecutKind.SPLIT, now.id, now.digest, "anna", "2026-01-01T00:00:00Z", at),
    )
    oza("segment")
    parts = [s.id for s in segments(project) if now.text.find(s.text) >= 0 and "scholen" in s.text]
    formers = read_formers(project.stage("segment") / "formers.parquet")
    assert [f.former for f in formers if f.segment == parts[0]] == [now.id, changed.old]
    assert project.anchors.read_bytes() == ledger


def test_a_report_that_comes_in_with_decisions_made_elsewhere_is_followed(
    oza: Oza, project: Layout, coded: list[Segment]
) -> None:
    """Somebody else's ledger, on a text that was corrected before this computer ever saw it."""
    ledger = project.ledger("anna").read_bytes()
    project.ledger("anna").unlink()
    (project.reports / "1O1.md").rename(project.root / "weg.md")
    oza("segment")
    project.ledger("anna").write_bytes(ledger)
    write(project, TYPO)
    assert "6 segmenten met besluiten gelijk, 1 gewijzigd" in oza("segment").out
