"""Figures of the appraisal: what they say to who cannot see them, and what they look like."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from pipeline.domain.placement_evidence import Direction, Evidence
from pipeline.report.appraised.evidence_figure import evidence_figure, views_figure
from pipeline.report.appraised.scale_figure import scale_figure
from pipeline.report.appraised.score_figures import criterion_figure, option_figure, score_figure
from tests.unit.appraisal.shipped import FRAME
from tests.unit.report.appraised.conftest import SCORES

FOR, AGAINST = Direction.FOR, Direction.AGAINST


def words_of(path: Path) -> set[str]:
    """The texts that an SVG draws, from the comments that matplotlib leaves beside the paths."""
    return {
        one.strip() for one in re.findall(r"<!-- (.+?) -->", path.read_text("utf-8"), re.DOTALL)
    }


def test_a_scale_of_risks_points_to_the_left_and_says_so(tmp_path: Path) -> None:
    picture = scale_figure(tmp_path, FRAME.criterion("betaalbaarheid"), FRAME)
    assert "links resultaatfinanciering en beschikbaarheidsfinanciering" in picture.alternative
    assert "rechts productiefinanciering en doelgroepfinanciering" in picture.alternative
    assert "van rechts naar links gelezen" in picture.alternative
    drawn = words_of(tmp_path / f"{picture.name}.svg")
    assert {option.label for option in FRAME.options} <= drawn
    assert {"kleinste risico", "grootste risico"} <= drawn
    # Its parts stand on lines of their own, each drawn apart.
    assert {"de pijl wijst naar gunstig (van", "rechts naar links gelezen)"} <= drawn
    assert picture.caption.endswith("(studie, paragraaf 4.2.4)")


def test_a_criterion_of_three_scales_draws_all(tmp_path: Path) -> None:
    picture = scale_figure(tmp_path, FRAME.criterion("flexibiliteit"), FRAME)
    one = scale_figure(tmp_path, FRAME.criterion("kwaliteit"), FRAME)
    sizes = [Image.open(tmp_path / f"{p.name}.png").size for p in (picture, one)]
    assert sizes[0][0] == sizes[1][0]
    assert sizes[0][1] > 2 * sizes[1][1]
    assert picture.alternative.count("Schaal ‘") == 3
    assert "van rechts naar links" not in picture.alternative


def test_the_same_scores_give_the_same_bytes(tmp_path: Path) -> None:
    pictures = []
    for name in ("een", "twee"):
        (tmp_path / name).mkdir()
        pictures.append(score_figure(tmp_path / name, FRAME, SCORES))
    assert pictures[0] == pictures[1]
    for suffix in (".png", ".svg"):
        files = [tmp_path / name / f"{pictures[0].name}{suffix}" for name in ("een", "twee")]
        assert files[0].read_bytes() == files[1].read_bytes()
    assert "Productiefinanciering: effectiviteit 1, kwaliteit 2, toegankelijkheid 3" in (
        pictures[0].alternative
    )
    assert {"2,33", "1,67", "1,5"} <= words_of(tmp_path / "een" / "weging-scores.svg")


def test_darker_is_higher_also_in_grey(tmp_path: Path) -> None:
    """Availability scores 1 on quality and 3 on access: its squares in a picture without colour."""
    picture = score_figure(tmp_path, FRAME, SCORES)
    grey = Image.open(tmp_path / f"{picture.name}.png").convert("L")
    wide, high = grey.size
    left, top = round(wide * 0.275), round(high * 0.255)
    across, down = (wide * 0.866 - left) / 8, (high * 0.995 - top) / 6

    def square(row: int, column: int) -> int:
        """Beside the number, which stands in the middle."""
        value = grey.getpixel((left + (column + 0.2) * across, top + (row + 0.2) * down))
        assert isinstance(value, int)
        return value

    low, middle, high_score = square(3, 1), square(1, 0), square(3, 2)
    assert low > middle > high_score
    assert low - middle > 40
    assert middle - high_score > 40


@pytest.mark.parametrize("draw", [option_figure, criterion_figure])
def test_panels_tell_every_score(tmp_path: Path, draw: Callable[..., object]) -> None:
    picture = draw(tmp_path, FRAME, SCORES)
    told = picture.alternative  # type: ignore[attr-defined]
    assert len(re.findall(r"\b[123](?:,\d+)?\b", told)) == 48


def test_for_to_the_right_and_against_to_the_left(
    tmp_path: Path, evidence: Callable[..., Evidence]
) -> None:
    found = evidence(
        ("3G1", "productie", "kwaliteit", FOR),
        ("4G1", "productie", "kwaliteit", FOR),
        ("2L1", "traject", "kwaliteit", AGAINST),
    )
    picture = views_figure(tmp_path, FRAME.criterion("kwaliteit"), FRAME, found)
    assert picture is not None
    assert "Gemeenten: productiefinanciering 2 voor en 0 tegen." in picture.alternative
    assert "Scholen: trajectfinanciering 0 voor en 1 tegen." in picture.alternative
    drawn = words_of(tmp_path / f"{picture.name}.svg")
    assert {"Gemeenten", "Scholen", "voor", "tegen", "2", "1"} <= drawn
    overview = evidence_figure(tmp_path, FRAME, found)
    assert overview is not None
    assert "Effectiviteit: niets." in overview.alternative


def test_no_figure_where_nothing_was_said(
    tmp_path: Path, evidence: Callable[..., Evidence]
) -> None:
    assert evidence_figure(tmp_path, FRAME, evidence()) is None
    assert views_figure(tmp_path, FRAME.criterion("kwaliteit"), FRAME, evidence()) is None
    assert list(tmp_path.iterdir()) == []
