"""A published table cannot hold what is left out of it."""

from __future__ import annotations

import pytest

from pipeline.domain.compared import Category, Number, Stand, Tabulation, Theme
from pipeline.domain.comparison import Across
from pipeline.domain.evaluation import Measured
from pipeline.domain.ids import Actor

THEME = Theme("zorg", "Zorg", "zorg", 0)


def table(number: Number, category: Category) -> Tabulation:
    return Tabulation(
        "kind-ligging", Across.TRAIT, (Actor.KIND,), "ligging", (category,), (THEME,), ((number,),)
    )


@pytest.mark.parametrize("stand", [Stand.HIDDEN, Stand.NOT_ASKED, Stand.NOT_VALIDATED])
def test_only_what_is_counted_has_a_number(stand: Stand) -> None:
    with pytest.raises(ValueError, match="niet verborgen"):
        Number(stand, 3)
    with pytest.raises(ValueError, match="geen aandeel"):
        Number(stand, share=Measured(0.5, 0.2, 0.8))
    assert Number(stand, asked=3).raised is None


def test_what_is_counted_has_one() -> None:
    for stand in (Stand.RAISED, Stand.NOT_RAISED):
        with pytest.raises(ValueError, match="een aantal"):
            Number(stand)


def test_a_category_that_is_left_out_shows_no_number() -> None:
    gone = Category("stad", 3, 3, 1, left_out=True)
    with pytest.raises(ValueError, match="wegvalt"):
        table(Number(Stand.RAISED, 2, 3), gone)
    assert table(Number(Stand.HIDDEN), gone).hidden == 0
    assert table(Number(Stand.HIDDEN), Category("stad", 9, 9, 3)).hidden == 1


def test_a_table_is_whole() -> None:
    kept = Category("stad", 9, 9, 3)
    with pytest.raises(ValueError, match="elk thema en elke categorie"):
        Tabulation("x", Across.TRAIT, (Actor.KIND,), "ligging", (kept,), (THEME,), ())
