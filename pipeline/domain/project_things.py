"""What a project of other programs consists of (`project` has them together).

Every `guid` is one as `guid.is_guid` has it. Moments (`at`) are ISO 8601, and end in `Z` where they
are in UTC; without a zone where a program wrote none; '' where nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.project_values import VariableType


class SourceKind(StrEnum):
    """What was coded. The text of a pdf or picture is its representation or description; recordings
    come without text."""

    TEXT = "tekst"
    PDF = "pdf"
    PICTURE = "afbeelding"
    AUDIO = "geluid"
    VIDEO = "video"


class Direction(StrEnum):
    """Which way a link goes; empty where the program did not say."""

    NONE = ""
    ASSOCIATIVE = "Associative"
    ONE_WAY = "OneWay"
    BOTH = "Bidirectional"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who coded."""

    guid: str
    name: str


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A code; `parent` is the guid of the one above it, `notes` the guids of its memos.

    `colour` is '' or `#` and six capital hexadecimal digits. `codable` is False for a mere heading.
    """

    guid: str
    name: str
    parent: str = ""
    description: str = ""
    colour: str = ""
    codable: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A characteristic of cases or sources."""

    guid: str
    name: str
    type: VariableType = VariableType.TEXT
    description: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a case or source has for a variable, in the form its type is written in."""

    variable: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Something that was coded.

    `text` has lines that end in LF, and is None where the project brings no text. `user` made it.
    """

    guid: str
    name: str
    text: str | None
    kind: SourceKind = SourceKind.TEXT
    description: str = ""
    user: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on a stretch of text, `0 <= start < end <= len(text)` in code points, end exclusive.

    `whole` says that the source itself was coded, not a stretch of it; the span is then all of its
    text. `user` is '' where nobody knows who coded.
    """

    guid: str
    source: str
    start: int
    end: int
    code: str
    user: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that somebody marked or wrote about, whatever codes stand on it.

    `name` is one that somebody gave; where a program only repeats the words, it is ''.
    """

    guid: str
    source: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    user: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A unit of the study, such as a respondent, with what is known of it and where it speaks."""

    guid: str
    name: str
    description: str = ""
    values: tuple[Value, ...] = ()
    sources: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A memo. What it is about refers to it, not the other way round."""

    guid: str
    name: str
    text: str
    description: str = ""
    user: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class ProjectSet:
    """A group of codes, sources and memos beside the tree."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two things of the project, by their guids."""

    guid: str
    origin: str
    target: str
    name: str = ""
    direction: Direction = Direction.NONE
    colour: str = ""
    notes: tuple[str, ...] = ()


Thing = User | ProjectCode | Variable | Source | Coding | Passage | Case | Note | ProjectSet | Link
