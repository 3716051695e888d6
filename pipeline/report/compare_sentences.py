"""What comparing found, in sentences that say no more than it does."""

from __future__ import annotations

from pipeline.domain.compared import Compared, EstimatesOf
from pipeline.report.compare_figures_told import filled
from pipeline.report.compare_words import HIDDEN_SIGN, Plural, unit_in
from pipeline.report.words import grouped, numeral, sentence


def read_first(found: Compared, demonstration: bool, caveat: str) -> list[str]:
    """What has to be known before a number is read; the page and the workbook both say it."""
    return [
        *([DEMONSTRATION] if demonstration else []),
        counting(found),
        caveat,
        BRANCHES,
        SILENCE,
        shares(found),
        *([hidden(found)] if found.hidden else []),
        NO_TESTS,
    ]


DEMONSTRATION = (
    "Dit is een demonstratie: de verslagen zijn verzonnen en het codeerwerk is niet door mensen"
    " gedaan."
)
SILENCE = (
    "‘Niet ingebracht’ betekent: het onderwerp hoorde bij het gesprek, en niemand bracht het in."
    " ‘Niet gevraagd’ betekent: het hoorde niet bij het gesprek met deze actor, en niemand begon er"
    " zelf over. Wie er ongevraagd over begon, telt wel mee."
)
NO_TESTS = (
    "Er staan geen toetsen bij. Een verschil tussen twee kolommen gaat over wie er is gesproken;"
    " waardoor het komt, zeggen deze tabellen niet."
)


def counting(found: Compared) -> str:
    """Who is counted."""
    read, every = grouped(found.counting), grouped(found.interviewed)
    if found.counting == found.interviewed:
        of = f"alle {every} respondenten van {found.wave}"
    else:
        of = f"{read} van de {every} respondenten van {found.wave}"
    return (
        f"Geteld zijn {of}: degenen van wie het hele verslag door mensen is gelezen en gecodeerd."
        " Een groepsgesprek is één respondent."
    )


def shares(found: Compared) -> str:
    least, unit = numeral(found.least_for_a_share), unit_in(found)
    return (
        f"Een aandeel staat er vanaf {least} respondenten, en alleen als het onderwerp bij allen"
        " aan de orde was. Tussen haakjes staat het 95%-interval. Daarvoor zijn er twee berekend:"
        " een waarin elke respondent los telt (Wilson, 1927) en een waarin de"
        f" {unit.plural} opnieuw zijn geloot, omdat mensen van één {unit.singular} hetzelfde"
        " meemaken. Het breedste van de twee staat er."
    )


def hidden(found: Compared) -> str:
    """Why numbers are left out, without saying which are left out for what."""
    small = " of ".join(str(number) for number in range(1, found.threshold))
    return (
        f"{HIDDEN_SIGN} (in het werkboek: ‘verborgen’) staat waar een aantal is weggelaten, omdat"
        f" het iemand zou kunnen aanwijzen: het is {small}, of het is op {small} na iedereen. Ook"
        " grotere aantallen zijn weggelaten, waar het kleine anders uit andere getallen te"
        f" berekenen was. Categorieën met minder dan {numeral(found.least_respondents)}"
        f" respondenten of minder dan {numeral(found.least_ozas)} {unit_in(found).plural} vallen"
        " helemaal weg. Een"
        " klein aantal staat er wel als het al volgt uit wat het rapport over een hele actor zegt,"
        " bijvoorbeeld dat alle ouders iets inbrachten en geen enkel kind. Wat"
        " verborgen is, is voor al deze tabellen samen bepaald; zet er dus geen tabel naast die u"
        " zelf maakte."
    )


BRANCHES = (
    "De vette rijen zijn hoofdcodes: zij tellen wie daar iets van inbracht, ook als dat een"
    " code eronder was. Wie twee codes eronder inbracht, telt in de hoofdcode één keer."
)
ESTIMATE_SOURCES = (
    "Methode: design-based supervised learning (Egami e.a., 2023, NeurIPS 36) en"
    " prediction-powered inference met een gewicht voor de voorstellen (Angelopoulos e.a., 2023,"
    " Science 382 en arXiv 2311.01453). Een schatting is nooit lager dan wat al is geteld. De kolom"
    " ‘Voorstellen’ staat er om te zien hoeveel de correctie uitmaakt; gebruik dat getal niet."
)


def in_short(found: Compared, plural: Plural) -> list[str]:
    """What a reader with one minute has to know."""
    told = [counting(found)]
    if found.hidden:
        told.append(
            f"{grouped(found.hidden)} aantallen zijn verborgen ({HIDDEN_SIGN}), omdat de groepen"
            " klein zijn en iemand anders te herkennen zou zijn."
        )
    told += [filled(one, plural) for one in found.filling]
    return [*told, unread_in_short(found)]


def never_together(reason: str) -> str:
    """Why two groups of actors stand in no table together."""
    return sentence(f"Wat er niet staat, laat de methode niet toe: {reason}")


def unread_in_short(found: Compared) -> str:
    """Whether there is anything to estimate."""
    if found.estimates:
        return (
            f"Van {found.wave} is nog niet alles gelezen. Wat de rest zou opleveren, staat apart,"
            " als schatting, onderaan."
        )
    return (
        f"Alle segmenten van {found.wave} zijn gelezen en gecodeerd. Er is dus niets te schatten:"
        " alle aantallen zijn tellingen."
    )


def unread(found: Compared) -> str:
    """What the estimates are, or that there are none."""
    if not found.estimates:
        return unread_in_short(found)
    return (
        f"Van {found.wave} is nog niet alles gelezen. Hieronder staat een schatting van wat lezen"
        " zou opleveren: het aandeel van alle segmenten met een code. De voorstellen van het"
        " programma zijn daarvoor verbeterd met segmenten die door loting zijn gekozen en zonder"
        " voorstellen zijn gecodeerd. Een schatting is geen bevinding, en staat in geen enkele"
        " tabel hierboven."
    )


def estimated_from(one: EstimatesOf) -> str:
    """What the estimates of one actor rest on."""
    head = f"Gelezen: {grouped(one.read)} van de {grouped(one.segments)} segmenten"
    blind = f"{grouped(one.blind)} van de {grouped(one.drawn)} gelote segmenten zonder voorstellen"
    if not one.codes:
        return f"{head}, waaronder {blind}. Dat is te weinig voor een schatting."
    return (
        f"{head}, waaronder {blind}, van {numeral(one.respondents)} respondenten. De schatting gaat"
        " ervan uit dat het toeval is welke gelote segmenten al gelezen zijn."
    )


def limits(found: Compared) -> list[str]:
    """What nobody should conclude."""
    unit = unit_in(found)
    told = [
        "Een aantal zegt hoeveel mensen iets inbrachten, niet hoe zwaar het voor hen woog.",
        f"Een kenmerk van een {unit.singular} verklaart niets: bij zo weinig {unit.plural} hangen"
        " kenmerken met elkaar samen, en met wie er is gesproken.",
        "Wie niet ter sprake bracht wat wel bij het gesprek hoorde, kan het vergeten zijn of"
        " onbelangrijk hebben gevonden; dat is niet hetzelfde als het tegendeel vinden.",
    ]
    if len(found.waves) > 1:
        told.append(
            f"In elke golf zijn andere mensen gesproken, en de {unit.plural} zijn er anders over"
            " verdeeld;"
            " een verschil tussen golven is daarom geen ontwikkeling."
        )
    return told
