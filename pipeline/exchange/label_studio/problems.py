"""What of a file is not read, and why: a line a reason, however many tasks it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.errors import Place, WorkbookError

_NAMED = 5
"""So many tasks are named by their place in the file."""


class Reason(StrEnum):
    """Why an annotation is not read. None of them repeats what the file says."""

    NO_TASK = "dit is geen taak van Label Studio"
    FOREIGN = "deze taak komt niet uit 'oza export-label-studio'"
    OTHER_STUDY = "deze taak hoort bij een andere studie"
    OTHER_WAVE = "deze taak hoort bij een andere golf"
    TEXT = "de tekst van deze taak is gewijzigd"
    SHAPE = "deze annotatie is niet zoals Label Studio haar schrijft"
    CONTROL = "deze annotatie heeft een onderdeel dat de inrichting niet kent"
    CODE = "deze annotatie noemt een code die het codeboek niet kent"
    ACTOR = "deze annotatie noemt een code die voor deze actor niet geldt"
    STANCES = "deze annotatie geeft één code twee houdingen"
    BOTH = "deze annotatie kiest een code en wijst haar ook af"
    RETIRED = "deze annotatie noemt een code die sinds de export is vervallen"
    USER = "van deze annotatie is niet bekend wie haar maakte"
    OTHERS = "deze annotatie gaat over een verslag dat aan anderen is toegewezen"


_REMEDIES = {
    Reason.OTHER_WAVE: "geef die golf met --wave",
    Reason.USER: "geef --coder naam=gebruiker, zoals anna=3 of anna=anna@instituut.nl",
    Reason.CODE: "exporteer opnieuw, of zet de inrichting terug",
    Reason.RETIRED: "exporteer opnieuw; het nieuwe codeboek kent haar niet meer",
    Reason.OTHERS: "neem de toewijzing terug met 'oza assign --take-back'",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One annotation or task, by its place in the file, from 1."""

    reason: Reason
    task: int


def lines_of(file: str, problems: Iterable[Problem]) -> list[WorkbookError]:
    """One error a reason, in the order of `Reason`."""
    found: dict[Reason, dict[int, None]] = {}
    for one in problems:
        found.setdefault(one.reason, {})[one.task] = None
    return [
        WorkbookError(
            f"{reason.value}; niet ingelezen: {_tasks(list(found[reason]))}",
            place=Place(file),
            remedy=_REMEDIES.get(reason, ""),
        )
        for reason in Reason
        if reason in found
    ]


def _tasks(places: list[int]) -> str:
    named = ", ".join(map(str, places[:_NAMED]))
    more = len(places) - _NAMED
    word = "taak" if len(places) == 1 else "taken"
    return f"{word} {named}{f' en {more} andere' if more > 0 else ''}"
