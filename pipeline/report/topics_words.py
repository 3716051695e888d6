"""How topics, their words and the people behind them are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.topic import Scope, Standing, Steadiness, Topic, TopicsFound
from pipeline.domain.unit import OZA
from pipeline.report.evaluation_words import percentage
from pipeline.report.words import grouped, listed


@dataclass(frozen=True, slots=True)
class Names:
    """Actor → what one of them is called, and more of them; `unit` is what their number counts."""

    actors: Mapping[str, tuple[str, str]]
    unit: str = OZA.singular


STEADY = {
    Steadiness.STABLE: "stabiel",
    Steadiness.DOUBTFUL: "twijfelachtig",
    Steadiness.UNSTABLE: "onstabiel",
}
_TITLE_WORDS = 5


def title(topic: Topic) -> str:
    """`T-3: tablet, scherm, antwoord`, or the name of the code that was proposed."""
    if topic.label:
        return f"{topic.id}: ‘{topic.label}’"
    return f"{topic.id}: {', '.join(word.form for word in topic.words[:_TITLE_WORDS])}"


def counted(number: int, one: str, many: str) -> str:
    """`1 segment`, `1.345 segmenten`."""
    return f"{grouped(number)} {one if number == 1 else many}"


def segments(number: int) -> str:
    return counted(number, "segment", "segmenten")


def respondents(number: int) -> str:
    return counted(number, "respondent", "respondenten")


def who(topic: Topic, names: Names) -> str:
    """`7 respondenten (4 kinderen en 3 ouders) van OZA 1, 3 en 6`."""
    actors = [counted(number, *names.actors[actor]) for actor, number in topic.actors]
    ozas = listed([str(oza) for oza in topic.ozas])
    return f"{respondents(len(topic.respondents))} ({listed(actors)}) van {names.unit} {ozas}"


def share(part: int, whole: int) -> str:
    """`22 van de 219 segmenten (10%)`."""
    told = f" ({percentage(part / whole)})" if whole else ""
    return f"{grouped(part)} van de {grouped(whole)} segmenten{told}"


def scope_words(found: TopicsFound) -> str:
    """What was looked at, as the end of `segmenten …`."""
    without = "zonder code"
    if found.unread == found.segments:
        without = "zonder voorgestelde code (nog niemand las deze golf)"
    elif found.unread:
        without = "zonder code (waar nog niemand las: zonder voorgestelde code)"
    if found.scope is Scope.ALL:
        return "van deze golf, met en zonder code"
    if found.scope is Scope.WITHOUT:
        return without
    few = f" of met hoogstens {counted(found.few, 'code', 'codes')}" if found.few else ""
    return (
        f"{without}{few}, of waarbij zelfs de best passende code een kans onder"
        f" {percentage(found.poorly)} heeft"
    )


def names_of(topics: Sequence[str]) -> str:
    """`T-4 en T-5`."""
    return listed(list(topics))


HEADINGS = {
    Standing.OPEN: "Om te bekijken",
    Standing.PROPOSED: "Voorgesteld als code",
    Standing.SMALL: "Van te weinig respondenten",
    Standing.DISMISSED: "Afgewezen",
}
