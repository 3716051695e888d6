"""What each part of the engine is worth, and what other methods give: a table for TAGGING.md.

Cross-validated by respondent on golf-1 of the shipped study; run with `make variants`. Takes ten
minutes or so. No thresholds are involved: only how well codes are ranked.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import ComplementNB

from pipeline.config.study import Study, read_study
from pipeline.session import Session
from pipeline.stages.shared.fetching import lessons_of
from pipeline.stats.average_precision import average_precisions
from pipeline.stats.ranking import ranking
from pipeline.stats.resampling import resample
from pipeline.store.layout import Layout
from pipeline.tagging import bench, evidence, features, passages, training
from pipeline.tagging.model import CodeModel
from pipeline.tagging.training import Lesson
from pipeline.tagging.trials import folds_of, unseen_respondents
from pipeline.text.dutch import base_form, lemmas

ROOT = Path(__file__).parents[2]
FOLDS = 5
Ask = Callable[[list[Lesson], list[Lesson]], np.ndarray]


def main() -> None:
    study = read_study(ROOT / "codebook" / "ervaringen")
    for wave in ("golf-1", "golf-2"):
        Session(Layout(ROOT, "ervaringen", wave), study).run_until("segment", quiet=True)
    every = lessons_of(Layout(ROOT, "ervaringen", "golf-1"), study)
    lessons = [x for x in every if x.wave == "golf-1"]
    unread = [x for x in every if x.wave == "golf-2"]
    print("| variant | goede code bij eerste 1 / 3 / 5 | gemiddelde precisie, macro |")
    print("| --- | --- | --- |")
    for name, change in engine_variants().items():
        with change():
            report(name, study, lessons, engine(study))
    report("zonder functiewoorden", study, lessons, without_function_words(study))
    report(
        "zelftraining: golf-2 met eigen voorstellen ≥ 0,8",
        study,
        lessons,
        self_trained(study, unread),
    )
    for name, model in learners().items():
        report(name, study, lessons, on_rows(study, model))


def engine(study: Study) -> Ask:
    def ask(known: list[Lesson], asked: list[Lesson]) -> np.ndarray:
        model = CodeModel(study.codebook, base_form, seed=1).fit(known)
        return model.chances([x.passage for x in asked])

    return ask


def engine_variants() -> dict[str, Callable[[], Any]]:
    told = training._told
    return {
        "het programma": lambda: patch.object(bench, "_FOLDS", bench._FOLDS),
        "zonder uitspraken (utterances.yaml)": lambda: patch.object(
            training, "_told", lambda code: told(replace(code, utterances=()))
        ),
        "zonder context (kop, vraag, buren, rest van het verslag)": lambda: patch.object(
            bench, "CONTEXT_FROM", 10**9
        ),
        "zonder rest van het verslag": lambda: patch.object(
            bench, "rest_of_report", lambda chance, reports, usual: np.zeros_like(chance)
        ),
        "zonder buren in het verslag": lambda: patch.object(
            bench, "from_neighbours", lambda chance, reports, places: np.zeros_like(chance)
        ),
        "zonder kop en vraag": lambda: both(
            patch.object(passages, "_HEADING", 1e-9), patch.object(passages, "_QUESTION", 1e-9)
        ),
        "zonder bomen": lambda: patch.object(bench, "TREES_FROM", 10**9),
        "zonder hoofdcodes (families)": lambda: patch.object(
            training, "_family", lambda code: code.id
        ),
        "zonder stand tussen de codes van een segment": lambda: patch.object(
            evidence, "among", lambda score: np.zeros_like(score)
        ),
        "zonder correctie per code": lambda: patch.object(
            bench.Judge, "with_shifts", lambda self, chances, labels, applies: self
        ),
        "zonder lettergroepen": lambda: patch.object(features, "CHARACTER_WEIGHT", 1e-9),
    }


@contextmanager
def both(one: Any, other: Any) -> Any:
    with one, other:
        yield


def without_function_words(study: Study) -> Ask:
    def content(lesson: Lesson) -> Lesson:
        words = features.WORD.findall(lesson.passage.text)
        text = " ".join(word for word in words if lemmas(word))
        return replace(lesson, passage=replace(lesson.passage, text=text))

    def ask(known: list[Lesson], asked: list[Lesson]) -> np.ndarray:
        return engine(study)([content(x) for x in known], [content(x) for x in asked])

    return ask


def self_trained(study: Study, unread: list[Lesson]) -> Ask:
    def ask(known: list[Lesson], asked: list[Lesson]) -> np.ndarray:
        model = CodeModel(study.codebook, base_form, seed=1).fit(known)
        chances = model.chances([x.passage for x in unread])
        sure = [
            replace(x, codes=tuple(model.codes[at] for at in np.flatnonzero(row >= 0.8)))
            for x, row in zip(unread, chances, strict=True)
            if row.max() >= 0.8
        ]
        return engine(study)([*known, *sure], asked)

    return ask


def learners() -> dict[str, Any]:
    regression = LogisticRegression(max_iter=500, class_weight="balanced")
    return {
        "alleen: logistische regressie, gewogen, op dezelfde kenmerken": OneVsRestClassifier(
            regression
        ),
        "alleen: complement naive Bayes": OneVsRestClassifier(ComplementNB()),
        "alleen: dichtstbijzijnde zwaartepunt": None,
    }


def on_rows(study: Study, model: Any) -> Ask:
    def ask(known: list[Lesson], asked: list[Lesson]) -> np.ndarray:
        fresh = CodeModel(study.codebook, base_form, seed=1)
        texts = features.TextFeatures(base_form).fit([x.passage.text for x in known])
        rows = texts.transform([x.passage.text for x in known])
        there = texts.transform([x.passage.text for x in asked])
        labels = fresh.labels(known)
        used = np.flatnonzero(labels.any(axis=0))
        found = np.zeros((len(asked), len(fresh.codes)))
        if model is None:
            from pipeline.tagging.profiles import Profiles

            return Profiles.of(rows, labels).likeness(there)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found[:, used] = model.fit(rows, labels[:, used]).predict_proba(there)
        return found

    return ask


def report(name: str, study: Study, lessons: list[Lesson], ask: Ask) -> None:
    groups = [x.group for x in lessons]
    truth = CodeModel(study.codebook, base_form).labels(lessons)
    chances = np.zeros(truth.shape)
    for learn, asked in unseen_respondents(folds_of(groups, FOLDS, 1)):
        chances[asked] = ask([lessons[r] for r in learn], [lessons[r] for r in asked])
    draws = resample(groups, count=500, seed=1)
    right = ranking(truth, chances, draws).right_within
    precision = average_precisions(truth, chances, draws).macro
    shares = " / ".join(f"{e.value:.2f}".replace(".", ",") for e in right)
    spread = f"{precision.value:.3f} ({precision.low:.2f}–{precision.high:.2f})".replace(".", ",")
    print(f"| {name} | {shares} | {spread} |", flush=True)


if __name__ == "__main__":
    main()
