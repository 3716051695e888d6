"""Drawing what is to be checked; and that nothing accepted unread teaches the model."""

from collections.abc import Callable

import pytest

from pipeline.config.study import Study
from pipeline.domain.judgement import Decision, Verdict, codings_of
from pipeline.domain.segment import Segment
from pipeline.stages.bulk import drawn_to_check
from pipeline.tagging.training import decided_lessons

NAMES = [f"golf-1/1K1:{at:08x}/zorg" for at in range(100)]


@pytest.mark.parametrize(
    ("there", "share", "count"),
    [(100, 0.1, 10), (100, 0.0, 5), (95, 0.1, 10), (3, 0.1, 3), (0, 0.1, 0)],
)
def test_a_tenth_is_drawn_and_never_fewer_than_five(there: int, share: float, count: int) -> None:
    drawn, chance = drawn_to_check(NAMES[:there], share, 1)
    assert len(drawn) == count
    assert chance == (count / there if there else 0.0)


def test_what_is_drawn_hangs_on_the_names_and_hardly_on_what_is_beside_them() -> None:
    first, _ = drawn_to_check(NAMES, 0.1, 1)
    assert drawn_to_check(NAMES[::-1], 0.1, 1)[0] == first
    assert drawn_to_check(NAMES, 0.1, 2)[0] != first
    fewer, _ = drawn_to_check(NAMES[:80], 0.1, 1)
    still = first & set(NAMES[:80])
    assert fewer <= still or still <= fewer


def test_what_was_accepted_unread_does_not_teach(
    decide: Callable[..., Decision], piece: Callable[..., Segment], study: Study
) -> None:
    unread = {"verdict": Verdict.ACCEPT, "bulk": True, "seen": 0.95, "check": 0.5}
    ledger = [
        decide(**unread),
        decide("1K1:bbbbbbbb", **unread),
        decide("1K1:bbbbbbbb", "omgeving"),
        decide("1K1:cccccccc", **unread),
        decide("1K1:cccccccc", verdict=Verdict.ACCEPT),
    ]
    segments = [piece(id_) for id_ in ("1K1:aaaaaaaa", "1K1:bbbbbbbb", "1K1:cccccccc")]
    codings, owner = codings_of({"anna": ledger}, [])
    lessons = decided_lessons(segments, codings, owner, study.codebook, "golf-1")
    assert [(lesson.source, lesson.codes) for lesson in lessons] == [
        ("golf-1/1K1:bbbbbbbb", ("omgeving",)),
        ("golf-1/1K1:cccccccc", ("waardering",)),
    ]
