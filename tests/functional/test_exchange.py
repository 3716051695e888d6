"""Projects of other programs: out, in, and out again."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.config.study import read_study
from pipeline.domain.double_coding import Assignment
from pipeline.domain.guid import guid_of
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.project import Project
from pipeline.domain.project_things import (
    Case,
    Coding,
    ProjectCode,
    ProjectSet,
    Source,
    User,
    Value,
    Variable,
)
from pipeline.domain.project_things import Note as ProjectNote
from pipeline.domain.quotable import QuoteMark, QuoteVerdict
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.exchange.codebook_qdc import read_qdc
from pipeline.exchange.mapping_sheet import read_mapping_sheet
from pipeline.exchange.project_words import SUGGESTIONS
from pipeline.exchange.refi.reading import read_project
from pipeline.exchange.refi.writing import write_project
from pipeline.stages.for_exchange.going_out import source_guid
from pipeline.stages.shared.fetching import lessons_of
from pipeline.store import together
from pipeline.store.assignments import append_assignments
from pipeline.store.exact_spans import read_spans
from pipeline.store.forgetting.kinds import files_of_study
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions, read_decisions
from pipeline.store.notes import Note, NoteKind, append_note, read_notes
from pipeline.store.quotable import append_marks, read_marks
from pipeline.store.tables import read_report, read_segments

Oza = Callable[..., object]
AT = "2026-01-0{}T10:00:00Z"


def segments_of(layout: Layout) -> list[Segment]:
    return read_segments(layout.stage("segment") / "segments.parquet")


@pytest.fixture
def coded(oza: Oza, project: Layout) -> Layout:
    """The small project with work of two coders in it, of every kind that goes out."""
    assert oza("segment").code == 0
    segments = segments_of(project)

    def decide(at: int, coder: str, code: str, **given: object) -> Decision:
        own = segments[at]
        verdict = Verdict.ADD if code else Verdict.DONE
        values = {"verdict": verdict, "codebook": "1.0.0", "at": AT.format(at + 1), **given}
        place = {"start": own.start, "end": own.end, "digest": own.digest}
        return Decision("golf-1", own.id, code=code, coder=coder, **place, **values)

    append_decisions(
        project.ledger("anna"),
        [
            decide(0, "anna", "waardering", stance=Stance.CONCERN),
            decide(0, "anna", "vastlopen-overprikkeling", memo="Twijfel:\n\nis dit *rust*? 🙂"),
            decide(1, "anna", "vastlopen", stance=Stance.POSITIVE),
            decide(2, "anna", ""),
            decide(3, "anna", "waardering", verdict=Verdict.REJECT),
        ],
    )
    append_decisions(
        project.ledger("consensus"), [decide(0, "consensus", "", memo="samen besloten")]
    )
    append_note(
        project.notes("anna"), Note(NoteKind.REPORT, "golf-1/1K1", "druk", "anna", AT.format(7))
    )
    append_note(
        project.notes("anna"), Note(NoteKind.CODE, "waardering", "ruim", "anna", AT.format(8))
    )
    first = segments[0]
    said = first.text.index("Ik had elke ochtend buikpijn")
    end = said + len("Ik had elke ochtend buikpijn")
    span = text_digest(first.text[said:end])
    whole = QuoteMark(
        "golf-1",
        segments[2].id,
        segments[2].digest,
        0,
        0,
        "",
        QuoteVerdict.NEVER,
        "anna",
        AT.format(9),
    )
    words = QuoteMark(
        "golf-1",
        first.id,
        first.digest,
        said,
        end,
        span,
        QuoteVerdict.QUOTABLE,
        "anna",
        AT.format(9),
    )
    append_marks(project.quotation_marks("anna"), [words, whole])
    return project


def take_over(oza: Oza, file: Path, study: str, *options: str) -> str:
    """Both steps of an import; what the second one says."""
    for step in ((), ("--yes",)):
        said = oza("import-qdpx", str(file), "--study", study, *options, *step)
        assert said.code == 0, said.err
    return str(said.out)


def exported(oza: Oza, file: Path, study: str, *options: str) -> bytes:
    said = oza("export-qdpx", str(file), "--study", study, *options)
    assert said.code == 0, said.err
    assert "intern" in said.out
    return file.read_bytes()


NEW = ("--from", "ervaringen")


class Killed(BaseException):
    """As a power failure: nothing that runs afterwards tidies up."""


def test_export_import_export_gives_the_same_bytes(oza: Oza, coded: Layout, tmp_path: Path) -> None:
    first = exported(oza, tmp_path / "een.qdpx", "ervaringen")
    take_over(oza, tmp_path / "een.qdpx", "anders", *NEW)
    assert exported(oza, tmp_path / "twee.qdpx", "anders") == first

    other = Layout(coded.root, "anders", "golf-1")
    assert [s.id for s in segments_of(other)] == [s.id for s in segments_of(coded)]
    theirs, ours = read_decisions(other.ledger("anna")), read_decisions(coded.ledger("anna"))
    kept = [d for d in ours if d.verdict is not Verdict.REJECT]
    key = lambda d: (d.subject, d.verdict, d.stance, d.memo, d.at, d.start, d.end, d.digest)  # noqa: E731
    assert sorted(map(key, theirs)) == sorted(map(key, kept))
    assert read_notes(other.notes("anna")) == read_notes(coded.notes("anna"))
    key = lambda m: (m.subject, m.verdict, m.span)  # noqa: E731
    marks = sorted(map(key, read_marks(other.quotation_marks("anna"))))
    assert marks == sorted(map(key, read_marks(coded.quotation_marks("anna"))))
    assert not other.spans.exists()
    assert (other.wave_folder / "register.csv").read_text("utf-8").count("\n") == 4


def test_what_goes_out_is_what_people_decided(oza: Oza, coded: Layout, tmp_path: Path) -> None:
    exported(oza, tmp_path / "een.qdpx", "ervaringen")
    project = read_project(tmp_path / "een.qdpx")
    codes = {code.guid: code.name for code in project.codes}
    users = {user.guid: user.name for user in project.users}
    texts = {source.guid: source.text or "" for source in project.sources}
    first, second = (s.text for s in segments_of(coded)[:2])
    assert {
        (users[c.user], codes[c.code], texts[c.source][c.start : c.end], c.at)
        for c in project.codings
    } == {
        ("anna", "Algehele waardering van de OZA – aandachtspunt", first, "2026-01-01T10:00:00Z"),
        ("anna", "Overprikkeling, uitputting en boosheid", first, "2026-01-01T10:00:00Z"),
        ("anna", "Vastlopen in het onderwijs – positief", second, "2026-01-02T10:00:00Z"),
    }
    assert sorted((p.name, users[p.user]) for p in project.passages) == [
        ("citeerbaar", "anna"), ("gelezen", "anna"), ("gelezen", "consensus"),
        ("niet citeren", "anna"),
    ]  # fmt: skip
    assert "Intern" in project.description
    assert project.left == ()


def test_what_two_people_still_code_apart_stays_here(
    oza: Oza, coded: Layout, tmp_path: Path
) -> None:
    exported(oza, tmp_path / "een.qdpx", "ervaringen")
    first = segments_of(coded)[0]
    both = Assignment("golf-1", first.respondent, ("anna", "bram"), AT.format(1))
    append_assignments(coded.assignments, [both])
    said = oza("export-qdpx", str(tmp_path / "twee.qdpx"), "--study", "ervaringen")
    assert "1 verslag gaat zonder coderingen mee" in said.out
    before, after = (read_project(tmp_path / f"{name}.qdpx") for name in ("een", "twee"))
    hidden = source_guid("golf-1", first.respondent)
    assert {s.guid for s in after.sources} == {s.guid for s in before.sources}
    assert hidden in {c.source for c in before.codings}
    assert hidden not in {c.source for c in (*after.codings, *after.passages)}
    assert not [note for note in after.notes if note.text == "druk"]


def test_importing_twice_doubles_nothing(
    oza: Oza, coded: Layout, tmp_path: Path, files: Callable[[Path], dict[str, bytes]]
) -> None:
    exported(oza, tmp_path / "een.qdpx", "ervaringen")
    take_over(oza, tmp_path / "een.qdpx", "anders", *NEW)
    folder = coded.root / "codebook" / "anders"
    before = files(folder)
    assert "0 nieuwe beslissingen" in take_over(oza, tmp_path / "een.qdpx", "anders")
    assert files(folder) == before
    # Also into the study that it came from: what was accepted there stays accepted.
    own = {name: one for name, one in files(coded.study_folder).items() if ".lock" not in name}
    assert "0 nieuwe beslissingen" in take_over(oza, tmp_path / "een.qdpx", "ervaringen")
    now = {name: one for name, one in files(coded.study_folder).items() if ".lock" not in name}
    assert now == own


TALK = """Gesprek met een ouder van OZA 3

