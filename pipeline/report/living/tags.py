"""Finds the tags in an author's document, and sets apart those that cannot be filled in.

The template engine reads a whole document at once: one brace too many and it fails, or worse, takes
the author's words for its own. So every tag is tried by itself first. What is no tag, and a tag
that does not work, is hidden from the engine and stands in the report as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.report.living.numbers import TagError
from pipeline.report.living.texts import hide, paragraphs, rewrite, text_of
from pipeline.report.living.vocabulary import CLOSE, OPEN, Placed, Vocabulary

_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
_BRACES = re.compile(r"\{[{%#]|[}%#]\}")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " "})
"""Word makes quotation marks curly while somebody types a tag."""
_IF = re.compile(r"\{%-?p?\s*(if|elif|else|endif)\b")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A tag that cannot be filled in: where it stands (the heading above it, and the number of its
    paragraph in the document, from 1), as it was written, and why."""

    heading: str
    paragraph: int
    tag: str
    why: str


def set_misfits_apart(roots: Sequence[Any], vocabulary: Vocabulary, engine: Any) -> list[Misfit]:
    """Hides from the engine what it cannot read.

    Args:
        roots: the parts of the document, the body first; blocks may only be placed in the body.
        engine: a Jinja environment; only its expressions and `if` are for authors.
    """
    found: list[Misfit] = []
    balanced = _balanced([text_of(p) for root in roots for p in paragraphs(root)], engine)
    number, heading = 0, ""
    for at, root in enumerate(roots):
        for paragraph in paragraphs(root):
            number += 1
            text = text_of(paragraph)
            heading = text if _is_heading(paragraph) else heading
            for start, end, why in _wrong(text, vocabulary, engine, balanced, in_body=at == 0):
                found.append(Misfit(heading, number, text[start:end], why))
                hide(paragraph, start, end)
            for match in _TAG.finditer(text_of(paragraph)):
                rewrite(paragraph, *match.span(), _STRAIGHT)
    return found


def _wrong(
    text: str, vocabulary: Vocabulary, engine: Any, balanced: bool, *, in_body: bool
) -> Iterator[tuple[int, int, str]]:
    """The spans that the engine may not see, with the reason."""
    good: list[tuple[int, int]] = []
    for match in _TAG.finditer(text):
        why = _reason(match[0], text, vocabulary, engine, balanced, in_body)
        if why:
            yield *match.span(), why
        good.append(match.span())
    for match in _BRACES.finditer(text):
        if not any(start <= match.start() and match.end() <= end for start, end in good):
            yield *match.span(), "een tag begint met {{ en eindigt met }}, in één alinea"


def _reason(
    tag: str, text: str, vocabulary: Vocabulary, engine: Any, balanced: bool, in_body: bool
) -> str:
    """Why a tag cannot be filled in; empty when it can."""
    if tag.startswith("{%"):
        if not _IF.match(tag):
            return "alleen {% if … %}, {% else %} en {% endif %} worden herkend"
        return "" if balanced else "bij {% if … %} hoort {% endif %}"
    before = len(vocabulary.values)
    try:
        value = str(engine.from_string(straight(tag)).render(vocabulary.context()))
        made = vocabulary.values[before:]
    except TagError as error:
        return str(error)
    except Exception:
        # Whatever an author typed is evaluated in a sandbox; how it fails says nothing to her.
        return "deze tag wordt niet herkend"
    finally:
        del vocabulary.values[before:]
    if value != f"{OPEN}{before}{CLOSE}" or len(made) != 1:
        return "deze tag wordt niet herkend"
    if isinstance(made[0], Placed) and (not in_body or text.strip() != tag.strip()):
        return "dit wordt een hele alinea, tabel of figuur: zet de tag in een eigen alinea"
    return ""


def straight(tag: str) -> str:
    """A tag with the quotation marks that a program reads."""
    return tag.translate(_STRAIGHT)


def _balanced(texts: Sequence[str], engine: Any) -> bool:
    """Whether every `if` of the document has its end."""
    from jinja2 import TemplateError

    tags = [m[0] for text in texts for m in _TAG.finditer(text) if _IF.match(m[0])]
    try:
        engine.from_string("".join(straight(tag).replace("{%p", "{%") for tag in tags))
    except TemplateError:
        return False
    return True


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.style or ""
    return bool(re.match(r"(?i)(heading|kop)\s*\d", style.replace("_", " ")))
