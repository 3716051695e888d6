"""What the figures of comparing show, in sentences: how codes were found, and which themes go
together."""

from __future__ import annotations

from pipeline.domain.compared import Compared, Filling, Together
from pipeline.report.compare_words import HIDDEN_SIGN, Plural, who
from pipeline.report.evaluation_words import percentage
from pipeline.report.words import numeral

SATURATION = (
    "De figuur laat zien hoeveel verschillende codes er gevonden waren na zoveel gelezen verslagen."
    " De doorgetrokken lijn volgt de volgorde waarin het team las. De streepjeslijn is het"
    " gemiddelde over alle mogelijke volgorden; in de band eromheen valt 95% daarvan. Bij de"
    " stippellijn kwam er voor het eerst vrijwel niets nieuws meer bij."
)
SATURATION_SOURCES = (
    "Maat: Guest, Namey en Chen (2020), PLoS ONE 15(5), e0232076: het aandeel nieuwe codes in elke"
    " twee opeenvolgende verslagen, ten opzichte van de codes in de eerste vier. Dit gaat over"
    " codes van dit codeboek. Of elke code ook begrepen is, vraagt meer gesprekken (Hennink,"
    " Kaiser en Marconi, 2017). Was het codeboek er vóór het lezen, dan zegt een vlakke lijn"
    " vooral dat het wordt gebruikt."
)
FILLING_CAPTION = "Codes gevonden, naar het aantal gelezen verslagen"
TOGETHER = (
    "Twee manieren van kijken. Het netwerk gaat over één passage: codes zijn verbonden als"
    " respondenten er in dezelfde passage over spraken. De matrix gaat over het hele verslag:"
    " hoeveel respondenten beide hoofdcodes inbrachten, waar dan ook. Dat twee thema’s samengaan,"
    " zegt niet dat het ene van het andere komt; wie veel vertelt, brengt van alles in."
)


def filled(one: Filling, plural: Plural) -> str:
    """When new codes became rare, or that they did not, and how many there may be."""
    found = f"{one.in_order[-1]} van de {one.codes} codes"
    head = f"Bij {who(one.actors, plural)} zijn in {one.reports} verslagen {found} gevonden."
    return " ".join([head, _rare(one), *_expected(one)])


def _rare(one: Filling) -> str:
    if one.last is None:
        least = numeral(one.base + one.run)
        return (
            "Of er nog nieuwe bijkomen, is hiermee niet te zeggen: dat kan vanaf"
            f" {least} verslagen."
        )
    limit, run = percentage(one.threshold), numeral(one.run)
    if one.reached is None:
        return (
            f"De grens is niet bereikt: in de laatste {run} verslagen was nog"
            f" {percentage(one.last)} nieuw (grens: {limit})."
        )
    return (
        f"Na {one.reached} verslagen brachten de volgende {run} voor het eerst hoogstens {limit}"
        f" nieuwe codes (bij Guest e.a. heet dat {one.reached}+{one.run}); in de laatste {run} was"
        f" dat {percentage(one.last)}."
    )


def _expected(one: Filling) -> list[str]:
    """Only where more is expected than was found."""
    total = one.expected
    if total.value is None or total.low is None or total.high is None:
        return []
    if round(total.value) <= one.in_order[-1]:
        return []
    return [
        f"Met meer verslagen waren het er naar schatting minstens {round(total.value)} (tussen"
        f" {round(total.low)} en {round(total.high)}; Chao, 1987)."
    ]


def filling_alternative(found: Compared, plural: Plural) -> str:
    """The figure in words."""
    return " ".join(filled(one, plural) for one in found.filling)


def network_caption(one: Together) -> str:
    """Under the network."""
    return (
        f"Codes waarover minstens {numeral(one.least)} respondenten in dezelfde passage spraken."
        " Het getal op een lijn telt die respondenten; een dikkere lijn is meer respondenten"
    )


def no_network(one: Together) -> str:
    """In the place of a network without links."""
    return (
        f"Er zijn geen twee codes waarover minstens {numeral(one.least)} respondenten in dezelfde"
        " passage spraken; een netwerk is er dus niet."
    )


def network_alternative(one: Together) -> str:
    """The links in words."""
    named = [f"{one.codes[a].label} en {one.codes[b].label}: {n}" for a, b, n in one.links]
    return f"{'; '.join(named)}."


def matrix_caption(one: Together) -> str:
    """Under the matrix."""
    told = (
        f"Hoeveel van de {one.respondents} respondenten beide hoofdcodes inbrachten. In de"
        " omlijnde vakjes: hoeveel de ene inbrachten"
    )
    if any(number is None for row in one.count for number in row):
        return f"{told}. {HIDDEN_SIGN} = verborgen"
    return told


def matrix_alternative(one: Together) -> str:
    """The pairs that most raised, in words."""
    size = len(one.themes)
    pairs = [
        (number, a, b)
        for a in range(size)
        for b in range(a + 1, size)
        if (number := one.count[a][b]) is not None
    ]
    most = sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))[:8]
    named = [f"{one.themes[a].label} met {one.themes[b].label}: {n}" for n, a, b in most]
    return f"De paren die het vaakst samengaan: {'; '.join(named)}." if named else ""
