"""Nothing that was accepted unread teaches the model."""

from collections.abc import Callable

from pipeline.config.study import Study
from pipeline.domain.judgement import Decision, Verdict, codings_of
from pipeline.domain.segment import Segment
from pipeline.tagging.training import decided_lessons


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
