"""A small study in two waves with everything in it that a study can have, with or without one
respondent: what forgetting has to give back is the study without."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import docx
from openpyxl import load_workbook

from pipeline.__main__ import main
from pipeline.domain.judgement import Decision, Verdict
from pipeline.domain.quotable import QuoteMark, QuoteVerdict
from pipeline.domain.recut import Recut, RecutKind
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.store.assignments import Assignment, append_assignments
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.notes import Note, NoteKind, append_note
from pipeline.store.quotable import append_marks
from pipeline.store.recuts import append_recut
from pipeline.store.tables import read_segments, read_sentence_ends

AT = "2026-01-01T00:00:00Z"
WHO = "9K2"
CHILD = [
    "Zwaanhilde bracht me elke dag naar de kwibuszaagbank bij de vlompketel.",
    "Ik mocht daar gewoon mezelf zijn. Niemand lachte om mijn glitterbrommer en ik heb een vriend.",
    "Meester Brinkslager zei dat ik rustig aan mocht doen met die knorrepot van een rekenboek.",
    "Ja.",
]
LATER = [
    "Nu ga ik drie dagen naar de smaragdwerkplaats en dat is heel fijn voor mij.",
    "De klas is veel rustiger dan die van de toeterschool waar ik eerst op zat. Ja.",
]
SAID = [*CHILD, *LATER]
INVENTED = (
    "zwaanhilde kwibuszaagbank vlompketel glitterbrommer knorrepot smaragdwerkplaats toeterschool"
).split()
"""Words that nobody else uses: not even one of them may be left, in no n-gram and no picture."""
OTHER = """I: Hoe gaat het nu?

R: Meester Brinkslager helpt mij met rekenen en de klas is rustig.

I: Wat vind je van de dagen?

R: Ik kom elke dag en ik heb hier vrienden gemaakt.

R: Ja.
"""
_HEAD = "id;bestand;actor;oza;leeftijd;geslacht;deelnemers;datum\n"
_ROWS = {
    "golf-1": "9K2;Verslag 9K2.docx;kind;9;11;jongen;1;2025-01-13\n",
    "golf-2": "9K2;9K2.txt;kind;9;12;jongen;1;2026-01-13\n",
}


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str


def oza(root: Path, *arguments: str) -> Said:
    """Runs `oza … --root`, in any project."""
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.object(sys, "argv", ["oza", *arguments, "--root", str(root)]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
            code: object = 0
        except SystemExit as end:
            code = end.code or 0
    assert isinstance(code, int)
    return Said(code, out.getvalue(), err.getvalue())


def written(make_project: Callable[[Path], Layout], root: Path, *, planted: bool) -> Layout:
    """The reports of two waves and their registers, and no work yet."""
    first = make_project(root)
    second = Layout(root, first.study, "golf-2")
    second.reports.mkdir(parents=True)
    (second.reports / "1K1.md").write_text(OTHER, encoding="utf-8")
    (second.wave_folder / "register.csv").write_text(
        _HEAD + "1K1;1K1.md;kind;1;11;meisje;1;2026-01-10\n", encoding="utf-8"
    )
    if planted:
        _plant(first, second)
    return first


def worked(first: Layout, *, planted: bool) -> None:
    """All the work that people do."""
    waves = (first, Layout(first.root, first.study, "golf-2"))
    for wave in waves:
        _decide_findings(wave)
    for wave in waves:
        fine(oza(first.root, "segment", "--wave", wave.wave))
    for wave in waves:
        _code(wave)
    if planted:
        _write_about(*waves)


def reported(first: Layout) -> None:
    """What is made of that work."""
    for command in ("report", "compare"):
        for wave in ("golf-1", "golf-2"):
            fine(oza(first.root, command, "--wave", wave))


def fine(said: Said) -> Said:
    assert said.code == 0, said.err
    return said


def everything_else(first: Layout) -> None:
    """What is made when somebody asks for it, and what a killed run leaves."""
    root = first.root
    for arguments in (
        ("keep-report", "concept-1", "--by", "anna", "--wave", "golf-1"),
        ("export-xlsx", "--coder", "anna", "--wave", "golf-1"),
        ("evaluate", "--quick", "--draws", "100", "--folds", "2", "--wave", "golf-1"),
        ("stop", "--wave", "golf-1"),
        ("privacy-sheet", "--wave", "golf-1"),
    ):
        fine(oza(root, *arguments))
    first.answers.write_text('{"key": "00", "codes": [], "dropped": []}\n', encoding="utf-8")
    part = first.outputs / ".report.part"
    part.mkdir()
    (part / "rapport.html").write_text(f"<p>{CHILD[0]}</p>", encoding="utf-8")
    torn = first.ledger("anna").with_suffix(".torn")
    torn.write_text(f'{{"at": "x", "memo": "{CHILD[0]}\n{{"at": "y", "co\n', encoding="utf-8")


def segments_of(wave: Layout) -> list[Segment]:
    return read_segments(wave.stage("segment") / "segments.parquet")


def _plant(first: Layout, second: Layout) -> None:
    document = docx.Document()
    for text in CHILD:
        document.add_paragraph("I: En toen?")
        # In two runs, as Word leaves it when somebody has corrected a word.
        paragraph = document.add_paragraph(f"R: {text[:23]}")
        paragraph.add_run(text[23:])
    document.save(str(first.reports / f"Verslag {WHO}.docx"))
    turns = "\n\n".join(f"I: En nu?\n\nR: {text}" for text in LATER)
    (second.reports / f"{WHO}.txt").write_text(turns, encoding="cp1252")
    for wave in (first, second):
        with (wave.wave_folder / "register.csv").open("a", encoding="utf-8") as register:
            register.write(_ROWS[wave.wave])


def _decide_findings(wave: Layout) -> None:
    """The name of the child's own and the one of a teacher are replaced, the rest is allowed."""
    fine(oza(wave.root, "privacy-sheet", "--wave", wave.wave))
    book = load_workbook(wave.findings_sheet)
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        found = str(sheet.cell(row, 6).value)
        role = {"Zwaanhilde": "ouder", "Brinkslager": "professional"}.get(found.split()[-1])
        sheet.cell(row, 8).value = "vervangen" if role else "toegestaan"
        sheet.cell(row, 9).value = role or ""
    book.save(wave.findings_sheet)
    fine(oza(wave.root, "privacy-import", "--by", "lies", "--wave", wave.wave))


