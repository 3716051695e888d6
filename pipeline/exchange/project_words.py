"""What a study's own things are called in a project for other programs. A project comes back by
these words, so a changed one is a new one: what was exported before is no longer recognised."""

from __future__ import annotations

import re

READ = "gelezen"
"""A stretch that somebody read to the end, whatever codes stand on it."""
QUOTABLE = "citeerbaar"
NEVER = "niet citeren"
SUGGESTIONS = "Voorstellen van het programma (niet gevalideerd)"
STRUCTURE = "opbouw van de tekst (voor het programma)"
MEMO = "memo"

INTERNAL = (
    "Intern: dit project bevat woorden van deelnemers, en wie wat codeerde. Geef het niet door"
    " buiten het onderzoeksteam, ook al zijn namen vervangen."
)
INVENTED = "De verslagen in dit project zijn verzonnen."
_VERSION = "Codeboek, versie {version}."
_VERSION_SAID = re.compile(r"Codeboek, versie (\d+\.\d+\.\d+)\.")

WAVE, RESPONDENT, ACTOR = "golf", "respondent", "actor"
AGE, GENDER, PARTICIPANTS, DATE = "leeftijd", "geslacht", "deelnemers", "datum"
FORMERLY = "eerder"


def description(question: str, version: str, *, invented: bool) -> str:
    """What stands about a project as a whole: the question, and what to mind."""
    about = [_VERSION.format(version=version), INTERNAL, *([INVENTED] if invented else [])]
    return "\n\n".join([*([" ".join(question.split())] if question else []), " ".join(about)])


def described(text: str) -> tuple[str, str, bool]:
    """Question, version of the codebook ('' where it says none) and whether the reports are
    invented, of a project that is ours."""
    question, _, about = text.rpartition("\n\n")
    if INTERNAL not in about:
        return text, "", False
    version = _VERSION_SAID.search(about)
    return question, version[1] if version else "", INVENTED in about
