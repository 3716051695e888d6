"""A 'praatplaat' in sentences, for who cannot see it: the same boxes, arrows and answers."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.appraisal.chart import Arrow, Box, Chart, Kind
from pipeline.domain.flow import Leaning, Sign

_ASKED = (Kind.QUESTION, Kind.CHECKS)
SIGNS = {Sign.SUITS: "Past goed", Sign.MAY: "Kan ook", Sign.NOT: "Valt af"}
"""Each sign in words."""


def told(chart: Chart) -> list[str]:
    """One paragraph a box, the first about the whole. Questions and outcomes have numbers, by which
    an answer says where it leads."""
    names = references(chart)
    return [_whole(chart), *(_box(box, chart, names) for box in _in_order(chart))]


def references(chart: Chart) -> dict[str, str]:
    """Box → how a text refers to it: 'vraag 2', 'uitkomst 1', or another plate by its title."""
    found: dict[str, str] = {}
    asked = outcomes = 0
    for box in chart.boxes:
        if box.kind in _ASKED:
            asked += 1
            found[box.id] = f"vraag {asked}"
        elif box.kind is Kind.ADVICE:
            outcomes += 1
            found[box.id] = f"uitkomst {outcomes}"
        elif box.kind is Kind.FLOW:
            found[box.id] = f"de praatplaat ‘{box.heading}’"
    return found


def source(section: str) -> str:
    """Where something stands in the study."""
    return section if section.startswith("praatplaat") else f"paragraaf {section}"


def _in_order(chart: Chart) -> list[Box]:
    order = (Kind.TOPICS, Kind.NOTE, *_ASKED, Kind.ADVICE, Kind.FLOW)
    rank = {kind: min(at, 2) if kind in _ASKED else at for at, kind in enumerate(order)}
    shown = (box for box in chart.boxes if box.kind is not Kind.FLOW)
    return sorted(shown, key=lambda box: rank[box.kind])


def _whole(chart: Chart) -> str:
    asked = sum(box.kind in _ASKED for box in chart.boxes)
    outcomes = sum(box.kind is Kind.ADVICE for box in chart.boxes)
    others = sum(box.kind is Kind.FLOW for box in chart.boxes)
    leading = _counted(outcomes, "uitkomst", "uitkomsten") if outcomes else ""
    other = _counted(others, "andere praatplaat", "andere praatplaten") if others else ""
    about = f", over {chart.flow.subject}" if chart.flow.subject else ""
    return (
        f"Praatplaat '{chart.flow.title}'{about}: {_counted(asked, 'vraag', 'vragen')} "
        f"{'leidt' if asked == 1 else 'leiden'} naar {' en '.join(filter(None, (leading, other)))}."
    )


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _box(box: Box, chart: Chart, names: dict[str, str]) -> str:
    if box.kind is Kind.TOPICS:
        return f"Vooraf te bespreken, {box.heading}: {' '.join(box.lines)}"
    if box.kind is Kind.NOTE:
        return f"Toelichting ({box.heading}): {' '.join(_side(side) for side in box.sides)}"
    name = names[box.id].capitalize()
    if box.kind is Kind.ADVICE:
        return " ".join(
            (f"{name}: {_stopped(box.heading)}", *_weighed(box), *map(_stopped, box.reasons))
        )
    heading = f" ({box.heading})" if box.heading else ""
    all_of = "Ga alles na. " if box.kind is Kind.CHECKS else ""
    parts = [f"{name}{heading}: {all_of}{' '.join(box.lines)}"]
    parts += [_side(side) for side in box.sides]
    parts += [_answer(arrow, names) for arrow in chart.leaving(box.id)]
    return " ".join(parts)


def _answer(arrow: Arrow, names: dict[str, str]) -> str:
    return f"Bij '{arrow.label}': {names[arrow.to]}."


def _side(side: Leaning) -> str:
    parts = [_stopped(side.label)]
    if side.advantages:
        parts.append(f"Voordelen: {_listed(side.advantages)}.")
    if side.fits:
        parts.append(f"Past het best bij: {_listed(side.fits)}.")
    return " ".join(parts)


def _listed(texts: tuple[str, ...]) -> str:
    """Texts that stand below each other, in one sentence."""
    return "; ".join(text[:1].lower() + text[1:] for text in texts)


def _weighed(box: Box) -> Iterator[str]:
    for sign, words in SIGNS.items():
        if own := [label for label, given in box.weighed if given is sign]:
            yield f"{words}: {', '.join(own)}."


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
