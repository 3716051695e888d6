"""How long the main job takes, against a yardstick measured in the same run.

These machines are shared and noisy, so seconds say little by themselves: the last column divides
by the time a bare scikit-learn TF-IDF + one-vs-rest logistic regression takes to fit and predict
the same texts here and now. Run with `make bench`; nothing is asserted.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIXTEEN = [
    "2K1",
    "3K1",
    "6K1",
    "9K2",
    "2O2",
    "3O1",
    "6O1",
    "7O1",
    "3P1",
    "5P1",
    "6P1",
    "9P1",
    "1S1",
    "4S1",
    "6S1",
    "8S1",
]  # four of each actor


def oza(*arguments: str) -> None:
    command = [sys.executable, "-m", "pipeline", *arguments]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def small_project(folder: Path) -> None:
    """The sixteen reports with their coding, in a project of their own."""
    shutil.copytree(ROOT / "codebook", folder / "codebook")
    wave = folder / "corpus" / "ervaringen" / "golf-1"
    (wave / "reports").mkdir(parents=True)
    source = ROOT / "corpus" / "ervaringen" / "golf-1"
    rows = list(csv.reader((source / "register.csv").open(encoding="utf-8"), delimiter=";"))
    kept = [rows[0], *(row for row in rows[1:] if row[0] in SIXTEEN)]
    with (wave / "register.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(kept)
    for row in kept[1:]:
        shutil.copy(source / "reports" / row[1], wave / "reports")


def yardstick() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    from pipeline.config.study import read_study

    book = read_study(ROOT / "codebook" / "ervaringen").codebook
    lessons = [(example.text, code.id) for code in book.leaves for example in code.examples]
    texts, codes = zip(*lessons, strict=True)
    rows = TfidfVectorizer().fit_transform(texts)
    OneVsRestClassifier(LogisticRegression()).fit(rows, codes).predict_proba(rows)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small_project(folder)
        where = ("--root", str(folder), "--study", "ervaringen", "--wave", "golf-1")
        unit = min(seconds(yardstick) for _ in range(3))
        rows = [
            ("oza --help", seconds(lambda: oza("--help"))),
            ("sixteen reports, ingest to report", seconds(lambda: oza("run", *where))),
            ("the same again", seconds(lambda: oza("run", *where))),
            ("report only", seconds(lambda: oza("report", "--again", *where))),
        ]
    for what, took in rows:
        print(f"{what:<36} {took:7.2f} s {took / unit:8.1f} × maatstaf ({unit:.2f} s)")


if __name__ == "__main__":
    main()
