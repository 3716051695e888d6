"""Segments: context, cutting of long blocks, ids that stay."""

from __future__ import annotations

import pytest

from pipeline.domain.report import Block, BlockKind, Report, text_digest
from pipeline.text.segmenting import segments_of

K = BlockKind
SENTENCES = [
    "Op mijn oude school zat ik vaak in een klein kamertje.",
    "Daar mocht ik dan rustig werken aan mijn taken.",
    "De juf kwam soms kijken, maar meestal niet.",
    "Toen ik in groep 6. Kwam, werd alles anders.",
    "We kregen een meester die grapjes maakte!",
    "Hij vroeg elke ochtend hoe ik had geslapen.",
    "Dat klinkt gek, maar het hielp mij enorm.",
    "Mijn moeder merkte het ook meteen thuis.",
    "Ik at weer mee aan tafel en ik lachte.",
    "Nu ga ik drie ochtenden per week naar de boerderij.",
]


def report(*parts: tuple[BlockKind, str] | tuple[BlockKind, str, int]) -> Report:
    """A report of blocks joined by newlines; turns have the speaker 'R'."""
    text, blocks = "", []
    for kind, words, *level in parts:
        lead = "R: " if kind is K.TURN else ""
        start = len(text) + len(lead)
        text += lead + words + "\n"
        speaker = "R" if kind is K.TURN else ""
        blocks.append(Block(kind, start, start + len(words), sum(level), speaker))
    return Report("9K2", text, tuple(blocks))


def long_text(seed: int = 0, count: int = 40) -> str:
    return " ".join(
        f"{SENTENCES[(n * 7 + seed) % 10][:-1]} {n}{SENTENCES[n % 10][-1]}" for n in range(count)
    )


def test_every_block_that_is_no_context_is_a_segment() -> None:
    parts = [(kind, f"Tekst van {kind.value}.") for kind in K]
    found = segments_of(report(*parts))
    assert [segment.text for segment in found] == [
        f"Tekst van {kind.value}." for kind in K if not kind.is_context
    ]


def test_headings_nest_and_questions_hold_until_the_next() -> None:
    found = segments_of(
        report(
            (K.PARAGRAPH, "Vooraf."),
            (K.HEADING, "School", 1),
            (K.QUESTION, "Hoe gaat  het?"),
            (K.TURN, "Goed."),
            (K.TURN, "Best."),
            (K.HEADING, "Overstap", 2),
            (K.TURN, "Spannend."),
            (K.QUESTION, "Waarom?"),
            (K.TURN, "Nieuw."),
            (K.HEADING, "Vrienden", 2),
            (K.TURN, "Twee."),
            (K.HEADING, "Thuis", 1),
            (K.TURN, "Fijn."),
        )
    )
    assert [(s.heading, s.question, s.text, s.speaker) for s in found] == [
        ("", "", "Vooraf.", ""),
        ("School", "Hoe gaat het?", "Goed.", "R"),
        ("School", "Hoe gaat het?", "Best.", "R"),
        ("School › Overstap", "", "Spannend.", "R"),
        ("School › Overstap", "Waarom?", "Nieuw.", "R"),
        ("School › Vrienden", "", "Twee.", "R"),
        ("Thuis", "", "Fijn.", "R"),
    ]


def test_short_answers_are_segments_and_white_space_is_not() -> None:
    found = segments_of(report((K.TURN, "Ja."), (K.TURN, " \t"), (K.TURN, "  Weet ik niet. ")))
    assert [segment.text for segment in found] == ["Ja.", "Weet ik niet."]


def test_the_mask_changes_what_is_shown_and_neither_id_nor_digest() -> None:
    plain = report(
        (K.HEADING, "Over Sem", 1), (K.QUESTION, "Wie is Sem?"), (K.TURN, "Sem is lief.")
    )

    def mask(start: int, end: int) -> str:
        return plain.text[start:end].replace("Sem", "[naam 1]")

    (bare,), (masked,) = segments_of(plain), segments_of(plain, mask)
    assert (masked.id, masked.digest) == (bare.id, bare.digest)
    assert masked.digest == text_digest("Sem is lief.")
    assert (masked.heading, masked.question, masked.text) == (
        "Over [naam 1]",
        "Wie is [naam 1]?",
        "[naam 1] is lief.",
    )


def test_a_long_block_is_cut_at_sentence_ends_into_fair_pieces() -> None:
    found = segments_of(report((K.TURN, long_text())))
    assert len(found) > 2
    assert all(200 <= len(segment.text) <= 600 for segment in found)
    assert all(segment.text[-1] in ".!" and segment.text[0].isupper() for segment in found)
    assert {segment.speaker for segment in found} == {"R"}


def test_a_sentence_without_end_is_cut_at_a_clause() -> None:
    clause = "we gingen met de bus naar de boerderij waar de dieren op ons wachtten"
    endless = ", en toen ".join(f"{clause} {n}" for n in range(30))
    found = segments_of(report((K.TURN, endless)))
    assert all(len(segment.text) <= 600 for segment in found)
    assert all(segment.text.endswith(",") for segment in found[:-1])
    assert all(segment.text.startswith("en toen") for segment in found[1:])


def test_without_clauses_words_stay_whole() -> None:
    found = segments_of(report((K.TURN, "woordje " * 300)))
    assert {word for segment in found for word in segment.text.split()} == {"woordje"}


def test_without_spaces_characters_stay_whole() -> None:
    found = segments_of(report((K.TURN, "e\u0301" * 1000)))
    assert all(segment.text[0] == "e" and segment.text[-1] == "\u0301" for segment in found)


def test_a_scrap_is_not_cut_off() -> None:
    body = " ".join(SENTENCES)
    body = (body + " " + body + " " + body)[:597].rstrip() + ". Ja."
    found = segments_of(report((K.TURN, body)))
    assert len(found) == 2
    assert all(len(segment.text) >= 60 for segment in found)


def test_an_edit_in_a_long_block_leaves_other_blocks_and_most_pieces() -> None:
    before = report((K.TURN, long_text(1)), (K.TURN, long_text(2, 80)), (K.TURN, long_text(3)))
    words = long_text(2, 80)
    at = words.index("boerderij", len(words) // 2)
    edited = words[:at] + "oude " + words[at:]
    after = report((K.TURN, long_text(1)), (K.TURN, edited), (K.TURN, long_text(3)))
    old = [segment.id for segment in segments_of(before)]
    new = {segment.id for segment in segments_of(after)}
    gone = [number for number, known in enumerate(old) if known not in new]
    assert 1 <= len(gone) <= 3
    assert gone == list(range(gone[0], gone[-1] + 1))


def test_a_limit_that_cannot_hold_is_refused() -> None:
    for max_chars, min_chars in ((600, 0), (100, 60)):
        with pytest.raises(ValueError, match="past niet"):
            segments_of(report((K.TURN, "Ja.")), max_chars=max_chars, min_chars=min_chars)
