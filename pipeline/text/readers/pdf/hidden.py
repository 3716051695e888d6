"""What a PDF carries out of sight: its information dictionary, XMP and comments."""

from __future__ import annotations

import ctypes
from typing import Any

from pipeline.text.readers.pdf.chars import pdfium_raw

Found = list[tuple[str, str]]

_TEXTS = ("Title", "Subject", "Keywords", "Creator", "Producer")
MAX_ANNOTATIONS = 5_000


def information(pdf: Any) -> Found:
    """The information dictionary: author and properties, without dates."""
    found: Found = [("auteur", str(pdf.get_metadata_value("Author")))]
    found += [("eigenschap", str(pdf.get_metadata_value(key))) for key in _TEXTS]
    for index in range(pdf.count_attachments()):
        found.append(("eigenschap", str(pdf.get_attachment(index).get_name())))
    return found


def comments(page: Any) -> Found:
    """Comments on a page and who made them, and what is filled in on a form."""
    raw = pdfium_raw()
    found: Found = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        for kind, key in (("auteur", b"T"), ("opmerking", b"Contents"), ("opmerking", b"V")):
            if key != b"T" or raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_WIDGET:
                text = _value(raw, annotation, key)
                found += [(kind, text)] if any(c.isalpha() for c in text) else []
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def _value(raw: Any, annotation: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\x00")
