"""What a printed codebook says of itself and of each code, in Dutch."""

from __future__ import annotations

from datetime import date

from pipeline.domain.ids import Actor
from pipeline.report.codebook_entries import Entry, Printed
from pipeline.report.themes import Count
from pipeline.report.words import Names, grouped, listed, of_how_many, unit_of

INVENTED = "Voorbeelden (verzonnen)"
PASSAGES = "Uit de gesprekken"
_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()


def heading(book: Printed) -> str:
    return f"Codeboek: {book.title}"


def version_line(book: Printed) -> str:
    """`Versie 1.1.0 van 22 november 2026 · 88 codes · kenmerk 1a23c090abff`."""
    day = f" van {in_words(book.on)}" if book.on else ""
    codes = f"{grouped(len(book.entries))} {'code' if len(book.entries) == 1 else 'codes'}"
    return f"Versie {book.version}{day} · {codes} · kenmerk {book.digest}"


def in_words(day: str) -> str:
    """`22 november 2026` of `2026-11-22`; anything else as somebody wrote it."""
    try:
        known = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{known.day} {_MONTHS[known.month - 1]} {known.year}"


def warnings(book: Printed) -> list[str]:
    """What has to be said before anything else."""
    said = []
    if book.demonstration and book.wave:
        said.append("Dit is een demonstratie. De verslagen zijn verzonnen en gaan over niemand.")
    return [*said, book.caveat] if book.wave else said


def reading(book: Printed, names: Names) -> list[str]:
    """How to read the codebook, a paragraph a string."""
    said = [
        "Elke code heeft een nummer en een naam; daaronder staat in het grijs hoe het programma"
        " haar noemt en voor wie zij geldt. ‘Wanneer wel’ en ‘Wanneer niet’ beslissen samen; bij"
        " ‘Wanneer niet’ staat achter de pijl welke code u dan kiest. Past een deelcode, kies dan"
        " de deelcode en niet de code erboven.",
        "Onder ‘Voorbeelden (verzonnen)’ staan zinnen die voor dit codeboek zijn bedacht. Niemand"
        " heeft ze gezegd: gebruik ze om te leren coderen, nooit als citaat.",
    ]
    if not book.wave:
        return [
            *said,
            "Dit codeboek is gedrukt zonder aantallen en zonder passages uit de gesprekken.",
        ]
    whole = "verslag" if book.respondents == 1 else "verslagen"
    said += [
        "Aantallen zijn aantallen respondenten van één actor in"
        f" {book.wave.replace('-', ' ')}. ‘11 van de 15’ betekent: elf van de vijftien respondenten"
        " van wie het verslag geheel is gevalideerd; een groepsgesprek telt als één respondent. Dat"
        f" geldt nu voor {book.counting} van de {book.respondents} {whole}. ‘Niet ingebracht’: het"
        " onderwerp hoorde bij het gesprek, maar niemand sprak erover. ‘Niet gevraagd’: het hoorde"
        " niet bij het gesprek. Bij een code met deelcodes tellen de deelcodes mee.",
    ]
    if book.passages:
        said.append(
            "Onder ‘Uit de gesprekken’ staan gevalideerde passages: eerst wat iemand als citeerbaar"
            f" heeft gemarkeerd, nooit iets uit een segment met ‘niet citeren’.{_untied(names)}"
        )
    return said


def _untied(names: Names) -> str:
    """Whose OZA, or region, never stands under a passage; nothing where everybody's may."""
    never = [one.singular for one in names.values() if not one.names_oza]
    who = " of ".join(never)
    unit = unit_of(names).singular
    return f" Onder een passage van een {who} staat nooit welke {unit} het was." if never else ""


def about(entry: Entry, names: Names) -> str:
    """For whom the code is meant, and whether it is finished: `vastlopen-angst · voor ouders`."""
    draft = " · nog niet af" if entry.code.draft else ""
    return f"{entry.code.id} · voor {_actors(entry.code.actors, names)}{draft}"


def _actors(actors: tuple[Actor, ...], names: Names) -> str:
    if set(actors) >= set(names):
        return "alle actoren"
    return listed([names[actor].plural if actor in names else actor.value for actor in actors])


def counted(count: Count, names: Names) -> str:
    """`Kinderen: 11 van de 15`, or why there is no such number."""
    return f"{names[count.actor].plural.capitalize()}: {of_how_many(count)}"


def codings(entry: Entry) -> str:
    """`42 keer gecodeerd.`, or that it was not yet."""
    below = ", deelcodes meegeteld" if entry.branch else ""
    if not entry.codings:
        return f"Nog niet gecodeerd{below}."
    times = "1 keer" if entry.codings == 1 else f"{grouped(entry.codings)} keer"
    return f"{times} gecodeerd{below}."
