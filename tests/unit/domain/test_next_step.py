"""What to do next: one line, by rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain.next_step import CoderShare, Made, Need, WaveState, next_line

DONE = WaveState(
    wave="golf-1",
    registered=47,
    reports=47,
    read_in=Made.CURRENT,
    segments=100,
    suggested=Made.CURRENT,
    coders=(CoderShare("anna", 100),),
    respondents=47,
    counting=47,
    reported=Made.CURRENT,
)
NEW = WaveState(wave="golf-2", registered=12)


@pytest.mark.parametrize(
    ("change", "need", "line"),
    [
        ({}, Need.NOTHING, "geen; alles is gerapporteerd"),
        (
            {"registered": 0, "reports": 0},
            Need.REPORTS,
            "vul corpus/studie/golf-1/register.csv — en zet de verslagen in reports/ daarnaast",
        ),
        (
            {"read_in": Made.NEVER},
            Need.READING,
            "make codeer STUDY=studie WAVE=golf-1 — nog niet ingelezen",
        ),
        (
            {"read_in": Made.STALE, "because": "bestand gewijzigd: 9K2.docx", "findings": 3},
            Need.READING,
            "make codeer STUDY=studie WAVE=golf-1 — bestand gewijzigd: 9K2.docx",
        ),
        (
            {"suggested": Made.NEVER},
            Need.READING,
            "make codeer STUDY=studie WAVE=golf-1 — nog geen codes voorgesteld",
        ),
        (
            {"set_aside": 2, "findings": 3},
            Need.MENDING,
            "oza status --study studie --wave golf-1 — 2 problemen bij het inlezen, hier met reden",
        ),
        (
            {"findings": 12, "unread": 8},
            Need.IDENTIFIERS,
            "make privacy STUDY=studie WAVE=golf-1 — 12 bevindingen wachten",
        ),
        (
            {"findings": 1},
            Need.IDENTIFIERS,
            "make privacy STUDY=studie WAVE=golf-1 — 1 bevinding wacht",
        ),
        (
            {"coders": (CoderShare("anna", 99), CoderShare("bram", 9, again=1)), "unread": 1},
            Need.AGAIN,
            "make review STUDY=studie WAVE=golf-1 CODER=bram — 1 segment opnieuw te bekijken",
        ),
        (
            {"unread": 8},
            Need.CODING,
            "make review STUDY=studie WAVE=golf-1 CODER=anna — 8 van de 100 segmenten nog te lezen",
        ),
        (
            {"unread": 8, "coders": (CoderShare("anna", 9), CoderShare("bram", 9))},
            Need.CODING,
            "make review STUDY=studie WAVE=golf-1 CODER=… — 8 van de 100 segmenten nog te lezen",
        ),
        (
            {"reported": Made.STALE, "suggested": Made.STALE},
            Need.REPORTING,
            "make rapport STUDY=studie WAVE=golf-1 — het rapport is niet meer actueel",
        ),
        (
            {"reported": Made.NEVER},
            Need.REPORTING,
            "make rapport STUDY=studie WAVE=golf-1 — alles is gelezen; nog geen rapport",
        ),
    ],
)
def test_the_first_thing_that_all_the_rest_waits_for(
    change: dict[str, object], need: Need, line: str
) -> None:
    wave = replace(DONE, **change)  # type: ignore[arg-type]
    assert wave.need is need
    assert next_line("studie", [wave]) == f"volgende stap: {line}"


def test_of_two_waves_the_one_that_waits_for_the_earlier_step_and_else_the_newest() -> None:
    unread, stale = replace(DONE, unread=5), replace(DONE, reported=Made.STALE)
    assert "WAVE=golf-2" in next_line("studie", [unread, NEW])
    assert "WAVE=golf-1" in next_line("studie", [unread, replace(stale, wave="golf-2")])
    assert "WAVE=golf-2" in next_line("studie", [unread, replace(unread, wave="golf-2")])
    assert "WAVE=golf-2" in next_line("studie", [DONE, replace(stale, wave="golf-2")])


def test_a_study_without_a_wave_begins_with_one() -> None:
    assert next_line("studie", []) == "volgende stap: oza new-wave golf-1 --study studie"
