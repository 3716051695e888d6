"""Gives reports to the people who code them, by name or by lot, and tells who has what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.config.study import Study
from pipeline.domain.double_coding import Assignment, drawn_for, standing_assignments
from pipeline.domain.ids import RespondentId, respondent_order
from pipeline.domain.judgement import reviewed_segments
from pipeline.errors import StoreError
from pipeline.stages.shared.fetching import decisions_of
from pipeline.store.assignments import append_assignments, read_assignments
from pipeline.store.coders import check_coder
from pipeline.store.layout import Layout
from pipeline.store.tables import read_segments


@dataclass(frozen=True, slots=True)
class Share:
    """What one coder has of one report: segments read of segments there are."""

    coder: str
    read: int
    total: int


def assign(
    layout: Layout,
    study: Study,
    coders: Sequence[str],
    at: str,
    reports: Sequence[str] = (),
    share: float | None = None,
    by: str = "",
) -> list[str]:
    """Gives reports to these people and nobody else; returns those that changed.

    Args:
        at: the moment, UTC.
        reports: by name; whoever had them, has them no longer.
        share: of the reports of each actor, in 0..1, drawn from what is nobody's yet.
        by: who decided it.

    Raises:
        StoreError: for a report that is not there, or a name that no coder can have.
    """
    for name in coders:
        check_coder(name, study.settings.precedence)
    people = tuple(sorted(set(coders)))
    actors = _actors(layout)
    _check(reports, actors)
    assigned = _assigned(layout)
    chosen = list(dict.fromkeys(reports))
    if share is not None:
        seed = study.settings.suggest.seed
        chosen += drawn_for(actors, assigned, people, share, layout.wave, seed)
    fresh = [name for name in dict.fromkeys(chosen) if assigned.get(name, ()) != people]
    _write(layout, fresh, people, at, by)
    return fresh


def take_back(layout: Layout, reports: Sequence[str], at: str, by: str = "") -> list[str]:
    """Makes reports anybody's again; returns those that were somebody's.

    Raises:
        StoreError: for a report that is neither in the wave nor assigned.
    """
    assigned = _assigned(layout)
    _check(reports, {**assigned, **_actors(layout)})
    fresh = [name for name in dict.fromkeys(reports) if name in assigned]
    _write(layout, fresh, (), at, by)
    return fresh


def shares(layout: Layout, study: Study) -> dict[str, list[Share]]:
    """Respondent → how far everybody is who was given that report, in the order of the study."""
    segments: dict[str, set[str]] = {}
    for segment in read_segments(layout.stage("segment") / "segments.parquet"):
        segments.setdefault(segment.respondent, set()).add(segment.id)
    assigned, ledgers = _assigned(layout), decisions_of(layout, study)
    read = {
        coder: {
            segment
            for wave, segment in reviewed_segments(ledgers.get(coder, ()))
            if wave == layout.wave
        }
        for coder in sorted({name for people in assigned.values() for name in people})
    }
    return {
        name: [
            Share(coder, len(read[coder] & own), len(own))
            for coder in assigned[name]
            for own in (segments.get(name, set()),)
        ]
        for name in sorted(assigned, key=respondent_order)
    }


def _actors(layout: Layout) -> dict[str, str]:
    """Respondent → actor, in the order of the study, of every report that has segments."""
    rows = read_segments(layout.stage("segment") / "segments.parquet")
    names = sorted({row.respondent for row in rows}, key=respondent_order)
    return {name: RespondentId.parse(name).actor.value for name in names}


def _assigned(layout: Layout) -> dict[str, tuple[str, ...]]:
    return standing_assignments(read_assignments(layout.assignments), layout.wave)


def _check(reports: Sequence[str], known: Mapping[str, object]) -> None:
    for name in reports:
        if name not in known:
            raise StoreError(
                f"er is geen verslag '{name}' in {_few(known)}",
                remedy="kijk in register.csv hoe de respondent heet",
            )


def _few(known: Mapping[str, object]) -> str:
    names = list(known)
    return f"deze golf ({', '.join(names[:3])}, …)" if len(names) > 3 else "deze golf"


def _write(
    layout: Layout, reports: Sequence[str], people: tuple[str, ...], at: str, by: str
) -> None:
    lines = [Assignment(layout.wave, name, people, at, by) for name in reports]
    append_assignments(layout.assignments, lines)
