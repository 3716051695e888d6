"""Segments split by hand in a real wave: the stage applies it, and says what no longer fits."""

from __future__ import annotations

from pathlib import Path

from pipeline.domain.recut import Recut, RecutKind
from pipeline.session import Session, open_session
from pipeline.store.layout import Layout
from pipeline.store.recuts import append_recut
from pipeline.store.tables import read_formers, read_segments, read_sentence_ends


def opened(root: Path) -> Session:
    return open_session("ervaringen", "golf-1", root)


def table(layout: Layout, name: str) -> Path:
    return layout.stage("segment") / f"{name}.parquet"


def test_a_split_holds_and_what_no_longer_fits_is_counted(project: Layout) -> None:
    session = opened(project.root)
    session.run_until("segment", quiet=True)
    before = read_segments(table(project, "segments"))
    ends = read_sentence_ends(table(project, "sentences"))
    end = next(e for e in ends if e.segment.startswith("1K1:"))
    segment = next(s for s in before if s.id == end.segment)
    assert segment.text[: end.shown].endswith(".")

    recut = Recut(
        "golf-1",
        RecutKind.SPLIT,
        segment.id,
        segment.digest,
        "anna",
        "2026-01-01T00:00:00Z",
        end.offset,
    )
    append_recut(project.recuts("anna"), recut)
    session.run_until("segment", quiet=True)
    after = read_segments(table(project, "segments"))
    parts = [s for s in after if s not in before]
    assert [s for s in before if s in after] == [s for s in before if s.id != segment.id]
    assert " ".join(s.text for s in parts) == segment.text
    assert {(f.segment, f.former) for f in read_formers(table(project, "formers"))} == {
        (part.id, segment.id) for part in parts
    }

    report = project.reports / "1K1.md"
    report.write_text(report.read_text().replace("elke ochtend", "iedere ochtend"))
    (state,) = [s for s in _states(session) if s.stage.name == "segment"]
    assert "1 past niet meer" in state.summary


def _states(session: Session) -> list:  # type: ignore[type-arg]
    from pipeline.run import run_stages
    from pipeline.stages import STAGES

    return run_stages(STAGES[:3], session.layout, session.study, lambda _: None)
