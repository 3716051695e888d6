"""What was found, in sentences: for the page, for the terminal and for onderwerpen.json."""

from __future__ import annotations

from collections import Counter

from pipeline.domain.topic import Grouping, Standing, Steadiness, Topic, TopicsFound
from pipeline.report.evaluation_words import decimal, percentage
from pipeline.report.topics_words import (
    STEADY,
    Names,
    counted,
    names_of,
    respondents,
    scope_words,
    segments,
    share,
    title,
    who,
)
from pipeline.report.words import listed

_MOST_CODES = 4
_ON_SCREEN = 5


def in_short(found: TopicsFound) -> list[str]:
    """What a reader has to know first."""
    if found.too_little:
        return [
            f"Er is te weinig om in te zoeken: {segments(found.considered)} van"
            f" {respondents(found.people)}. Nodig zijn minstens"
            f" {segments(found.least_segments)} van {respondents(found.least_respondents)}."
            f" {_where(found)}",
            "Kies in study.toml onder [topics] een ruimere ‘scope’, of wacht tot er meer verslagen"
            " zijn.",
        ]
    lines = [
        f"Gezocht is in {segments(found.considered)} van {respondents(found.people)}."
        f" {_where(found)}",
        _how_many(found),
    ]
    shown = found.standing(Standing.OPEN)
    if shown:
        lines.append(_steadiness(shown))
    if found.earlier:
        lines.append(
            f"Wat in {listed(list(found.earlier))} al ter sprake kwam, staat lager dan wat nieuw"
            " is."
        )
    else:
        lines.append(
            "Dit is de eerste golf: of een onderwerp nieuw is in de tijd, is niet te zeggen."
        )
    if found.outside:
        lines.append(f"{segments(found.outside)} hoorden nergens bij.")
    return lines


def facts(topic: Topic, found: TopicsFound, names: Names) -> list[tuple[str, str]]:
    """What there is to know of a topic: (what, sentence)."""
    lines = [
        ("Wie", f"{segments(len(topic.segments)).capitalize()} van {who(topic, names)}."),
        ("Codes", _codes(topic)),
        ("Codeboek", _beside_codebook(topic)),
        ("Golven", _over_waves(topic)),
        ("Stabiliteit", steadiness_of(topic)),
    ]
    history = _history(topic, found)
    return [*lines, ("Geschiedenis", history)] if history else lines


def steadiness_of(topic: Topic) -> str:
    """`Twijfelachtig (0,62).`, with what that means."""
    meaning = {
        Steadiness.STABLE: "zonder een vijfde van de respondenten komt het vrijwel zo terug",
        Steadiness.DOUBTFUL: "er zit een patroon in, maar welke passages erbij horen is onzeker",
        Steadiness.UNSTABLE: "zonder een vijfde van de respondenten ziet het er anders uit; lees de"
        " passages voor u er iets van maakt",
    }
    steady = topic.steadiness
    return f"{STEADY[steady].capitalize()} ({decimal(topic.stability)}): {meaning[steady]}."


def for_terminal(found: TopicsFound, names: Names) -> list[str]:
    """The first proposals, without a passage: words of a topic say enough to know it again."""
    if found.too_little:
        return in_short(found)
    lines = [_how_many(found)]
    for place, topic in enumerate(found.standing(Standing.OPEN)[:_ON_SCREEN], start=1):
        lines.append(f"{place}. {title(topic)}")
        lines.append(f"   {segments(len(topic.segments))} van {who(topic, names)};")
        steady = STEADY[topic.steadiness]
        lines.append(f"   {_uncoded(topic)}; {steady} ({decimal(topic.stability)})")
    return lines


def method_words(found: TopicsFound) -> str:
    """How it was done, with what was set."""
    how = {
        Grouping.KMEANS: "k-means op latente semantische analyse (‘pca-kmeans’)",
        Grouping.DENSITY: "UMAP en HDBSCAN (‘umap-hdbscan’)",
    }[found.method]
    vectors = f"tekstmodel {found.encoder}" if found.encoder else "de eigen woorden (TF-IDF)"
    guided = f" Gericht gezocht naar: {'; '.join(found.guided)}." if found.guided else ""
    return (
        f"BERTopic met {how}, vectoren van {vectors}, startgetal {found.seed}. Stabiliteit uit"
        f" {found.draws} trekkingen van vier vijfde van de respondenten.{guided}"
    )


def _where(found: TopicsFound) -> str:
    return f"Er is gekeken naar segmenten {scope_words(found)}."


def _how_many(found: TopicsFound) -> str:
    topics, shown = len(found.topics), len(found.standing(Standing.OPEN))
    if not topics:
        return "Er zijn geen groepen van passages gevonden die bij elkaar horen."
    parts = [
        (len(found.standing(Standing.PROPOSED)), "al voorgesteld als code"),
        (len(found.standing(Standing.DISMISSED)), "afgewezen"),
        (len(found.standing(Standing.SMALL)), "van te weinig respondenten"),
    ]
    rest = [f"{number} {what}" for number, what in parts if number]
    also = f" ({listed(rest)})" if rest else ""
    return (
        f"{counted(topics, 'onderwerp', 'onderwerpen')} gevonden, {shown} daarvan om te"
        f" bekijken{also}."
    )


def _steadiness(topics: list[Topic]) -> str:
    counts = Counter(topic.steadiness for topic in topics)
    told = [f"{counts[kind]} {STEADY[kind]}" for kind in Steadiness if counts[kind]]
    return f"Daarvan zijn er {listed(told)}."


def _uncoded(topic: Topic) -> str:
    if not topic.read:
        return "nog niet gelezen"
    return f"{topic.uncoded} van de {topic.read} gelezen segmenten zonder code"


def _codes(topic: Topic) -> str:
    carried = [f"‘{one.label}’ ({one.segments})" for one in topic.codes[:_MOST_CODES]]
    others = len(topic.codes) - _MOST_CODES
    if others > 0:
        carried.append(counted(others, "andere code", "andere codes"))
    unread = len(topic.segments) - topic.read
    told = []
    if topic.read:
        told.append(f"{_uncoded(topic).capitalize()}.")
    if unread:
        told.append(f"{segments(unread).capitalize()} nog niet gelezen.")
    if carried:
        by = "gegeven" if not unread else "gegeven of voorgesteld" if topic.read else "voorgesteld"
        told.append(f"Er zijn codes {by}: {listed(carried)}.")
    return " ".join(told)


def _beside_codebook(topic: Topic) -> str:
    chance = percentage(1 - topic.unexplained)
    told = f"De best passende code heeft gemiddeld een kans van {chance}."
    if topic.like:
        labels = listed([f"‘{one.label}’" for one in topic.like])
        told += f" In woorden lijkt dit het meest op {labels}."
    return told


def _over_waves(topic: Topic) -> str:
    told = [
        f"{one.wave}: {share(one.segments, one.of_segments)},"
        f" {one.respondents} van de {one.of_respondents} respondenten"
        for one in topic.waves
    ]
    return f"{'; '.join(told)}."


def _history(topic: Topic, found: TopicsFound) -> str:
    told = []
    if topic.since != found.wave:
        told.append(f"Voor het eerst gevonden in {topic.since}.")
    if topic.split_from:
        told.append(f"Afgesplitst van {topic.split_from}.")
    if topic.parts:
        verb = "lijkt" if len(topic.parts) == 1 else "lijken"
        told.append(f"{names_of(topic.parts)} {verb} hierin te zijn opgegaan.")
    if topic.near:
        told.append(f"Ligt dicht bij {names_of(topic.near)}: misschien is het één thema.")
    return " ".join(told)
