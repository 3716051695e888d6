"""Topics that were found, with the names they keep, and what people decided about them.

Both survive the outputs: without them a dismissed topic would come up again under another name.
Words of a topic are words of participants: this folder is internal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.domain.topic import Appearance, KnownTopic, Standing, TopicDecision
from pipeline.errors import LedgerError, Place, StoreError
from pipeline.store.files import read_json, write_json
from pipeline.store.ledger import append_lines, read_lines


def write_known_topics(path: Path, topics: Sequence[KnownTopic]) -> None:
    """Leaves the file alone where nothing changed."""
    if topics and (not path.exists() or read_known_topics(path) != list(topics)):
        write_json(path, {"topics": [asdict(topic) for topic in topics]})


def read_known_topics(path: Path) -> list[KnownTopic]:
    """None where no topics were found yet.

    Raises:
        StoreError: when the file is damaged. It is not made anew: names would be lost.
    """
    if not path.exists():
        return []
    try:
        return [_known(one) for one in read_json(path)["topics"]]
    except (KeyError, TypeError, ValueError, StoreError):
        raise StoreError(
            "dit zijn geen onderwerpen",
            place=Place.of(path),
            remedy="zet een reservekopie van dit bestand terug",
        ) from None


def append_topic_decision(path: Path, decision: TopicDecision) -> None:
    """On disk when it returns. Raises LedgerError when an earlier line was changed."""
    append_lines(path, [{name: value for name, value in asdict(decision).items() if value}])


def read_topic_decisions(path: Path) -> list[TopicDecision]:
    """Every decision in the order in which it was made; none without a file.

    Raises:
        LedgerError: for a changed line, or one that is no decision about a topic.
    """
    decisions = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            decisions.append(TopicDecision(**{**line, "standing": Standing(line["standing"])}))
        except (KeyError, TypeError, ValueError):
            raise LedgerError(
                "deze regel is geen besluit over een onderwerp", place=Place.of(path, number)
            ) from None
    return decisions


def _known(data: dict[str, Any]) -> KnownTopic:
    appearances = tuple(_appearance(**one) for one in data["appearances"])
    return KnownTopic(data["id"], appearances, data["split_from"])


def _appearance(wave: str, words: Any, centroid: Any, segments: Any) -> Appearance:
    return Appearance(wave, _pairs(words), _pairs(centroid), tuple(str(one) for one in segments))


def _pairs(values: Any) -> tuple[tuple[str, float], ...]:
    return tuple((str(word), float(weight)) for word, weight in values)
