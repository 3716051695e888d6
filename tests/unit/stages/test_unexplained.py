"""Which segments the topics are looked for in, and what stands about a topic that split."""

from __future__ import annotations

import pytest

from pipeline.domain.segment import Segment
from pipeline.domain.topic import Appearance, KnownTopic, Scope, Standing, TopicDecision
from pipeline.stages.for_topics.recognising import _decision
from pipeline.stages.for_topics.unexplained import Material, _pieces, segment_of
from pipeline.tagging.topics.piece import Piece


def material(**given: tuple[float, tuple[str, ...]]) -> Material:
    """Segments by name, each with its reach and its codes."""
    return Material(
        {},
        [Piece(f"golf-1/{name}", "1K1", "x", reach=reach) for name, (reach, _) in given.items()],
        {name: codes for name, (_, codes) in given.items()},
        frozenset(),
        {},
    )


@pytest.mark.parametrize(
    ("scope", "few", "expected"),
    [
        (Scope.WITHOUT, 0, "bare"),
        (Scope.WITHOUT, 5, "bare"),
        (Scope.FEW, 0, "bare poor"),
        (Scope.FEW, 1, "bare one poor"),
        (Scope.ALL, 0, "bare one poor rich"),
    ],
)
def test_scopes(scope: Scope, few: int, expected: str) -> None:
    made = material(
        bare=(0.9, ()), one=(0.3, ("a",)), poor=(0.29, ("a", "b")), rich=(0.8, ("a", "b"))
    )
    found = sorted(segment_of(piece) for piece in made.in_scope(scope, few, 0.3))
    assert found == expected.split()


def test_the_title_of_a_report_is_no_context() -> None:
    def segment(who: str, number: int, heading: str) -> Segment:
        return Segment(f"{who}:{number}", who, number, number + 1, "d", "x", heading, "Hoe?")

    segments = [
        segment("1K1", 0, "Verslag 1K1, november"),
        segment("1K1", 1, "Verslag 1K1, november › Thuis"),
        segment("2K1", 0, "Thuis"),
        segment("2K1", 1, "Later"),
        segment("3K1", 0, "Alles"),
    ]
    context = [piece.context for piece in _pieces("golf-1", segments, {"1K1:1": 0.5})]
    assert context == ["Hoe?", "Thuis Hoe?", "Thuis Hoe?", "Later Hoe?", "Alles Hoe?"]
    assert [piece.reach for piece in _pieces("golf-1", segments, {"1K1:1": 0.5})][:2] == [0, 0.5]


def test_what_splits_from_a_dismissed_topic_is_dismissed_with_it_until_somebody_says_so() -> None:
    one = Appearance("golf-1", (), (), ("1K1:a",))
    part = KnownTopic("T-2", (one,), "T-1")
    no = TopicDecision("T-1", Standing.DISMISSED, "anna", "", "golf-1", reason="geen thema")
    yes = TopicDecision("T-1", Standing.PROPOSED, "anna", "", "golf-1", label="Geld")
    own = TopicDecision("T-2", Standing.PROPOSED, "bram", "", "golf-1", label="Vervoer")
    assert _decision(part, {"T-1": no}) is no
    assert _decision(part, {"T-1": no, "T-2": own}) is own
    assert _decision(part, {"T-1": yes}) is None
    assert _decision(KnownTopic("T-3", (one,)), {"T-1": no}) is None
