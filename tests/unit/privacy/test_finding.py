from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.privacy.finding import Finding, Kind, Span

FINDING = Finding("9K2", 4, 9, Kind.PERSOON, "Sanne", "lijst", "zeker")


def test_repr_does_not_show_the_words() -> None:
    assert "Sanne" not in repr(FINDING)
    assert "Sanne" not in str(FINDING)


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
