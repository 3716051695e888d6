"""What a printed codebook says of each code: its place, its numbers, and passages within the
rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest

from pipeline.config.study import Study
from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Coding, Stance
from pipeline.domain.quotable import MarkedSegment, Quote
from pipeline.domain.respondent import OzaTraits, Respondent
from pipeline.domain.segment import Segment
from pipeline.report import codebook_sentences as say
from pipeline.report.codebook_entries import Entry, Printed, by_number, numbers_of, printed
from pipeline.report.codebook_page import codebook_page
from pipeline.report.codebook_word import write_codebook
from pipeline.report.evidence import Evidence, gather
from pipeline.text.sentences import sentence_ends

PLANTS = "Wij zitten in een rustige ruimte met planten en dat is fijn."


def turn(respondent: str, letter: str, text: str = PLANTS) -> Segment:
    return Segment(f"{respondent}:{letter}", respondent, 0, len(text), "0" * 16, text, speaker="R")


def evidence(
    segments: list[Segment], codes: dict[str, str], unread: tuple[str, ...] = ()
) -> Evidence:
    """Of segments, with at most one code each; everything was read but what is in `unread`."""
    people = sorted({s.respondent for s in segments})
    return gather(
        "golf-1",
        [Respondent(RespondentId.parse(r), f"{r}.md") for r in people],
        [OzaTraits(1), OzaTraits(2)],
        segments,
        [Coding("golf-1", s, c, Stance.POSITIVE, "anna", s) for s, c in codes.items()],
        {("golf-1", s.id): "anna" for s in segments if s.id not in unread},
        {"1.1.0"},
    )


def entry(book: Printed, code: str) -> Entry:
    return next(found for found in book.entries if found.code.id == code)


def told(found: Entry, study: Study) -> list[str]:
    return [say.counted(count, study.settings.actors) for count in found.counts]


def test_codes_are_numbered_below_their_parents_whatever_the_order_of_the_file() -> None:
    def code(id_: str, parent: str = "") -> Code:
        return Code(id_, id_, "d", "u", (Actor.KIND,), parent)

    book = Codebook(
        "s", "1.0.0", (code("b1", "b"), code("a"), code("b"), code("a1", "a"), code("b0", "b"))
    )
    assert numbers_of(book) == {"a": "1", "a1": "1.1", "b": "2", "b1": "2.1", "b0": "2.2"}
    assert list(numbers_of(book)) == ["a", "a1", "b", "b1", "b0"]


def test_without_evidence_there_are_no_counts_and_the_book_says_so(study: Study) -> None:
    book = printed(study, "")
    assert len(book.entries) == len(study.codebook.codes)
    assert all(not e.counts and not e.passages for e in book.entries)
    assert "zonder aantallen en zonder passages" in say.reading(book, study.settings.actors)[-1]
    assert say.warnings(book) == []


def test_counts_tell_not_asked_from_not_raised_and_from_not_validated(study: Study) -> None:
    segments = [turn("1K1", "a"), turn("2K1", "a"), turn("1O1", "a"), turn("2O1", "a")]
    book = printed(study, "", evidence(segments, {"1K1:a": "omgeving"}, ("2K1:a",)))
    assert told(entry(book, "omgeving"), study) == [
        "Kinderen: 1 van de 1",
        "Ouders: niet ingebracht (0 van de 2)",
    ]
    # chapters.toml: what it did to the family was asked of parents only.
    assert told(entry(book, "gezin-belasting"), study) == [
        "Kinderen: niet gevraagd",
        "Ouders: niet ingebracht (0 van de 2)",
    ]
    assert told(entry(book, "rollen"), study) == [
        "Groepen professionals: nog niet gevalideerd",
        "Groepen samenwerkingspartners: nog niet gevalideerd",
    ]
    assert (book.counting, book.respondents) == (3, 4)


def test_who_raises_a_code_that_is_not_meant_for_her_is_still_counted(study: Study) -> None:
    segments = [turn("1O1", "a"), turn("1P1", "a")]
    book = printed(study, "", evidence(segments, {"1P1:a": "vastlopen-angst"}))
    assert told(entry(book, "vastlopen-angst"), study) == [
        "Kinderen: nog niet gevalideerd",
        "Ouders: niet ingebracht (0 van de 1)",
        "Groepen professionals: 1 van de 1",
    ]


def test_a_code_with_others_below_it_counts_them_and_shows_only_passages_of_its_own(
    study: Study,
) -> None:
    segments = [turn("1K1", "a"), turn("1K1", "b"), turn("2K1", "a")]
    codes = {"1K1:a": "vastlopen-angst", "1K1:b": "vastlopen-pesten", "2K1:a": "vastlopen"}
    assert all(code in study.codebook for code in codes.values())
    book = printed(study, "", evidence(segments, codes), sentence_ends)
    main = entry(book, "vastlopen")
    assert told(main, study)[0] == "Kinderen: 2 van de 2"
    assert main.codings == 3
    assert "deelcodes meegeteld" in say.codings(main)
    assert {q.segment for q in main.passages} <= {"2K1:a"}


@pytest.mark.parametrize(
    ("respondent", "who"),
    [("9K2", "Kind"), ("6O1", "Ouder"), ("3P1", "Professional, OZA\u00a03")],
)
def test_a_passage_names_its_speaker_as_the_report_does(
    study: Study, respondent: str, who: str
) -> None:
    study = replace(study, codebook=_for_everybody(study.codebook))
    book = printed(
        study, "", evidence([turn(respondent, "a")], {f"{respondent}:a": "omgeving"}), sentence_ends
    )
    assert [(q.text, q.attribution) for q in book.passages] == [(PLANTS, who)]


def _for_everybody(book: Codebook) -> Codebook:
    return replace(book, codes=tuple(replace(code, actors=book.actors) for code in book.codes))


def test_marked_passages_go_first_and_segments_never_to_be_quoted_stay_out(study: Study) -> None:
    text = f"{PLANTS} Ja hoor, het was zo."
    start = text.index("Ja hoor")
    chosen = MarkedSegment(
        "1K1:a", "1K1", 0, len(text), "0" * 16, text, speaker="R",
        quotes=(Quote("id1", start, len(text)),),
    )  # fmt: skip
    never = MarkedSegment("2K1:a", "2K1", 0, len(PLANTS), "0" * 16, PLANTS, speaker="R", never=True)
    plain = turn("1O1", "a")
    codes = {s.id: "omgeving" for s in (chosen, never, plain)}
    book = printed(study, "", evidence([chosen, never, plain], codes), sentence_ends)
    assert [(q.segment, q.text) for q in entry(book, "omgeving").passages] == [
        ("1K1:a", "Ja hoor, het was zo."),
        ("1O1:a", PLANTS),
    ]


def test_a_label_loses_its_number_because_it_would_link_passages(study: Study) -> None:
    text = "Wij zitten met [naam kind 3] in een rustige ruimte met planten."
    book = printed(
        study, "", evidence([turn("1K1", "a", text)], {"1K1:a": "omgeving"}), sentence_ends
    )
    assert [q.text for q in book.passages] == [
        "Wij zitten met [naam kind] in een rustige ruimte met planten."
    ]


def test_a_code_shows_at_most_three_passages_of_different_respondents(study: Study) -> None:
    segments = [turn(f"{oza}K1", letter) for oza in range(1, 6) for letter in "ab"]
    book = printed(
        study, "", evidence(segments, {s.id: "omgeving" for s in segments}), sentence_ends
    )
    passages = entry(book, "omgeving").passages
    assert len(passages) == 3
    assert len({q.segment.partition(":")[0] for q in passages}) == 3


def test_codes_are_looked_up_by_name_whatever_their_capitals(study: Study) -> None:
    first = replace(study.codebook.codes[0], label="zorgen vooraf")
    small = replace(study.codebook, codes=(first, *study.codebook.codes[1:]))
    labels = [label for label, _ in by_number(printed(replace(study, codebook=small), "").entries)]
    assert labels.index("zorgen vooraf") == labels.index("Zorgen over het voortbestaan") + 1


def test_the_version_is_told_with_its_day_where_that_is_known(study: Study) -> None:
    line = say.version_line(printed(study, "2026-03-01"))
    assert line.startswith(f"Versie {study.codebook.version} van 1 maart 2026 · 88 codes")
    assert " van " not in say.version_line(printed(study, ""))


def test_word_and_page_hold_every_code_with_all_that_decides(
    study: Study, tmp_path: Path, evidence_of_all: Evidence
) -> None:
    book = printed(study, "", evidence_of_all, sentence_ends)
    names = study.settings.actors
    page = codebook_page(book, names, "kop")
    write_codebook(tmp_path / "a.docx", book, names, "kop")
    document = docx.Document(str(tmp_path / "a.docx"))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    cells = "\n".join(cell.text for table in document.tables for cell in table._cells)
    assert len(document.tables) == len(study.codebook.codes)
    for found in book.entries:
        assert f"{found.number}\u2002{found.code.label}" in headings
        assert f'<article id="{found.code.id}"' in page
        assert found.code.definition in cells
        assert found.code.use in cells
        assert all(f"{one.when} → " in cells.replace("\u00a0", " ") for one in found.instead)
        assert all(example.text in cells for example in found.code.examples)
    assert PLANTS in cells
    assert PLANTS in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_what_a_codebook_says_is_text_and_never_markup(study: Study) -> None:
    first = replace(study.codebook.codes[0], definition="<b>x</b> & <script>alert(1)</script>")
    hostile = replace(study.codebook, codes=(first, *study.codebook.codes[1:]))
    page = codebook_page(
        printed(replace(study, codebook=hostile), ""), study.settings.actors, "kop"
    )
    assert "<script" not in page
    assert "&lt;b&gt;x&lt;/b&gt; &amp;" in page


@pytest.fixture
def evidence_of_all() -> Evidence:
    segments = [turn("1K1", "a"), turn("1O1", "a"), turn("2P1", "a")]
    return evidence(segments, {"1K1:a": "omgeving", "1O1:a": "gezin-belasting"})


def test_every_link_in_word_leads_to_a_bookmark_and_each_bookmark_is_there_once(
    study: Study, tmp_path: Path
) -> None:
    from docx.oxml.ns import qn

    path = tmp_path / "a.docx"
    write_codebook(path, printed(study, ""), study.settings.actors, "kop")
    body = docx.Document(str(path)).element.body
    names = [b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))]
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert len(names) == len(set(names)) == len(study.codebook.codes)
    assert links == set(names)
