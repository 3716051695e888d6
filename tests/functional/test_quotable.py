"""What people marked as quotable is what the report quotes, and what it leaves out is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pipeline.domain.judgement import Decision
from pipeline.domain.quotable import QuoteMark, QuoteVerdict
from pipeline.domain.report import text_digest
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.quotable import append_marks
from pipeline.store.tables import read_segments

WORDS = "een vriend."


def test_the_report_quotes_what_was_marked(
    project: Layout, oza: Callable[..., Any], decide: Callable[..., Decision]
) -> None:
    assert oza("segment").code == 0
    segments = read_segments(project.stage("segment") / "segments.parquet")
    here = next(s for s in segments if WORDS in s.text)
    read = [decide(s.id, "", digest=s.digest) for s in segments]
    coded = decide(here.id, "sociaal-veilig", digest=here.digest)
    append_decisions(project.ledger("anna"), [*read, coded])

    def quoted() -> tuple[str, list[dict[str, Any]]]:
        said = oza("report")
        assert said.code == 0, said.err
        folder = project.stage("report")
        lines = (folder / "intern" / "herkomst.jsonl").read_text("utf-8").splitlines()
        found = [line for line in map(json.loads, lines) if line["kind"] == "citaat"]
        return said.out, [segment for line in found for segment in line["segments"]]

    start = here.text.index(WORDS)
    mark = QuoteMark(
        "golf-1", here.id, here.digest, start, start + len(WORDS), text_digest(WORDS),
        QuoteVerdict.QUOTABLE, "bram", "2025-01-01T00:00:00Z",
    )  # fmt: skip
    gone = replace(mark, span=text_digest("wat er niet meer staat"), end=mark.end + 11)
    path = project.quotation_marks("bram")
    append_marks(path, [mark, gone])
    out, found = quoted()
    assert [(s["segment"], s["start"], s["end"]) for s in found] == [
        (here.id, start, start + len(WORDS))
    ]
    assert "1 citeerbare passage staat niet meer zo in de tekst" in out
    assert WORDS not in out
    page = (project.stage("report") / "rapport.html").read_text("utf-8")
    assert WORDS in page

    never = {"start": 0, "end": 0, "span": "", "verdict": QuoteVerdict.NEVER}
    loose = replace(mark, segment="1K1:ffffffff", **never)
    append_marks(path, [replace(mark, **never), loose])
    out, found = quoted()
    assert found == []
    assert "1 segment met ‘niet citeren’ staat niet meer in de verslagen" in out
    page = (project.stage("report") / "rapport.html").read_text("utf-8")
    assert WORDS not in page
    assert "ongewijzigd" in oza("report").out
