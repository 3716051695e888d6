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
    numeral,
    of_how_many,
    quantified,
    sentence,
)

_NAMED_THEMES = 4
_Raised = Sequence[tuple[Theme, Count]]


def section_paragraphs(themes: SectionThemes, wording: Wording, names: Names) -> list[str]:
    """One paragraph per actor, in report order."""
    return [" ".join(_about_actor(themes, count, wording, names)) for count in themes.whole]


def _about_actor(themes: SectionThemes, whole: Count, wording: Wording, names: Names) -> list[str]:
    plural = names[whole.actor].plural
    if whole.standing is Standing.NOT_VALIDATED:
        return [sentence(f"van {plural} is nog geen verslag geheel gevalideerd")]
    if whole.standing is Standing.NOT_ASKED:
        return [sentence(f"bij {plural} hoorde dit onderwerp niet tot het gesprek")]
    verb = "bracht" if is_singular(whole, wording) else "brachten"
    text = [sentence(f"{quantified(whole, wording, names)} {verb} dit onderwerp in")]
    if whole.standing is Standing.NOT_RAISED:
        return text
    if not whole.asked:
        text.append("Het was bij hen geen vast onderwerp van het gesprek.")
    rows = _leaves(themes.themes)
    if len(rows) > 1:
        text += _sub_themes(rows, whole, names)
    return text + _stances(whole, names)


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
    most, rest = _split(raised)
    text = []
    if most:
        opening = "Het vaakst ging het over" if rest else "Het ging over"
        named = [f"‘{lower_first(t.label)}’ ({of_how_many(c)})" for t, c in most]
        text.append(sentence(f"{opening} {listed(named)}"))
    if rest:
        named = [f"‘{lower_first(t.label)}’ ({c.count})" for t, c in rest]
        verb = "kwam" if len(named) == 1 else "kwamen"
        text.append(sentence(f"minder vaak {verb} {listed(named)} ter sprake"))
    plural = names[whole.actor].plural
    silent = [f"‘{lower_first(t.label)}’" for t, c in counts if c.standing is Standing.NOT_RAISED]
    if silent:
        text.append(sentence(f"geen van de {plural} noemde {_or(silent)}"))
    unasked = [f"‘{lower_first(t.label)}’" for t, c in counts if c.standing is Standing.NOT_ASKED]
    if unasked:
        verb = "hoorde" if len(unasked) == 1 else "hoorden"
        text.append(sentence(f"{listed(unasked)} {verb} bij {plural} niet tot het gesprek"))
    return text


def _split(raised: _Raised) -> tuple[_Raised, _Raised]:
    """The themes to name first, and the rest; themes with equal counts are never parted."""
    if len(raised) <= _NAMED_THEMES:
        return raised, []
    cut = _NAMED_THEMES
    while cut > 0 and raised[cut - 1][1].count == raised[cut][1].count:
        cut -= 1
    return (raised[:cut], raised[cut:]) if cut else (raised, [])


def _stances(whole: Count, names: Names) -> list[str]:
    """`Dertien kinderen vertelden er iets positiefs over; vier noemden (ook) een aandachtspunt.`"""
    stances = whole.stances
    good, bad = stances.get(Stance.POSITIVE, 0), stances.get(Stance.CONCERN, 0)
    actor = names[whole.actor]
    both = {c.respondent for c in whole.codings if c.stance is Stance.POSITIVE} & {
        c.respondent for c in whole.codings if c.stance is Stance.CONCERN
    }
    parts = []
    if good:
        noun, verb = (actor.singular, "vertelde") if good == 1 else (actor.plural, "vertelden")
        parts.append(f"{numeral(good)} {noun} {verb} er iets positiefs over")
    if bad:
        verb = "noemde" if bad == 1 else "noemden"
        noun = "" if good else f" {actor.singular if bad == 1 else actor.plural}"
        also = "(ook) " if both else ""
        parts.append(f"{numeral(bad)}{noun} {verb} {also}een aandachtspunt")
    return [sentence("; ".join(parts))] if parts else []


def _or(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} of {parts[-1]}"


def summary_sentence(themes: SectionThemes, wording: Wording, names: Names) -> str:
    """`Alle kinderen (14 van de 14) en enkele ouders (3 van de 15) spraken over ‘Druk’.`

    Empty when nobody's coding says anything of it.
    """
    raised = [c for c in themes.whole if c.standing is Standing.RAISED]
    silent = [c for c in themes.whole if c.standing is Standing.NOT_RAISED]
    heading = f"‘{themes.section.heading}’"
    if not raised:
        return ""
    one = len(raised) == 1 and is_singular(raised[0], wording)
    verb = "sprak" if one else "spraken"
    text = f"{listed([quantified(c, wording, names) for c in raised])} {verb} over {heading}"
    if silent:
        text += f"; geen van de {_or([names[c.actor].plural for c in silent])} deed dat"
    return sentence(text)


def conclusion_paragraph(themes: ConclusionThemes, wording: Wording, names: Names) -> str:
    """Who spoke of what a conclusion rests on, by number. Who did not stands in the table only: a
    sentence that sets actors against each other would compare what the method does not."""
    stance = themes.conclusion.stance
    how = {Stance.POSITIVE: "positief ", Stance.CONCERN: "als aandachtspunt "}.get(stance, "")
    carried = [c for c in themes.counts if c.standing is Standing.RAISED]
    waiting = [c for c in themes.counts if c.standing is Standing.NOT_VALIDATED]
    text = []
    if carried:
        who = listed([quantified(count, wording, names) for count in carried])
        verb = "sprak" if len(carried) == 1 and is_singular(carried[0], wording) else "spraken"
        text.append(sentence(f"over onderwerpen die hierbij horen {verb} {how}{who}"))
    elif len(waiting) < len(themes.counts):
        text.append("In de gevalideerde verslagen komt dit niet naar voren.")
    if waiting:
        plurals = listed([names[c.actor].plural for c in waiting])
        text.append(sentence(f"van {plurals} is nog geen verslag geheel gevalideerd"))
    return " ".join(text)
