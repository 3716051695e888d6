"""A wave of transcripts, one of every program: from files to segments, with nobody's name."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.store.layout import Layout
from pipeline.store.speakers import read_speakers
from pipeline.store.tables import read_report, read_segments

Oza = Callable[..., Any]
TRANSCRIPTS = Path(__file__).parents[1] / "golden" / "transcripts"
HEAD = "id;bestand;actor;oza;leeftijd;geslacht;deelnemers;datum\n"
LABELLED = {
    "1O1": "teams.vtt",
    "1P1": "teams-nieuw.docx",
    "1P2": "teams-oud.docx",
    "1P3": "zoom.vtt",
    "2K1": "ondertitelaar.srt",
    "2P1": "whisperx.srt",
    "2P2": "atrain-tijden.txt",
    "2P3": "atrain-in-word.docx",
    "2P4": "atrain-maxqda.txt",
}
"""Respondent → a transcript in which somebody has to say who is who."""
SILENT = {"3K1": "youtube.vtt", "3P1": "whisper.srt"}
SPEAKING = {"4O1": "standaard.vtt"}
"""Its labels are roles already."""
NAMES = (
    "Veldhuis", "Marit", "Noor", "Bartels", "Joep", "Tessa", "Aardema", "Gijs", "SENNA", "Harmsma",
    "SPEAKER_0",
)  # fmt: skip


@pytest.fixture
def wave(project: Layout) -> Layout:
    """The small project, with nothing but transcripts."""
    shutil.rmtree(project.reports)
    project.reports.mkdir()
    rows = ""
    for name, file in {**LABELLED, **SILENT, **SPEAKING}.items():
        shutil.copy(TRANSCRIPTS / file, project.reports / file)
        rows += f"{name};{file};;;;;1;\n"
    (project.wave_folder / "register.csv").write_text(HEAD + rows, encoding="utf-8")
    return project


def test_nobody_is_coded_before_somebody_said_who_speaks(oza: Oza, wave: Layout) -> None:
    said = oza("segment")
    assert said.code == 4
    assert f"3 verslagen gelezen, {len(LABELLED)} opzijgezet" in said.out
    assert len(said.err.splitlines()) == len(LABELLED)
    for name in LABELLED.values():
        line = next(line for line in said.err.splitlines() if f"{name}: " in line)
        assert "nog niet gezegd wie zij zijn — bekijk ze met 'oza sprekers'" in line
        assert "corpus/ervaringen/private/sprekers-golf-1.csv" in line
    for name in SILENT:
        assert f"{name}: het transcript zegt niet wie er spreekt" in said.out
    assert not any(name in said.out + said.err for name in NAMES)
    sheet = read_speakers(wave.speakers)
    assert {row.respondent for row in sheet.rows} == set(LABELLED)
    assert not sheet.roles, "het programma stelt voor en beslist niet"
    assert {row.cells["voorstel"] for row in sheet.rows} >= {"interviewer", "respondent"}


def test_confirmed_in_the_terminal_without_a_name(oza: Oza, wave: Layout) -> None:
    shown = oza("sprekers")
    assert "1O1\n  1  eerst gehoord op 00:00:03, spreekt 00:00:07, 3 beurten, 2 vragen" in shown.out
    assert f"oza sprekers {' '.join(LABELLED)} --accept" in shown.out
    accepted = oza("sprekers", *LABELLED, "--accept")
    assert "18 rollen vastgelegd" in accepted.out
    assert not any(name in shown.out + accepted.out + accepted.err for name in NAMES)
    said = oza("segment")
    assert said.code == 0
    segments = read_segments(wave.stage("segment") / "segments.parquet")
    assert {s.respondent for s in segments} == {*LABELLED, *SILENT, *SPEAKING}
    assert {s.speaker for s in segments} == {
        "", "R", "Deelnemer 1", "Deelnemer 2", "Moeder", "Vader",
    }  # fmt: skip
    texts = " ".join(f"{s.text} {s.heading} {s.question} {s.speaker}" for s in segments)
    assert not any(name in texts for name in NAMES if name not in ("Marit",))
    timed = [s for s in segments if s.spoken_from is not None]
    assert {s.respondent for s in timed} == {s.respondent for s in segments}
    late = [s for s in segments if s.respondent == "1O1" and "regent" in s.text]
    assert [(s.spoken_from, s.spoken_to) for s in late] == [(3723.5, 3726.0)]
    questions = {s.question for s in segments if s.respondent == "1P2"}
    assert questions == {"Waarom doet u mee?"}


def test_a_name_that_is_said_aloud_waits_for_the_privacy_stage(oza: Oza, wave: Layout) -> None:
    oza("sprekers", *LABELLED, "--accept")
    oza("segment")
    report = read_report(wave.stage("ingest") / "reports" / "1O1.json")
    assert "Marit Veldhuis" in [one.text for one in report.hidden if one.kind == "auteur"]
    waiting = (wave.stage("privacy") / "waiting.json").read_text("utf-8")
    assert '"Marit Veldhuis"' in waiting, "een spreker is iemand om over te beslissen"


def test_confirmed_in_the_sheet_and_changed_afterwards(oza: Oza, wave: Layout) -> None:
    oza("ingest")
    text = wave.speakers.read_bytes().decode("utf-8-sig")
    filled = text.replace(
        "Noor (gast);3;0;00:00:09;00:00:14;respondent;", "Noor (gast);;;;;;Moeder"
    )
    filled = filled.replace(
        "(Onderzoek);3;2;00:00:03;00:00:07;interviewer;", "(Onderzoek);;;;;;Interviewer"
    )
    assert filled.count("Moeder") == 1
    assert filled.count("Interviewer") == 1
    wave.speakers.write_bytes(filled.encode("cp1252"))  # as Excel on Windows saves it
    oza("segment")
    path = wave.stage("segment") / "segments.parquet"
    before = {s.id: s.speaker for s in read_segments(path) if s.respondent == "1O1"}
    assert set(before.values()) == {"Moeder"}
    said = oza("sprekers", "1O1", "--role", "2=respondent")
    assert "1 rol vastgelegd" in said.out
    oza("segment")
    after = {s.id: s.speaker for s in read_segments(path) if s.respondent == "1O1"}
    assert set(after.values()) == {"R"}
    assert set(after) == set(before), "een andere rol verandert geen id en geen besluit"


def test_a_name_as_a_role_is_refused_and_not_repeated(oza: Oza, wave: Layout) -> None:
    oza("ingest")
    said = oza("sprekers", "1O1", "--role", "2=Zwaluwstaartje")
    assert said.code == 4
    assert "een rol is interviewer, respondent" in said.err
    assert "Zwaluwstaartje" not in said.out + said.err
    assert not read_speakers(wave.speakers).roles
    for arguments in (("--accept",), ("1O1", "2P1", "--role", "1=kind"), ("1O1", "--role", "kind")):
        assert oza("sprekers", *arguments).code == 10
    assert oza("sprekers", "1O1", "--role", "9=kind").code == 4
    assert oza("sprekers", "8K8", "--accept").code == 4


def test_a_transcript_with_a_name_before_every_line_is_set_aside(oza: Oza, wave: Layout) -> None:
    cues = [f"00:{n:02d}.000 --> 00:{n:02d}.900\n<v Deelster{n}>Ja.</v>\n" for n in range(45)]
    (wave.reports / "zoom.vtt").write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    said = oza("ingest")
    assert "zoom.vtt: 45 verschillende sprekers" in said.err
    assert "Deelster" not in said.err + wave.speakers.read_text("utf-8-sig")


def test_the_same_files_give_the_same_bytes(oza: Oza, wave: Layout) -> None:
    oza("sprekers", *LABELLED, "--accept")
    oza("segment")
    reports = wave.stage("ingest") / "reports"
    before = {path.name: path.read_bytes() for path in reports.iterdir()}
    segments = (wave.stage("segment") / "segments.parquet").read_bytes()
    sheet = wave.speakers.read_bytes()
    assert "ongewijzigd" in oza("ingest").out
    shutil.rmtree(wave.outputs)
    oza("segment")
    assert {path.name: path.read_bytes() for path in reports.iterdir()} == before
    assert (wave.stage("segment") / "segments.parquet").read_bytes() == segments
    assert wave.speakers.read_bytes() == sheet


def test_an_ordinary_report_has_no_word_about_time(oza: Oza, project: Layout) -> None:
    assert oza("segment").code == 0
    text = (project.stage("ingest") / "reports" / "1K1.json").read_text("utf-8")
    assert "heard" not in text
    assert not project.speakers.exists()
    assert not (project.stage("ingest") / "speakers.json").exists()
    segments = read_segments(project.stage("segment") / "segments.parquet")
    assert {s.spoken_from for s in segments} == {None}


def test_forgetting_takes_the_speakers_of_one_respondent(oza: Oza, wave: Layout) -> None:
    oza("sprekers", *LABELLED, "--accept")
    oza("segment")
    said = oza("forget", "1P3", "--by", "anna", "--reason", "op eigen verzoek", "--yes")
    assert said.code == 0, said.err
    assert "Gijs" not in wave.speakers.read_text("utf-8-sig")
    assert "Bartels" in wave.speakers.read_text("utf-8-sig")
    found = [p for p in wave.root.rglob("*") if p.is_file() and b"Tessa" in p.read_bytes()]
    assert found == []
