"""How good are the suggestions? Measured on respondents that the program had not seen.

What a person decided is the measure, never a suggestion, and whatever is chosen (thresholds) is
chosen inside the part that is learned from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from pipeline.config.study import Study
from pipeline.domain.evaluation import Evaluation
from pipeline.errors import CorpusError, Place
from pipeline.report.evaluation_figures import evaluation_figures
from pipeline.report.evaluation_page import evaluation_page
from pipeline.report.evaluation_tables import write_method_tables
from pipeline.stages.for_evaluate.reading_trials import RECALLS, Readings, simulated_readings
from pipeline.stages.for_evaluate.trial_runs import cross_validated, learning_curve
from pipeline.stages.shared.fetching import lessons_of, made_of, new_model
from pipeline.stages.shared.measuring import (
    DEPTHS,
    LEAST,
    Sheet,
    blind_scores,
    code_scores,
    method_scores,
    reliability,
    rounded,
)
from pipeline.store.files import (
    replaced_folder,
    without_clock,
    write_bytes,
    write_json,
    write_text,
)
from pipeline.store.layout import Layout
from pipeline.tagging.training import Lesson, labels_of

_LEAST_RESPONDENTS = 4


def evaluate(
    layout: Layout, study: Study, folds: int, draws: int, quick: bool, say: Callable[[str], None]
) -> Evaluation:
    """Writes `evaluate/`: evaluatie.json, evaluatie.html, figures and tables for a methods chapter.

    `quick` leaves out the learning curve and the simulated coders.

    Raises:
        CorpusError: when too few respondents of the wave were validated to hold any out.
    """
    own, earlier = _lessons(layout, study)
    groups = [lesson.group for lesson in own]
    if len(set(groups)) < _LEAST_RESPONDENTS or not any(lesson.codes for lesson in own):
        raise CorpusError(
            f"er zijn gevalideerde segmenten van {len(set(groups))} respondenten",
            place=Place(layout.relative(layout.decisions)),
            remedy=f"meten kan vanaf {_LEAST_RESPONDENTS} respondenten met codes",
        )
    labels = labels_of(study.codebook, tuple(study.settings.actors))
    seed = study.settings.suggest.seed
    truth = new_model(study).labels(own)
    applies = labels.applies[labels.kinds_of([lesson.passage.kind for lesson in own])]
    sheet = Sheet.of(truth, applies, groups, draws, seed)
    learned = cross_validated(study, own, earlier, folds, say)
    engine = learned.trials[0]
    codes = code_scores(engine, sheet, study.codebook.leaves, learned.thresholds)
    readings = Readings((), (), ()) if quick else simulated_readings(study, own, sheet, say)
    learning = () if quick else learning_curve(study, own, sheet, say)
    blind, shown = _seen(layout, study, own)
    to_read = [code.to_read for code in codes if code.enough and code.to_read is not None]
    found = Evaluation(
        study=study.settings.title,
        wave=layout.wave,
        codebook_version=study.codebook.version,
        model=encoder.name if (encoder := new_model(study).encoder) else "woordkenmerken",
        segments=len(own),
        coded=int((truth.sum(axis=1) > 0).sum()),
        codings=int(truth.sum()),
        respondents=len(set(groups)),
        codes_used=len(codes),
        codes_enough=sum(code.enough for code in codes),
        least_cases=LEAST,
        folds=min(folds, len(set(groups))),
        draws=draws,
        depths=DEPTHS,
        methods=tuple(method_scores(trial, sheet) for trial in learned.trials),
        codes=codes,
        reliability=reliability(engine, sheet),
        learning=learning,
        recalls=RECALLS,
        oracle=readings.oracle,
        curves=readings.curves,
        stopping=readings.stopping,
        blind=blind_scores(engine, sheet, blind, shown),
        to_read_median=rounded(float(np.median(to_read))) if to_read else None,
    )
    _write(layout, study, found)
    return found


def _lessons(layout: Layout, study: Study) -> tuple[list[Lesson], list[Lesson]]:
    """Those of this wave, and those of the waves before it."""
    every = lessons_of(layout, study)
    waves = layout.waves()
    before = set(waves[: waves.index(layout.wave)]) if layout.wave in waves else set()
    own = [lesson for lesson in every if lesson.wave == layout.wave]
    return own, [lesson for lesson in every if lesson.wave in before]


def _seen(
    layout: Layout, study: Study, lessons: Sequence[Lesson]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(lessons,) which were decided blind, and which with suggestions in sight, by anybody."""
    blind, shown = set(), set()
    # What somebody had in sight is history: no version of the codebook changes it.
    for decisions in made_of(layout, study).values():
        for d in decisions:
            if d.blind:
                blind.add(f"{d.wave}/{d.segment}")
            elif d.seen is not None and not d.bulk:
                shown.add(f"{d.wave}/{d.segment}")
    return (
        np.array([lesson.source in blind for lesson in lessons], dtype=bool),
        np.array([lesson.source in shown - blind for lesson in lessons], dtype=bool),
    )


def _write(layout: Layout, study: Study, found: Evaluation) -> None:
    with replaced_folder(layout.stage("evaluate")) as folder:
        write_json(folder / "evaluatie.json", asdict(found))
        figures = evaluation_figures(found)
        for name, content in figures.items():
            write_bytes(folder / "figuren" / name, content)
        settings = study.settings
        page = evaluation_page(found, settings.demonstration, settings.caveat, figures)
        write_text(folder / "evaluatie.html", page)
        write_method_tables(found, folder)
        without_clock(folder / "methodetabel.docx")
