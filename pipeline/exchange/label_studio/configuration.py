"""The labelling configuration: the codebook as Label Studio asks for it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Stance
from pipeline.exchange.label_studio.naming import (
    CODES,
    HEADING,
    MEMO,
    OFFERED,
    QUESTION,
    READ,
    READING,
    REJECTED,
    SEPARATOR,
    TEXT,
    stance_label,
)

_EXPLAINED = (
    "Kies een code, of de houding eronder als de spreker er iets van vindt. Wie indient zonder code"
    " heeft het segment gelezen. Overslaan is geen besluit."
)


def configuration(book: Codebook) -> str:
    """The XML for Settings → Labeling Interface → Code."""
    view = Element("View")
    SubElement(view, "Header", value=_EXPLAINED, size="5")
    # Context, which may be empty and is not for choosing words in.
    SubElement(view, "Header", value=f"${HEADING}", size="4")
    SubElement(view, "Header", value=f"${QUESTION}", size="5")
    SubElement(view, "Text", name=TEXT, value=f"${TEXT}")
    SubElement(view, "Header", value="Codes")
    codes = SubElement(
        view,
        "Taxonomy",
        {"name": CODES, "toName": TEXT, "showFullPath": "true", "pathSeparator": SEPARATOR},
    )
    elements: dict[str, Element] = {"": codes}
    for code in book:
        parent = elements[code.parent]
        elements[code.id] = SubElement(parent, "Choice", value=code.label, hint=code.definition)
        for stance in Stance:
            if stance is not Stance.NONE:
                SubElement(elements[code.id], "Choice", value=stance_label(stance))
    _choices(view, REJECTED, "Voorstellen die hier niet gelden", {"value": f"${OFFERED}"})
    # From the task too: Label Studio refuses a configuration with a single choice in it.
    _choices(view, READ, "Er hoort verder niets bij", {"value": f"${READING}"})
    SubElement(view, "Header", value="Memo")
    about = {"name": MEMO, "toName": TEXT, "rows": "2", "maxSubmissions": "1", "editable": "true"}
    SubElement(view, "TextArea", about)
    indent(view)
    return tostring(view, encoding="unicode") + "\n"


def _choices(view: Element, name: str, title: str, more: dict[str, str]) -> None:
    SubElement(view, "Header", value=title)
    SubElement(view, "Choices", {"name": name, "toName": TEXT, "choice": "multiple"} | more)
