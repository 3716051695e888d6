"""What is told of topics, and the page."""

from __future__ import annotations

from dataclasses import replace

import lxml.html

from pipeline.domain.topic import (
    CodeShare,
    Grouping,
    LikeCode,
    Scope,
    Standing,
    Topic,
    TopicPassage,
    TopicsFound,
    TopicWord,
    WaveShare,
)
from pipeline.report.topics_page import topics_page
from pipeline.report.topics_sentences import facts, for_terminal, in_short, steadiness_of
from pipeline.report.topics_words import Names

NAMES = Names({"kind": ("kind", "kinderen"), "ouder": ("ouder", "ouders")})
TOPIC = Topic(
    id="T-3",
    since="golf-2",
    standing=Standing.OPEN,
    words=(
        TopicWord("taxi", "taxi", 0.5, True, 12, 4),
        TopicWord("bijdrage", "bijdrage", 0.4, True, 0, 3),
        TopicWord("voedselbank", "voedselbank", 0.3, False, 0, 2),
    ),
    segments=("1K1:a", "1K1:b", "2O1:a", "3O1:a"),
    respondents=("1K1", "2O1", "3O1"),
    actors=(("kind", 1), ("ouder", 2)),
    ozas=(1, 2, 3),
    read=3,
    uncoded=1,
    codes=(CodeShare("ouders-ondersteuning", "Praktische hulp", 2),),
    like=(LikeCode("vervoer", "Vervoer", 0.4),),
    waves=(WaveShare("golf-1", 13, 1345, 9, 47), WaveShare("golf-2", 22, 220, 3, 12)),
    unexplained=0.84,
    rise=0.9,
    coherence=0.2,
    spread=0.5,
    stability=0.62,
    score=0.2,
    passages=tuple(
        TopicPassage(
            f"{who}:a", who, f"Duur <b>is</b> het, zegt {who}.", "Hoe dan?", ("Praktische hulp",)
        )
        for who in ("1K1", "2O1", "3O1")
    ),
    near=("T-4",),
    split_from="T-1",
    parts=("T-5", "T-6"),
)
FOUND = TopicsFound(
    study="Ervaringen", wave="golf-2", codebook_version="1.1.0", scope=Scope.FEW, few=0, poorly=0.3,
    method=Grouping.KMEANS, seed=1, draws=50, encoder="", guided=(), earlier=("golf-1",),
    segments=220, unread=10, considered=120, left_out=2, people=12, outside=0, least_segments=20,
    least_respondents=3, topics=(TOPIC,),
)  # fmt: skip


def told(topic: Topic, found: TopicsFound = FOUND) -> dict[str, str]:
    return dict(facts(topic, found, NAMES))


def test_what_is_told_of_a_topic() -> None:
    said = told(TOPIC)
    assert said["Wie"] == "4 segmenten van 3 respondenten (1 kind en 2 ouders) van OZA 1, 2 en 3."
    assert said["Codes"] == (
        "1 van de 3 gelezen segmenten zonder code. 1 segment nog niet gelezen. Er zijn codes gegeven"
        " of voorgesteld: ‘Praktische hulp’ (2)."
    )
    assert said["Codeboek"] == (
        "De best passende code heeft gemiddeld een kans van 16%. In woorden lijkt dit het meest op"
        " ‘Vervoer’."
    )
    assert "golf-1: 13 van de 1.345 segmenten (1,0%), 9 van de 47 respondenten" in said["Golven"]
    assert said["Stabiliteit"].startswith("Twijfelachtig (0,62): ")
    assert said["Geschiedenis"] == (
        "Afgesplitst van T-1. T-5 en T-6 lijken hierin te zijn opgegaan. Ligt dicht bij T-4:"
        " misschien is het één thema."
    )


