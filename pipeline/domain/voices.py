"""Who is who in a transcript: the speakers as they are labelled, and what they are in the study.

A label is often a name, so it goes no further than the private folder and what is read there. What
goes on is a role, a word from a closed list: whatever somebody types, a name cannot become one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

INTERVIEWER, RESPONDENT = "interviewer", "respondent"
_INTERVIEWERS = frozenset(
    {INTERVIEWER, "interviewster", "onderzoeker", "gespreksleider", "moderator"}
)
_OTHERS = frozenset(
    "deelnemer kind leerling jongere ouder moeder vader verzorger pleegouder pleegmoeder "
    "pleegvader stiefouder stiefmoeder stiefvader oma opa broer zus familielid voogd professional "
    "partner begeleider leerkracht leraar docent mentor directeur coördinator pedagoog "
    "gedragswetenschapper orthopedagoog psycholoog therapeut behandelaar hulpverlener "
    "zorgverlener ondersteuner bestuurder ambtenaar beleidsmedewerker projectleider gemeente "
    "samenwerkingsverband school aanbieder zorgkantoor tolk notulist aanwezige".split()
)
_ROLE = re.compile(r"([^\W\d_]+)(?: ([1-9]\d?))?")
_SHORT = {
    **dict.fromkeys(("i", "int", "v", "vr"), INTERVIEWER),
    **dict.fromkeys(("r", "resp", "geïnterviewde", "participant"), RESPONDENT),
}
_MACHINE = re.compile(
    r"(?:speaker|spreker|sprecher|locuteur|onbekende spreker|unknown speaker)?"
    r"[\s_#@-]*(?:\d{1,3}|undefined|onbekend|unknown|[a-z])?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker of one report, with what helps to tell who it is.

    `label` may be a name, and is empty for whatever the transcript gives no speaker to. `first` and
    `seconds` are None without times: when the voice is first heard, and how long in all. `turns`
    are runs without another voice between them; `questions` are question marks. `proposal` is a
    role, or empty: a guess that nobody has confirmed.
    """

    respondent: str
    label: str
    turns: int
    questions: int
    first: float | None = None
    seconds: float | None = None
    proposal: str = ""


Roles = Mapping[str, str]
"""Label → role, of one report, as somebody confirmed them."""


def read_role(text: str) -> str:
    """A role as it is kept: 'Moeder ' and 'moeder' are the same.

    Raises:
        ValueError: for a word that is no role. The message does not repeat it: it may be a name.
    """
    role = " ".join(text.split()).casefold()
    found = _ROLE.fullmatch(role)
    if found and found[1] in _INTERVIEWERS | _OTHERS | {RESPONDENT}:
        return role
    raise ValueError(
        "een rol is interviewer, respondent, of een woord als kind, moeder, begeleider, tolk of "
        "deelnemer 2"
    )


@lru_cache(maxsize=4096)  # a transcript says the same few labels thousands of times
def own_role(label: str) -> str:
    """The role that a label itself says ('Interviewer', 'R', 'Moeder 2'), or '' for a name and for
    the number that a program gave a voice."""
    label = label.strip().casefold()
    if label in _SHORT:
        return _SHORT[label]
    try:
        return read_role(label)
    except ValueError:
        return ""


def asks(role: str) -> bool:
    """Whether what somebody in this role says is a question and never coded."""
    return role.partition(" ")[0] in _INTERVIEWERS


def sign_of(role: str) -> str:
    """What stands before a turn: 'I', 'R', 'Moeder'."""
    if asks(role):
        return "I"
    return "R" if role == RESPONDENT else role.capitalize()


@lru_cache(maxsize=4096)
def is_name(label: str) -> bool:
    """Whether a label may name somebody: it says no role, and no program made it up."""
    return bool(label.strip()) and not own_role(label) and not _MACHINE.fullmatch(label.strip())


def proposals(voices: Sequence[Voice]) -> dict[str, str]:
    """Label → role, as far as a guess can be made: who asks most is probably the interviewer, and a
    single other voice the respondent.

    Nothing when two ask equally much, or nobody asks anything.
    """
    most = max((voice.questions for voice in voices), default=0)
    asking = [voice.label for voice in voices if voice.questions == most]
    if most == 0 or len(asking) > 1 or len(voices) < 2:
        return {}
    others = [voice.label for voice in voices if voice.label != asking[0]]
    if len(others) == 1:
        return {asking[0]: INTERVIEWER, others[0]: RESPONDENT}
    numbered = {label: f"deelnemer {at}" for at, label in enumerate(others, start=1)}
    return {asking[0]: INTERVIEWER, **numbered}
