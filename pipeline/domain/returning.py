"""Who took part in more than one wave.

The same id in another wave is the same person. Where the id changed (a child that moved to another
OZA), the register's column `eerder` names the one of before. Whatever leaves out or counts people
over waves goes by this: a model is not tested on a person that it learned from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.ids import RespondentId
from pipeline.domain.respondent import Respondent

Waves = Sequence[tuple[str, Sequence[Respondent]]]
"""Each wave with its respondents, oldest first."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row of a register that does not fit with an earlier wave."""

    respondent: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Return:
    """A respondent who took part before: in which wave the last time, and under which id then."""

    respondent: str
    wave: str
    id: str


def persons(waves: Waves) -> dict[tuple[str, str], str]:
    """(wave, respondent) → the person: the id under which she first took part.

    A claim that does not hold (`conflicts`) links nobody.
    """
    found: dict[tuple[str, str], str] = {}
    for at, (wave, respondents) in enumerate(waves):
        links = _links(respondents, waves[:at])
        for one in respondents:
            before = links.get(one.id)
            found[wave, str(one.id)] = (
                str(one.id) if before is None else found[before[0], str(before[1].id)]
            )
    return found


def returns(respondents: Iterable[Respondent], earlier: Waves) -> list[Return]:
    """Who of a wave took part before, in the order given."""
    every = list(respondents)
    links = _links(every, earlier)
    return [
        Return(str(one.id), links[one.id][0], str(links[one.id][1].id))
        for one in every
        if one.id in links
    ]


def conflicts(respondents: Iterable[Respondent], earlier: Waves) -> list[Conflict]:
    """Rows that do not fit with the waves before, in the order given.

    What one row can tell by itself (`eerder` of another actor) is refused where it is read.
    """
    every = list(respondents)
    last = _last_seen(earlier)
    links = _links(every, earlier)
    found = [conflict for one in every if (conflict := _claim(one, every, last)) is not None]
    return found + [
        _younger(one, *links[one.id])
        for one in every
        if one.id in links and _is_younger(one, links[one.id][1])
    ]


def _links(
    respondents: Sequence[Respondent], earlier: Waves
) -> dict[RespondentId, tuple[str, Respondent]]:
    """Whose id stands in an earlier wave, or who rightly names one: where, and as whom."""
    last = _last_seen(earlier)
    found = {}
    for one in respondents:
        name = one.formerly or one.id
        if name in last and _claim(one, respondents, last) is None:
            found[one.id] = last[name]
    return found


def _last_seen(earlier: Waves) -> dict[RespondentId, tuple[str, Respondent]]:
    return {one.id: (wave, one) for wave, respondents in earlier for one in respondents}


def _claim(
    one: Respondent,
    respondents: Sequence[Respondent],
    last: Mapping[RespondentId, tuple[str, Respondent]],
) -> Conflict | None:
    """What is wrong with the earlier id that a row names, if it names one."""
    was, own = one.formerly, str(one.id)
    if was is None:
        return None
    if was not in last:
        return Conflict(
            own, f"{was} bij 'eerder' komt in geen eerdere golf voor", "verbeter de kolom 'eerder'"
        )
    if one.id in last:
        what = f"{own} was in {last[one.id][0]} iemand anders dan {was}"
        return Conflict(own, what, "geef deze respondent een id dat nog niet bestaat")
    if any(other.id != one.id and was in (other.id, other.formerly) for other in respondents):
        what = f"{was} hoort in deze golf bij meer dan één respondent"
        return Conflict(own, what, f"laat {was} bij één rij staan")
    return None


def _is_younger(one: Respondent, before: Respondent) -> bool:
    return one.age is not None and before.age is not None and one.age < before.age


def _younger(one: Respondent, wave: str, before: Respondent) -> Conflict:
    what = f"{one.id} is jonger dan {before.id} in {wave} was"
    return Conflict(str(one.id), what, "verbeter de leeftijd, of geef een nieuw mens een nieuw id")
