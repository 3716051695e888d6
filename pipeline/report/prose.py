"""The draft text of a section: plain Dutch sentences, each carried by a number beside it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.config.wording import Wording
from pipeline.domain.judgement import Stance
from pipeline.report.themes import ConclusionThemes, Count, SectionThemes, Standing, Theme
from pipeline.report.words import (
    Names,
    is_singular,
    listed,
    lower_first,
    of_how_many,
    quantified,
    sentence,
)

_NAMED_THEMES = 4


def section_paragraphs(themes: SectionThemes, wording: Wording, names: Names) -> list[str]:
    """One paragraph per actor, in report order."""
    return [" ".join(_about_actor(themes, count, wording, names)) for count in themes.whole]


def _about_actor(themes: SectionThemes, whole: Count, wording: Wording, names: Names) -> list[str]:
    plural = names[whole.actor].plural
    if whole.standing is Standing.NOT_VALIDATED:
        return [sentence(f"van {plural} is nog geen verslag geheel gevalideerd")]
    if whole.standing is Standing.NOT_RAISED:
        return [sentence(f"{quantified(whole, wording, names)} bracht dit onderwerp in")]
    verb = "bracht" if is_singular(whole, wording) else "brachten"
    text = [sentence(f"{quantified(whole, wording, names)} {verb} dit onderwerp in")]
    rows = _leaves(themes.themes)
    if len(rows) > 1:
        text += _sub_themes(rows, whole, names)
    text += _stances(whole, names)
    return text


def _leaves(themes: Sequence[Theme]) -> list[Theme]:
    """The deepest themes of a section: a branch is the sum of what stands below it."""
    return [
        theme
        for at, theme in enumerate(themes)
        if at + 1 == len(themes) or themes[at + 1].depth <= theme.depth
    ]


def _sub_themes(rows: Sequence[Theme], whole: Count, names: Names) -> list[str]:
    counts = [(theme, theme.of(whole.actor)) for theme in rows]
    raised = [(t, c) for t, c in counts if c.standing is Standing.RAISED]
    raised.sort(key=lambda pair: -pair[1].count)
    text = []
    if raised:
        most = [f"‘{lower_first(t.label)}’ ({of_how_many(c)})" for t, c in raised[:_NAMED_THEMES]]
        opening = "Het vaakst ging het over" if len(raised) > 1 else "Het ging over"
        text.append(sentence(f"{opening} {listed(most)}"))
        rest = [f"‘{lower_first(t.label)}’ ({c.count})" for t, c in raised[_NAMED_THEMES:]]
        if rest:
            text.append(
                sentence(
                    f"minder vaak kwamen {listed(rest)} ter sprake"
                    if len(rest) > 1
                    else f"minder vaak kwam {rest[0]} ter sprake"
                )
            )
    silent = [f"‘{lower_first(t.label)}’" for t, c in counts if c.standing is Standing.NOT_RAISED]
    if silent:
        text.append(sentence(f"geen van de {names[whole.actor].plural} noemde {_or(silent)}"))
    unasked = [f"‘{lower_first(t.label)}’" for t, c in counts if c.standing is Standing.NOT_ASKED]
    if unasked:
        text.append(
            sentence(f"naar {listed(unasked)} is bij {names[whole.actor].plural} niet gevraagd")
        )
    return text


def _stances(whole: Count, names: Names) -> list[str]:
    stances = whole.stances
    actor = names[whole.actor]
    parts = []
    for stance, words in (
        (Stance.POSITIVE, "spreekt er een positieve ervaring uit"),
        (Stance.CONCERN, "is het (ook) een aandachtspunt"),
    ):
        if count := stances.get(stance, 0):
            noun = actor.singular if count == 1 else actor.plural
            parts.append(f"bij {count} {noun} {words}")
    return [sentence(" en ".join(parts))] if parts else []


def _or(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} of {parts[-1]}"


def conclusion_paragraph(themes: ConclusionThemes, wording: Wording, names: Names) -> str:
    """Who carries a conclusion, by number; or that nobody's coding does yet."""
    carried = [c for c in themes.counts if c.standing is Standing.RAISED]
    silent = [c for c in themes.counts if c.standing is Standing.NOT_RAISED]
    if not carried:
        return sentence("geen van de gevalideerde verslagen draagt deze conclusie")
    text = sentence(
        "codes onder deze conclusie komen voor bij "
        + listed([quantified(count, wording, names) for count in carried])
    )
    if silent:
        plurals = listed([names[count.actor].plural for count in silent])
        text += " " + sentence(f"bij {plurals} komen ze niet voor")
    return text
