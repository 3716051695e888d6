"""How fast the engine learns and tags, and what it takes of memory.

These machines are shared and noisy, so speed is measured against a yardstick in the same process:
bare scikit-learn TF-IDF with one-vs-rest logistic regression on the same texts, in turns. Memory is
the peak of a process of its own. Run with `python tests/benchmarks/tagging.py`, or with one of its
parts (golf-1, lessen, segmenten) behind it, after `oza suggest` on golf-1; all of it takes some
seven minutes, and nothing is asserted. The large sets are invented from the wave's own: halves of two segments joined, and every
thirtieth word turned into one that nobody said, since larger waves have larger vocabularies.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from pipeline.config.study import Study, read_study
from pipeline.domain.segment import Segment
from pipeline.stages.shared.fetching import lessons_of, new_model
from pipeline.stats.thresholds import best_thresholds
from pipeline.store.layout import Layout
from pipeline.store.tables import read_segments
from pipeline.tagging import queue
from pipeline.tagging.suggesting import chosen_codes, suggestions_for, within_reach
from pipeline.tagging.training import Lesson, passages_of

ROOT = Path(__file__).parents[2]
TURNS = 9
SEGMENTS, LESSONS = 100_000, 20_000
IN_A_REPORT = 30


def wave() -> tuple[Study, list[Segment], list[Lesson]]:
    study, at = read_study(ROOT / "codebook" / "ervaringen"), Layout(ROOT, "ervaringen", "golf-1")
    segments = read_segments(at.stage("segment") / "segments.parquet")
    return study, segments, [x for x in lessons_of(at, study) if x.wave == "golf-1"]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def golf_1() -> None:
    """Learning the wave, and tagging its texts against the yardstick."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    study, segments, lessons = wave()
    texts = [segment.text for segment in segments]
    model = new_model(study)
    warm = seconds(lambda: new_model(study).fit(lessons))
    took = min(seconds(lambda: model.fit(lessons)) for _ in range(2))
    print(
        f"leren van golf-1 ({len(lessons)} segmenten)   {took:6.1f} s (de eerste keer {warm:.1f} s)"
    )

    words = TfidfVectorizer()
    rows = words.fit_transform([lesson.passage.text for lesson in lessons])
    labels = model.labels(lessons)
    given = labels[:, (labels.sum(axis=0) > 0) & (labels.sum(axis=0) < len(labels))]
    bare = OneVsRestClassifier(LogisticRegression()).fit(rows, given)
    ours, theirs = [], []
    for _ in range(TURNS):
        ours.append(seconds(lambda: model.tagger.predict_proba(texts)))
        theirs.append(seconds(lambda: bare.predict_proba(words.transform(texts))))
    share = statistics.median(b / a for a, b in zip(ours, theirs, strict=True))
    speed = len(texts) / statistics.median(ours)
    print(f"teksten per seconde             {speed:8.0f}  = {share:.2f} × kaal ({TURNS} beurten)")


def invented(count: int, texts: Sequence[str], seed: int) -> list[tuple[str, int, int]]:
    """Texts, and the numbers of the two that each was made of."""
    random = np.random.default_rng(seed)
    split = [text.split() for text in texts]
    made = []
    for one, two in random.integers(len(texts), size=(count, 2)):
        first, second = split[one], split[two]
        words = first[: len(first) // 2 + 1] + second[len(second) // 2 :]
        for at in np.flatnonzero(random.random(len(words)) < 1 / 30):
            words[at] += "".join(random.choice(list("aeioubdgklmnprst"), size=3))
        made.append((" ".join(words), int(one), int(two)))
    return made


def many_lessons() -> None:
    """Learning 20,000 decided passages with their context."""
    study, _, lessons = wave()
    made = []
    found = invented(LESSONS, [lesson.passage.text for lesson in lessons], seed=1)
    for number, (text, one, two) in enumerate(found):
        report, place = divmod(number, IN_A_REPORT)
        passage = replace(
            lessons[one].passage,
            text=text,
            report=f"golf-1/{report}",
            place=place,
            before=found[number - 1][0] if place else "",
        )
        codes = sorted({*lessons[one].codes, *lessons[two].codes})
        made.append(Lesson(passage, tuple(codes), str(report), f"golf-1/{number}"))
    took = seconds(lambda: new_model(study).fit(made))
    print(f"leren van {LESSONS} segmenten      {took:8.0f} s", end="")


def many_segments() -> None:
    """All that the suggest stage computes for 100,000 segments."""
    study, segments, lessons = wave()
    made = [
        replace(
            segments[one],
            id=f"{number // IN_A_REPORT % 998 + 1}K{number // IN_A_REPORT // 998 + 1}:{number:08x}",
            respondent=f"{number // IN_A_REPORT % 998 + 1}K{number // IN_A_REPORT // 998 + 1}",
            text=text,
            start=0,
            end=len(text),
        )
        for number, (text, one, _) in enumerate(
            invented(SEGMENTS, [segment.text for segment in segments], seed=2)
        )
    ]
    texts = [segment.text for segment in made]
    model = new_model(study)
    learning = seconds(lambda: model.fit(lessons))
    start = time.perf_counter()
    chances = model.chances(passages_of(made, "golf-1"))
    judging = time.perf_counter() - start
    thresholds = best_thresholds(chances, lowest=0.1).threshold
    suggestions_for(model, made, chances, chosen_codes(chances, thresholds, 5))
    within_reach(model, made, chances)
    explaining = time.perf_counter() - start - judging
    given = model.labels(lessons).sum(axis=0)
    rows_of = lambda at: model.tagger.rows_of([texts[number] for number in at])  # noqa: E731
    queueing = seconds(lambda: queue.instructive(chances, given, rows_of))
    parts = (learning, judging, explaining, queueing)
    print(
        "{} segmenten: leren {:.0f}, kansen {:.0f}, redenen {:.0f}, volgorde {:.0f} s".format(
            SEGMENTS, *parts
        ),
        end="",
    )


PARTS = {"golf-1": golf_1, "lessen": many_lessons, "segmenten": many_segments}


def main() -> None:
    if len(sys.argv) > 1:
        PARTS[sys.argv[1]]()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(f"; piek {peak:.1f} GB" if sys.argv[1] != "golf-1" else f"geheugen {peak:.1f} GB")
        return
    for part in PARTS:
        subprocess.run([sys.executable, __file__, part], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
