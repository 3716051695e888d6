"""Why there is no answer on a segment: a value, because one segment does not stop a wave."""

from __future__ import annotations

from enum import StrEnum


class Failure(StrEnum):
    """The kind of trouble, as a user reads it. Never a word of a participant or of the model."""

    UNREACHABLE = "geen verbinding"
    INSECURE = "geen veilige verbinding"
    LATE = "geen antwoord binnen de tijd"
    BUSY = "de server heeft het te druk"
    SERVER = "de server meldt een fout"
    NO_ACCESS = "de server geeft geen toegang"
    NO_MODEL = "de server kent dit model of adres niet"
    REFUSED = "de server weigert de vraag"
    REDIRECT = "de server verwijst door"
    TOO_LARGE = "het antwoord is te groot"
    UNUSABLE = "het antwoord is niet te gebruiken"
    WITHHELD = "niet gestuurd: er wacht nog een bevinding op een besluit"
    STOPPED = "niet gevraagd"

    @property
    def worth_another_try(self) -> bool:
        return self in _PASSING


_PASSING = frozenset({Failure.UNREACHABLE, Failure.BUSY, Failure.SERVER, Failure.UNUSABLE})


def failure_of(status: int) -> Failure:
    """What an HTTP status other than 200 means."""
    if status == 429:
        return Failure.BUSY
    if status in (401, 403):
        return Failure.NO_ACCESS
    if status in (404, 405):
        return Failure.NO_MODEL
    if 300 <= status < 400:
        return Failure.REDIRECT
    return Failure.REFUSED if 400 <= status < 500 else Failure.SERVER
