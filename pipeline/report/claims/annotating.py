"""A copy of the author's document with comments in the margin; nothing else in it changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from pipeline.report.claims.finding import Finding
from pipeline.report.claims.passage import Kind
from pipeline.report.claims.reading import Manuscript, RunSpan

AUTHOR, INITIALS = "oza", "oza"
_TYPES = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def annotated(content: bytes, manuscript: Manuscript, findings: Sequence[Finding]) -> bytes:
    """The document with a comment for each finding; `manuscript` is used up by it.

    Every part but the text itself and the comments is taken over byte by byte. Comments carry no
    date: the same document and the same numbers give the same bytes.
    """
    if not findings:
        return content
    document = manuscript.document
    numbered = [(finding, _comment(document, finding.comment)) for finding in findings]
    runs = [list(spans) for spans in manuscript.runs]
    for finding, comment in numbered:
        own = runs[finding.passage]
        if manuscript.passages[finding.passage].kind is Kind.NOTE:
            _mark(own[0].run, own[0].run, comment)
        else:
            _split(own, finding.start)
            _split(own, finding.end)
            inside = [s for s in own if s.start < finding.end and finding.start < s.end]
            _mark(inside[0].run, inside[-1].run, comment)
    saved = io.BytesIO()
    document.save(saved)
    main = document.part
    ours = [main.partname, main.partname.rels_uri, document.comments._comments_part.partname]
    return _with_parts_of(content, saved.getvalue(), [str(uri).lstrip("/") for uri in ours])


def _comment(document: Any, text: str) -> int:
    """Adds a comment that stands nowhere yet; its number."""
    comment = document.comments.add_comment(text, author=AUTHOR, initials=INITIALS)
    comment._comment_elm.attrib.pop(qn("w:date"), None)
    return int(comment.comment_id)


def _split(runs: list[RunSpan], at: int) -> None:
    """Makes a run begin at a place of the text, with the same looks; a run that holds more than
    letters stays whole."""
    for index, span in enumerate(runs):
        if not span.start < at < span.end:
            continue
        content = [child for child in span.run if child.tag != qn("w:rPr")]
        if len(content) != 1 or content[0].tag != qn("w:t"):
            return
        letters = content[0].text or ""
        tail = deepcopy(span.run)
        for run, part in (
            (span.run, letters[: at - span.start]),
            (tail, letters[at - span.start :]),
        ):
            text = run.find(qn("w:t"))
            text.text = part
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        span.run.addnext(tail)
        runs[index : index + 1] = [
            RunSpan(span.run, span.start, at),
            RunSpan(tail, at, span.end),
        ]
        return


def _mark(first: Any, last: Any, comment: int) -> None:
    """Puts a comment's range around two runs of a paragraph, outside what they stand in: a comment
    is no part of a link or of somebody's tracked insertion."""
    start, end, shown = (
        OxmlElement(f"w:{name}", attrs={qn("w:id"): str(comment)})
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    )
    reference = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    style = OxmlElement("w:rStyle", attrs={qn("w:val"): "CommentReference"})
    properties.append(style)
    reference.append(properties)
    reference.append(shown)
    _in_paragraph(first).addprevious(start)
    _in_paragraph(last).addnext(reference)
    reference.addprevious(end)


def _in_paragraph(run: Any) -> Any:
    """The run, or what it stands in, as a child of its paragraph."""
    element = run
    while element.getparent().tag != qn("w:p"):
        element = element.getparent()
    return element


def _with_parts_of(content: bytes, saved: bytes, ours: Sequence[str]) -> bytes:
    """The archive of `content` with these parts as they were saved, and a type for new ones."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(io.BytesIO(saved)) as after,
        zipfile.ZipFile(target, "w") as made,
    ):
        new = [name for name in ours if name not in before.namelist()]
        for item in before.infolist():
            data = after.read(item.filename) if item.filename in ours else before.read(item)
            if item.filename == _TYPES:
                data = _typed(data, new)
            _store(made, item.filename, data, item.date_time)
        for name in new:
            _store(made, name, after.read(name), _EPOCH)
    return target.getvalue()


def _typed(types: bytes, new: Sequence[str]) -> bytes:
    """The list of content types with the comments in it, where they are new."""
    wanted = [name for name in new if name.endswith(".xml")]
    if not wanted:
        return types
    root = etree.fromstring(types, etree.XMLParser(resolve_entities=False, no_network=True))
    space = root.tag[: root.tag.index("}") + 1]
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    for name in wanted:
        etree.SubElement(root, f"{space}Override", PartName=f"/{name}", ContentType=kind)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _store(
    archive: zipfile.ZipFile, name: str, data: bytes, moment: tuple[int, int, int, int, int, int]
) -> None:
    item = zipfile.ZipInfo(name, moment)
    item.compress_type = zipfile.ZIP_DEFLATED
    item.external_attr = 0o644 << 16
    archive.writestr(item, data)