def test_what_there_is_not_is_not_told() -> None:
    plain = replace(TOPIC, near=(), split_from="", parts=(), codes=(), like=(), read=0, uncoded=0)
    said = told(plain)
    assert "Geschiedenis" not in said
    assert said["Codes"] == "4 segmenten nog niet gelezen."
    assert "lijkt" not in said["Codeboek"]
    later = told(replace(plain, since="golf-1", parts=("T-9",)))
    assert (
        later["Geschiedenis"]
        == "Voor het eerst gevonden in golf-1. T-9 lijkt hierin te zijn opgegaan."
    )


def test_steadiness_in_words() -> None:
    assert steadiness_of(replace(TOPIC, stability=0.9)).startswith("Stabiel (0,90): ")
    assert steadiness_of(replace(TOPIC, stability=0.2)).startswith("Onstabiel (0,20): ")


def test_in_short_says_where_was_looked() -> None:
    first, second, *rest = in_short(FOUND)
    assert first == (
        "Gezocht is in 120 segmenten van 12 respondenten. Er is gekeken naar segmenten zonder code"
        " (waar nog niemand las: zonder voorgestelde code), of waarbij zelfs de best passende code een kans onder 30% heeft."
    )
    assert second == "1 onderwerp gevonden, 1 daarvan om te bekijken."
    assert rest[-1] == "Wat in golf-1 al ter sprake kwam, staat lager dan wat nieuw is."
    alone = in_short(replace(FOUND, earlier=(), scope=Scope.ALL, outside=7))
    assert "Er is gekeken naar segmenten van deze golf, met en zonder code." in alone[0]
    assert "eerste golf" in alone[-2]
    assert alone[-1] == "7 segmenten hoorden nergens bij."
    assert "met hoogstens 2 codes" in in_short(replace(FOUND, few=2))[0]


def test_nothing_found_and_too_little_are_told_apart() -> None:
    nothing = replace(FOUND, topics=(), outside=120)
    assert (
        in_short(nothing)[1] == "Er zijn geen groepen van passages gevonden die bij elkaar horen."
    )
    little = replace(FOUND, topics=(), considered=1, people=1, too_little="segmenten")
    assert in_short(little)[0].startswith(
        "Er is te weinig om in te zoeken: 1 segment van 1 respondent."
    )
    assert for_terminal(little, NAMES) == in_short(little)


def test_the_terminal_names_what_is_open_and_quotes_nobody() -> None:
    dismissed = replace(TOPIC, id="T-7", standing=Standing.DISMISSED, reason="inleiding", by="anna")
    lines = for_terminal(replace(FOUND, topics=(dismissed, TOPIC)), NAMES)
    assert lines[0] == "2 onderwerpen gevonden, 1 daarvan om te bekijken (1 afgewezen)."
    assert lines[1] == "1. T-3: taxi, bijdrage, voedselbank"
    assert not any("T-7" in line or "Duur" in line for line in lines[1:])


def test_the_page_shows_sections_marks_words_and_escapes_passages() -> None:
    small = replace(TOPIC, id="T-8", standing=Standing.SMALL)
    proposed = replace(TOPIC, id="T-9", standing=Standing.PROPOSED, label="Geldzorgen", by="anna")
    found = replace(FOUND, topics=(TOPIC, small, proposed))
    html = topics_page(found, True, "Niet te generaliseren.", NAMES)
    page = lxml.html.fromstring(html)
    assert "<b>is</b>" not in html
    assert "Duur <b>is</b> het" in page.text_content()
    headings = [one.text_content() for one in page.xpath("//main/h2")]
    assert headings[:3] == ["Om te bekijken", "Voorgesteld als code", "Van te weinig respondenten"]
    marks = {li.text: li.get("class").split() for li in page.xpath("(//article)[1]//ul/li")}
    assert marks == {
        "taxi": [],
        "bijdrage": ["ongehoord"],
        "voedselbank": ["onbekend", "ongehoord"],
    }
    assert "T-9: ‘Geldzorgen’" in page.text_content()
    assert "Demonstratie" in page.text_content()
    assert "Niet te generaliseren." in page.text_content()
    first = topics_page(replace(found, earlier=()), False, "x", NAMES)
    assert 'ongehoord"' not in first.partition("<body>")[2]
    assert "Demonstratie" not in first
