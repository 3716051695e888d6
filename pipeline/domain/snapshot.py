"""What a report said at the moment somebody fixed it, so that a later one can say what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A number as a report gave it: who raised something, of whom, in which word.

    `raised` and `everyone` are respondents, in order. `segments` are the coded segments behind it,
    as `9K2:7f3a91c2/zorg`. `standing` says why it is what it is ('niet gevraagd').
    """

    label: str
    actor: str
    raised: tuple[str, ...]
    everyone: tuple[str, ...]
    segments: tuple[str, ...]
    standing: str
    word: str

    @property
    def phrase(self) -> str:
        """`vrijwel alle (14 van de 15)`, or why there is no number."""
        if not self.word:
            return self.standing
        return f"{self.word} ({len(self.raised)} van de {len(self.everyone)})"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The numbers and quotations of one report. It holds no words of participants.

    `numbers` by the key that names a number in every output; `quotations` are ids with the label
    of the section they stand in. `at` is UTC.
    """

    name: str
    wave: str
    at: str
    by: str
    codebook: str
    numbers: Mapping[str, Told]
    quotations: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A number that is not what it was; `before` or `now` is None where there was or is none."""

    key: str
    label: str
    actor: str
    before: Told | None
    now: Told | None
    reasons: tuple[str, ...]

    @property
    def moves_word(self) -> bool:
        """Whether an author's sentence may have become wrong: another quantifier fits."""
        return self._word(self.before) != self._word(self.now)

    @staticmethod
    def _word(told: Told | None) -> str:
        return "" if told is None else told.word or told.standing


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed since a snapshot. `come` and `gone` are quotations: id → section.

    `joined` and `left` are the respondents who count now and did not, or did and do not.
    """

    since: Snapshot
    numbers: tuple[Change, ...]
    come: Mapping[str, str]
    gone: Mapping[str, str]
    joined: tuple[str, ...]
    left: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.numbers or self.come or self.gone or self.joined or self.left)


def changes_between(before: Snapshot, now: Snapshot) -> Changes:
    """What is different now, with why."""
    keys = list(dict.fromkeys((*now.numbers, *before.numbers)))
    found = []
    for key in keys:
        was, told = before.numbers.get(key), now.numbers.get(key)
        if was is None or told is None or _differs(was, told):
            known = told or was
            assert known is not None  # one of the two has this key
            reasons = _reasons(was, told, before.codebook, now.codebook)
            found.append(Change(key, known.label, known.actor, was, told, reasons))
    then, today = _everyone(before), _everyone(now)
    return Changes(
        before,
        tuple(found),
        {id_: at for id_, at in now.quotations.items() if id_ not in before.quotations},
        {id_: at for id_, at in before.quotations.items() if id_ not in now.quotations},
        tuple(r for r in today if r not in then),
        tuple(r for r in then if r not in today),
    )


def _differs(was: Told, told: Told) -> bool:
    return (was.phrase, was.raised, was.everyone) != (told.phrase, told.raised, told.everyone)


def _reasons(was: Told | None, told: Told | None, version: str, now: str) -> tuple[str, ...]:
    """Why a number changed, as far as the two reports show it."""
    codebook = (f"het codeboek ging van {version} naar {now}",) if version != now else ()
    if was is None:
        return codebook or ("dit thema is nieuw in het rapport",)
    if told is None:
        return codebook or ("dit thema staat niet meer in het rapport",)
    reasons = []
    joined = set(told.everyone) - set(was.everyone)
    left = set(was.everyone) - set(told.everyone)
    if joined:
        reasons.append(_counted(len(joined), "nieuwe respondent", "nieuwe respondenten"))
    if left:
        reasons.append(_counted(len(left), "respondent minder", "respondenten minder"))
    both = set(was.everyone) & set(told.everyone)
    recoded = (set(was.raised) ^ set(told.raised)) & both
    if recoded:
        reasons.append(
            f"bij {_counted(len(recoded), 'respondent', 'respondenten')} anders gecodeerd"
        )
    if was.standing != told.standing and not reasons:
        reasons.append(f"was: {was.standing}")
    return (*reasons, *codebook) if reasons else codebook or ("andere woorden voor getallen",)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _everyone(snapshot: Snapshot) -> Iterable[str]:
    return dict.fromkeys(r for told in snapshot.numbers.values() for r in told.everyone)
