"""Opening the zip archives that .docx and .odt are, without being blown up by one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from pipeline.text.document import Limits
from pipeline.text.readers.refusal import Refusal, refuse

MAX_PARTS = 5_000
RATIO_FROM = 1_000_000  # bytes: a small part may repeat itself as much as it likes
XML_SHARE = 5  # one XML part may take a fifth of what the whole may: its tree takes the rest


class Package:
    """The XML parts of one open archive."""

    def __init__(self, path: Path, archive: zipfile.ZipFile, limits: Limits) -> None:
        self.path = path
        self._archive = archive
        self._largest = limits.max_unpacked // XML_SHARE
        self.names = tuple(info.filename for info in archive.infolist())

    def data(self, name: str) -> bytes:
        """The bytes of a part, empty when there is no such part."""
        if name not in self.names:
            return b""
        info = self._archive.getinfo(name)
        if info.file_size > self._largest:
            raise refuse(self.path, Refusal.BOMB)
        return self._archive.read(info)

    def xml(self, name: str) -> Element | None:
        """The root of an XML part, None when there is no such part.

        Raises:
            ReportSetAside: the part is damaged, too large, or declares a DOCTYPE or entities.
        """
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import fromstring

        data = self.data(name)
        if not data:
            return None
        try:
            root: Element = fromstring(data, forbid_dtd=True)
        except DefusedXmlException as error:
            raise refuse(self.path, Refusal.ENTITIES) from error
        except (ParseError, UnicodeError) as error:
            raise refuse(self.path, Refusal.DAMAGED) from error
        return root


@contextmanager
def open_package(path: Path, limits: Limits) -> Iterator[Package]:
    """Open an archive after checking what it says it will unpack to.

    `zipfile` never reads past the size that the table of contents declares, so an archive that
    lies about its sizes ends in a checksum error, not in memory.

    Raises:
        ReportSetAside: damaged, encrypted, or larger than the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check(path, archive.infolist(), limits)
            yield Package(path, archive, limits)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise refuse(path, Refusal.DAMAGED) from error


def _check(path: Path, infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise refuse(path, Refusal.ENCRYPTED)
    if len({info.filename for info in infos}) != len(infos):
        raise refuse(path, Refusal.DAMAGED)  # two parts of one name: which is the report?
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > limits.max_unpacked:
        raise refuse(path, Refusal.BOMB)
    for info in infos:
        packed = max(info.compress_size, 1)
        if info.file_size > RATIO_FROM and info.file_size > limits.max_ratio * packed:
            raise refuse(path, Refusal.BOMB)


def local(node: Element) -> str:
    """The name of an element without its namespace: strict and transitional files differ in it."""
    tag: object = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(node: Element, name: str) -> str:
    """The value of an attribute by its name without namespace, empty when absent."""
    for key, value in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def child(node: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    if node is None:
        return None
    return next((found for found in node if local(found) == name), None)


def all_text(node: Element) -> str:
    """All text under a node, parts joined by spaces."""
    return " ".join(" ".join(node.itertext()).split())
