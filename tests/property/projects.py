"""Any project that can be exchanged, for hypothesis: names that repeat, texts with everything."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.domain.guid import guid_of
from pipeline.domain.project import Project
from pipeline.domain.project_things import (
    Case,
    Coding,
    Direction,
    Link,
    Note,
    Passage,
    ProjectCode,
    ProjectSet,
    Source,
    SourceKind,
    User,
    Value,
    Variable,
)
from pipeline.domain.project_values import VariableType, name_of
from pipeline.exchange.refi.counting import quotes

_PIECES = (
    *"ab ,.\n\t<>&\"'…", "é", "e\u0301", "😀", "👩\u200d👧", "🇳🇱", "שלום", "\u202e", "\ufeff", "\x0b",
    "\x1c", "\u2028", "x\u0336", "[naam]", "line:1",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)
"""What stands in a file of its own: anything but half a character and CR."""
SAID = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from('\n\t\r<&"]'),
    max_size=20,
)
"""What stands in the XML: anything that XML knows."""
NAMES = (
    st.sampled_from(["Sfeer", "sfeer", "Sfeer (School)", "School", "Sfeer 2", "a<b>&\"c'", "é😀"])
    | SAID.map(name_of).filter(bool)
)  # fmt: skip
MOMENTS = st.sampled_from(
    ["", "2025-03-01T12:00:00Z", "2025-03-01T12:00:00", "1999-12-31T23:59:59.500000Z"]
)
COLOURS = st.sampled_from(["", "#FF8800", "#000000"])
VALUES = {
    VariableType.TEXT: SAID,
    VariableType.BOOLEAN: st.sampled_from(["true", "false"]),
    VariableType.INTEGER: st.integers().map(str),
    VariableType.FLOAT: st.sampled_from(["0.5", "-3", ".25", "12."]),
    VariableType.DATE: st.sampled_from(["2025-03-01", "2024-02-29"]),
    VariableType.DATETIME: MOMENTS.filter(bool),
}


def _guids(kind: str, number: int) -> list[str]:
    return [guid_of(kind, str(at)) for at in range(number)]


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A project in which everything may refer to everything it can refer to."""

    def some(guids: list[str]) -> tuple[str, ...]:
        return (
            tuple(draw(st.lists(st.sampled_from(guids), unique=True, max_size=3))) if guids else ()
        )

    def one(guids: list[str]) -> str:
        return draw(st.sampled_from(["", *guids]))

    def count(most: int) -> int:
        return draw(st.integers(0, most))

    users = tuple(User(guid, draw(NAMES)) for guid in _guids("user", count(3)))
    people = [user.guid for user in users]
    notes = tuple(
        Note(guid, draw(st.just("") | NAMES), draw(TEXTS), draw(SAID), one(people), draw(MOMENTS))
        for guid in _guids("note", count(3))
    )
    memos = [note.guid for note in notes]
    codes: list[ProjectCode] = []
    branch = [""]
    for guid in _guids("code", count(6)):
        # Codes stand in the order of the tree: below the last one, or below one above that.
        branch = branch[: draw(st.integers(1, len(branch)))]
        codes.append(
            ProjectCode(
                guid,
                draw(NAMES),
                branch[-1],
                draw(SAID),
                draw(COLOURS),
                draw(st.booleans()),
                some(memos),
            )
        )
        branch.append(guid)
    labels = [code.guid for code in codes]
    variables = tuple(
        Variable(guid, draw(NAMES), draw(st.sampled_from(VariableType)), draw(SAID))
        for guid in _guids("variable", count(3))
    )

    def values() -> tuple[Value, ...]:
        chosen = draw(st.lists(st.sampled_from(variables), unique=True)) if variables else []
        return tuple(Value(v.guid, draw(VALUES[v.type])) for v in chosen)

    sources = []
    for guid in _guids("source", count(4)):
        kind = draw(st.sampled_from(SourceKind))
        has_text = kind not in (SourceKind.AUDIO, SourceKind.VIDEO) and draw(st.booleans())
        text = draw(TEXTS) if kind is SourceKind.TEXT or has_text else None
        sources.append(
            Source(
                guid,
                draw(NAMES),
                text,
                kind,
                draw(SAID),
                one(people),
                draw(MOMENTS),
                some(memos),
                values(),
            )
        )
    with_text = [source for source in sources if source.text]
    codings: list[Coding] = []
    passages: list[Passage] = []
    if with_text:
        for guid in _guids("coding", count(6) if labels else 0):
            source = draw(st.sampled_from(with_text))
            assert source.text is not None
            whole = draw(st.booleans())
            start = 0 if whole else draw(st.integers(0, len(source.text) - 1))
            end = len(source.text) if whole else draw(st.integers(start + 1, len(source.text)))
            codings.append(
                Coding(
                    guid, source.guid, start, end, draw(st.sampled_from(labels)), one(people),
                    draw(MOMENTS), some(memos), whole,
                )
            )  # fmt: skip
        for guid in _guids("passage", count(4)):
            source = draw(st.sampled_from(with_text))
            assert source.text is not None
            start = draw(st.integers(0, len(source.text) - 1))
            end = draw(st.integers(start + 1, len(source.text)))
            words = source.text[start:end]
            name = draw(
                st.just("") | NAMES.filter(lambda name, words=words: not quotes(name, words))
            )
            passages.append(
                Passage(
                    guid, source.guid, start, end, name, draw(st.just("") | SAID), one(people),
                    draw(MOMENTS), some(memos),
                )
            )  # fmt: skip
    places = [source.guid for source in sources]
    cases = tuple(
        Case(guid, draw(NAMES), draw(SAID), values(), some(places), some(labels))
        for guid in _guids("case", count(3))
    )
    sets = tuple(
        ProjectSet(guid, draw(NAMES), draw(SAID), some(labels), some(places), some(memos))
        for guid in _guids("set", count(2))
    )
    ends = [
        thing.guid
        for things in (users, codes, variables, sources, codings, passages, cases, notes, sets)
        for thing in things
    ]  # fmt: skip
    links = tuple(
        Link(
            guid,
            draw(st.sampled_from(ends)),
            draw(st.sampled_from(ends)),
            draw(SAID),
            draw(st.sampled_from(Direction)),
            draw(COLOURS),
            some(memos),
        )
        for guid in _guids("link", count(2) if ends else 0)
    )
    return Project(
        name=draw(NAMES),
        description=draw(SAID),
        users=users,
        codes=tuple(codes),
        variables=variables,
        cases=cases,
        sources=tuple(sources),
        codings=tuple(codings),
        passages=tuple(passages),
        notes=notes,
        links=links,
        sets=sets,
        about=some(memos),
    )
