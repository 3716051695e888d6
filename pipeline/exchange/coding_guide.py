"""What the coding workbook tells its coder on the sheet 'Uitleg'."""

from __future__ import annotations

from pipeline.domain.queue import Order
from pipeline.exchange.coding_again import AGAIN
from pipeline.exchange.coding_sheet import (
    BLIND,
    CHECKS,
    CODING,
    TO_CHECK,
    UNREAD,
    YES,
    CodingWork,
)

_ORDERS = {
    Order.READING.value: "in de volgorde van het verslag",
    Order.INSTRUCTIVE.value: "voorop waar een besluit het programma het meeste leert",
    Order.YIELD.value: "voorop waar de meeste codes zijn te verwachten",
    Order.THIN.value: "voorop waar iets kan staan waarvan het rapport nog weinig heeft",
    CHECKS: "voorop waar in één keer is geaccepteerd en geloot is om na te kijken",
}


def guide_lines(work: CodingWork) -> list[str]:
    """The lines of the sheet; only what this workbook holds is explained."""
    lines = [
        "Zo werkt dit werkboek",
        f"Elke rij van het blad 'Coderen' is een segment, {_ORDERS[work.order]}.",
        "Kies bij elk voorstel 'akkoord' of 'afgewezen'. Laat leeg wat je nog niet hebt beslist.",
        "Hoort er een andere code bij, kies die dan in een kolom 'extra code'.",
        "Houding is facultatief: positief, aandachtspunt of neutraal, gezien vanuit de spreker.",
        "Past er geen code (meer), zet dan 'ja' in de kolom 'gelezen'.",
        "Is een heel verslag af, zet dan 'ja' op het blad 'Verslagen': alles wat er leeg bleef,"
        " geldt dan als gelezen en zonder code.",
    ]
    if work.partial:
        lines.append(
            "Dit werkboek bevat een deel van de segmenten; op het blad 'Verslagen' staan alleen"
            " verslagen die er helemaal in zitten."
        )
    if BLIND in work.marks:
        lines.append(
            "Bij segmenten met 'ja' in de kolom 'blind' staan met opzet geen voorstellen: alleen"
            " wat je zonder voorstellen codeert, laat zien hoe goed de voorstellen zijn en wat"
            " mensen over het hoofd zien."
        )
    if UNREAD in work.marks:
        lines += [
            f"In rijen met iets in de kolom '{UNREAD}' is een voorstel in één keer geaccepteerd,"
            " zonder dat iemand het las. Het staat al op 'akkoord': klopt het niet, kies dan"
            " 'afgewezen'. Codeer je de rij of zet je er 'gelezen', dan is wat er op 'akkoord'"
            " staat jouw eigen besluit.",
            f"Staat er '{TO_CHECK}', dan is het voorstel geloot om na te kijken en staat het"
            " besluit leeg: lees het segment en kies zelf.",
        ]
    if any(look.text_changed for look in work.looks):
        lines.append(
            f"Op het blad '{AGAIN}' staan segmenten waarvan de tekst na jouw besluit is gewijzigd,"
            " met de codes die je toen gaf. Die gaan niet vanzelf mee: geef in de rij op het blad"
            f" '{CODING}' opnieuw wat nog past, of zet alleen '{YES}' in de kolom 'bekeken' als er"
            " niets meer past."
        )
    if not all(look.text_changed for look in work.looks):
        lines += [
            f"Op het blad '{AGAIN}' staan codes die sinds jouw besluit een andere definitie kregen"
            " of zijn gesplitst, met beide definities naast elkaar. Verander zo nodig de rij op het"
            f" blad '{CODING}' en zet daarna '{YES}' in de kolom 'bekeken', ook als je bij je"
            " besluit blijft.",
            f"Een segment waarvan een code is gesplitst, telt pas weer als gelezen na die '{YES}';"
            f" past er geen van de nieuwe codes, zet dan alleen '{YES}'.",
        ]
    return [
        *lines,
        "De grijze kolommen en het blad 'Codeboek' zijn om te lezen; wijzigingen daarin worden"
        " bij het terughalen geweigerd.",
        "Sorteren, filteren en kolommen verbergen mag. Rijen verwijderen niet.",
    ]
