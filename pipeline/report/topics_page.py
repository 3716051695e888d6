"""Topics → onderwerpen.html: self-contained, no script, nothing fetched.

Internal: it holds passages, and says of which respondents and OZA's they are.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.domain.topic import Standing, TopicsFound
from pipeline.report import topics_sentences, topics_words
from pipeline.report.topics_words import Names

_SECTIONS = (
    ("bekijken", Standing.OPEN),
    ("voorgesteld", Standing.PROPOSED),
    ("klein", Standing.SMALL),
    ("afgewezen", Standing.DISMISSED),
)


def topics_page(found: TopicsFound, demonstration: bool, caveat: str, names: Names) -> str:
    """The page as HTML.

    Args:
        demonstration: whether reports and coding are invented; the page then says so first.
        caveat: of the study, as every output carries it.
        names: how actors are called.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sections = [
        (anchor, topics_words.HEADINGS[standing], topics)
        for anchor, standing in _SECTIONS
        if (topics := found.standing(standing))
    ]
    return environment.get_template("themas_nieuw.html.j2").render(
        f=found,
        demonstration=demonstration,
        caveat=caveat,
        names=names,
        say=topics_sentences,
        words=topics_words,
        sections=sections,
    )
