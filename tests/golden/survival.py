"""The table of what survives a trip to another program and back, as `uitwisseling.md` and in README.

A column is one trip: facts before it and facts after it, element by element. Tests measure columns
and hold them against the table (`check`); with UPDATE_GOLDEN=1 they write what they measured. A new
program is a new name in COLUMNS and a test that measures it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pipeline.domain.project import Project
from pipeline.exchange.project_codes import stances_in
from pipeline.exchange.project_words import NEVER, QUOTABLE, READ, STRUCTURE

Facts = Mapping[str, frozenset[object]]
"""Element → what is known of it, in whatever form; both sides of a trip in the same one."""

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).parent / "uitwisseling.md"
COLUMNS = (
    "our project, out and in", "MAXQDA, in and out", "ATLAS.ti, in and out", "NVivo, in and out",
    "QualCoder, in and out", "qdaPy reads ours", "qualitative-coding reads ours",
    "Excel workbook, in", "Label Studio, out and in",
)  # fmt: skip
ELEMENTS = (
    "text of a source", "name of a source", "code and its place in the tree", "definition of a code",
    "colour of a code", "set of codes", "coder", "coding: code, coder and exact place",
    "date of a coding", "stance", "memo on a coding", "memo on a text or code", "case",
    "variable of a case", "segment that was read without a code", "passage to quote",
    "selection without a code", "link between things", "borders of segments",
    "rejected suggestion", "what a coder was shown (suggestion, blind)",
)  # fmt: skip
_BEGIN, _END = "<!-- uitwisseling -->", "<!-- /uitwisseling -->"
_YES, _PART, _NO, _NOTHING = "yes", "part", "no", "–"


def facts_of(project: Project) -> dict[str, frozenset[object]]:
    """What a project says, without guids; a definition as the first words that it must hold."""
    stances = stances_in(project)
    names = {code.guid: code.name for code in project.codes}
    users = {user.guid: _plain(user.name) for user in project.users}
    texts = {source.guid: _bare(source.text or "") for source in project.sources}
    notes = {n.guid: n.text for n in project.notes if n.name != STRUCTURE}

    def base(code: str) -> str:
        # Codes of one name get the name of the code above them behind it.
        return names[stances[code][0] if code in stances else code].partition(" (")[0]

    def where(one: object) -> tuple[object, ...]:
        source, start, end = one.source, one.start, one.end  # type: ignore[attr-defined]
        text = next(s.text or "" for s in project.sources if s.guid == source)
        return _bare(text[:start]), _bare(text[start:end])

    codings = [(c, (users.get(c.user, ""), base(c.code), where(c))) for c in project.codings]
    variables = {variable.guid: variable.name.casefold() for variable in project.variables}
    about = (*project.sources, *project.codes)
    kinds = {
        READ: "segment that was read without a code",
        QUOTABLE: "passage to quote",
        NEVER: "passage to quote",
    }
    found: dict[str, set[object]] = {
        "text of a source": {texts[s.guid] for s in project.sources if s.text is not None},
        "name of a source": {s.name for s in project.sources},
        "code and its place in the tree": {
            (c.name, names.get(c.parent, "")) for c in project.codes if c.guid not in stances
        },
        "definition of a code": {
            (c.name, _definition(c.description))
            for c in project.codes
            if c.description and c.guid not in stances
        },
        "colour of a code": {(c.name, c.colour) for c in project.codes if c.colour},
        "set of codes": {(s.name, frozenset(map(base, s.codes))) for s in project.sets if s.codes},
        "coder": set(users.values()),
        "coding: code, coder and exact place": {what for _, what in codings},
        "date of a coding": {(what, c.at.rstrip("Z")) for c, what in codings if c.at},
        "stance": {(what, stances[c.code][1]) for c, what in codings if c.code in stances},
        "memo on a coding": {
            (what, notes[n]) for c, what in codings for n in c.notes if n in notes
        },
        "memo on a text or code": {notes[n] for thing in about for n in thing.notes if n in notes},
        "case": {case.name for case in project.cases},
        "variable of a case": {
            (variables[v.variable], v.text) for case in project.cases for v in case.values
        },
        "link between things": {link.name or link.guid for link in project.links},
    }
    for passage in project.passages:
        element = kinds.get(passage.name, "selection without a code")
        said = (passage.description, *(notes[n] for n in passage.notes if n in notes))
        found.setdefault(element, set()).add((where(passage), passage.name, said))
    return {element: frozenset(facts) for element, facts in found.items()}


def verdicts(before: Facts, after: Facts) -> dict[str, str]:
    """Element → whether all, a part or nothing of it came through."""
    found = {}
    for element in ELEMENTS:
        was, now = before.get(element, frozenset()), after.get(element, frozenset())
        if not was:
            found[element] = _NOTHING
        else:
            found[element] = _YES if was <= now else _PART if was & now else _NO
    return found


def check(measured: Mapping[str, Mapping[str, str]]) -> None:
    """Holds columns against the table, and the table against README."""
    cells = _read()
    if os.environ.get("UPDATE_GOLDEN"):
        for column, found in measured.items():
            cells |= {(element, column): verdict for element, verdict in found.items()}
        _write(cells)
    for column, found in measured.items():
        assert {e: cells.get((e, column)) for e in ELEMENTS} == dict(found), column
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = readme.partition(_BEGIN)[2].partition(_END)[0].strip()
    assert told == TABLE.read_text(encoding="utf-8").strip(), "UPDATE_GOLDEN=1 puts it in README"


def _read() -> dict[tuple[str, str], str]:
    if not TABLE.exists():
        return {}
    rows = [
        [cell.strip() for cell in line.strip("| \n").split("|")]
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    return {
        (row[0], column): cell
        for row in rows[2:]
        for column, cell in zip(rows[0][1:], row[1:], strict=True)
    }


def _write(cells: Mapping[tuple[str, str], str]) -> None:
    lines = [f"| element | {' | '.join(COLUMNS)} |", f"|{' --- |' * (len(COLUMNS) + 1)}"]
    for element in ELEMENTS:
        own = " | ".join(cells.get((element, column), "?") for column in COLUMNS)
        lines.append(f"| {element} | {own} |")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    readme = ROOT / "README.md"
    before, begin, rest = readme.read_text(encoding="utf-8").partition(_BEGIN)
    if begin:
        after = rest.partition(_END)[2]
        table = "\n".join(lines)
        readme.write_text(f"{before}{_BEGIN}\n{table}\n{_END}{after}", encoding="utf-8")


def _definition(description: str) -> str:
    """Without what our export writes around it."""
    own = description.partition("Definitie: ")[2] or description
    return " ".join(own.partition("\n")[0].split())


def _plain(name: str) -> str:
    return name.casefold().replace(" ", "-")


def _bare(text: str) -> str:
    """Without white space: one program ends lines with two characters, another with one."""
    return "".join(text.split())
