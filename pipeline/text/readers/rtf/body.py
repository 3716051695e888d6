"""RTF, by its groups and control words.

striprtf drops notes and comments and keeps deleted text as text; its table of character sets is
used here, the walk is ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.domain.report import BlockKind
from pipeline.text.document import Document, Limits, Piece, hidden_items
from pipeline.text.readers.emphasis import by_emphasis
from pipeline.text.readers.refusal import Refusal, refuse
from pipeline.text.readers.rtf.flow import Flow, State
from pipeline.text.readers.rtf.tree import (
    Fonts,
    Group,
    Word,
    destination,
    groups,
    heading_styles,
    parse,
)
from pipeline.text.words import word_set

_CHARACTERS = {
    "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
    "line": "\n", "lbr": "\n", "~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
_HIDDEN = {
    "annotation": "opmerking", "atnauthor": "auteur", "atnid": "auteur", "author": "auteur",
    "operator": "auteur", "manager": "auteur", "title": "eigenschap", "subject": "eigenschap",
    "company": "eigenschap", "keywords": "eigenschap", "doccomm": "eigenschap",
    "category": "eigenschap", "staticval": "eigenschap", "revtbl": "auteur",
    "header": "koptekst", "headerl": "koptekst", "headerr": "koptekst", "headerf": "koptekst",
    "footer": "voettekst", "footerl": "voettekst", "footerr": "voettekst", "footerf": "voettekst",
}  # fmt: skip
_SILENT = word_set(
    "fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator pict nonshppict "
    "shprslt objdata objclass fldinst datafield sp ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn "
    "atndate atnref atntime atnicn atnparent tc xe filetbl template creatim revtim printim buptim "
    "nonesttables propname linkval"
)
_THROUGH = word_set("shpinst shp shpgrp do ud info userprops fldrslt field nesttableprops")


def read_rtf(path: Path, limits: Limits) -> Document:
    """Pieces in reading order, with notes after the paragraph that refers to them.

    Raises:
        ReportSetAside: cut off before its last brace, or more text than the limit.
    """
    root = parse(path.read_bytes().lstrip(b"\xef\xbb\xbf \t\r\n"))
    if root is None:
        raise refuse(path, Refusal.DAMAGED)
    walk = _Walk(path, limits, Fonts(root))
    body = Flow(heading_styles(root))
    walk.items(root, State(), body)
    pieces = body.finish()
    walk.found += [("verwijderd", text) for text in body.deleted]
    return Document(tuple(by_emphasis(pieces, body.bold)), hidden_items(walk.found))


@dataclass
class _Walk:
    """One walk through the tree, gathering what is hidden on its way."""

    path: Path
    limits: Limits
    fonts: Fonts
    found: list[tuple[str, str]] = field(default_factory=list)
    size: int = 0

    def items(self, group: Group, state: State, flow: Flow) -> State:
        """Everything in a group, in order."""
        skip = 0  # characters that stand in for a \u, for programs that do not know it
        data = bytearray()
        for item in group:
            if isinstance(item, bytes):
                data += item[skip:]
                skip = max(skip - len(item), 0)
                continue
            self._say(self.fonts.decode(bytes(data), state.font), state, flow)
            data.clear()
            if isinstance(item, list):
                skip = 0
                self._group(item, state, flow)
            elif item.name == "u":
                self._say(chr((item.number or 0) % 0x10000), state, flow)
                skip = state.skip
            else:
                state = self._word(item, state, flow)
        self._say(self.fonts.decode(bytes(data), state.font), state, flow)
        return state

    def _group(self, group: Group, state: State, flow: Flow) -> None:
        name, starred = destination(group)
        if name in ("listtext", "pntext"):
            flow.listed = True  # the mark or number of a list item
        elif name == "footnote":
            note = self._aside(group, state, flow)
            words = " ".join(piece.text for piece in note.finish())
            flow.after.append(Piece(BlockKind.NOTE, words))
        elif name == "shptxt":
            flow.after += self._aside(group, state, flow).finish()
        elif name == "upr":
            for inner in groups(group):
                if destination(inner)[0] == "ud":
                    self.items(inner, state, flow)
        elif name == "revtbl":
            for inner in groups(group):
                self._hide("auteur", inner, state, flow)
        elif name in _HIDDEN:
            self._hide(_HIDDEN[name], group, state, flow)
        elif name not in _SILENT and (not starred or name in _THROUGH):
            self.items(group, state, flow)

    def _aside(self, group: Group, state: State, flow: Flow) -> Flow:
        """A group with paragraphs of its own: a note, a text box, a comment, a header."""
        aside = Flow(flow.headings)
        self.items(group, replace(state, gone=False, bold=False, item=-1, depth=0), aside)
        return aside

    def _hide(self, kind: str, group: Group, state: State, flow: Flow) -> None:
        aside = self._aside(group, state, flow)
        for piece in aside.finish():
            text = piece.text.rstrip("; ")
            if any(character.isalpha() for character in text) and text != "Unknown":
                self.found.append((kind, text))

    def _say(self, text: str, state: State, flow: Flow) -> None:
        self.size += len(text)
        if self.size > 2 * self.limits.max_chars:  # what is hidden counts here too
            raise refuse(self.path, Refusal.TOO_LONG, limit=self.limits.max_chars)
        flow.say(text, state)

    def _word(self, word: Word, state: State, flow: Flow) -> State:
        name, number = word.name, word.number or 0
        if name in _CHARACTERS:
            self._say(_CHARACTERS[name], state, flow)
        elif name in ("par", "sect", "page", "cell", "nestcell", "row", "nestrow"):
            flow.end(name, state)
        elif name == "plain":
            return replace(state, bold=False, gone=False, font=None)
        elif name == "pard":
            return replace(state, style=0, outline=9, item=-1, depth=0)
        elif name == "uc":
            return replace(state, skip=max(number, 0))
        elif name == "f":
            return replace(state, font=number)
        elif name == "b":
            return replace(state, bold=word.on)
        elif name in ("deleted", "v"):
            return replace(state, gone=word.on)
        elif name == "s":
            return replace(state, style=number)
        elif name == "outlinelevel":
            return replace(state, outline=number)
        elif name == "ls":
            return replace(state, item=max(state.item, 0) if number else -1)
        elif name == "ilvl":
            return replace(state, item=number)
        elif name == "intbl":
            return replace(state, depth=max(state.depth, 1))
        elif name == "itap":
            return replace(state, depth=number)
        return state
