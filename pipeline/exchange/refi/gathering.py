"""Records of a project → everything in it as the file has it, references still unread.

Lists may come in any order: cases refer to sources that follow them. So nothing is judged here
except what has no place with us, which is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.domain.guid import kept_guid
from pipeline.domain.project_left import Left, What, Why
from pipeline.domain.project_things import SourceKind
from pipeline.exchange.refi.records import Element, Record

_KINDS = {
    "TextSource": SourceKind.TEXT,
    "PDFSource": SourceKind.PDF,
    "PictureSource": SourceKind.PICTURE,
    "AudioSource": SourceKind.AUDIO,
    "VideoSource": SourceKind.VIDEO,
}
_TEXTS = ("Representation", "TextDescription")
"""What holds the text of a source that is no text."""
_PARTS = frozenset(
    "PDFSelection PictureSelection AudioSelection VideoSelection TranscriptSelection".split()
)
_LISTS = {
    "User": "users",
    "Code": "codes",
    "Variable": "variables",
    "Case": "cases",
    "Note": "notes",
    "Link": "links",
    "Set": "sets",
}
_GUIDS_TOLD = 5


class Leaving:
    """Counts what is left, by what it is and why."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[What, Why]] = Counter()
        self._guids: dict[tuple[What, Why], list[str]] = {}

    def leave(self, what: What, why: Why, guid: str = "", number: int = 1) -> None:
        self._counts[what, why] += number
        told = self._guids.setdefault((what, why), [])
        if guid and len(told) < _GUIDS_TOLD:
            told.append(kept_guid(guid))

    @property
    def left(self) -> tuple[Left, ...]:
        """By kind and reason, in the order of `What` and `Why`."""
        order = {one: at for at, one in enumerate((*What, *Why))}
        return tuple(
            Left(what, why, self._counts[what, why], tuple(self._guids[what, why]))
            for what, why in sorted(self._counts, key=lambda key: (order[key[0]], order[key[1]]))
        )


@dataclass(slots=True)
class RawCoding:
    """A coding as written; user and moment are its own, or else those of its selection."""

    guid: str
    code: str
    user: str
    at: str
    notes: tuple[str, ...]


@dataclass(slots=True)
class RawSelection:
    """A stretch as written, with the codings on it."""

    guid: str
    start: int
    end: int
    name: str
    description: str
    user: str
    at: str
    notes: tuple[str, ...]
    codings: list[RawCoding]


@dataclass(slots=True)
class RawSource:
    """A source as written; `path` leads to its text, `content` is it, None where neither does."""

    kind: SourceKind
    element: Element
    description: str = ""
    path: str = ""
    content: str | None = None
    notes: list[str] = field(default_factory=list)
    values: list[Element] = field(default_factory=list)
    codings: list[RawCoding] = field(default_factory=list)
    selections: list[RawSelection] = field(default_factory=list)


@dataclass
class Gathered:
    """A whole file."""

    root: Element = field(default_factory=lambda: Element("", {}))
    description: str = ""
    about: list[str] = field(default_factory=list)
    users: list[Element] = field(default_factory=list)
    codes: list[Element] = field(default_factory=list)
    variables: list[Element] = field(default_factory=list)
    cases: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    links: list[Element] = field(default_factory=list)
    sets: list[Element] = field(default_factory=list)
    sources: list[RawSource] = field(default_factory=list)
    leaving: Leaving = field(default_factory=Leaving)


def gathered(found: Iterable[Record]) -> Gathered:
    """Everything in a project, in the order of the file."""
    all_of = Gathered()
    current: RawSource | None = None
    for containers, record in found:
        # A source is known by the first record in it, or else by itself.
        holder = next((one for one in containers if one.name in _KINDS), None)
        own = holder if holder is not None else record
        if own.name in _KINDS:
            if current is None or current.element is not own:
                current = RawSource(_KINDS[own.name], own)
                all_of.sources.append(current)
            _add_to_source(current, record, containers, all_of.leaving)
        else:
            _add_to_project(all_of, record, containers)
    return all_of


