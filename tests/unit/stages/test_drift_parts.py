"""The parts of drift that need a wave or a model: twins, who is set aside, what is strange."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from pipeline.config.study import Study
from pipeline.domain.drift import Course
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Coding, Stance
from pipeline.domain.respondent import Respondent
from pipeline.domain.segment import Segment
from pipeline.report.evidence import gather
from pipeline.stages.for_drift.fresh_model import Known, Seen, known_of, recognition_of
from pipeline.stages.for_drift.holding import fresh_of
from pipeline.stages.for_drift.moving import Moves, Wave, moves_of, spoke_in_both
from pipeline.stages.for_drift.strangeness import strangeness
from pipeline.stages.shared.interviewed import people_of
from pipeline.tagging.passages import Passage
from pipeline.tagging.training import Lesson

Codes = Sequence[tuple[str, Sequence[str]]]


@pytest.fixture
def wave(study: Study, piece: Callable[..., Segment]) -> Callable[[str, Codes], Wave]:
    """A wave in which every respondent has one segment, read, with these codes."""

    def make(name: str, said: Codes) -> Wave:
        segments = [piece(f"{who}:a") for who, _ in said]
        codings = [
            Coding(name, f"{who}:a", code, Stance.NONE, "anna", "")
            for who, own in said
            for code in own
        ]
        people = [Respondent(RespondentId.parse(who), f"{who}.md") for who, _ in said]
        owner = {(name, f"{who}:a"): "anna" for who, _ in said}
        evidence = gather(name, people, (), segments, codings, owner, ["1.1.0"])
        return Wave(evidence, people_of(evidence, study))

    return make


def moves(study: Study, before: Wave, now: Wave) -> Moves:
    return moves_of(before, now, study.codebook, 1, {(Actor.KIND, "druk-lager"): 2.5}, 200)


def children(numbers: range, codes: Sequence[str]) -> Codes:
    return [(f"{n}K1", codes) for n in numbers]


def test_a_branch_that_is_one_code_under_another_name_is_not_counted_twice(
    study: Study, wave: Callable[[str, Codes], Wave]
) -> None:
    before = wave("golf-1", children(range(1, 8), ["druk-lager"]))
    now = wave("golf-2", children(range(8, 15), []))
    found = moves(study, before, now)
    by_code = {one.code: one for one in found.moved}
    leaf, branch = by_code["druk-lager"], by_code["druk"]
    assert (found.considered, found.clear.found, found.faded.found) == (1, 1, 1)
    assert (leaf.named, branch.named) == (True, False)
    assert branch.change == leaf.change
    assert (leaf.as_clear, leaf.recognised, branch.recognised) == (1, 2.5, None)

    wider = wave("golf-1", [*children(range(1, 7), ["druk-lager"]), ("7K1", ["uitdaging"])])
    assert {one.code for one in moves(study, wider, now).moved if one.named} == {
        "druk-lager",
        "druk",
    }


def test_actors_are_held_against_themselves_only(
    study: Study, wave: Callable[[str, Codes], Wave]
) -> None:
    """All children and no parent, then no child and all parents: together nothing changed."""
    code = ["waardering"]
    parents = [(f"{n}O1", ()) for n in range(1, 8)]
    before = wave("golf-1", [*children(range(1, 8), code), *parents])
    now = wave("golf-2", [*children(range(8, 15), []), *((f"{n}O1", code) for n in range(8, 15))])
    found = moves(study, before, now)
    courses = {one.actor: one.course for one in found.moved if one.code == "waardering"}
    assert courses == {Actor.KIND: Course.FADED, Actor.OUDER: Course.APPEARED}
    assert found.clear.found == 2
    assert [one.actor for one in spoke_in_both(before, now)] == [Actor.KIND, Actor.OUDER]


def test_who_returned_is_one_person(study: Study, wave: Callable[[str, Codes], Wave]) -> None:
    before = wave("golf-1", children(range(1, 7), ["waardering"]))
    now = wave("golf-2", [*children(range(1, 3), ["waardering"]), *children(range(7, 11), [])])
    (one,) = moves(study, before, now).moved
    assert one.returned == (2, 0, 0, 0)
    assert (one.before.raised, one.now.raised, one.given) == (6, 2, 2)


def test_who_returned_under_another_id_is_one_person_too(
    study: Study, wave: Callable[[str, Codes], Wave]
) -> None:
    before = wave("golf-1", children(range(1, 7), ["waardering"]))
    now = wave("golf-2", [*children(range(1, 6), []), ("9K1", ["waardering"])])
    now = replace(now, persons={"9K1": "6K1"})
    (one,) = moves(study, before, now).moved
    assert one.returned == (1, 5, 0, 0)
    assert spoke_in_both(before, now)[0].returned == 6


def lesson(who: str, wave: str, text: str, *codes: str) -> Lesson:
    passage = Passage(text, RespondentId.parse(who).actor.value, f"{wave}/{who}")
    return Lesson(passage, codes, who, f"{wave}/{who}:{text[:8]}")


CALM, FRIEND = "het lokaal is rustig met planten", "mijn vriend en ik lachen samen"


def two_waves(returned: int) -> tuple[list[Lesson], list[Lesson]]:
    """Sixteen children, then six of whom so many returned."""
    before = [lesson(f"{n}K1", "golf-1", CALM, "omgeving") for n in range(1, 17)]
    start = 17 - returned
    now = [lesson(f"{n}K1", "golf-2", FRIEND, "omgeving") for n in range(start, start + 6)]
    return before, now


@pytest.mark.parametrize(
    ("returned", "aside", "knows"), [(0, 0, False), (4, 4, False), (5, 0, True)]
)
def test_who_returns_is_not_learned_from_unless_they_are_many(
    study: Study, returned: int, aside: int, knows: bool
) -> None:
    before, now = two_waves(returned)
    found = known_of(study, before, "golf-1", now)
    assert found is not None
    assert (found.set_aside, found.knows_returning) == (aside, knows)
    assert found.learned == (16 - aside, 16 - aside)
    # Also those set aside are measured in the wave before, by a model that does not know them.
    assert len(found.before.lessons) == 16
    assert (found.before.chances[:, found.before.truth[0]] > 0).all()


def test_the_wave_before_holds_the_actors_of_the_new_one_only(study: Study) -> None:
    before, now = two_waves(0)
    more = [lesson("3P1", "golf-1", "wij overleggen met de gemeente", "zorg")]
    oldest = [lesson("2K9", "golf-0", CALM, "omgeving")]
    found = known_of(study, [*oldest, *before, *more], "golf-1", now)
    assert found is not None
    assert {x.group[-2] for x in found.before.lessons} == {"K"}
    assert found.learned == (18, 18)
    assert {actor for actor, _ in recognition_of(found, study.codebook)} == {Actor.KIND}
    assert known_of(study, [], "golf-1", now) is None
    assert known_of(study, before, "golf-1", []) is None


def test_a_theme_told_in_other_words_asks_for_its_definition(study: Study) -> None:
    before, now = two_waves(0)
    found = known_of(study, before, "golf-1", now)
    assert found is not None
    fresh = fresh_of(found, study, {}, str.split)
    (code,) = fresh.codes
    assert code.code == "omgeving"
    assert (code.recall_before.hits, code.recall.hits, code.recall.cases) == (16, 0, 6)
    assert code.advice.value == "definitie bekijken"
    assert {"recall", "strange"} <= set(code.reasons)
    assert fresh.all_codes.recall_change.value == -1


def test_words_are_strange_only_where_nobody_else_said_them(study: Study) -> None:
    """Each of the first wave says one word that only she says; she returns and says it again."""
    book = study.codebook
    at = next(n for n, code in enumerate(book.leaves) if code.id == "omgeving")

    def seen(lessons: list[Lesson]) -> Seen:
        truth = np.zeros((len(lessons), len(book.leaves)), dtype=bool)
        truth[:, at] = True
        groups = np.array([x.group for x in lessons])
        return Seen(tuple(lessons), groups, truth, truth * 0.5, truth, truth)

    before = [lesson(f"{n}K1", "golf-1", f"zzsamen zzeigen{n}", "omgeving") for n in range(1, 6)]
    now = [lesson(f"{n}K1", "golf-2", f"zzsamen zzeigen{n}", "omgeving") for n in range(1, 6)]
    now += [lesson("9K1", "golf-2", "zzsamen zzeigen1", "omgeving")]
    known = Known(seen(before), seen(now), (5, 5), 0, False)
    found = strangeness(known, book, str.split)["omgeving"]
    assert found.before.value == pytest.approx(0.5)
    # Of the five their own word is theirs still; the sixth says what another said before.
    assert found.now.value == pytest.approx(5 / 12, abs=1e-4)
