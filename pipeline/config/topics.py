"""[topics] of study.toml: how themes that nobody expected are looked for. Every key is optional."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.config.fields import Fields
from pipeline.domain.topic import Grouping, Scope

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class TopicsSettings:
    """Explained in study.toml. `topics` is how many, 0 for the rule; `poorly` a chance in 0..1;
    `guided` holds, per theme that is looked for, the id of a code or words between spaces."""

    scope: Scope = Scope.WITHOUT
    few: int = 0
    poorly: float = 0.30
    method: Grouping = Grouping.KMEANS
    topics: int = 0
    seed: int = 20250301
    guided: tuple[str, ...] = ()
    least_segments: int = 20
    least_respondents: int = 3


def read_topics(entry: Fields) -> TopicsSettings:
    """Raises SettingsError, with file and line, for a value that cannot be."""
    usual = TopicsSettings()
    settings = TopicsSettings(
        scope=Scope(_choice(entry, "scope", usual.scope, tuple(Scope))),
        few=_at_least(entry, "few", usual.few, 0),
        poorly=_chance(entry, "poorly", usual.poorly),
        method=Grouping(_choice(entry, "method", usual.method, tuple(Grouping))),
        topics=_how_many(entry),
        seed=_at_least(entry, "seed", usual.seed, 0),
        guided=entry.texts("guided", usual.guided),
        least_segments=_at_least(entry, "least_segments", usual.least_segments, 10),
        least_respondents=_at_least(entry, "least_respondents", usual.least_respondents, 2),
    )
    if not all(settings.guided):
        raise entry.refuse("'guided' bevat een lege regel", "guided")
    entry.done()
    return settings


def _choice(entry: Fields, key: str, usual: str, choices: tuple[str, ...]) -> str:
    value = entry.text(key, usual)
    if value not in choices:
        raise entry.refuse(
            f"onbekende waarde '{value}'", key, remedy=f"kies uit {', '.join(choices)}"
        )
    return value


def _how_many(entry: Fields) -> int:
    """Two or more, or 0 for "auto"."""
    if isinstance(entry.data.get("topics"), int):
        return _at_least(entry, "topics", 0, 2)
    _choice(entry, "topics", AUTO, (AUTO,))
    return 0


def _at_least(entry: Fields, key: str, usual: int, least: int) -> int:
    value = entry.whole(key, usual)
    if value < least:
        raise entry.refuse(f"'{key}' is minstens {least}", key)
    return value


def _chance(entry: Fields, key: str, usual: float) -> float:
    value = entry.decimal(key, usual)
    if not 0 <= value <= 1:
        raise entry.refuse(f"'{key}' ligt tussen 0 en 1", key)
    return value
