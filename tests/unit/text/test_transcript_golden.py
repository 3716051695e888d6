"""The committed transcripts, each against the expectation beside it: one of every program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.domain.transcript import time_of
from pipeline.domain.voices import is_name
from pipeline.errors import ReportSetAside
from pipeline.text.document import Limits
from pipeline.text.readers.docx.body import read_docx
from pipeline.text.reading import SUFFIXES, read_document
from pipeline.text.structure import to_report
from pipeline.text.voices import voices_of

TRANSCRIPTS = Path(__file__).parents[2] / "golden" / "transcripts"
EXPECTED = sorted(TRANSCRIPTS.glob("*.expected.json"))


def _transcript(expected: Path) -> Path:
    return expected.with_name(expected.name.removesuffix(".expected.json"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: _transcript(path).name)
def test_transcript_comes_out_as_expected(expected: Path) -> None:
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    path = _transcript(expected)
    if "set_aside" in wanted:
        line, _, what = wanted["set_aside"].partition(": ")
        with pytest.raises(ReportSetAside) as refused:
            read_document(path, Limits())
        place = refused.value.place
        assert place is not None
        assert (str(place.line or ""), refused.value.what) == (line, what)
        return
    document = read_document(path, Limits())
    voices = voices_of("9K2", document.captions)
    assert [[v.label, v.turns, v.questions, v.proposal] for v in voices] == wanted["voices"]
    roles = {voice.label: voice.proposal for voice in voices if voice.proposal}
    report = to_report("9K2", document, roles)
    assert [
        [block.kind.value, block.speaker, list(times), report.of(block)]
        for block in report.blocks
        for times in [time_of(report.heard, block.start, block.end) or ()]
    ] == wanted["blocks"]
    assert [[one.kind, one.text] for one in report.hidden] == wanted["hidden"]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: _transcript(path).name)
def test_a_name_is_a_label_nowhere_in_the_report(expected: Path) -> None:
    try:
        document = read_document(_transcript(expected), Limits())
    except ReportSetAside:
        return
    labels = {caption.label for caption in document.captions}
    report = to_report("9K2", document)  # nobody said yet who is who
    assert not [block.speaker for block in report.blocks if is_name(block.speaker)]
    for label in filter(is_name, labels):
        assert f"{label}:" not in report.text
        assert any(one.kind == "auteur" for one in report.hidden)


def test_every_transcript_has_an_expectation() -> None:
    transcripts = {path for path in TRANSCRIPTS.iterdir() if path.suffix in SUFFIXES}
    assert transcripts == {_transcript(path) for path in EXPECTED}
    assert len(transcripts) >= 18


def test_a_document_that_only_resembles_teams_is_read_as_ever() -> None:
    path = TRANSCRIPTS / "lijkt-op-teams.docx"
    document = read_document(path, Limits())
    assert document == read_docx(path, Limits())
    assert len(document.pieces) == 7