I: Hoe bent u hier gekomen?

R: Wij hebben tien scholen gebeld. Niemand   had plaats. 🙂 Toen kwam de OZA in beeld.

R: Dat was een cadeau.
"""


def foreign(file: Path, salt: str = "", text: str = TALK) -> Project:
    """A project as another program leaves it: guids that differ every time, codes that repeat, and
    codings that go across segments or lie within one."""

    def guid(name: str) -> str:
        return guid_of("test", salt, name)

    def coding(name: str, start: str, end: str, code: str, user: str = "u1") -> Coding:
        first, last = text.index(start), text.index(end) + len(end)
        return Coding(
            guid(name), guid("s"), first, last, guid(code), guid(user), f"2025-05-0{name}T09:00:00"
        )

    project = Project(
        "Interviews oudergroep",
        users=(User(guid("u1"), "Lies de Boer"), User(guid("u2"), "bram")),
        codes=(
            ProjectCode(guid("zoeken"), "Zoeken", colour="#FF8800", description="De zoektocht."),
            ProjectCode(guid("last"), "Last", parent=guid("zoeken")),
            ProjectCode(guid("nu"), "Nu"),
            ProjectCode(guid("last2"), "Last", parent=guid("nu")),
        ),
        variables=(Variable(guid("leeftijd"), "Geslacht"),),
        cases=(
            Case(
                guid("c"),
                "moeder",
                values=(Value(guid("leeftijd"), "vrouw"),),
                sources=(guid("s"),),
            ),
        ),
        sources=(Source(guid("s"), "OZA 3 - ouder", text, notes=(guid("n"),)),),
        codings=(
            coding("1", "Wij hebben", "cadeau.", "zoeken"),
            coding("2", "tien scholen", "scholen", "last"),
            coding("3", "Niemand", "plaats.", "last"),
            coding("4", "Dat was een cadeau.", "cadeau.", "last2", "u2"),
            coding("5", "Hoe bent u", "gekomen?", "nu", "u2"),
        ),
        notes=(
            ProjectNote(
                guid("n"),
                "veldnotitie",
                "Rustig gesprek.",
                user=guid("u2"),
                at="2025-05-01T09:00:00Z",
            ),
        ),
        sets=(ProjectSet(guid("set"), "Kern", codes=(guid("zoeken"), guid("nu"))),),
    )
    write_project(project, file)
    return project


def test_a_foreign_project_becomes_a_study(oza: Oza, project: Layout, tmp_path: Path) -> None:
    file = tmp_path / "van-elders.qdpx"
    foreign(file)
    said = oza("import-qdpx", str(file), "--study", "ouders", *NEW)
    assert said.code == 0
    sheet = Layout(project.root, "ouders", "golf-1").mapping_sheet("interviews-oudergroep")
    assert sheet.stat().st_mode & 0o077 == 0
    row = read_mapping_sheet(sheet).sources[0]
    assert (row.respondent, row.wave, row.gender) == ("3O1", "golf-1", "vrouw")
    assert [u.coder for u in read_mapping_sheet(sheet).users] == ["lies-de-boer", "bram"]

    said = oza("import-qdpx", str(file), "--study", "ouders", *NEW, "--yes")
    assert said.code == 0, said.err
    assert "1 codering ligt in geen enkel segment" in said.out
    own = Layout(project.root, "ouders", "golf-1")
    assert oza("segment", "--study", "ouders").code == 0
    segments = {s.id: s for s in segments_of(own)}
    long, short = sorted(segments.values(), key=lambda s: s.start)[-2:]
    lies = read_decisions(own.ledger("lies-de-boer"))
    assert {(d.segment, d.code) for d in lies} == {
        (long.id, "zoeken"), (short.id, "zoeken"), (long.id, "zoeken-last"),
    }  # fmt: skip
    assert {d.at for d in lies if d.code == "zoeken-last"} == {"2025-05-03T09:00:00Z"}
    assert all(segments[d.segment].digest == d.digest for d in lies)
    (bram,) = read_decisions(own.ledger("bram"))
    assert (bram.segment, bram.code) == (short.id, "nu-last")
    # Where it was coded is kept to the letter, but for what coincides with a segment.
    text = read_report(own.stage("ingest") / "reports" / "3O1.json").text
    assert text == TALK
    spans = {(s.code, text[s.start : s.end]) for s in read_spans(own.exact_spans("lies-de-boer"))}
    assert {said for code, said in spans if code == "zoeken-last"} == {
        "tien scholen", "Niemand   had plaats.",
    }  # fmt: skip
    assert [(s.code, s.decisions) for s in read_spans(own.exact_spans("bram"))] == [("nu", ())]
    assert [n.text for n in read_notes(own.notes("bram"))] == ["Rustig gesprek."]


def test_exact_places_go_out_again_until_somebody_decides_otherwise(
    oza: Oza, project: Layout, tmp_path: Path
) -> None:
    foreign(tmp_path / "elders.qdpx")
    take_over(oza, tmp_path / "elders.qdpx", "ouders", *NEW)
    own = Layout(project.root, "ouders", "golf-1")
    first = exported(oza, tmp_path / "een.qdpx", "ouders")
    assert _said(tmp_path / "een.qdpx") == _said(tmp_path / "elders.qdpx")
    take_over(oza, tmp_path / "een.qdpx", "derde", *NEW)
    assert exported(oza, tmp_path / "twee.qdpx", "derde") == first

    (last,) = [d for d in read_decisions(own.ledger("lies-de-boer")) if d.code == "zoeken-last"]
    again = replace(last, verdict=Verdict.RETRACT, at="2026-01-01T00:00:00Z")
    append_decisions(own.ledger("lies-de-boer"), [again])
    exported(oza, tmp_path / "drie.qdpx", "ouders")
    left = {one for one in _said(tmp_path / "elders.qdpx") if one[1] != "Last" or one[0] == "bram"}
    assert _said(tmp_path / "drie.qdpx") == left


def _said(file: Path) -> set[tuple[str, str, str]]:
    """(coder, code, words) of every coding."""
    project = read_project(file)
    codes = {code.guid: code.name.partition(" (")[0] for code in project.codes}
    users = {user.guid: user.name.lower().replace(" ", "-") for user in project.users}
    texts = {source.guid: source.text or "" for source in project.sources}
    return {
        (users[c.user], codes[c.code], texts[c.source][c.start : c.end]) for c in project.codings
    }


def test_guids_that_change_at_every_export_double_nothing(
    oza: Oza, project: Layout, tmp_path: Path, files: Callable[[Path], dict[str, bytes]]
) -> None:
    foreign(tmp_path / "een.qdpx")
    take_over(oza, tmp_path / "een.qdpx", "ouders", *NEW)
    folders = (project.root / "codebook/ouders", project.root / "corpus/ouders/golf-1")
    before = [files(folder) for folder in folders]
    foreign(tmp_path / "twee.qdpx", salt="opnieuw")
    assert "0 nieuwe beslissingen" in take_over(oza, tmp_path / "twee.qdpx", "ouders")
    assert [files(folder) for folder in folders] == before


def test_what_a_researcher_fills_in_is_carried_out_and_remembered(
    oza: Oza, project: Layout, tmp_path: Path
) -> None:
    file = tmp_path / "elders.qdpx"
    foreign(file)
    assert oza("import-qdpx", str(file), "--study", "ouders", *NEW).code == 0
    sheet = Layout(project.root, "ouders", "golf-1").mapping_sheet("interviews-oudergroep")
    book = load_workbook(sheet)
    book["Teksten"]["F2"], book["Teksten"]["G2"] = "3O7", "ja"
    book["Codeurs"]["C3"] = "-"
    for row, code in ((2, "zoeken"), (3, "zoeken"), (4, "-"), (5, "last-nu")):
        book["Codes"].cell(row, 3).value = code
    book.save(sheet)
    take_over(oza, file, "ouders", *NEW)
    own = Layout(project.root, "ouders", "golf-1")
    assert [c.id for c in read_study(own.study_folder).codebook] == ["zoeken", "last-nu"]
    assert [path.name for path in own.decisions.glob("*.jsonl")] == ["lies-de-boer.jsonl"]
    decisions = read_decisions(own.ledger("lies-de-boer"))
    assert {d.respondent for d in decisions} == {"3O7"}
    done = {d.segment for d in decisions if d.verdict is Verdict.DONE}
    assert oza("segment", "--study", "ouders").code == 0
    assert done == {s.id for s in segments_of(own)}


def test_nothing_is_taken_over_before_somebody_looked(
    oza: Oza, project: Layout, tmp_path: Path
) -> None:
    file = tmp_path / "elders.qdpx"
    foreign(file)
    said = oza("import-qdpx", str(file), "--study", "ouders", *NEW, "--yes")
    assert said.code == 7
    assert "zonder --yes" in said.err
    assert not (project.root / "codebook" / "ouders").exists()
    for name in ("../weg", "/tmp/weg", "Ouders", ".."):
        said = oza("import-qdpx", str(file), "--study", name, *NEW)
        assert said.code == 3, name


def test_findings_that_wait_keep_everything_inside(
    oza: Oza, project: Layout, tmp_path: Path
) -> None:
    report = project.reports / "1K1.md"
    report.write_text(report.read_text("utf-8") + "\nR: Bel mij op 06-12345678.\n", "utf-8")
    said = oza("export-qdpx", str(tmp_path / "een.qdpx"))
    assert said.code == 5
    assert "12345678" not in said.out + said.err
    assert not (tmp_path / "een.qdpx").exists()


def test_replaced_names_go_out_as_labels_and_codings_find_their_place_back(
    oza: Oza, project: Layout, tmp_path: Path
) -> None:
    report = project.reports / "1K1.md"
    report.write_text("R: Bel mij op 06-12345678 als ik weg ben. Dat is fijn.\n\nR: Ja.\n", "utf-8")
    assert oza("privacy-sheet").code == 0
    book = load_workbook(project.findings_sheet)
    for row in range(2, book.worksheets[0].max_row + 1):
        book.worksheets[0].cell(row, 8).value = "vervangen"
    book.save(project.findings_sheet)
    assert oza("privacy-import", "--by", "lies").code == 0
    assert oza("segment").code == 0
    exported(oza, tmp_path / "een.qdpx", "ervaringen")
    there = read_project(tmp_path / "een.qdpx")
    source = next(s for s in there.sources if s.name.endswith("1K1"))
    assert source.text is not None
    assert "12345678" not in source.text

    # Somebody codes it elsewhere: half of the label, and words behind it.
    start, end = source.text.index("[") + 2, source.text.index(" als ik")
    fijn = source.text.index("Dat is fijn")
    user, code = User(guid_of("u"), "carla"), there.codes[0]
    codings = tuple(
        Coding(
            guid_of("c", str(a)), source.guid, a, b, code.guid, user.guid, "2026-02-01T00:00:00Z"
        )
        for a, b in ((start, end - 1), (fijn, fijn + 11))
    )
    write_project(
        replace(there, users=(*there.users, user), codings=codings), tmp_path / "terug.qdpx"
    )
    take_over(oza, tmp_path / "terug.qdpx", "ervaringen")
    report_text = read_report(project.stage("ingest") / "reports" / "1K1.json").text
    spans = read_spans(project.exact_spans("carla"))
    assert [report_text[s.start : s.end] for s in spans] == ["06-12345678", "Dat is fijn"]
    exported(oza, tmp_path / "uit.qdpx", "ervaringen")
    after = read_project(tmp_path / "uit.qdpx")
    said = sorted(source.text[c.start : c.end] for c in after.codings)
    assert said == ["Dat is fijn", source.text[source.text.index("[") : end]]


@pytest.mark.parametrize("moment", ["tijdens het schrijven", "tijdens het verplaatsen"])
def test_a_killed_import_leaves_nothing_half(
    oza: Oza,
    project: Layout,
    tmp_path: Path,
    files: Callable[[Path], dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
) -> None:
    file = tmp_path / "elders.qdpx"
    foreign(file)
    assert oza("import-qdpx", str(file), "--study", "ouders", *NEW).code == 0
    whole = tmp_path / "heel"
    shutil.copytree(project.root / "codebook", whole / "codebook")
    shutil.copytree(project.root / "corpus", whole / "corpus")
    confirm = ("import-qdpx", str(file), "--study", "ouders", *NEW, "--yes")

    real, calls = together.write_bytes, []

    def writing(path: Path, *rest: object, **more: object) -> None:
        calls.append(path)
        if len(calls) == 4:
            raise Killed
        real(path, *rest, **more)

    def moving(path: Path, content: bytes) -> None:
        raise Killed

    if moment == "tijdens het schrijven":
        monkeypatch.setattr(together, "write_bytes", writing)
    else:
        monkeypatch.setattr(together, "append_bytes", moving)
    with pytest.raises(Killed):
        oza(*confirm)
    monkeypatch.undo()
    own = Layout(project.root, "ouders", "golf-1")
    if moment == "tijdens het schrijven":
        assert not (own.study_folder / "study.toml").exists()
        assert not own.wave_folder.exists()
        assert not own.incoming.exists()
    assert oza(*confirm).code == 0
    assert oza("import-qdpx", str(file), "--study", "ouders", *NEW, "--yes").code == 0
    left = {n for n in files(project.root / "corpus") if "part" in n and not n.endswith(".lock")}
    assert left == set()
    assert oza(*confirm, "--root", str(whole)).code == 0
    for top in ("codebook/ouders", "corpus/ouders"):
        assert files(project.root / top) == files(whole / top)


def test_suggestions_go_out_under_their_own_name_and_never_come_in(
    oza: Oza, coded: Layout, tmp_path: Path
) -> None:
    exported(oza, tmp_path / "een.qdpx", "ervaringen", "--suggestions")
    project = read_project(tmp_path / "een.qdpx")
    users = {user.guid: user.name for user in project.users}
    number = sum(users[c.user] == SUGGESTIONS for c in project.codings)
    assert number > 0
    take_over(oza, tmp_path / "een.qdpx", "anders", *NEW)
    other = Layout(coded.root, "anders", "golf-1")
    assert {path.stem for path in other.decisions.glob("*.jsonl")} == {"anna", "consensus"}


def test_forgetting_somebody_takes_the_exact_places_too(
    oza: Oza, project: Layout, tmp_path: Path
) -> None:
    foreign(tmp_path / "elders.qdpx")
    take_over(oza, tmp_path / "elders.qdpx", "ouders", *NEW)
    own = Layout(project.root, "ouders", "golf-1")
    assert oza("segment", "--study", "ouders").code == 0
    assert read_spans(own.exact_spans("bram"))
    said = oza(
        "forget", "3O1", "--study", "ouders", "--yes", "--by", "lies", "--reason", "op verzoek"
    )
    assert said.code == 0, said.err
    assert not list(own.spans.glob("*.jsonl"))
    assert read_mapping_sheet(own.mapping_sheet("interviews-oudergroep")).sources == ()
    assert [path for path, kind in files_of_study(own) if kind is None] == []
    # Who withdrew does not come back with the project.
    take_over(oza, tmp_path / "elders.qdpx", "ouders")
    assert not list(own.spans.glob("*.jsonl"))
    assert not list(own.reports.glob("*"))


def test_a_codebook_goes_out_alone(oza: Oza, project: Layout, tmp_path: Path) -> None:
    assert oza("export-qdc", str(tmp_path / "boek.qdc")).code == 0
    codes = read_qdc(tmp_path / "boek.qdc").codes
    book = read_study(project.study_folder).codebook
    assert {c.name: c.memo.rpartition(": ")[2] for c in codes} == {c.label: c.id for c in book}
    top = [code.name for code in codes if not code.parent]
    assert top == [code.label for code in book if not code.parent]


def test_what_was_decided_elsewhere_teaches_the_suggestions_by_person(
    oza: Oza, project: Layout, tmp_path: Path
) -> None:
    foreign(tmp_path / "elders.qdpx")
    take_over(oza, tmp_path / "elders.qdpx", "ouders", *NEW)
    own = Layout(project.root, "ouders", "golf-1")
    assert oza("suggest", "--study", "ouders").code == 0
    lessons = lessons_of(own, read_study(own.study_folder))
    # Of a code with codes below it nothing is learned.
    assert {(lesson.group, code) for lesson in lessons for code in lesson.codes} == {
        ("3O1", "zoeken-last"), ("3O1", "nu-last"),
    }  # fmt: skip


def test_a_hostile_or_broken_file_leaves_nothing(
    oza: Oza, project: Layout, tmp_path: Path, files: Callable[[Path], dict[str, bytes]]
) -> None:
    broken, climbing = tmp_path / "kapot.qdpx", tmp_path / "klimt.qdpx"
    broken.write_bytes(b"PK geen zip")
    with zipfile.ZipFile(climbing, "w") as archive:
        archive.writestr("../../../weg.qde", "<Project/>")
    before = set(files(project.root))
    for file in (broken, climbing, tmp_path / "weg.qdpx"):
        for step in ((), ("--yes",)):
            said = oza("import-qdpx", str(file), "--study", "ouders", *NEW, *step)
            assert said.code == 4, said.err
            assert len(said.err.splitlines()) == 1
    assert set(files(project.root)) == before
    assert not (project.root / "corpus" / "ouders").exists()
