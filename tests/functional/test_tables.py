"""A study as tidy tables: what counts, and what is not there yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.errors import StudyError
from pipeline.notebook import load
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.tables import read_segments


def test_before_anything_is_validated_the_tables_say_so(project: Layout) -> None:
    tables = load(root=project.root)
    assert list(tables.respondents["respondent"]) == ["1K1", "1O1", "2P1"]
    assert not tables.respondents["validated"].any()
    assert len(tables.segments) > 5
    assert (tables.segments["reader"] == "").all()
    assert tables.codings.empty
    assert tables.themes.empty
    assert list(tables.codings.columns)[:3] == ["wave", "segment", "respondent"]


def test_what_counts_is_in_them(project: Layout, decide: Callable[..., Decision]) -> None:
    load(root=project.root)
    segments = read_segments(project.stage("segment") / "segments.parquet")
    own = [s for s in segments if s.respondent == "1K1"]

    def made(segment: Any, code: str, **given: Any) -> Decision:
        return decide(segment=segment.id, digest=segment.digest, code=code, **given)

    append_decisions(
        project.ledger("anna"),
        [
            *(made(s, "", verdict=Verdict.DONE) for s in own),
            made(own[0], "sociaal-veilig", stance=Stance.POSITIVE),
            made(own[0], "vastlopen-angst", verdict=Verdict.REJECT, seen=0.4),
            made(own[-1], "vastlopen-angst", verdict=Verdict.ACCEPT, seen=0.4),
        ],
    )
    tables = load("ervaringen", "golf-1", project.root)
    validated = tables.respondents.set_index("respondent")["validated"]
    assert list(validated[validated].index) == ["1K1"]
    codings = tables.codings.set_index("code")
    assert set(codings.index) == {"sociaal-veilig", "vastlopen-angst"}
    assert codings.loc["sociaal-veilig", "main"] == "sociaal"
    assert not codings.loc["sociaal-veilig", "suggested"]
    assert pd.isna(codings.loc["sociaal-veilig", "probability"])
    assert codings.loc["vastlopen-angst", "probability"] == 0.4
    child = tables.themes.query("actor == 'kind' and code == 'sociaal-veilig'").iloc[0]
    assert (child["raised"], child["total"], child["positive"]) == (1, 1, 1)
    parent = tables.themes.query("actor == 'ouder' and code == 'sociaal-veilig'").iloc[0]
    assert parent["standing"] == "nog niet gevalideerd"
    assert not tables.themes.duplicated(["wave", "section", "heading", "code", "actor"]).any()


def test_a_study_that_is_not_there_is_said(project: Layout) -> None:
    with pytest.raises(StudyError, match="er is geen studie 'anders'"):
        load("anders", root=project.root)