def _add_to_project(all_of: Gathered, record: Element, containers: tuple[Element, ...]) -> None:
    inside = containers[-1].name if containers else ""
    if not containers:
        all_of.root = record
    elif record.name in _LISTS:
        getattr(all_of, _LISTS[record.name]).append(record)
    elif inside == "Project" and record.name == "Description":
        all_of.description = record.text
    elif inside == "Project" and record.name == "NoteRef":
        all_of.about.append(record.get("targetGUID"))
    elif inside == "Graphs" and record.name == "Graph":
        all_of.leaving.leave(What.GRAPH, Why.NOT_HELD, record.get("guid"))


def _add_to_source(
    source: RawSource, record: Element, containers: tuple[Element, ...], leaving: Leaving
) -> None:
    inside = containers[-1]
    holds_text = inside is source.element or inside.name in _TEXTS
    if record is source.element or record.name in _TEXTS:
        # The representation is in the attributes, which are complete from the start.
        source.path = source.path or record.get("plainTextPath")
    elif record.name in _PARTS:
        _leave_part(record, leaving)
    elif record.name == "Transcript":
        leaving.leave(What.TRANSCRIPT, Why.NOT_HELD, record.get("guid"))
    elif holds_text and record.name == "PlainTextContent":
        source.content = record.text if source.content is None else source.content
    elif holds_text and record.name == "PlainTextSelection":
        _add_selection(source, record, leaving)
    elif holds_text and record.name == "Coding":
        source.codings += _codings_in((record,), "", "")
    elif holds_text and record.name == "NoteRef":
        source.notes.append(record.get("targetGUID"))
    elif inside is source.element and record.name == "Description":
        source.description = record.text
    elif inside is source.element and record.name == "VariableValue":
        source.values.append(record)


def _add_selection(source: RawSource, record: Element, leaving: Leaving) -> None:
    user, at = user_in(record), moment_in(record)
    codings = _codings_in(record.all("Coding"), user, at)
    try:
        start, end = int(record.get("startPosition")), int(record.get("endPosition"))
    except ValueError:
        what = What.CODING if codings else What.PASSAGE
        leaving.leave(what, Why.NO_NUMBER, record.get("guid"), len(codings) or 1)
        return
    source.selections.append(
        RawSelection(
            record.get("guid"),
            start,
            end,
            record.get("name"),
            record.text_of("Description"),
            user,
            at,
            note_refs(record),
            codings,
        )
    )


def _codings_in(found: Iterable[Element], user: str, at: str) -> list[RawCoding]:
    """A coding for each code that is named; the schema asks for one, and none is a coding still."""
    made = []
    for coding in found:
        notes = note_refs(coding)
        who = user_in(coding) or user
        when = moment_in(coding) or at
        codes = [ref.get("targetGUID") for ref in coding.all("CodeRef")] or [""]
        made += [RawCoding(coding.get("guid"), code, who, when, notes) for code in codes]
    return made


def user_in(element: Element) -> str:
    """Who made something, or else changed it, as written."""
    return element.get("creatingUser") or element.get("modifyingUser")


def moment_in(element: Element) -> str:
    """When something was made, or else changed, as written."""
    return element.get("creationDateTime") or element.get("modifiedDateTime")


def note_refs(element: Element) -> tuple[str, ...]:
    """The memos that something refers to, as written."""
    return tuple(ref.get("targetGUID") for ref in element.all("NoteRef"))


def _leave_part(record: Element, leaving: Leaving) -> None:
    """A stretch of a recording or a part of a page has no place in a text."""
    codings = sum(1 for _ in record.all("Coding"))
    what = What.CODING if codings else What.SELECTION
    leaving.leave(what, Why.PART, record.get("guid"), codings or 1)
