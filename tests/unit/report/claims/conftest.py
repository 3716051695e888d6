"""Word documents made for the claim check: text as an author writes it, and everything Word may put
between."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.config.study import Study
from pipeline.domain.judgement import Stance
from pipeline.report.claims.checking import Language, check
from pipeline.report.claims.finding import Review
from pipeline.report.claims.passage import Kind, Passage
from pipeline.report.claims.phrases import phrases
from pipeline.report.claims.spotting import Spotter
from pipeline.report.evidence import Evidence
from pipeline.text.dutch import lemmas
from pipeline.text.sentences import sentence_ends


@pytest.fixture(scope="session")
def language() -> Language:
    return Language(sentence_ends, lemmas)


@pytest.fixture
def spotter(study: Study) -> Spotter:
    return Spotter(phrases(), study.settings.actors)


@pytest.fixture
def numbers(evidence: Callable[..., Evidence]) -> Evidence:
    """Of two children one was bullied; of three parents two searched themselves and all praise the
    short lines; both groups of professionals meet."""
    good, bad, none = Stance.POSITIVE, Stance.CONCERN, Stance.NONE
    return evidence(
        ("1K1", "vastlopen-pesten", bad),
        ("1O1", "weg-zelf-gezocht", none),
        ("2O1", "weg-zelf-gezocht", bad),
        ("1O1", "ouders-korte-lijnen", good),
        ("1O2", "ouders-korte-lijnen", good),
        ("2O1", "ouders-korte-lijnen", bad),
        ("1P1", "samen-vorm", none),
        ("2P1", "samen-vorm", none),
    )


@pytest.fixture
def review(study: Study, numbers: Evidence, language: Language) -> Callable[..., Review]:
    """Checks paragraphs below a heading."""

    def run(heading: str, *texts: str, rests_on: Evidence = numbers) -> Review:
        passages = [Passage(0, heading, Kind.HEADING)]
        passages += [Passage(at, text) for at, text in enumerate(texts, start=1)]
        return check(passages, study, rests_on, phrases(), language)

    return run


def run_xml(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.fixture
def paragraph() -> Callable[[Any, str], Any]:
    """Adds a paragraph of Word's own XML to a document."""

    def add(document: Any, inner: str) -> Any:
        element = parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")
        document.element.body.insert(len(document.element.body) - 1, element)
        return element

    return add


@pytest.fixture
def saved() -> Callable[[Any], bytes]:
    def save(document: Any) -> bytes:
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    return save


@pytest.fixture
def document() -> Callable[[Iterable[tuple[str, str]]], Any]:
    """A document of (style, text): '' for body text, a digit for a heading's level."""

    def make(lines: Iterable[tuple[str, str]]) -> Any:
        made = Document()
        for style, text in lines:
            if style:
                made.add_heading(text, level=int(style))
            else:
                made.add_paragraph(text)
        return made

    return make
