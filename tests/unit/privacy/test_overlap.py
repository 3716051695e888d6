from __future__ import annotations

from pipeline.privacy.finding import Kind, Span
from pipeline.privacy.overlap import resolve

TEXT = "Sanne de Vries, Kerkstraat 12"


def span(start: int, end: int, kind: Kind, certainty: str, source: str = "lijst") -> Span:
    return Span(start, end, kind, source, certainty)


def test_longest_wins_and_takes_over_certainty_and_kind() -> None:
    spans = [
        span(0, 5, Kind.PERSOON, "zeker"),
        span(0, 14, Kind.NAAM, "mogelijk", "net"),
    ]
    (winner,) = resolve(spans, TEXT)
    assert (winner.start, winner.end, winner.kind) == (0, 14, Kind.PERSOON)
    assert winner.certainty == "zeker"


def test_what_sticks_out_stays() -> None:
    spans = [span(0, 14, Kind.PERSOON, "zeker"), span(9, 26, Kind.ADRES, "mogelijk")]
    found = resolve(spans, TEXT)
    assert [TEXT[s.start : s.end] for s in found] == ["Sanne de", "Vries, Kerkstraat"]


def test_certain_pattern_goes_first() -> None:
    text = "1234 BJ Amsterdam"
    spans = [
        span(0, 7, Kind.POSTCODE, "zeker", "patroon"),
        span(5, 17, Kind.NAAM, "waarschijnlijk", "net"),
    ]
    assert [text[s.start : s.end] for s in resolve(spans, text)] == ["1234 BJ", "Amsterdam"]
