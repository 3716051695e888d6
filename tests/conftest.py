"""What tests share: the shipped study, and a small project of invented reports in a new folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.config.study import Study, read_study
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.segment import Segment
from pipeline.store.layout import Layout

ROOT = Path(__file__).parent.parent

REPORTS = {
    "1K1": """# Verslag kind

## Hoe het is

I: Hoe was het op je oude school?

R: Ik had elke ochtend buikpijn. De klas was veel te druk en niemand luisterde naar me.

I: En nu?

R: Hier mag ik gewoon mezelf zijn. Niemand lacht me uit en ik heb een vriend.
""",
    "1O1": """# Verslag ouder

## Vooraf

De moeder vertelt dat zij tien scholen heeft gebeld. "Ik heb alles zelf moeten uitzoeken, niemand hielp ons daarbij."

## Contact

- De lijnen zijn kort. Ze krijgt elke dag een bericht met een foto.
- Over het voortbestaan maakt zij zich zorgen.
""",
    "2P1": """# Verslag professionals

## Samenwerking

Deelnemer 1: Wij werken met een klein team en overleggen elke zes weken met alle partijen.

Deelnemer 2: De bekostiging blijft een puzzel, want gemeenten betalen alleen voor hun eigen kinderen.
""",
}
REGISTER = """id;bestand;actor;oza;leeftijd;geslacht;deelnemers;datum
1K1;1K1.md;kind;1;10;meisje;1;2025-01-10
1O1;1O1.md;ouder;1;;vrouw;1;2025-01-11
2P1;2P1.md;professional;2;;;2;2025-01-12
"""


@pytest.fixture(scope="session")
def study() -> Study:
    """The study that is shipped."""
    return read_study(ROOT / "codebook" / "ervaringen")


@pytest.fixture(scope="session")
def make_project() -> Callable[[Path], Layout]:
    """Makes, in an empty folder, a project with the shipped codebook, three small reports, and no
    decisions."""
    return _project


@pytest.fixture
def project(tmp_path: Path) -> Layout:
    """A project with the shipped codebook, three small reports, and no decisions."""
    return _project(tmp_path)


def _project(root: Path) -> Layout:
    layout = Layout(root, "ervaringen", "golf-1")
    shutil.copytree(
        ROOT / "codebook" / "ervaringen",
        layout.study_folder,
        # Without utterances: learning from them costs seconds in every test that suggests.
        ignore=shutil.ignore_patterns("decisions", "privacy", "utterances.yaml"),
    )
    layout.reports.mkdir(parents=True)
    for respondent, text in REPORTS.items():
        (layout.reports / f"{respondent}.md").write_text(text, encoding="utf-8")
    (layout.wave_folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    return layout


@pytest.fixture
def decide() -> Callable[..., Decision]:
    """Makes a decision; what is not named gets a plain value."""

    def make(segment: str = "1K1:aaaaaaaa", code: str = "waardering", **given: object) -> Decision:
        values: dict[str, object] = {
            "wave": "golf-1",
            "segment": segment,
            "digest": "0" * 16,
            "code": code,
            "verdict": Verdict.ADD if code else Verdict.DONE,
            "coder": "anna",
            "codebook": "1.0.0",
            "stance": Stance.NONE,
            "at": "2025-01-01T00:00:00Z",
        }
        return Decision(**{**values, **given})  # type: ignore[arg-type]

    return make


@pytest.fixture
def piece() -> Callable[..., Segment]:
    """Makes a segment of a respondent."""

    def make(id: str = "1K1:aaaaaaaa", text: str = "Het is hier fijn.", **given: object) -> Segment:
        respondent = id.partition(":")[0]
        values: dict[str, object] = {"start": 0, "end": max(len(text), 1), "digest": "0" * 16}
        return Segment(id, respondent, text=text, **{**values, **given})  # type: ignore[arg-type]

    return make
