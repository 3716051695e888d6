"""Quotations are literal, spread, and true to the attribution rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.config.study import Study
from pipeline.config.wording import QuotationLimits
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Coding, Stance
from pipeline.domain.quotable import MarkedSegment, Quote, quotation_id
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.domain.speech import speech_spans
from pipeline.report.evidence import Evidence
from pipeline.report.quotations import Chooser, attribution
from pipeline.report.themes import section_themes
from pipeline.text.sentences import sentence_ends

LIMITS = QuotationLimits(min_words=6, max_words=45, per_section=3, per_respondent=2)


def test_only_what_was_said_is_quoted(piece: Callable[..., Segment]) -> None:
    prose = piece(text='Zij vertelt: "Het was daar altijd te druk voor mij." Daarna zweeg ze.')
    assert [prose.text[a:b] for a, b in speech_spans(prose)] == [
        "Het was daar altijd te druk voor mij."
    ]
    curly = piece(text="Hij zei “ik ga nooit meer terug naar die school” en lachte.")
    assert [curly.text[a:b] for a, b in speech_spans(curly)] == [
        "ik ga nooit meer terug naar die school"
    ]
    assert speech_spans(piece(text="De moeder is tevreden over de school.")) == []
    halfway = piece(
        text='en toen weer naar huis." Of het wat wordt, weet hij niet. Hij vond het "netjes".'
    )
    assert [halfway.text[a:b] for a, b in speech_spans(halfway)] == ["netjes"]
    inch = piece(text='Hij is 1"80 lang, vertelt ze. Ze zegt: "Ik zie hem groeien."')
    assert [inch.text[a:b] for a, b in speech_spans(inch)] == ["Ik zie hem groeien."]
    turn = piece(text="Ik ben blij.", speaker="R")
    assert speech_spans(turn) == [(0, 12)]


@pytest.mark.parametrize(
    ("respondent", "text"),
    [
        ("9K2", "Kind"),
        ("6O1", "Ouder"),
        ("3P1", "Professional, OZA\u00a03"),
        ("8S1", "Samenwerkingspartner, OZA\u00a08"),
    ],
)
def test_attribution_names_the_oza_of_professionals_and_partners_only(
    study: Study, respondent: str, text: str
) -> None:
    assert attribution(RespondentId.parse(respondent), study.settings.actors) == text


def test_quotations_are_literal_and_of_different_respondents(
    study: Study, evidence: Callable[..., Evidence]
) -> None:
    found = evidence(
        *((r, "omgeving", Stance.POSITIVE) for r in ("1K1", "2K1", "1O1", "1O2", "2O1"))
    )
    section = next(
        s for s in study.chapters.sections if s.heading == "Aantrekkelijke fysieke omgeving"
    )
    themes = section_themes(section, found, study.chapters, study.codebook)
    chooser = Chooser(
        dict(found.segments), study.codebook, study.settings.actors, LIMITS, sentence_ends
    )
    first = chooser.choose_all([themes])[section.key]
    assert len(first) == 3
    assert len({q.segment.partition(":")[0] for q in first}) == 3
    assert {q.actor for q in first} == {Actor.KIND, Actor.OUDER}
    for quotation in first:
        text = found.segments[quotation.segment].text
        assert text[quotation.start : quotation.end] == quotation.text
        assert LIMITS.min_words <= len(quotation.text.split()) <= LIMITS.max_words
    again = chooser.choose_all([themes])[section.key]
    assert not {(q.segment, q.start) for q in first} & {(q.segment, q.start) for q in again}


def test_a_respondent_is_not_quoted_more_often_than_allowed(
    study: Study, evidence: Callable[..., Evidence]
) -> None:
    found = evidence(("1K1", "omgeving", Stance.POSITIVE))
    section = next(
        s for s in study.chapters.sections if s.heading == "Aantrekkelijke fysieke omgeving"
    )
    themes = section_themes(section, found, study.chapters, study.codebook)
    none = QuotationLimits(6, 45, 3, 0)
    chooser = Chooser(
        dict(found.segments), study.codebook, study.settings.actors, none, sentence_ends
    )
    assert chooser.choose_all([themes]) == {section.key: []}


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Wij zitten in een rustige ruimte met planten en een bank.", True),
        ("Ik zit op OZA 5 in een rustige ruimte met planten en een bank.", False),
        ("R9 zat in een rustige ruimte met planten en een bank.", False),
        ("wel zes planten in een rustige ruimte en een bank.", False),
        ("Het regende de hele dag en niemand zei er iets van.", False),
    ],
)
def test_a_piece_stands_alone_speaks_of_its_theme_and_ties_nobody_to_an_oza(
    study: Study, piece: Callable[..., Segment], text: str, quoted: bool
) -> None:
    segment = piece("1K1:a", text, speaker="R")
    chooser = Chooser(
        {"1K1:a": segment}, study.codebook, study.settings.actors, LIMITS, sentence_ends
    )
    coding = Coding("golf-1", "1K1:a", "omgeving", Stance.POSITIVE, "anna", "d")
    assert bool(list(chooser._candidates(coding))) is quoted


MARKED = "Wij zitten in een rustige ruimte met planten. Ja hoor. Het is er stil, ook op het plein."


def marked(text: str, *pieces: str, respondent: str = "1K1", **given: object) -> MarkedSegment:
    """A turn in which these pieces were marked as quotable."""
    quotes = tuple(
        Quote(f"id{n}", text.index(piece), text.index(piece) + len(piece))
        for n, piece in enumerate(pieces)
    )
    values: dict[str, object] = {"speaker": "R", "quotes": quotes, **given}
    return MarkedSegment(f"{respondent}:a", respondent, 0, len(text), "0" * 16, text, **values)  # type: ignore[arg-type]


def candidates(study: Study, segment: Segment) -> list[tuple[str, str]]:
    chooser = Chooser(
        {segment.id: segment}, study.codebook, study.settings.actors, LIMITS, sentence_ends
    )
    coding = Coding("golf-1", segment.id, "omgeving", Stance.POSITIVE, "anna", "d")
    return [(q.text, q.id) for _, q in chooser._candidates(coding)]


def test_what_people_marked_is_all_that_is_quoted_of_a_segment(
    study: Study, piece: Callable[..., Segment]
) -> None:
    plain = piece("1K1:a", MARKED, speaker="R")
    found = candidates(study, plain)
    assert (MARKED[:45], quotation_id("golf-1", "1K1:a", text_digest(MARKED[:45]))) in found
    assert candidates(study, marked(MARKED, "Ja hoor.")) == [("Ja hoor.", "id0")], "hoe kort ook"
    two = marked(MARKED, "Het is er stil", "rustige ruimte")
    assert candidates(study, two) == [("Het is er stil", "id0"), ("rustige ruimte", "id1")]


def test_from_a_segment_marked_never_nothing_is_quoted(study: Study) -> None:
    assert candidates(study, marked(MARKED, never=True)) == []
    assert candidates(study, marked(MARKED, "Ja hoor.", never=True)) == []


@pytest.mark.parametrize(
    ("text", "piece", "respondent", "quoted"),
    [
        ("Ik zit op OZA 5, daar is het rustig.", "Ik zit op OZA 5", "1K1", False),
        ("Ik zit op OZA 5, daar is het rustig.", "daar is het rustig", "1K1", True),
        ("Hier op OZA 5 is het rustig.", "Hier op OZA 5", "1P1", True),
        ("R9 zat in een rustige ruimte.", "R9 zat in een rustige ruimte", "1K1", False),
    ],
)
def test_a_mark_overrides_no_rule_of_privacy(
    study: Study, text: str, piece: str, respondent: str, quoted: bool
) -> None:
    segment = marked(text, piece, respondent=respondent)
    assert [t for t, _ in candidates(study, segment)] == ([piece] if quoted else [])


def test_a_paraphrase_never_becomes_a_quotation(study: Study) -> None:
    text = 'De moeder is tevreden. Zij zegt: "Het is hier rustig."'
    assert candidates(study, marked(text, "De moeder is tevreden.", speaker="")) == []
    around = marked(text, '"Het is hier rustig."', speaker="")
    assert candidates(study, around) == [("Het is hier rustig.", "id0")]


def test_what_people_chose_goes_before_what_the_program_finds(
    study: Study, evidence: Callable[..., Evidence]
) -> None:
    people = ("1K1", "2K1", "1O1", "1O2", "2O1")
    found = evidence(*((r, "omgeving", Stance.POSITIVE) for r in people))
    section = next(
        s for s in study.chapters.sections if s.heading == "Aantrekkelijke fysieke omgeving"
    )
    themes = section_themes(section, found, study.chapters, study.codebook)

    def chosen(segments: dict[str, Segment]) -> dict[str, str]:
        chooser = Chooser(segments, study.codebook, study.settings.actors, LIMITS, sentence_ends)
        return {q.segment: q.text for q in chooser.choose_all([themes])[section.key]}

    by_program = chosen(dict(found.segments))
    left = next(r for r in people if f"{r}:a" not in by_program)
    text = found.segments[f"{left}:a"].text
    with_mark = {**found.segments, f"{left}:a": marked(text, "al", respondent=left)}
    assert chosen(with_mark)[f"{left}:a"] == "al"
    assert len(chosen(with_mark)) == 3

    gone = next(iter(by_program))
    who = gone.partition(":")[0]
    never = {**found.segments, gone: marked(text, respondent=who, never=True)}
    assert gone not in chosen(never)
