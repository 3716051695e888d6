"""The shipped appraisal, as the report stage hands it over, with made-up evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline.appraisal.scoring import score_table
from pipeline.config.study import read_study
from pipeline.config.typology import read_typology
from pipeline.domain.placement_evidence import (
    Backed,
    Backing,
    Cell,
    Count,
    Direction,
    Evidence,
    Passage,
    Reading,
    Tally,
    View,
)
from pipeline.report.appraised.shelf import Shelf
from pipeline.report.appraised.weighed import Weighed
from pipeline.report.blocks import Paragraph, Picture
from tests.unit.appraisal.shipped import FLOWS, FRAME, HERE

FOR, AGAINST = Direction.FOR, Direction.AGAINST
VIEWS = (View("gemeente", "gemeenten"), View("school", "scholen"))
SCORES = score_table(FRAME)
Said = tuple[str, str, str, Direction]
"""Respondent, option, criterion, direction."""


@pytest.fixture
def evidence() -> Callable[..., Evidence]:
    """Makes evidence of what was said; `G` in a respondent's id is a municipality, else a
    school. Every placement is 'gedekt' where anything was said, 'niet gedekt' elsewhere."""

    def make(*said: Said, read: int = 10, segments: int = 10) -> Evidence:
        passages = [_passage(at, one) for at, one in enumerate(said)]
        cells = tuple(
            _cell(option, criterion.id, passages)
            for criterion in FRAME.criteria
            for option in FRAME.option_ids
        )
        return Evidence(VIEWS, cells, Reading(("ronde-1",), read, segments))

    return make


def _passage(at: int, said: Said) -> Passage:
    who, option, criterion, way = said
    view = "gemeente" if "G" in who else "school"
    return Passage(
        option, criterion, way, "ronde-1", f"{who}:{at:08x}", who, who, (view,),
        f"{option}-{criterion}", "anna", f"d{at}",
    )  # fmt: skip


def _cell(option: str, criterion: str, every: Sequence[Passage]) -> Cell:
    own = tuple(p for p in every if (p.option, p.criterion) == (option, criterion))
    by_view = {
        view.id: _tally([p for p in own if view.id in p.views])
        for view in VIEWS
        if any(view.id in p.views for p in own)
    }
    total = _tally(own)
    placements = tuple(
        Backed(
            option,
            criterion,
            aspect.id,
            aspect.placement(option).position,
            aspect.placement(option).position,
            SCORES[option, criterion].parts[at].score,
            Backing.SUPPORTED if own else Backing.UNCOVERED,
            "Dat past." if own else "Er is geen passage.",
        )
        for at, aspect in enumerate(FRAME.criterion(criterion).aspects)
    )
    return Cell(option, criterion, own, by_view, total, total, placements)


def _tally(passages: Sequence[Passage]) -> Tally:
    return Tally(
        {
            way: Count(
                len({p.person for p in passages if p.direction is way}),
                sum(p.direction is way for p in passages),
            )
            for way in Direction
        }
    )


@pytest.fixture
def weighed(evidence: Callable[..., Evidence]) -> Weighed:
    """Two municipalities and a school on one option, with every figure there."""
    study = read_study(HERE.parent)
    pictures = [
        *(f"weging-schaal-{c.id}" for c in FRAME.criteria),
        *("weging-scores", "weging-per-wijze", "weging-per-criterium", "weging-bewijs"),
        "weging-bewijs-kwaliteit",
    ]
    return Weighed(
        FRAME,
        SCORES,
        study.settings.actors,
        FLOWS,
        lambda flow: (Picture(f"praatplaat-{flow}", flow, "…"), Paragraph(flow)),
        lambda name: Picture(name, name, "…") if name in pictures else None,
        read_typology(HERE, FRAME.frameworks),
        evidence(
            ("3G1", "productie", "kwaliteit", FOR),
            ("3G1", "productie", "kwaliteit", AGAINST),
            ("4G1", "productie", "kwaliteit", FOR),
            ("2L1", "productie", "kwaliteit", AGAINST),
        ),
    )


@pytest.fixture
def shelf(weighed: Weighed) -> Shelf:
    return Shelf(weighed)
