"""What the program proposes to make of a project: whose a text is, by what stands in it, in its
cases or in its name; who coded; which code is which. Where nothing says it, nothing is proposed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.code_taking import slug_of
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import ID, Actor
from pipeline.domain.project import Project
from pipeline.domain.project_things import Case, Source
from pipeline.domain.report import text_digest
from pipeline.exchange.mapping import (
    OUT,
    CodeRow,
    ProjectMap,
    SourceRow,
    UserRow,
    cases_of,
    code_keys,
    source_keys,
    user_keys,
    values_of,
)
from pipeline.exchange.project_codes import code_guid, id_told, stances_in
from pipeline.exchange.project_words import (
    ACTOR,
    AGE,
    DATE,
    FORMERLY,
    GENDER,
    PARTICIPANTS,
    RESPONDENT,
    SUGGESTIONS,
    WAVE,
)

NOBODY = "onbekend"
"""The ledger of codings of which nobody knows who made them."""
_ID = re.compile(rf"(?<![A-Za-z0-9]){ID}(?![A-Za-z0-9])")
_OZA = re.compile(r"\boza\W{0,3}([1-9]\d{0,2})\b", re.IGNORECASE)
_WAVE = re.compile(r"[a-z][a-z0-9-]*")
_SYNONYMS = {
    "leerling": Actor.KIND,
    "jongere": Actor.KIND,
    "moeder": Actor.OUDER,
    "vader": Actor.OUDER,
    "leerkracht": Actor.PROFESSIONAL,
    "samenwerkingspartner": Actor.PARTNER,
}
_UNITS = ("oza", "oza-nummer", "regio")
_AGES, _GENDERS = (AGE, "age"), (GENDER, "gender", "sekse")
_GROUPS, _DATES = (PARTICIPANTS, "participants"), (DATE, "date")


@dataclass(frozen=True)
class Known:
    """What the study knows already.

    `texts` is `letters_digest` of a released report → wave and respondent. `book` is None for a
    study that is still to be made; `own` are then the ids that the codes of the project get.
    """

    wave: str
    actors: Sequence[Actor]
    texts: Mapping[str, tuple[str, str]]
    book: Codebook | None
    own: Mapping[str, str]


def letters_digest(text: str) -> str:
    """Digest of a text without its white space: programs add and take away line ends."""
    return text_digest("".join(text.split()))


def proposed_map(project: Project, known: Known) -> ProjectMap:
    """A row for each source with text, each user and each code that is no stance."""
    left = tuple(str(one) for one in project.left)
    return ProjectMap(_sources(project, known), _users(project), _codes(project, known), left)


def _sources(project: Project, known: Known) -> tuple[SourceRow, ...]:
    keys, cases = source_keys(project), cases_of(project)
    number = Counter(coding.source for coding in project.codings)
    rows = []
    for source in project.sources:
        if source.text is not None:
            row = SourceRow(keys[source.guid], len(source.text), number[source.guid])
            rows.append(_whose(row, source, cases.get(source.guid, []), project, known))
    return tuple(_each_its_own(rows))


def _whose(
    row: SourceRow, source: Source, cases: list[Case], project: Project, known: Known
) -> SourceRow:
    values = values_of(project, source, cases)
    row = replace(
        row,
        case=" · ".join(case.name for case in cases),
        wave=values.get(WAVE, "") if _WAVE.fullmatch(values.get(WAVE, "")) else known.wave,
        age=_first(values, _AGES).removesuffix(".0"),
        gender=_first(values, _GENDERS),
        participants=_first(values, _GROUPS).removesuffix(".0"),
        date=_first(values, _DATES)[:10],
        formerly=_first(values, (FORMERLY,)),
    )
    there = known.texts.get(letters_digest(source.text or ""))
    if there:
        return replace(row, wave=there[0], respondent=there[1], remark="dit verslag is er al")
    names = [source.name, *(case.name for case in cases)]
    names += [group.name for group in project.sets if source.guid in group.sources]
    said = [values.get(RESPONDENT, ""), *names]
    ids = [found for text in said for found in _ID.findall(text)]
    if ids:
        return replace(row, respondent=ids[0])
    actor = _actor([_first(values, (ACTOR, "rol", "doelgroep")), *names], known.actors)
    unit = _unit(values, names)
    if actor and unit:
        return replace(row, respondent=f"{unit}{actor.letter}?", remark=actor.value)
    missing = [*([] if actor else ["wie er spreekt"]), *([] if unit else ["het nummer"])]
    return replace(row, remark=f"niet te zien: {' en '.join(missing)}")


def _actor(said: Iterable[str], actors: Sequence[Actor]) -> Actor | None:
    known = {actor.value: actor for actor in actors}
    known |= {word: actor for word, actor in _SYNONYMS.items() if actor in actors}
    words = [word for text in said for word in re.findall(r"[^\W\d_]+", text.casefold())]
    return next((known[word] for word in words if word in known), None)


def _unit(values: Mapping[str, str], names: Iterable[str]) -> str:
    for text in (_first(values, _UNITS), *names):
        if found := _OZA.search(text):
            return found[1]
        if re.fullmatch(r"[1-9]\d{0,2}(\.0)?", text):
            return text.removesuffix(".0")
    return ""


def _first(values: Mapping[str, str], names: Iterable[str]) -> str:
    return next((values[name] for name in names if name in values), "")


def _each_its_own(rows: Sequence[SourceRow]) -> Iterable[SourceRow]:
    """Serial numbers where only those were missing, and no respondent twice in a wave."""
    taken = {(r.wave, r.respondent) for r in rows if _ID.fullmatch(r.respondent)}
    claimed: set[tuple[str, str]] = set()
    for row in rows:
        if row.respondent.endswith("?"):
            serial = 1
            while (row.wave, f"{row.respondent[:-1]}{serial}") in taken:
                serial += 1
            row = replace(row, respondent=f"{row.respondent[:-1]}{serial}")
            taken.add((row.wave, row.respondent))
        place = (row.wave, row.respondent)
        if row.respondent and place in claimed:
            row = replace(row, respondent="", remark=f"{row.respondent} heeft al een tekst")
        claimed.add(place)
        yield row


def _users(project: Project) -> tuple[UserRow, ...]:
    number = Counter(coding.user for coding in project.codings)
    number.update(passage.user for passage in project.passages)
    rows = [UserRow(key, number[guid], *_coder(key)) for guid, key in user_keys(project).items()]
    if number[""]:
        rows.append(UserRow("", number[""], NOBODY, "het project zegt niet wie dit codeerde"))
    return tuple(rows)


def _coder(name: str) -> tuple[str, str]:
    if name == SUGGESTIONS:
        return OUT, "voorstellen van het programma zijn geen besluiten"
    plain = name.strip()
    if plain.replace("-", "").replace("_", "").isalnum() and len(plain) <= 40:
        return plain, ""
    return slug_of(name)[:40].strip("-"), ""


def _codes(project: Project, known: Known) -> tuple[CodeRow, ...]:
    stances, keys = stances_in(project), code_keys(project)
    number: Counter[str] = Counter()
    for coding in project.codings:
        number[stances[coding.code][0] if coding.code in stances else coding.code] += 1
    if known.book is None:
        found = {guid: (id_, "") for guid, id_ in known.own.items()}
    else:
        found = _same_codes(project, known.book)
    return tuple(
        CodeRow(keys[code.guid], number[code.guid], *found[code.guid])
        for code in project.codes
        if code.guid not in stances
    )


def _same_codes(project: Project, book: Codebook) -> dict[str, tuple[str, str]]:
    """Guid → a code of the study and how it was recognised: by its guid or the id in its
    description, both of which we gave it, by its path, or by a name that occurs once."""
    own = {code_guid(code.id): code.id for code in book}
    paths = {
        _path([*reversed([a.label for a in book.ancestors(c.id)]), c.label]): c.id for c in book
    }
    labels = {_path([code.label]): code.id for code in book}
    slugs = {code.id: code.id for code in book}
    names = {code.guid: code for code in project.codes}
    often = Counter(_path([code.name]) for code in project.codes)

    def path(guid: str) -> str:
        above: list[str] = []
        while guid:
            above.insert(0, names[guid].name)
            guid = names[guid].parent
        return _path(above)

    found = {}
    for code in project.codes:
        told, name = id_told(code.description), _path([code.name])
        once: Collection[str] = labels if often[name] == 1 else ()
        if code.guid in own:
            found[code.guid] = (own[code.guid], "")
        elif told in book:
            found[code.guid] = (told, "")
        elif path(code.guid) in paths:
            found[code.guid] = (paths[path(code.guid)], "zelfde naam")
        elif name in once:
            found[code.guid] = (labels[name], "zelfde naam, elders in de boom")
        elif slug_of(code.name) in slugs and often[name] == 1:
            found[code.guid] = (slug_of(code.name), "naam lijkt op de id")
        else:
            found[code.guid] = (OUT, "niet in het codeboek: neem de code daar eerst in op")
    return found


def _path(names: Iterable[str]) -> str:
    return "\x1f".join(" ".join(name.split()).casefold() for name in names)
