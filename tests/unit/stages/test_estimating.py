"""Estimates of what is unread: where they exist, and what bounds them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.config.study import Study
from pipeline.domain.agreement import Basis
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Coding, Stance, Suggestion
from pipeline.domain.queue import Turn
from pipeline.domain.segment import Segment
from pipeline.stages.for_compare.estimating import LEAST_BLIND, Reading, estimates_of
from pipeline.stages.shared.readings import Read

Piece = Callable[..., Segment]
OFTEN, NEVER = "zorg", "weg-zelf-gezocht"


def reading(piece: Piece, blind: int, read: int, suggested: int = 0) -> Reading:
    """Two hundred segments of ten parents; of the blind ones every other has a code, the machine
    suggests it for the first so many. Of what was read besides, everything has the other code."""
    segments = [piece(f"{at % 10 + 1}O1:{at:08x}") for at in range(200)]
    ids = [segment.id for segment in segments]
    given = {
        ids[at]: Read({OFTEN: Stance.NONE} if at % 2 else {}, Basis.BLIND, blind / 200)
        for at in range(blind)
    }
    codings = [
        Coding("golf-1", ids[at], OFTEN, Stance.NONE, "anna", "") for at in range(1, blind, 2)
    ]
    codings += [Coding("golf-1", id_, NEVER, Stance.NONE, "anna", "") for id_ in ids[blind:read]]
    return Reading(
        segments,
        frozenset(ids[:read]),
        codings,
        given,
        [Turn(id_, id_ in given, blind / 200, 1, 1, 1, 1) for id_ in ids],
        [Suggestion(id_, OFTEN, 0.9, (), "m", "1") for id_ in ids[:suggested]],
    )


def test_a_wave_that_was_read_whole_has_none(study: Study, piece: Piece) -> None:
    assert estimates_of(reading(piece, 40, 200), study.codebook) == ()


def test_too_few_blind_segments_say_nothing(study: Study, piece: Piece) -> None:
    (found,) = estimates_of(reading(piece, LEAST_BLIND - 1, 100), study.codebook)
    assert (found.actor, found.codes) == (Actor.OUDER, ())
    assert (found.segments, found.read, found.blind) == (200, 100, LEAST_BLIND - 1)


def test_a_share_is_that_of_the_blind_segments_and_the_machine_stands_beside_it(
    study: Study, piece: Piece
) -> None:
    (found,) = estimates_of(reading(piece, 40, 40, suggested=200), study.codebook)
    often = next(one for one in found.codes if one.code == OFTEN)
    assert often.validated == 20
    assert often.sampled.value == pytest.approx(0.5)
    assert often.share.value == pytest.approx(0.5)
    assert often.share.low is not None
    assert often.share.low < 0.5 < (often.share.high or 0)
    assert often.machine == 1.0
    assert found.respondents == 10


def test_an_estimate_is_never_below_what_was_counted_nor_above_what_can_be(
    study: Study, piece: Piece
) -> None:
    """No blind segment has the code, and sixty others that were read do."""
    (found,) = estimates_of(reading(piece, 40, 100), study.codebook)
    never = next(one for one in found.codes if one.code == NEVER)
    assert never.validated == 60
    assert never.share.value == never.share.low == 0.3
    often = next(one for one in found.codes if one.code == OFTEN)
    assert (often.share.high or 1) <= (20 + 100) / 200
