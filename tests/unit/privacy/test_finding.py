from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.privacy.finding import Finding, Kind, Span

FINDING = Finding("9K2", 4, 9, Kind.PERSOON, "Sanne", "lijst", "zeker")


def test_repr_does_not_show_the_words() -> None:
    assert "Sanne" not in repr(FINDING)
    assert "Sanne" not in str(FINDING)


def test_id_is_the_same_in_every_run() -> None:
    assert FINDING.id == "b52252d3f8"
    assert FINDING.id == replace(FINDING, source="net", certainty="mogelijk").id


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, respondent="9K3"),
        replace(FINDING, start=5, end=10),
        replace(FINDING, where="opmerking 1"),
        replace(FINDING, kind=Kind.PLAATS),
        replace(FINDING, text="Sanna"),
    ],
)
def test_id_tells_findings_apart(other: Finding) -> None:
    assert other.id != FINDING.id


def test_confirming_a_name_elsewhere_leaves_a_decision_standing() -> None:
    assert replace(FINDING, kind=Kind.NAAM).id == FINDING.id


@pytest.mark.parametrize(
    "change",
    [
        {"start": 9},
        {"start": -1, "end": 4},
        {"text": "Sann"},
        {"certainty": "vast"},
        {"where": ""},
        {"respondent": ""},
    ],
)
def test_checks_itself_without_telling_the_words(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"vindplaats|zekerheid") as caught:
        replace(FINDING, **change)  # type: ignore[arg-type]
    assert "Sann" not in str(caught.value)


def test_span_checks_itself() -> None:
    with pytest.raises(ValueError, match="loopt van begin"):
        Span(3, 3, Kind.NAAM, "net", "mogelijk")
