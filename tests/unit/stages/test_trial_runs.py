"""Evaluating and simulating, on a study of three codes in which it is known what is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from pipeline.config.study import Study
from pipeline.domain.codebook import Code, Codebook, Example
from pipeline.domain.ids import Actor
from pipeline.stages.for_evaluate import trial_runs
from pipeline.stages.for_evaluate.reading_trials import RECALLS, simulated_readings
from pipeline.stages.for_evaluate.trial_runs import cross_validated, learning_curve
from pipeline.stages.shared.measuring import (
    Sheet,
    Trial,
    blind_scores,
    code_scores,
    method_scores,
    reliability,
)
from pipeline.tagging.model import CodeModel
from pipeline.tagging.passages import Passage
from pipeline.tagging.training import Lesson

SAID = {
    "bus": ("De bus was vol.", "We reden lang met de bus.", "De chauffeur van de bus wachtte."),
    "pony": ("De pony stond klaar.", "Ik borstelde de pony.", "De pony is lief."),
    "soep": ("We aten soep.", "De soep was heet.", "Elke dag soep, met brood."),
    "": ("Ja.", "Dat weet ik niet.", "Het regende."),
}


@pytest.fixture(scope="module")
def small(study: Study) -> Study:
    codes = tuple(
        Code(
            id_,
            id_.title(),
            f"Alles over {id_}.",
            "Altijd.",
            (Actor.KIND,),
            examples=(Example(Actor.KIND, f"Toen kwam de {id_}."),),
        )
        for id_ in SAID
        if id_
    )
    return replace(study, codebook=Codebook("klein", "1.0.0", codes))


@pytest.fixture(scope="module")
def lessons() -> list[Lesson]:
    random = np.random.default_rng(2)
    made = []
    for n in range(12):
        for place in range(12):
            code = list(SAID)[int(random.integers(4))]
            text = SAID[code][int(random.integers(3))]
            passage = Passage(text, "kind", f"golf-1/{n + 1}K1", place)
            source = f"golf-1/{n + 1}K1:{place:08x}"
            made.append(Lesson(passage, (code,) if code else (), f"{n + 1}K1", source))
    return made


@pytest.fixture(scope="module")
def sheet(lessons: list[Lesson]) -> Sheet:
    codes = [code for code in SAID if code]
    truth = np.array([[float(code in x.codes) for code in codes] for x in lessons])
    return Sheet.of(truth, np.ones(truth.shape, dtype=bool), [x.group for x in lessons], 200, 1)


def test_what_can_be_learned_is_learned_and_beats_the_majority(
    small: Study, lessons: list[Lesson], sheet: Sheet
) -> None:
    learned = cross_validated(small, lessons, [], 4, lambda _: None)
    scores = {trial.name: method_scores(trial, sheet) for trial in learned.trials}
    assert learned.trials[0].name == "engine"
    assert (scores["engine"].right_within[0].value or 0) > 0.95
    assert (scores["engine"].macro_f1.value or 0) > 0.9
    assert (scores["majority"].right_within[0].value or 0) < 0.6
    assert (scores["engine"].calibration_error.value or 0) < 0.15
    assert len(learned.thresholds) == 3


def test_nothing_is_learned_from_the_respondent_who_is_asked(
    small: Study, lessons: list[Lesson]
) -> None:
    """Labels dealt at random: there is nothing to know of another respondent."""
    random = np.random.default_rng(5)
    codes = [code for code in SAID if code]
    dealt = [
        replace(
            x,
            passage=replace(x.passage, text=f"xq{n} wz{n} {x.group}"),
            codes=(codes[int(random.integers(3))],),
        )
        for n, x in enumerate(lessons)
    ]
    trial = cross_validated(small, dealt, [], 4, lambda _: None).trials[0]
    truth = np.array([codes.index(x.codes[0]) for x in dealt])
    assert np.mean(trial.chances.argmax(axis=1) == truth) < 0.5


def test_earlier_waves_are_learned_from_but_for_returning_respondents(
    small: Study, lessons: list[Lesson], monkeypatch: pytest.MonkeyPatch
) -> None:
    learned: list[list[Lesson]] = []
    asked: list[set[str]] = []

    class Spy(CodeModel):
        def fit(self, lessons: Sequence[Lesson]) -> CodeModel:
            learned.append(list(lessons))
            return super().fit(lessons)

        def chances(self, passages: Sequence[Passage]) -> np.ndarray:
            if self.lessons:
                asked.append({passage.report.partition("/")[2] for passage in passages})
            return super().chances(passages)

    monkeypatch.setattr(trial_runs, "new_model", lambda study: Spy(study.codebook, str))
    earlier = [replace(x, source=x.source.replace("golf-1", "golf-0")) for x in lessons]
    cross_validated(small, lessons[:48], earlier, 2, lambda _: None)
    taught = [own for own in learned if own]
    assert len(taught) == len(asked) == 2
    assert set.union(*asked) == {x.group for x in lessons[:48]}
    for own, away in zip(taught, asked, strict=True):
        assert not {x.group for x in own} & away
        assert {x.group for x in own if x.wave == "golf-0"} == {x.group for x in lessons} - away


def test_every_code_is_scored_and_rare_ones_are_said_to_be_rare(
    small: Study, lessons: list[Lesson], sheet: Sheet
) -> None:
    rare = Sheet(sheet.truth.copy(), sheet.applies, sheet.groups, sheet.draws)
    rare.truth[np.flatnonzero(rare.truth[:, 2])[3:], 2] = 0
    trial = Trial("engine", "het programma", rare.truth * 0.9, rare.truth > 0)
    found = {s.code: s for s in code_scores(trial, rare, small.codebook.leaves, np.full(3, 0.3))}
    assert found["bus"].enough
    assert found["bus"].f1.value == 1.0
    assert (found["soep"].cases, found["soep"].enough) == (3, False)
    assert found["bus"].to_read == pytest.approx(found["bus"].cases / len(lessons), abs=0.02)
    assert [part.pairs for part in reliability(trial, rare)]


def test_a_simulated_coder_finds_codings_sooner_than_by_chance(
    small: Study, lessons: list[Lesson], sheet: Sheet
) -> None:
    found = simulated_readings(small, lessons, sheet, lambda _: None)
    curves = {curve.order: curve for curve in found.curves}
    assert set(curves) == {"leesvolgorde", "toeval", "opbrengst", "leerzaam", "dun", "volmaakt"}
    assert all(curve.found[-1] == 1.0 and curve.read[-1] == 1.0 for curve in found.curves)
    at = RECALLS.index(0.95)
    assert curves["volmaakt"].needed[at] == found.oracle[at]
    assert curves["volmaakt"].needed[at] <= curves["opbrengst"].needed[at]  # type: ignore[operator]
    assert curves["opbrengst"].needed[at] < curves["toeval"].needed[at]  # type: ignore[operator]
    for point in found.stopping:
        assert point.low <= point.expected <= point.high
        assert 0 <= point.covered <= 1


def test_the_learning_curve_starts_with_the_codebook_alone(
    small: Study, lessons: list[Lesson], sheet: Sheet
) -> None:
    points = learning_curve(small, lessons, sheet, lambda _: None)
    assert points[0].decisions == 0
    assert points[-1].decisions > 100
    assert (points[-1].right_within_three.value or 0) >= (points[0].right_within_three.value or 0)


def test_blind_segments_are_measured_apart(sheet: Sheet) -> None:
    trial = Trial("engine", "het programma", sheet.truth * 0.9, sheet.truth > 0)
    blind = np.arange(len(sheet.truth)) % 10 == 0
    assert blind_scores(trial, sheet, np.zeros(len(blind), dtype=bool), blind) is None
    found = blind_scores(trial, sheet, blind, ~blind)
    assert found is not None
    assert found.segments == int(blind.sum())
    assert found.f1.value == 1.0
    expected = sheet.truth[blind].sum() / blind.sum()
    assert found.codings_per_segment.value == pytest.approx(expected, abs=1e-3)
