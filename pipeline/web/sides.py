"""What the page of one difference shows: codings side by side, and what is chosen of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.web.comparing import Compared
from pipeline.web.settling import CHOSEN, OPEN, STANCE, chosen_in
from pipeline.web.views import label_of

GROUPS = ("codes", "stances", "agreed", "extra")
"""Differences first: given by some; given by more with other stances; given by all alike; given
by none of them, but settled before or being added."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one coder did with one code; `said` is a sentence of `words` without its 'side-'."""

    coder: str
    said: str
    stance: str
    memo: str
    blind: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A code to choose. `refused` is the sentence why it cannot be chosen, or empty; `stance` is
    what is selected, `OPEN` where somebody has to choose."""

    code: str
    label: str
    definition: str
    use: str
    parent: str
    sides: tuple[Side, ...]
    chosen: bool
    stance: str
    refused: str


@dataclass(frozen=True, slots=True)
class Person:
    """A coder above her column: her memo on the segment, and whether she coded it blind."""

    coder: str
    memo: str
    blind: bool


def groups_of(
    row: Compared,
    works: Mapping[str, Mapping[str, Decision]],
    settled: Mapping[str, Decision],
    codebook: Codebook,
    actor: Actor,
    form: Mapping[str, str] | None = None,
    found: Collection[str] = (),
) -> dict[str, list[Choice]]:
    """Group → its codes in the order of the codebook.

    What is checked is, in this order: what the form says, what was settled before, what all
    coders agree on. A stance is preset where those who gave the code agree on it.

    Args:
        works: coder → what she decided on the segment.
        settled: code → what stands in the consensus.
        found: codes that were found by name and may be added.
    """
    parts = row.difference
    of_coders = {
        "codes": parts.codes,
        "stances": tuple(c for c in parts.agreed if c in parts.stances),
        "agreed": tuple(c for c in parts.agreed if c not in parts.stances),
    }
    known = {code for codes in of_coders.values() for code in codes}
    standing = [code for code, d in settled.items() if code and d.verdict.assigns]
    extra = {*standing, *found, *(chosen_in(form) if form else ())} - known
    groups = {**of_coders, "extra": tuple(c for c in extra if c in codebook or c in standing)}
    place = {code.id: at for at, code in enumerate(codebook)}
    return {
        name: [
            _choice(code, row, works, settled, codebook, actor, form)
            for code in sorted(groups[name], key=lambda c: (place.get(c, len(place)), c))
        ]
        for name in GROUPS
        if groups[name]
    }


def people_of(works: Mapping[str, Mapping[str, Decision]]) -> list[Person]:
    """The coders in the order of their columns."""
    return [
        Person(coder, own[""].memo if "" in own else "", any(d.blind for d in own.values()))
        for coder, own in works.items()
    ]


def _choice(
    code: str,
    row: Compared,
    works: Mapping[str, Mapping[str, Decision]],
    settled: Mapping[str, Decision],
    codebook: Codebook,
    actor: Actor,
    form: Mapping[str, str] | None,
) -> Choice:
    entry = next((one for one in codebook if one.id == code), None)
    refused = "" if entry and actor in entry.actors else "other-actor" if entry else "gone"
    was = settled.get(code)
    given = [coding[code] for coding in row.codings.values() if code in coding]
    if form is not None:
        chosen, stance = f"{CHOSEN}{code}" in form, form.get(STANCE + code, "")
    elif any(d.verdict.assigns or d.verdict is Verdict.DONE for d in settled.values()):
        chosen = was is not None and was.verdict.assigns
        stance = was.stance.value if was is not None and chosen else _common(given)
    else:
        chosen, stance = code in row.difference.agreed, _common(given)
    return Choice(
        code=code,
        label=label_of(code, codebook),
        definition=entry.definition if entry else "",
        use=entry.use if entry else "",
        parent=label_of(entry.parent, codebook) if entry and entry.parent else "",
        sides=tuple(_side(coder, own.get(code)) for coder, own in works.items()),
        chosen=chosen and not refused,
        stance=stance,
        refused=refused,
    )


def _common(given: Sequence[Stance]) -> str:
    return given[0].value if len(set(given)) == 1 else OPEN if given else ""


def _side(coder: str, d: Decision | None) -> Side:
    if d is None or d.verdict is Verdict.RETRACT or d.bulk:
        return Side(coder, "not", "", "", False)
    if not d.verdict.assigns:
        return Side(coder, "rejected", "", d.memo, d.blind)
    return Side(coder, "given", d.stance.value, d.memo, d.blind)
