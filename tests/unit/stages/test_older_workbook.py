"""A workbook of an older version, read after its coder decided under a newer one."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.config.study import read_study
from pipeline.domain.anchor import Anchor, AnchorKind
from pipeline.domain.judgement import Decision
from pipeline.exchange.coding_import import CodingImport
from pipeline.exchange.coding_sheet import Exported
from pipeline.stages.for_workbook.older_workbook import decided_since
from pipeline.store.anchors import append_anchors
from pipeline.store.layout import Layout

OLD, NEW = "1K1:aaaaaaaa", "1K1:bbbbbbbb"


def test_what_was_decided_since_is_found_on_text_that_moved(
    project: Layout, decide: Callable[..., Decision]
) -> None:
    study = read_study(project.study_folder)
    assert study.codebook.version == "1.1.0"
    own = [decide(OLD, "waardering", codebook="1.1.0")]
    said = (decide(NEW, "waardering"), decide(NEW, "aandacht"))
    exported = Exported("x", "ervaringen", "golf-1", "anna", "1.0.0", 0, 0, {}, {}, {}, {})
    found = CodingImport(exported, said, (), ())
    assert decided_since(project, study, found, own) == set()
    append_anchors(project.anchors, [Anchor("golf-1", OLD, "0" * 16, AnchorKind.MOVED, (NEW,))])
    assert decided_since(project, study, found, own) == {said[0].subject}
