"""From captions to a report of turns."""

from __future__ import annotations

import itertools

from pipeline.domain.report import BlockKind, Report
from pipeline.domain.transcript import Caption, Heard, time_of
from pipeline.text.document import Document
from pipeline.text.segmenting import segments_of
from pipeline.text.turns import transcribed
from pipeline.text.voices import voices_of

ROLES = {"Wit, Wies de (gast)": "interviewer", "Bo": "respondent", "Jet": "moeder"}


def report(*captions: Caption, roles: dict[str, str] | None = None) -> Report:
    return transcribed("9K2", Document((), (), captions), ROLES if roles is None else roles)


def caption(start: float, label: str, text: str, end: float | None = None) -> Caption:
    return Caption(start, start + 1 if end is None else end, label, text)


WIES = "Wit, Wies de (gast)"


def test_captions_of_one_voice_are_one_turn_with_whole_sentences() -> None:
    made = report(
        caption(1, WIES, "Hoe ging"), caption(2, WIES, "het daar?"),
        caption(4, "Bo", "Ik had daar elke ochtend"), caption(6, "Bo", "buikpijn."),
    )  # fmt: skip
    assert made.text == "I: Hoe ging het daar?\nR: Ik had daar elke ochtend buikpijn."
    assert [(b.kind, b.speaker) for b in made.blocks] == [
        (BlockKind.QUESTION, "I"),
        (BlockKind.TURN, "R"),
    ]
    assert made.heard[2] == Heard(25, 49, 4, 5)
    assert made.text[25:49] == "Ik had daar elke ochtend"


def test_two_labels_of_one_person_become_one_turn() -> None:
    made = report(
        caption(1, "SPEAKER_00", "Ik had"),
        caption(2, "SPEAKER_02", "buikpijn."),
        roles={"SPEAKER_00": "respondent", "SPEAKER_02": "respondent"},
    )
    assert made.text == "R: Ik had buikpijn."


def test_names_stay_out_of_sight_as_they_are_spoken() -> None:
    made = report(caption(1, WIES, "Hoe?"), caption(2, "Bo", "Zo."), caption(3, "Jet", "Ja."))
    assert [(one.kind, one.text) for one in made.hidden] == [
        ("auteur", "Wies de Wit"),
        ("auteur", "Bo"),
        ("auteur", "Jet"),
    ]
    assert "Moeder: Ja." in made.text


def test_a_voice_without_a_role_has_a_number() -> None:
    made = report(caption(1, "Jos", "Ja."), caption(2, "Interviewer", "O?"), roles={})
    assert made.text == "Spreker 1: Ja.\nI: O?"


def test_what_somebody_confirmed_goes_before_what_a_label_says() -> None:
    made = report(caption(1, "Moeder", "Ja."), roles={"Moeder": "vader"})
    assert made.text == "Vader: Ja."


def test_listening_sounds_are_no_question() -> None:
    made = report(
        caption(1, WIES, "Hoe was het?"), caption(2, "Bo", "Druk."), caption(3, WIES, "Hm-hm, ja."),
        caption(4, "Bo", "En warm."), caption(5, WIES, "Oké?"), caption(6, "Bo", "Ja."),
    )  # fmt: skip
    assert [(s.text, s.question) for s in segments_of(made)] == [
        ("Druk.", "Hoe was het?"),
        ("En warm.", "Hoe was het?"),
        ("Ja.", "Oké?"),
    ]
    assert "I: Hm-hm, ja." in made.text


def test_without_speakers_a_pause_begins_a_paragraph() -> None:
    made = report(
        caption(0, "", "Hoe ging het?"), caption(4, "", "Goed, en"), caption(9, "", "toen niet."),
        roles={},
    )  # fmt: skip
    assert made.text == "Hoe ging het?\nGoed, en toen niet."
    assert {block.kind for block in made.blocks} == {BlockKind.PARAGRAPH}


def test_segments_know_when_they_were_said() -> None:
    long = [
        caption(10 * n, "Bo", f"Dit is zin nummer {n} van een lang verhaal.") for n in range(40)
    ]
    segments = segments_of(report(caption(0, WIES, "Vertel?"), *long))
    assert len(segments) > 2
    assert segments[0].spoken_from == 0
    assert segments[-1].spoken_to == 391
    for before, after in itertools.pairwise(segments):
        assert before.spoken_to is not None
        assert after.spoken_from is not None
        assert before.spoken_to <= after.spoken_from
    # an ordinary report has no times
    plain = Report("9K2", segments_text := "Een verslag.", ())
    assert time_of(plain.heard, 0, len(segments_text)) is None


def test_times_are_no_part_of_what_an_id_is_made_of() -> None:
    early, late = (report(caption(at, "Bo", "Ik had buikpijn.")) for at in (1, 100))
    (one,), (other,) = segments_of(early), segments_of(late)
    assert (one.id, one.digest, one.text) == (other.id, other.digest, other.text)
    assert one.spoken_from != other.spoken_from


def test_voices_count_what_helps_to_know_them() -> None:
    voices = voices_of(
        "9K2",
        [
            caption(3, WIES, "Hoe? En waar?"), caption(5, WIES, "Vertel."),
            caption(8, "Bo", "Daar.", 12), caption(13, WIES, "Ja?"),
        ],
    )  # fmt: skip
    wies, bo = voices
    assert (wies.turns, wies.questions, wies.first, wies.seconds) == (2, 3, 3, 3)
    assert (bo.turns, bo.first, bo.seconds) == (1, 8, 4)
    assert (wies.proposal, bo.proposal) == ("interviewer", "respondent")
    assert voices_of("9K2", [caption(1, "", "Ja.")]) == ()
