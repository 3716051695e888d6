"""Where segments went when a report was corrected: cases as they occur."""

from __future__ import annotations

import pytest

from pipeline.domain.aligning import Match, Trace, aligned
from pipeline.domain.anchor import AnchorKind
from pipeline.domain.likeness import normal, overlap, runs_of
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment, segment_ids

SCHOOLS = "De moeder vertelt dat zij tien scholen heeft gebeld voordat er een plek was."
LINES = "Zij is blij met de korte lijnen en met de foto's die zij elke dag krijgt."
BUS = "Over het vervoer is zij niet te spreken: het busje komt vaak te laat."
FATHER = "De vader zegt dat hun zoon weer lacht aan tafel en zijn vrienden belt."
REWRITTEN = (
    "De moeder vertelt dat zij overal tien scholen bezocht; nergens bleek er plaats te zijn."
)
MOVED, CHANGED, GONE = AnchorKind.MOVED, AnchorKind.CHANGED, AnchorKind.GONE


def cut(*texts: str) -> list[Segment]:
    found, start = [], 0
    for id_, text in zip(segment_ids("9K2", texts), texts, strict=True):
        found.append(Segment(id_, "9K2", start, start + len(text), text_digest(text), text))
        start += len(text) + 1
    return found


def align(
    old: list[Segment], new: list[Segment], *, known: bool = True
) -> list[tuple[AnchorKind | None, list[str]]]:
    """For each old segment its kind, and the texts where it stands now."""
    traces = [Trace(s.id, s.digest, s.start, s.end, s.text if known else "") for s in old]
    texts = {s.id: s.text for s in new}
    return [(m.kind, [texts[id_] for id_ in m.new]) for m in aligned(traces, new)]


def test_what_is_put_elsewhere_keeps_its_name() -> None:
    found = align(cut(SCHOOLS, LINES, BUS), cut(BUS, FATHER, SCHOOLS, LINES))
    assert found == [(None, [SCHOOLS]), (None, [LINES]), (None, [BUS])]


@pytest.mark.parametrize(
    "now",
    [
        SCHOOLS.replace("tien", "wel twaalf"),
        SCHOOLS.replace("gebeld", "gebelt"),
        SCHOOLS.removesuffix(" voordat er een plek was.") + ".",
        SCHOOLS + " Dat was twee jaar geleden.",
    ],
)
def test_other_wording_of_the_same_is_changed_text(now: str) -> None:
    found = align(cut(LINES, SCHOOLS, BUS), cut(LINES, now, BUS))
    assert found[1] == (CHANGED, [now])
    assert align(cut(SCHOOLS, LINES, BUS), cut(LINES, BUS, now))[0] == (CHANGED, [now])


def test_white_space_capitals_quotation_marks_and_dashes_are_no_wording() -> None:
    old = cut("Zij zei: 'het gaat - eindelijk - goed.'")
    now = "zij zei:  “Het gaat – eindelijk – goed.”"
    assert align(old, cut(now)) == [(MOVED, [now])]
    assert normal("één") == normal("e\u0301e\u0301n")
    assert normal("een") != normal("één")


def test_a_segment_cut_in_two_is_changed_text_in_both_and_two_made_one_in_one() -> None:
    whole = f"{SCHOOLS} {LINES}"
    assert align(cut(whole, BUS), cut(SCHOOLS, LINES, BUS))[0] == (CHANGED, [SCHOOLS, LINES])
    joined = align(cut(SCHOOLS, LINES, BUS), cut(whole, BUS))
    assert joined[:2] == [(CHANGED, [whole]), (CHANGED, [whole])]


def test_the_share_says_how_much_of_the_old_text_is_left() -> None:
    (old,) = cut(f"{SCHOOLS} {LINES}")
    (match,) = aligned([Trace(old.id, old.digest, 0, old.end, old.text)], cut(SCHOOLS))
    assert match.share == pytest.approx(len(SCHOOLS) / len(old.text), abs=0.03)


