"""What survives the outputs: names of topics, and decisions about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain.topic import Appearance, KnownTopic, Standing, TopicDecision
from pipeline.errors import LedgerError, StoreError
from pipeline.store.topics import (
    append_topic_decision,
    read_known_topics,
    read_topic_decisions,
    write_known_topics,
)

TOPIC = KnownTopic(
    "T-3",
    (
        Appearance("golf-1", (("geld", 0.5), ("één", 0.25)), (("geld", 1.0),), ("1K1:7f3a91c2",)),
        Appearance("golf-2", (("taxi", 0.5),), (("taxi", 1.0),), ()),
    ),
    "T-1",
)
DECISION = TopicDecision(
    "T-3", Standing.DISMISSED, "anna", "2026-01-01T00:00:00Z", "golf-2", reason="geen thema"
)


def test_known_topics_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "topics" / "bekend.json"
    assert read_known_topics(path) == []
    write_known_topics(path, [TOPIC])
    assert read_known_topics(path) == [TOPIC]


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    path = tmp_path / "bekend.json"
    write_known_topics(path, [])
    assert not path.exists()
    write_known_topics(path, [TOPIC])
    path.write_text(path.read_text("utf-8") + "\n\n", encoding="utf-8")
    marked = path.read_bytes()
    write_known_topics(path, [TOPIC])
    assert path.read_bytes() == marked


@pytest.mark.parametrize("content", ["{", "[]", '{"topics": [{"id": "T-1"}]}', '{"topics": 3}'])
def test_damaged_names_are_reported_and_not_made_anew(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bekend.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match="reservekopie"):
        read_known_topics(path)


def test_decisions_come_back_in_order(tmp_path: Path) -> None:
    path = tmp_path / "topics" / "besluiten.jsonl"
    back = TopicDecision("T-3", Standing.OPEN, "bram", "2026-01-02T00:00:00Z", "golf-2")
    for one in (DECISION, back):
        append_topic_decision(path, one)
    assert read_topic_decisions(path) == [DECISION, back]


def test_a_changed_or_strange_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "besluiten.jsonl"
    append_topic_decision(path, DECISION)
    path.write_text(path.read_text("utf-8").replace("anna", "bram"), encoding="utf-8")
    with pytest.raises(LedgerError, match="achteraf gewijzigd"):
        read_topic_decisions(path)
    from pipeline.store.ledger import append_lines

    other = tmp_path / "ander.jsonl"
    append_lines(other, [{"topic": "T-3", "standing": "onzin"}])
    with pytest.raises(LedgerError, match=r"ander\.jsonl:1: deze regel is geen besluit"):
        read_topic_decisions(other)
