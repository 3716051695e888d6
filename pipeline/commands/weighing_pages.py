"""The pages about weighing: beside the review page, or alone where there is nothing to code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.console import say

if TYPE_CHECKING:
    from pipeline.config.study import Study
    from pipeline.stages.for_review.aids import StudyAids
    from pipeline.store.layout import Layout
    from pipeline.store.passphrases import Hashed
    from pipeline.web.reach import Reach

READER = "lezer"
"""Who signs in when only weighing is asked for: nothing that she does is kept."""


def weighs(layout: Layout) -> bool:
    """Whether a study has decision aids at all."""
    from pipeline.config.appraisal import FOLDER

    return (layout.study_folder / FOLDER).is_dir()


def aids_of(layout: Layout, study: Study | None = None) -> StudyAids:
    """The decision aids of a study for its pages.

    Args:
        study: where its codings are at hand: then the pages show what placements rest on.

    Raises:
        AppraisalError: when there are none, or they do not hold together.
    """
    from pipeline.config.appraisal import FOLDER
    from pipeline.config.evidence_map import FILE
    from pipeline.stages import praatplaten
    from pipeline.stages.for_review.aids import StudyAids
    from pipeline.stages.for_review.grounds import StudyGrounds
    from pipeline.stages.weighing import aid_of

    folder = layout.root / "outputs" / layout.study / praatplaten.FOLDER

    def draw() -> None:
        aid = aid_of(layout)
        for _ in praatplaten.draw_plates(layout, aid.frame, aid.flows, aid.first_flow):
            pass

    mapped = (layout.study_folder / FOLDER / FILE).is_file()
    grounds = StudyGrounds(layout, study) if study is not None and mapped else None
    aids = StudyAids(layout, folder, praatplaten.WORD, draw, grounds)
    aids.read()  # what is wrong is said before a page is open
    return aids


def open_weighing(
    layout: Layout,
    aids: StudyAids,
    coders: Sequence[str],
    passphrases: Mapping[str, Hashed],
    reach: Reach,
    port: int,
    *,
    browser: bool,
) -> None:
    """Serves only these pages until they are stopped, under the name of the first graph."""
    from pipeline.web.server import serve_weighing

    title = aids.read().flows[0].title
    serve_weighing(layout, title, aids, coders, passphrases, reach, port, say, browser=browser)
