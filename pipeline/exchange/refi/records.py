"""The XML of a project, one record at a time, so that its size does not matter.

A record is an element with everything in it: a code with what is below it, a selection with its
codings. What may hold any number of records (a source, the list of cases) is handed over after
them, without them. Document types, entities and external references are refused (defusedxml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from pipeline.exchange.refi.refusal import MOST_DEEP, MOST_IN_ONE, MOST_RECORDS, refuse, too_much

_CONTAINERS = frozenset(
    "Project Users CodeBook Codes Variables Cases Sources TextSource PDFSource PictureSource"
    " AudioSource VideoSource Representation TextDescription Transcript Notes Links Sets"
    " Graphs".split()
)
_WITH_TEXT = frozenset(
    "Description PlainTextContent TextValue BooleanValue IntegerValue FloatValue DateValue"
    " DateTimeValue".split()
)
_CHUNK = 1 << 16
_UTF16_CLAIM = re.compile(rb"""(<\?xml[^>]*encoding\s*=\s*["'])utf-16(["'])""", re.IGNORECASE)


@dataclass(slots=True)
class Element:
    """An element by its name without prefix, with what stands in it."""

    name: str
    attributes: Mapping[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def get(self, attribute: str) -> str:
        """An attribute, '' where it is absent."""
        return self.attributes.get(attribute, "")

    def all(self, name: str) -> Iterator[Element]:
        return (child for child in self.children if child.name == name)

    def text_of(self, name: str) -> str:
        """The text of the first child of that name, '' where there is none."""
        return next((child.text for child in self.children if child.name == name), "")


Record = tuple[tuple[Element, ...], Element]
"""The containers a record stands in, from the root, and the record."""


def records(stream: IO[bytes], path: Path) -> Iterator[Record]:
    """Every record, each container after those in it.

    Raises:
        CorpusError: for what is no XML, declares a document type or entities, or is deeper or
            larger than any project.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.expatreader import DefusedExpatParser

    builder = _Builder(path)

    class Parser(DefusedExpatParser):
        """Tells the builder what SAX would tell a handler: two calls fewer an element."""

        def start_element(self, name: str, attrs: Mapping[str, str]) -> None:
            builder.start(name, attrs)

        def end_element(self, name: str) -> None:
            builder.end()

    parser: Any = Parser(forbid_dtd=True)
    parser.setContentHandler(builder)
    try:
        chunk = _honest(stream.read(_CHUNK))
        while chunk:
            parser.feed(chunk)
            yield from builder.take()
            chunk = stream.read(_CHUNK)
        parser.close()
        yield from builder.take()
    except DefusedXmlException:
        raise refuse(path, "het project verklaart een DOCTYPE of entiteiten") from None
    except (SAXException, UnicodeError, ValueError, LookupError):
        raise refuse(path, "het project is geen geldige XML") from None


def _honest(start: bytes) -> bytes:
    """.NET writes `encoding="utf-16"` above a text in UTF-8; its word is then not taken."""
    return _UTF16_CLAIM.sub(rb"\1utf-8\2", start, count=1)


class _Builder(ContentHandler):
    """Makes records of what the parser meets."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._open: list[Element] = []
        self._ready: list[Record] = []
        self._text: list[str] | None = None
        self._within = 0
        self._total = 0

    def take(self) -> list[Record]:
        ready, self._ready = self._ready, []
        return ready

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        if len(self._open) >= MOST_DEEP:
            raise too_much(self._path, f"elementen staan meer dan {MOST_DEEP} niveaus diep")
        self._within = 0 if local in _CONTAINERS else self._within + 1
        if self._within > MOST_IN_ONE:
            raise too_much(self._path, f"één onderdeel heeft meer dan {MOST_IN_ONE} delen")
        self._open.append(Element(local, attributes))
        self._text = [] if local in _WITH_TEXT else None

    def characters(self, content: str) -> None:
        if self._text is not None:
            self._text.append(content)

    def end(self) -> None:
        element = self._open.pop()
        if self._text is not None:
            element.text = "".join(self._text)
            self._text = None
        if self._open and self._open[-1].name not in _CONTAINERS:
            self._open[-1].children.append(element)
            return
        self._within = 0
        self._total += 1
        if self._total > MOST_RECORDS:
            raise too_much(self._path, f"het project heeft meer dan {MOST_RECORDS} onderdelen")
        self._ready.append((tuple(self._open), element))
