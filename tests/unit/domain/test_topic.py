"""Topics as they are kept and decided on."""

from __future__ import annotations

import pytest

from pipeline.domain.topic import (
    Appearance,
    KnownTopic,
    Standing,
    TopicDecision,
    standing_decisions,
    topic_number,
)


def decided(standing: Standing, topic: str = "T-3", **more: str) -> TopicDecision:
    return TopicDecision(topic, standing, "anna", "2026-01-01T00:00:00Z", "golf-2", **more)


def test_the_last_decision_stands_and_can_be_taken_back() -> None:
    dismissed = decided(Standing.DISMISSED, reason="inleiding")
    proposed = decided(Standing.PROPOSED, label="Geldzorgen")
    other = decided(Standing.DISMISSED, "T-4", reason="ook")
    assert standing_decisions([dismissed, other, proposed]) == {"T-3": proposed, "T-4": other}
    assert standing_decisions([dismissed, decided(Standing.OPEN)]) == {}


@pytest.mark.parametrize(
    ("standing", "more", "why"),
    [
        (Standing.SMALL, {}, "beslist niemand"),
        (Standing.PROPOSED, {}, "geeft haar een naam"),
        (Standing.DISMISSED, {"reason": "x", "label": "Geld"}, "geeft haar een naam"),
        (Standing.DISMISSED, {}, "zegt waarom"),
    ],
)
def test_a_decision_that_cannot_be(standing: Standing, more: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        decided(standing, **more)


@pytest.mark.parametrize("name", ["T-0", "T-", "t-3", "3", "T-3 ", "T-03"])
def test_names_of_topics(name: str) -> None:
    assert topic_number("T-12") == 12
    with pytest.raises(ValueError, match="T-3"):
        topic_number(name)


def test_a_known_topic_was_found_somewhere() -> None:
    one = Appearance("golf-1", (("geld", 1.0),), (("geld", 1.0),), ("1K1:a",))
    assert KnownTopic("T-1", (one,)).since == "golf-1"
    with pytest.raises(ValueError, match="ergens gevonden"):
        KnownTopic("T-1", ())
