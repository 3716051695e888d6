"""The authors' document filled in by the report stage, and what changed since a report was fixed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from pipeline.domain.judgement import Decision, Verdict
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.tables import read_segments


@pytest.fixture
def validated(project: Layout, oza: Any, decide: Callable[..., Decision]) -> Layout:
    """The small project, read whole; one child was given one code."""
    assert oza("segment").code == 0
    segments = read_segments(project.stage("segment") / "segments.parquet")
    made = [
        decide(segment=s.id, digest=s.digest, code="", verdict=Verdict.DONE, coder="anna")
        for s in segments
    ]
    child = next(s for s in segments if s.respondent == "1K1")
    made.append(
        decide(
            segment=child.id,
            digest=child.digest,
            code="sociaal-veilig",
            verdict=Verdict.ADD,
            coder="anna",
        )
    )
    append_decisions(project.ledger("anna"), made)
    return project


def words(path: Path) -> str:
    return "\n".join(p.text for p in docx.Document(str(path)).paragraphs)


def test_the_template_of_the_study_is_filled_in_whole(validated: Layout, oza: Any) -> None:
    validated.template.unlink(missing_ok=True)
    assert oza("template").code == 0
    before = hashlib.sha256(validated.template.read_bytes()).hexdigest()
    said = oza("template")
    assert said.code == 10
    assert "kan iemand in hebben geschreven" in said.err
    assert hashlib.sha256(validated.template.read_bytes()).hexdigest() == before

    said = oza("report")
    assert said.code == 0, said.err
    text = words(validated.stage("report") / "rapport.docx")
    assert "{{" not in text
    for heading in ("2.4 Analyses van de interviewdata", "4 Conclusies", "COREQ", "SRQR"):
        assert heading in text
    assert "Van elk gesprek is een verslag gemaakt (3 verslagen)" in text


def test_an_authors_words_stay_and_wrong_tags_are_named(validated: Layout, oza: Any) -> None:
    document = docx.Document()
    document.add_heading("Sociale relaties", 2)
    document.add_paragraph(
        'Wij spraken {{ totaal("kind") }} kind: {{ telling("sociaal-veilig", "kind") }}.'
    )
    document.add_paragraph("{{ tabel('geen paragraaf') }}")
    document.save(str(validated.template))
    said = oza("report")
    assert said.code == 11
    assert "codebook/ervaringen/sjabloon.docx" in said.err
    assert "alinea 3 onder ‘Sociale relaties’" in said.err
    text = words(validated.stage("report") / "rapport.docx")
    assert "Wij spraken 1 kind: 1 van de 1." in text
    assert "{{ tabel('geen paragraaf') }}" in text
    assert (validated.stage("report") / "rapport.html").exists()


def test_a_template_that_is_no_word_document_is_said(validated: Layout, oza: Any) -> None:
    validated.template.write_bytes(b"geen zip")
    said = oza("report")
    assert said.code == 11
    assert "geen Word-document dat te lezen is" in said.err
    assert "Traceback" not in said.err


def test_what_changed_since_a_report_was_fixed(
    validated: Layout, oza: Any, decide: Callable[..., Decision]
) -> None:
    validated.template.unlink(missing_ok=True)
    assert oza("keep-report", "concept-1", "--by", "anna").code == 0
    said = oza("keep-report", "concept-1", "--by", "anna")
    assert said.code == 10
    assert "al een rapport vastgelegd" in said.err
    oza("report")
    page = validated.stage("report") / "wijzigingen.html"
    assert "niets veranderd" in page.read_text()

    segments = read_segments(validated.stage("segment") / "segments.parquet")
    child = next(s for s in segments if s.respondent == "1K1")
    gone = decide(
        segment=child.id, digest=child.digest, code="sociaal-veilig", verdict=Verdict.RETRACT, coder="anna",
        at="2027-01-01T00:00:00Z",
    )  # fmt: skip
    append_decisions(validated.ledger("anna"), [gone])
    oza("report")
    text = page.read_text()
    assert "alle (1 van de 1)" in text or "één (1 van de 1)" in text
    assert "geen (0 van de 1)" in text
    assert "bij 1 respondent anders gecodeerd" in text
    assert "1K1" not in text
