"""The text on which the claim check was made: forty-odd claims about golf-1 as an author would write
them, ten of them wrong, each with the words that a comment has to stand on.

The numbers are those of the shipped study, by hand from its tables. How well the check does on text
that its makers never saw is measured elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A paragraph: its style ('' for body text, a digit for a heading's level), its text, and the
    words in it that are planted errors."""

    text: str
    style: str = ""
    wrong: tuple[str, ...] = ()


def h(level: int, text: str) -> Line:
    return Line(text, str(level))


TEXT = (
    h(1, "3 Resultaten"),
    h(2, "3.2 Het perspectief en de ervaringen van kinderen en ouders"),
    Line(
        "Dit hoofdstuk gaat over de veertien kinderen en vijftien ouders met wie is gesproken. Het"
        " is niet de bedoeling dat alle ouders zich in elk citaat herkennen."
    ),
    h(3, "3.2.1 Situatie vóór deelname aan het onderwijszorgarrangement"),
    h(4, "Vastlopen in het onderwijs: ervaringen van kinderen en ouders"),
    Line(
        "Alle ouders en vrijwel alle kinderen spraken over het vastlopen op de vorige school. De"
        " meeste kinderen (9 van de 14) beschreven overprikkeling, uitputting of boosheid. Negen van"
        " de vijftien ouders zagen hun kind thuis komen te zitten; van de kinderen vertelden er zes"
        " over een periode thuis."
    ),
    Line(
        "Over pesten vertelden de meeste kinderen. Een deel van de kinderen was bang op school of"
        " raakte in paniek. Ruim de helft van de ouders vond dat hun kind op de vorige school niet"
        " werd begrepen.",
        wrong=("de meeste kinderen",),
    ),
    Line(
        "Een ouder vat het zo samen: “Wij hebben het thuis schooltrauma genoemd, later gebruikte de"
        " psycholoog dat woord ook en toen was het opeens echt.”"
    ),
    h(4, "Impact op het gezin en de omgeving"),
    Line(
        "Voor tien van de vijftien ouders was de druk op het gezin groot. Een derde van hen, vijf"
        " ouders, had het gevoel casemanager van het eigen kind te zijn."
    ),
    h(3, "3.2.2 De weg naar het onderwijszorgarrangement"),
    Line(
        "De weg naar de OZA verliep heel verschillend. Zeven ouders vonden de plek door zelf te"
        " zoeken. Twee ouders en vier kinderen kwamen er via de eigen school. Wachten en tegenwerking"
        " noemden elf van de vijftien ouders. Een deel van de ouders vindt dat niet ieder gezin een"
        " eerlijke kans op een plek heeft.",
        wrong=("elf van de vijftien ouders",),
    ),
    Line(
        "“Zelf gevonden. Niemand heeft ons iets aangereikt. Ik had een rijtje van elf voorzieningen"
        " en heb die op volgorde gebeld, met een kladblok.” — Ouder, OZA 4",
        wrong=("Zelf gevonden.",),
    ),
    h(3, "3.2.3 Ervaringen van kinderen en ouders met de onderwijszorgarrangementen"),
    h(4, "Sociale relaties"),
    Line(
        "Vrijwel alle kinderen voelen zich veilig en kunnen er zichzelf zijn. De helft van de kinderen"
        " sprak over vriendschap en de sfeer in de groep, vijf kinderen over de band met hun"
        " begeleiders. Geen van de ouders begon over vriendschappen. Enkele kinderen en twee ouders"
        " noemden het gemis van leeftijdsgenoten."
    ),
    h(4, "Individuele aandacht en toegankelijkheid van begeleiding"),
    Line(
        "De individuele aandacht wordt door enkele ouders genoemd. Elf van de veertien kinderen"
        " krijgen naar eigen zeggen hulp als zij die nodig hebben. Twee ouders vonden dat docenten"
        " onvoldoende waren toegerust. De begeleiders geven alle kinderen aandacht, is het"
        " uitgangspunt van de OZA’s.",
        wrong=("enkele ouders",),
    ),
    h(4, "Druk en uitdaging"),
    Line(
        "Zes kinderen en zes ouders waardeerden dat er minder toetsen en cijfers zijn. Drie kinderen"
        " vonden dat er te weinig uitdaging is. Zoals een kind het zegt: “Op een cijfer kun je niet"
        " slaan.” Dit onderwerp werd door de meeste kinderen ingebracht."
    ),
    h(4, "Aantrekkelijke fysieke omgeving"),
    Line(
        "Acht van de dertien kinderen noemden de plek zelf: het gebouw, de tuin of de dieren. Van de"
        " ouders waren dat er twee.",
        wrong=("Acht van de dertien kinderen",),
    ),
    h(4, "Positieve resultaten volgens kinderen en ouders"),
    Line(
        "Alle kinderen en alle ouders zien sociaal-emotionele groei. Acht ouders vertelden over"
        " schoolse vooruitgang. Vijf kinderen hebben daarnaast dubbele gevoelens."
    ),
    h(3, "3.2.5 Samenwerking met en betrokkenheid van ouders"),
    Line(
        "Bijna alle ouders prijzen het laagdrempelige contact en de korte lijnen. Een ruime"
        " meerderheid van de ouders voelt zich serieus genomen. De meeste ouders noemden contact met"
        " andere ouders. Elf ouders gingen in op vaste gesprekken, zoals ouderavonden.",
        wrong=("De meeste ouders",),
    ),
    Line(
        "In OZA 3 zijn de ouders hierover positief, terwijl de professionals er kritisch over zijn.",
        wrong=("In OZA 3 zijn de ouders",),
    ),
    h(3, "3.2.6 Toekomstperspectief"),
    Line(
        "Zorgen over het voortbestaan van de OZA leven bij acht ouders. Zeven van de vijftien ouders"
        " spraken over de overgang naar het voortgezet onderwijs. Vrijwel alle ouders (4 van de 15)"
        " willen meer plekken, dichter bij huis.",
        wrong=("Vrijwel alle ouders (4 van de 15)",),
    ),
    h(2, "3.3 Het perspectief en de ervaringen van uitvoerend professionals en samenwerkingspartners"),
    h(3, "3.3.2 Organisatie en samenwerking in en rondom de onderwijszorgarrangementen"),
    Line(
        "Alle groepen professionals beschreven de vorm van het overleg. Vijf groepen"
        " samenwerkingspartners noemden verschillen in cultuur tussen onderwijs en zorg. Vrijwel alle"
        " professionals ervaren de samenwerking met ouders soms als lastig. Uitwisseling met andere"
        " OZA’s kwam alleen bij samenwerkingspartners ter sprake, bij vijf van de negen groepen"
        " samenwerkingspartners."
    ),
    h(3, "3.3.3 Afwijkingsmogelijkheden binnen de onderwijszorgarrangementen"),
    Line(
        "Zes van de negen groepen professionals maken gebruik van een andere locatie. Enkele"
        " samenwerkingspartners lopen aan tegen belemmeringen in de bekostiging. Acht groepen"
        " samenwerkingspartners noemden voorwaarden voor succes.",
        wrong=("Enkele samenwerkingspartners",),
    ),
    Line(
        "“Vorige maand hadden we een jongen die echt de hele dag iemand naast zich nodig had. Dat"
        " kunnen wij niet organiseren.” — Professional, OZA 3",
        wrong=("Vorige maand hadden we",),
    ),
    h(3, "3.3.4 Opbrengsten van de onderwijszorgarrangementen"),
    Line(
        "Alle professionals en alle samenwerkingspartners zien dat het welbevinden van kinderen"
        " groeit. Zes van de negen groepen professionals vinden die ontwikkeling moeilijk meetbaar."
        " Vier groepen professionals noemden schoolse vooruitgang."
    ),
)  # fmt: skip
