"""Figures: which there are, and the same bytes for the same numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain.evaluation import Evaluation, Measured
from pipeline.report.evaluation_figures import evaluation_figures
from pipeline.report.evaluation_ink import apart


@pytest.fixture
def small(evaluation: Evaluation) -> Evaluation:
    return replace(evaluation, codes=evaluation.codes[:6])


def test_every_figure_is_there_twice_and_the_same_each_time(small: Evaluation) -> None:
    drawn = evaluation_figures(small)
    assert {name.rpartition(".")[0] for name in drawn} == {
        "eerste-voorstellen",
        "betrouwbaarheid",
        "codes-1",
        "leercurve",
        "leeswerk",
    }
    for name, content in drawn.items():
        png = name.endswith(".png")
        assert content.startswith(b"\x89PNG" if png else b"<?xml"), name
    again = evaluation_figures(replace(small, reliability=(), learning=()))
    assert len(again) == 6
    assert again.items() <= drawn.items()


def test_an_svg_fetches_nothing_and_carries_no_date(small: Evaluation) -> None:
    drawn = evaluation_figures(replace(small, codes=(), reliability=(), curves=()))
    text = drawn["leercurve.svg"].decode("utf-8")
    assert "dc:date" not in text
    assert "<image" not in text
    assert set(drawn) == {
        f"{name}.{kind}" for name in ("eerste-voorstellen", "leercurve") for kind in ("png", "svg")
    }


def test_many_codes_are_spread_over_figures_that_fit_on_a_page(evaluation: Evaluation) -> None:
    from pipeline.report.evaluation_dots import code_figures

    figures = list(code_figures(evaluation))
    assert len(figures) == 2
    assert all(figure.get_size_inches()[1] < 10 for figure in figures)


def test_what_could_not_be_measured_is_left_out(small: Evaluation) -> None:
    """Values without intervals, none at all, orders without a reading order or a perfect one."""
    none = Measured(None)
    methods = tuple(
        replace(m, right_within=(Measured(0.4), none, Measured(1.0, 0.9, 1.0)))
        for m in small.methods[:2]
    )
    learning = tuple(replace(point, macro_ap=none) for point in small.learning)
    reliability = (replace(small.reliability[0], right=none), *small.reliability[1:3])
    curves = (replace(small.curves[1], needed=(None,) * 3),)
    codes = tuple(replace(code, f1=none) for code in small.codes)
    changed = replace(
        small,
        methods=methods,
        learning=learning,
        reliability=reliability,
        curves=curves,
        codes=codes,
    )
    assert len(evaluation_figures(changed)) == 10
    assert evaluation_figures(replace(changed, methods=(), codes=(), reliability=(), curves=(), learning=())) == {}  # fmt: skip


def test_labels_are_moved_apart_and_keep_their_order() -> None:
    placed = apart([0.5, 0.52, 0.1], 0.14)
    assert placed[1] - placed[0] == pytest.approx(0.14)
    assert placed[2] == 0.1
    assert apart([], 0.14) == []
