"""A codebook as it is printed: every code with its number, and with what was found of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.config.study import Study
from pipeline.config.wording import QuotationLimits
from pipeline.domain.chapters import Section
from pipeline.domain.codebook import Code, Codebook
from pipeline.report.compose import published
from pipeline.report.evidence import Evidence
from pipeline.report.quotations import Chooser, Quotation, SentenceEnds
from pipeline.report.themes import Count, SectionThemes, Standing, section_themes

PASSAGES = 3
"""At most so many a code: more examples hardly make a code clearer (MacQueen et al. 1998, *Codebook
development for team-based qualitative analysis*, give one or two of each kind)."""
PER_RESPONDENT = 6
"""At most so many of one respondent in the whole codebook: nobody's interview is to be pieced
together from it. The report has its own limit, for it has fewer places to fill."""


@dataclass(frozen=True, slots=True)
class Instead:
    """When not to use a code, and the number and label of the code to use."""

    when: str
    code: str
    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A code as it is printed.

    `number` is its place in the tree (`3.2`), `depth` 0 for a main code. `counts` and `codings` of
    a code with others below it are of all of them together; both are empty where nothing is
    validated.
    """

    number: str
    depth: int
    code: Code
    branch: bool
    instead: tuple[Instead, ...] = ()
    counts: tuple[Count, ...] = ()
    codings: int = 0
    passages: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """All that a printed codebook says. `on` is the day of the version, '' where that is not known;
    `wave` is where counts and passages are from, '' where there are none. `counting` of
    `respondents` were read whole."""

    title: str
    version: str
    on: str
    digest: str
    caveat: str
    demonstration: bool
    entries: tuple[Entry, ...]
    wave: str = ""
    counting: int = 0
    respondents: int = 0

    @property
    def passages(self) -> tuple[Quotation, ...]:
        """In the order of the entries."""
        return tuple(passage for entry in self.entries for passage in entry.passages)


def printed(
    study: Study, on: str, evidence: Evidence | None = None, sentences: SentenceEnds | None = None
) -> Printed:
    """The codebook of a study, with counts and passages where there is evidence.

    Args:
        on: the day of the codebook's version, '' where that is not known.
        sentences: where the sentences of a text end, for cutting passages.
    """
    book = study.codebook
    numbers = numbers_of(book)
    branches = {code.parent for code in book}
    found = Printed(
        title=study.settings.title,
        version=book.version,
        on=on,
        digest=book.digest,
        caveat=study.settings.caveat,
        demonstration=study.settings.demonstration,
        entries=tuple(_entry(book, numbers, id_, id_ in branches) for id_ in numbers),
    )
    if evidence is None:
        return found
    themes = {entry.code.id: _themes(entry.code, study, evidence) for entry in found.entries}
    passages = _passages(study, evidence, themes, sentences) if sentences else {}
    return replace(
        found,
        wave=evidence.wave,
        counting=len(evidence.counting),
        respondents=len(evidence.respondents),
        entries=tuple(
            replace(
                entry,
                counts=_shown(entry.code, themes[entry.code.id], study),
                codings=sum(len(c.codings) for c in themes[entry.code.id].themes[0].counts),
                passages=passages.get(entry.code.id, ()),
            )
            for entry in found.entries
        ),
    )


def numbers_of(book: Codebook) -> dict[str, str]:
    """Code → its number in the tree (`3.2`), in the order in which codes are printed: each below
    its parent, and beside its siblings as in the file."""
    below: dict[str, list[str]] = {}
    for code in book:
        below.setdefault(code.parent, []).append(code.id)
    numbers: dict[str, str] = {}
    waiting = [(id_, str(at)) for at, id_ in enumerate(below.get("", ()), start=1)][::-1]
    while waiting:
        id_, number = waiting.pop()
        numbers[id_] = number
        own = [(child, f"{number}.{at}") for at, child in enumerate(below.get(id_, ()), start=1)]
        waiting += own[::-1]
    return numbers


def _entry(book: Codebook, numbers: Mapping[str, str], id_: str, branch: bool) -> Entry:
    code = book[id_]
    return Entry(
        number=numbers[id_],
        depth=numbers[id_].count("."),
        code=code,
        branch=branch,
        instead=tuple(
            Instead(a.when, a.code, numbers[a.code], book[a.code].label) for a in code.avoid
        ),
    )


def _themes(code: Code, study: Study, evidence: Evidence) -> SectionThemes:
    """A code counted as if it were a section of its own: the same rules as in the report.

    Who was asked follows from the sections that present the code or, for one that is presented
    only by what is below it, those.
    """
    book, chapters = study.codebook, study.chapters
    below = book.with_descendants(code.id)
    homes = [(actor, chapters.section_for(c, actor)) for actor in book.actors for c in below]
    asked = {actor for actor, home in homes if home is not None and actor in home.asked}
    section = Section(
        number="",
        heading=code.id,
        actors=tuple(study.settings.actors),
        codes=(code.id,),
        asked=tuple(sorted(asked, key=lambda actor: actor.rank)),
    )
    every = section_themes(section, evidence, chapters, book)
    own = next(theme for theme in every.themes if theme.code == code.id)
    return replace(every, themes=(own,))


def _shown(code: Code, themes: SectionThemes, study: Study) -> tuple[Count, ...]:
    """Of the actors for whom the code is meant, and of others who raised it all the same."""
    counts = [themes.themes[0].of(actor) for actor in study.settings.actors]
    return tuple(c for c in counts if c.actor in code.actors or c.standing is Standing.RAISED)


def _passages(
    study: Study,
    evidence: Evidence,
    themes: Mapping[str, SectionThemes],
    sentences: SentenceEnds,
) -> dict[str, tuple[Quotation, ...]]:
    """Code → its passages: what people marked as quotable first, each of another respondent. They
    illustrate the code that stands on them, not the one above it."""
    own = study.wording.quotations
    limits = QuotationLimits(own.min_words, own.max_words, PASSAGES, PER_RESPONDENT)
    chooser = Chooser(
        dict(evidence.segments), study.codebook, study.settings.actors, limits, sentences
    )
    chosen = chooser.choose_all(list(themes.values()))
    keys = {one.section.key: id_ for id_, one in themes.items()}
    return {
        keys[key]: tuple(replace(q, text=published(q.text)) for q in quotations)
        for key, quotations in chosen.items()
    }


def by_number(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """(label, number), by the alphabet: a code is looked up by its name."""
    return sorted(((e.code.label, e.number) for e in entries), key=lambda pair: pair[0].casefold())
