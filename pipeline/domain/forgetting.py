"""Whoever withdraws is forgotten: which interviews that is, and what would be a trace of them.

A trace is an id, a digest of a piece of text, a name, or a run of words that nobody else said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.domain.ids import ID

RUN = 5
"""Words in a row that count as somebody's own, if no other report of the study has them. Four in a
row are mostly anybody's: 'ik weet het niet'. Six would let a short quotation through."""
REMOVED = "(weggehaald: ging over iemand die zich heeft teruggetrokken)"
"""What stands where a note of a coder told of somebody who withdrew."""

Run = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_NAMING = re.compile(
    rf"(?:(?P<wave>[^/:\s]+)/)?(?P<id>{ID})"
    r"(?::[0-9a-f]{8}(?:\.\d+)?(?:/[\w-]+)?)?"
)


@dataclass(frozen=True, slots=True, order=True)
class Interview:
    """One respondent in one wave: one row of a register, and one report."""

    wave: str
    respondent: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The interviews to forget. Ids may differ from wave to wave where a register links them.

    `whole` says that nothing of these ids stays in any wave, so that the id itself is a trace.
    """

    interviews: tuple[Interview, ...]
    whole: bool = True

    @property
    def respondents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.respondent for one in self.interviews))

    @property
    def waves(self) -> tuple[str, ...]:
        return tuple(sorted({one.wave for one in self.interviews}))

    def names(self, value: str, wave: str = "") -> bool:
        """Whether a value is about one of these interviews: `9K2`, `9K2:7f3a91c2`,
        `9K2:7f3a91c2/zorg`, `golf-1/9K2`, `golf-1/9K2:7f3a91c2`.

        Args:
            wave: that of the line or file in which the value stands, '' where it has none. Then
                only an id that goes from all waves can be told.
        """
        found = _NAMING.fullmatch(value)
        if not found or found["id"] not in self.respondents:
            return False
        where = found["wave"] or wave
        return Interview(where, found["id"]) in self.interviews if where else self.whole


@dataclass(frozen=True, slots=True)
class Hits:
    """How often what was found: ids and digests, names, and runs of words."""

    ids: int = 0
    names: int = 0
    runs: int = 0

    def __add__(self, other: Hits) -> Hits:
        return Hits(self.ids + other.ids, self.names + other.names, self.runs + other.runs)

    def __bool__(self) -> bool:
        return bool(self.ids or self.names or self.runs)


@dataclass(frozen=True, slots=True, repr=False)
class Traces:
    """What is looked for. `ids` and `digests` are single words, `names` one word or more, `runs`
    of `RUN` words; all in lower case. `own_words` stand in no other report of the study."""

    ids: frozenset[str] = frozenset()
    digests: frozenset[str] = frozenset()
    names: frozenset[Run] = frozenset()
    runs: frozenset[Run] = frozenset()
    own_words: frozenset[str] = frozenset()
    _firsts: Mapping[str, tuple[Run, ...]] = field(init=False, compare=False)
    _single: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        firsts: dict[str, tuple[Run, ...]] = {}
        for name in sorted(self.names):
            firsts[name[0]] = (*firsts.get(name[0], ()), name)
        object.__setattr__(self, "_firsts", firsts)
        object.__setattr__(self, "_single", self.ids | self.digests)

    def __repr__(self) -> str:
        """Numbers only: words must not end up in a log."""
        return f"Traces({len(self.ids)}, {len(self.names)}, {len(self.runs)})"

    def within(self, text: str) -> Hits:
        """What of it stands in a text."""
        words = words_of(text)
        if not words:
            return Hits()
        there = set(words)
        single = self._single & there
        ids = sum(word in single for word in words) if single else 0
        names = sum(
            tuple(words[at : at + len(name)]) == name
            for at, word in enumerate(words)
            for name in self._firsts.get(word, ())
        )
        return Hits(ids, names, sum(run in self.runs for run in runs_of(words)))


def words_of(text: str) -> list[str]:
    """Words in lower case, without what is between them and without characters nobody sees."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE))
    return _WORD.findall(text.casefold())


def runs_of(words: Sequence[str], length: int = RUN) -> Iterator[Run]:
    """Every run of so many words in a row; none in a shorter text."""
    return zip(*(words[at:] for at in range(length)), strict=False)


def own_runs(
    texts: Iterable[Sequence[str]], others: Iterable[Sequence[str]], length: int = RUN
) -> set[Run]:
    """The runs of these texts, given in words, that stand in none of the others."""
    own = {run for words in texts for run in runs_of(words, length)}
    for words in others:
        own.difference_update(runs_of(words, length))
    return own


def by_chance(words: Sequence[str], runs: Collection[Run], longer: Collection[Run]) -> set[Run]:
    """The runs that stand in a document of people without one word more: two people who write
    about the same often share five words, and seldom six.

    Args:
        words: those of the document.
        runs: of `RUN` words.
        longer: of one word more.
    """
    short = list(runs_of(words))
    told = [run in longer for run in runs_of(words, RUN + 1)]
    return {
        run
        for at, run in enumerate(short)
        if run in runs and not any(told[max(0, at - 1) : at + 1])
    }


def interviews_of(
    registered: Mapping[str, Mapping[str, str]], respondent: str, wave: str = ""
) -> Withdrawal:
    """The interviews of somebody who withdraws: over all waves, or in one of them.

    The one place that knows whose ids belong together: an id is the same person in every wave,
    unless a register says under which id somebody took part before.

    Args:
        registered: wave → the ids that its register, or anything else of that wave, names, each
            with the id in an earlier wave where that was another one, or ''.

    Raises:
        ValueError: when the id stands for more than one person, and no wave is given.
    """
    people = _people(registered)
    everybody = {one for person in people for one in person}
    chosen = [
        person
        for person in people
        if any(one.respondent == respondent and wave in ("", one.wave) for one in person)
    ]
    if len(chosen) > 1 and not wave:
        raise ValueError(f"{respondent} is niet in elke golf dezelfde")
    own = {one for person in chosen for one in person if wave in ("", one.wave)}
    ids = {one.respondent for one in own}
    rest = any(one.respondent in ids for one in everybody - own)
    return Withdrawal(tuple(sorted(own)), whole=not rest)


def _people(registered: Mapping[str, Mapping[str, str]]) -> list[set[Interview]]:
    """The interviews of each person, in order of wave."""
    people: list[set[Interview]] = []
    latest: dict[str, set[Interview]] = {}
    for wave, ids in sorted(registered.items()):
        moved = set(ids.values())
        now: dict[str, set[Interview]] = {}
        for id_, formerly in sorted(ids.items()):
            # Who has the id of somebody who got another one, is somebody else.
            before = formerly or ("" if id_ in moved else id_)
            person = latest.get(before)
            if person is None:
                person = set()
                people.append(person)
            person.add(Interview(wave, id_))
            now[id_] = person
        latest.update(now)
    return people
