"""From codings to the evidence behind placements: what counts, for whom, and how often."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.appraisal.evidence import tally_of, weighed_evidence
from pipeline.appraisal.evidence_told import evidence_lines
from pipeline.appraisal.passages import passages_of, reading_of
from pipeline.config.evidence_map import read_evidence_map
from pipeline.config.study import read_study
from pipeline.domain.judgement import Coding, Stance
from pipeline.domain.placement_evidence import Backing, Count, Evidence, Reading
from pipeline.domain.revising import revised
from pipeline.domain.revision import Revision
from pipeline.domain.segment import Segment
from tests.unit.appraisal.saying import AGAINST, FOR, NEUTRAL, said
from tests.unit.appraisal.shipped import FRAME, HERE

STUDY = read_study(HERE.parent)
MAPPING = read_evidence_map(HERE, STUDY.codebook, FRAME, STUDY.settings.actors)
PRO, CON = Stance.POSITIVE, Stance.CONCERN


def segment(id_: str, speaker: str = "R") -> Segment:
    return Segment(id_, id_.partition(":")[0], 0, 5, "0" * 16, "Tekst", speaker=speaker)


def coding(id_: str, code: str, stance: Stance = PRO, wave: str = "ronde-1") -> Coding:
    return Coding(wave, id_, code, stance, "anna", "0123456789")


SEGMENTS = {
    "ronde-1": [
        segment("2G1:aaaaaaaa"),
        segment("2G1:bbbbbbbb"),
        segment("3G1:aaaaaaaa"),
        segment("7B1:aaaaaaaa", "SWV 1"),
        segment("7B1:bbbbbbbb", "Schoolbestuur"),
    ],
    "ronde-2": [segment("4A1:aaaaaaaa"), segment("2G1:cccccccc")],
}


def evidence(*codings: Coding, persons: dict[tuple[str, str], str] | None = None) -> Evidence:
    passages = passages_of(codings, SEGMENTS, MAPPING, persons or {})
    return weighed_evidence(FRAME, FRAME, MAPPING, passages, Reading())


def test_a_passage_says_where_it_stands_from_whom_and_which_way() -> None:
    found = passages_of(
        [
            coding("7B1:bbbbbbbb", "traject-kwaliteit", CON),
            coding("2G1:aaaaaaaa", "traject-kwaliteit"),
            coding("2G1:aaaaaaaa", "productie-kwaliteit", Stance.NEUTRAL),
            coding("2G1:bbbbbbbb", "traject-kwaliteit", Stance.NEUTRAL),
            coding("2G1:bbbbbbbb", "perspectief-ouder"),
            coding("2G1:bbbbbbbb", "overig-groep"),
        ],
        SEGMENTS,
        MAPPING,
        {},
    )
    assert [(p.place, p.option, p.direction, p.views) for p in found] == [
        ("ronde-1/2G1:aaaaaaaa", "productie", NEUTRAL, ("gemeente",)),
        ("ronde-1/2G1:aaaaaaaa", "traject", FOR, ("gemeente",)),
        ("ronde-1/2G1:bbbbbbbb", "traject", NEUTRAL, ("ouder",)),
        ("ronde-1/7B1:bbbbbbbb", "traject", AGAINST, ("school",)),
    ]
    assert {p.criterion for p in found} == {"kwaliteit"}


def test_what_nobody_read_and_what_no_report_has_any_more_is_no_evidence() -> None:
    unread = replace(coding("2G1:aaaaaaaa", "traject-kwaliteit"), bulk=True)
    gone = coding("2G1:dddddddd", "traject-kwaliteit")
    elsewhere = coding("2G1:aaaaaaaa", "traject-kwaliteit", wave="ronde-2")
    assert passages_of([unread, gone, elsewhere], SEGMENTS, MAPPING, {}) == ()
    owner = {("ronde-1", "2G1:aaaaaaaa"): "anna", ("ronde-1", "2G1:dddddddd"): "anna"}
    other = coding("2G1:eeeeeeee", "overig-groep")
    neither = replace(unread, segment="2G1:ffffffff")
    reading = reading_of([unread, gone, elsewhere, other, neither], owner, SEGMENTS, MAPPING)
    assert reading == Reading(("ronde-1", "ronde-2"), read=1, segments=7, lost=2)
    assert not reading.complete


def test_a_code_without_a_stance_supports_nothing_and_is_told() -> None:
    """Forgotten twice, it would otherwise cover every place in the middle."""
    codings = [
        coding(id_, "traject-effectiviteit", Stance.NONE)
        for id_ in ("2G1:aaaaaaaa", "7B1:aaaaaaaa")
    ]
    assert passages_of(codings, SEGMENTS, MAPPING, {}) == ()
    reading = reading_of(codings, {}, SEGMENTS, MAPPING)
    assert (reading.undirected, reading.lost) == (2, 0)
    found = weighed_evidence(FRAME, FRAME, MAPPING, (), reading)
    assert found.backed("effectiviteit", "traject").backing is Backing.UNCOVERED
    told = list(evidence_lines(FRAME, found, "", "", {}))
    assert "let op: 2 codes hebben geen houding en tellen daarom niet mee" in told
    # Somebody who says 'neutral' did weigh it.
    both = [replace(one, stance=Stance.NEUTRAL) for one in codings]
    assert evidence(*both).backed("effectiviteit", "traject").backing is Backing.SUPPORTED


def test_a_respondent_counts_once_per_side_also_over_waves_and_parties() -> None:
    found = evidence(
        coding("2G1:aaaaaaaa", "traject-kwaliteit"),
        coding("2G1:bbbbbbbb", "traject-kwaliteit"),
        coding("2G1:cccccccc", "traject-kwaliteit", wave="ronde-2"),
        coding("7B1:aaaaaaaa", "traject-kwaliteit"),
        coding("7B1:bbbbbbbb", "traject-kwaliteit"),
        coding("7B1:bbbbbbbb", "perspectief-gemeente"),
        coding("4A1:aaaaaaaa", "traject-kwaliteit", wave="ronde-2"),
        coding("3G1:aaaaaaaa", "traject-kwaliteit", CON),
        persons={("ronde-2", "4A1"): "7B1"},
    ).cell("traject", "kwaliteit")
    assert found.total.counts == {FOR: Count(2, 6), AGAINST: Count(1, 1)}
    assert list(found.tallies) == ["gemeente", "samenwerkingsverband", "aanbieder"]
    assert found.tallies["gemeente"].of(FOR) == Count(2, 4)
    assert found.tallies["samenwerkingsverband"].of(FOR) == Count(1, 1)
    assert found.tallies["aanbieder"].of(FOR) == Count(1, 1)
    assert found.tallies["aanbieder"].of(AGAINST) == Count()
    assert [p.segment for p in found.said(FOR, "samenwerkingsverband")] == ["7B1:aaaaaaaa"]


def test_every_placement_has_a_verdict_and_scales_of_a_criterion_share_their_passages() -> None:
    found = evidence(
        coding("2G1:aaaaaaaa", "productie-continuiteit", CON),
        coding("7B1:aaaaaaaa", "productie-continuiteit", CON),
    )
    assert len(found.placements) == 11 * 6
    child, income = found.cell("productie", "continuiteit").placements
    assert (child.aspect, child.score, child.backing) == (
        "continuiteit-jeugdige", 1, Backing.SUPPORTED,
    )  # fmt: skip
    # For an income in the middle it says nothing: a scale beside it is low.
    assert (income.aspect, income.score, income.backing) == (
        "continuiteit-inkomsten", 2, Backing.UNCOVERED,
    )  # fmt: skip
    assert found.backed("effectiviteit", "traject").backing is Backing.UNCOVERED
    assert found.cell("traject", "effectiviteit").passages == ()


def test_a_scale_that_is_read_from_the_left_is_held_against_its_score() -> None:
    """Overproduction: resultaat stands left, which is favourable, productie right."""
    against = [
        coding(id_, f"{option}-betaalbaarheid", CON)
        for option in ("resultaat", "productie")
        for id_ in ("2G1:aaaaaaaa", "7B1:aaaaaaaa")
    ]
    found = evidence(*against)
    left, right = (found.backed("betaalbaarheid", o) for o in ("resultaat", "productie"))
    assert (left.position, left.score, left.backing) == (1, 3, Backing.CONTRADICTED)
    assert (right.position, right.score, right.backing) == (3, 1, Backing.SUPPORTED)


def test_who_does_not_judge_is_shown_and_does_not_weigh() -> None:
    """Choice is judged from parents: that a school likes its absence says nothing of how much
    there is."""
    school = [coding("7B1:bbbbbbbb", "beschikbaarheid-keuzevrijheid")]
    gemeente = coding("2G1:aaaaaaaa", "beschikbaarheid-keuzevrijheid")
    found = evidence(*school, gemeente).cell("beschikbaarheid", "keuzevrijheid")
    assert [p.weighs for p in found.passages] == [False, False]
    assert found.total.of(FOR) == Count(2, 2)
    assert found.weighed.passages == 0
    every = evidence(*school, gemeente)
    told = list(evidence_lines(FRAME, every, "beschikbaarheid", "keuzevrijheid", {}))
    assert any(line.endswith(" (en 2 die hier niet meetellen)") for line in told)
    assert sum("telt hier niet mee" in line for line in told) == 2
    (placement,) = found.placements
    assert placement.backing is Backing.UNCOVERED
    assert placement.reason.endswith(
        "2 respondenten tellen hier niet mee: de studie beoordeelt deze schaal vanuit ouders."
    )
    # A parent does, and that only parents could be heard makes it no one-sided finding.
    parents = [
        coding(id_, code, CON)
        for id_ in ("2G1:aaaaaaaa", "7B1:aaaaaaaa")
        for code in ("beschikbaarheid-keuzevrijheid", "perspectief-ouder")
    ]
    (placement,) = evidence(*parents).cell("beschikbaarheid", "keuzevrijheid").placements
    assert placement.backing is Backing.SUPPORTED


def test_a_revised_placement_is_held_against_where_it_stands_now() -> None:
    moved = Revision("effectiviteit", "productie", 1, 1, 3, "lies", "2026-01-01T00:00:00Z", "x")
    codings = [coding(id_, "productie-effectiviteit") for id_ in ("2G1:aaaaaaaa", "7B1:aaaaaaaa")]
    passages = passages_of(codings, SEGMENTS, MAPPING, {})
    before = weighed_evidence(FRAME, FRAME, MAPPING, passages, Reading())
    after = weighed_evidence(FRAME, revised(FRAME, [moved]), MAPPING, passages, Reading())
    was, now = (e.backed("effectiviteit", "productie") for e in (before, after))
    assert (was.position, was.backing, was.revised) == (1, Backing.CONTRADICTED, False)
    assert (now.position, now.backing, now.revised) == (3, Backing.SUPPORTED, True)
    assert now.source == 1
    assert was.score == 1


def test_who_speaks_for_another_makes_no_second_party() -> None:
    """Two municipalities, of which one says what matters to parents: still one party."""
    codings = [
        coding("2G1:aaaaaaaa", "productie-effectiviteit", CON),
        coding("3G1:aaaaaaaa", "productie-effectiviteit", CON),
    ]
    for_parents = coding("3G1:aaaaaaaa", "perspectief-ouder")
    found = evidence(*codings, for_parents).cell("productie", "effectiviteit")
    assert list(found.tallies) == ["gemeente", "ouder"], "verteld wordt het van beide kanten"
    assert [p.borrowed for p in found.passages] == [False, True]
    (placement,) = found.placements
    assert placement.backing is Backing.ONE_SIDED
    assert placement.reason.endswith("het komt van één partij: gemeenten.")
    told = list(
        evidence_lines(FRAME, evidence(*codings, for_parents), "productie", "effectiviteit", {})
    )
    assert [line for line in told if "verwoord door een ander" in line] == [
        "  tegen  ronde-1/3G1:aaaaaaaa, verwoord door een ander (gemeenten)"
    ]
    # In a session a coder may say who it is that speaks: nothing else does.
    unlabelled = segment("9B1:aaaaaaaa", "")
    (passage,) = passages_of(
        [coding("9B1:aaaaaaaa", code) for code in ("traject-kwaliteit", "perspectief-ouder")],
        {"ronde-1": [unlabelled]},
        MAPPING,
        {},
    )
    assert (passage.views, passage.borrowed) == (("ouder",), False)


def test_tallies_leave_out_what_nobody_said() -> None:
    assert tally_of(said("a+ a+ b+ c-")).counts == {FOR: Count(2, 3), AGAINST: Count(1, 1)}


def test_an_unknown_cell_or_scale_is_refused() -> None:
    found = evidence()
    with pytest.raises(KeyError):
        found.cell("lening", "kwaliteit")
    with pytest.raises(KeyError):
        found.backed("kwaliteit", "lening")