def _code(wave: Layout) -> None:
    """Two coders read everything; anna finds a code in whatever is long enough, and they agree."""
    segments = segments_of(wave)
    codes = ["sociaal-veilig", "aandacht", "flexibel-aanbod", "waardering"]
    for coder in ("anna", "bram", "consensus"):
        lines = [_decision(wave, s, "", coder) for s in segments]
        if coder != "bram":
            lines += [
                _decision(wave, s, "ontstaan" if "P" in s.id else codes[len(s.text) % 4], coder)
                for s in segments
                if len(s.text) > 20
            ]
        append_decisions(wave.ledger(coder), lines)


def _decision(wave: Layout, segment: Segment, code: str, coder: str, memo: str = "") -> Decision:
    verdict = Verdict.ADD if code else Verdict.DONE
    place = {"start": segment.start, "end": segment.end}
    return Decision(
        wave.wave, segment.id, segment.digest, code, verdict, coder, "1.0.0", memo=memo, at=AT,
        **place,
    )  # fmt: skip


def _write_about(first: Layout, second: Layout) -> None:
    """What coders wrote of the child: memos, notes, marks, borders, who codes it."""
    for wave in (first, second):
        segments = [s for s in segments_of(wave) if s.respondent == WHO]
        longest = max(segments, key=lambda s: len(s.text))
        memo = f"de kern: {longest.text[:60]}"
        append_decisions(
            wave.ledger("anna"), [_decision(wave, longest, "opbrengst-welbevinden", "anna", memo)]
        )
        start, end = 0, longest.text.index(".") + 1
        span = text_digest(longest.text[start:end])
        mark = QuoteMark(
            wave.wave, longest.id, longest.digest, start, end, span, QuoteVerdict.QUOTABLE, "bram", AT
        )  # fmt: skip
        append_marks(wave.quotation_marks("bram"), [mark])
        append_assignments(wave.assignments, [Assignment(wave.wave, WHO, ("anna", "bram"), AT)])
    # In the later wave only: of a report with a piece that nobody read, nothing counts.
    ends = read_sentence_ends(second.stage("segment") / "sentences.parquet")
    cut = next(e for e in ends if e.segment.startswith(WHO))
    digest = next(s.digest for s in segments_of(second) if s.id == cut.segment)
    recut = Recut(second.wave, RecutKind.SPLIT, cut.segment, digest, "bram", AT, cut.offset)
    append_recut(second.recuts("bram"), recut)
    notes = first.notes("anna")
    append_note(notes, Note(NoteKind.REPORT, f"golf-1/{WHO}", "een stil kind", "anna", AT))
    append_note(notes, Note(NoteKind.CODE, "aandacht", f"zie ook {WHO} in golf-2", "anna", AT))
    append_note(notes, Note(NoteKind.CODE, "waardering", "komt vaak voor", "anna", AT))
    quoted = f"iemand zei: {LATER[0]}"
    append_note(notes, Note(NoteKind.PROPOSAL, "Werkplaats", quoted, "anna", AT))


def memo_about_somebody_else(first: Layout) -> None:
    """A coder compares another child with this one, in the child's own words."""
    other = next(s for s in segments_of(first) if s.respondent == "1K1" and len(s.text) > 20)
    memo = f"net als bij het andere kind: {CHILD[1]}"
    append_decisions(first.ledger("bram"), [_decision(first, other, "waardering", "bram", memo)])
