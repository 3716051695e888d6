"""Made-up passages: who says what, from where."""

from __future__ import annotations

from pipeline.domain.placement_evidence import Direction, Passage, View

FOR, AGAINST, NEUTRAL = Direction.FOR, Direction.AGAINST, Direction.NEUTRAL
PARTIES = (
    View("gemeente", "gemeenten"),
    View("school", "scholen"),
    View("zorg", "aanbieders"),
    View("samen", "bijeenkomsten"),
)
MIXED = frozenset({"samen"})


def passage(
    person: str, direction: Direction, *views: str, option: str = "loon", segment: str = ""
) -> Passage:
    """One passage of somebody, from 'gemeente' when nothing else is said."""
    return Passage(
        option=option,
        criterion="rust",
        direction=direction,
        wave="ronde-1",
        segment=segment or f"{person}:0a0a0a0a",
        respondent=person,
        person=person,
        views=views or ("gemeente",),
        code=f"{option}-rust",
        coder="anna",
        decision="0123456789",
    )


def said(text: str) -> tuple[Passage, ...]:
    """`a+school b-gemeente c=zorg`: a for, b against, c neither; by default from two parties, in
    turn, so that what comes from one party has to be written so."""
    found = []
    signs = {"+": FOR, "-": AGAINST, "=": NEUTRAL}
    for at, word in enumerate(text.split()):
        views = word[2:].split("/") if word[2:] else [("gemeente", "school")[at % 2]]
        found.append(passage(word[0], signs[word[1]], *views))
    return tuple(found)