def test_a_report_replaced_by_another_one_is_gone() -> None:
    assert align(cut(SCHOOLS, LINES), cut(BUS, FATHER)) == [(GONE, []), (GONE, [])]


def test_a_short_answer_is_not_found_within_a_long_text() -> None:
    now = cut("Ja hoor, dat vond ik wel prima zo met zijn allen op die school.", BUS)
    assert align(cut("Ja hoor.", BUS), now)[0] == (GONE, [])
    assert overlap(runs_of("Ja hoor."), runs_of("Ja, hoor!")) == 1.0
    assert overlap(runs_of("…"), runs_of("?")) == 0.0


def test_an_answer_given_twice_goes_on_where_it_stands_when_the_other_is_dropped() -> None:
    first, second = cut(SCHOOLS, "Ja.", BUS, "Ja.")[1::2]
    now = cut(SCHOOLS, BUS, "Ja.")
    assert align([first], now) == [(None, ["Ja."])]
    assert align([first, second], now) == [(None, ["Ja."]), (GONE, [])]
    doubled = cut(SCHOOLS, BUS, SCHOOLS)
    assert align(doubled, cut(SCHOOLS, BUS))[2] == (CHANGED, [SCHOOLS]), "to be looked at there"


def test_an_answer_given_twice_moves_when_what_stands_before_it_is_corrected() -> None:
    found = align(cut("Ja.", SCHOOLS, "Ja."), cut("Ja.", SCHOOLS + " Nu niet meer.", "Ja."))
    assert found[2] == (MOVED, ["Ja."])


def test_without_the_old_text_one_alone_between_neighbours_is_what_stands_there() -> None:
    old = cut(SCHOOLS, LINES, BUS)
    now = cut(SCHOOLS, LINES.replace("blij", "tevreden"), BUS)
    assert align(old, now, known=False)[1] == (CHANGED, [now[1].text])
    assert align(old, cut(SCHOOLS, FATHER, LINES + "!", BUS), known=False)[1] == (GONE, [])
    assert align(old, cut(SCHOOLS, "Ja.", BUS), known=False)[1] == (GONE, []), "far too short"
    assert align(old, cut(SCHOOLS, BUS), known=False)[1] == (GONE, [])


def test_without_the_old_text_nothing_is_put_where_somebody_decided_since() -> None:
    old, now = cut(SCHOOLS, LINES, BUS), cut(SCHOOLS, FATHER, BUS)
    blind = [Trace(s.id, s.digest, s.start, s.end) for s in old]
    assert aligned(blind, now, frozenset({now[1].id}))[1] == Match(blind[1], GONE)


def test_neighbours_are_those_that_stayed_in_their_order_whatever_was_put_before_them() -> None:
    assert 0.4 < overlap(runs_of(SCHOOLS), runs_of(REWRITTEN)) < 0.6
    old = cut(LINES, SCHOOLS, BUS, FATHER, FATHER + " Nu.")
    new = cut(FATHER, FATHER + " Nu.", LINES, REWRITTEN, BUS)
    assert align(old, new)[1] == (CHANGED, [REWRITTEN])
    assert align(old, cut(REWRITTEN, FATHER, FATHER + " Nu.", LINES, BUS))[1] == (GONE, [])


def test_many_that_are_a_little_alike_are_not_put_with_each_other() -> None:
    others = [f"{word} {word} {word} {word} {word}." for word in "abc def ghi jkl mno pqr".split()]
    assert align(cut(SCHOOLS, *others[:3]), cut(REWRITTEN, *others[3:]))[0] == (
        CHANGED,
        [REWRITTEN],
    )
    many = [f"{first}{second}" * 9 for first in "abcd" for second in "efgh"]
    assert align(cut(SCHOOLS, *many[:9]), cut(REWRITTEN, *many[9:]))[0] == (GONE, [])
