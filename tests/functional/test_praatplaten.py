"""`oza praatplaten` as a user runs it: drawings, and Word pages with the same in words."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from typer.testing import CliRunner

from pipeline.appraisal.charting import chart_of
from pipeline.appraisal.describing import told
from pipeline.commands import app
from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Flow
from pipeline.errors import AppraisalError
from pipeline.stages import praatplaten
from pipeline.stages.weighing import Aid, aid_of
from pipeline.store.layout import Layout

ROOT = Path(__file__).parents[2]
STUDY = "financiering"
A4, A3 = (210, 297), (297, 420)


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A project with the shipped way of weighing, of which the plates were made."""
    root = tmp_path_factory.mktemp("project")
    source = ROOT / "codebook" / STUDY / "appraisal"
    shutil.copytree(source, root / "codebook" / STUDY / "appraisal")
    result = CliRunner().invoke(app, ["praatplaten", "--root", str(root)])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == f"outputs/{STUDY}/praatplaten/praatplaten.docx"
    assert len(result.output.splitlines()) == 4 * 3 + 1
    return Layout(root, STUDY, "")


@pytest.fixture(scope="module")
def document(layout: Layout) -> Document:
    return docx.Document(str(word_of(layout)))


@pytest.fixture(scope="module")
def aid(layout: Layout) -> Aid:
    return aid_of(layout)


def word_of(layout: Layout) -> Path:
    return layout.root / "outputs" / STUDY / "praatplaten" / "praatplaten.docx"


def test_each_figure_has_a_page_of_a3_with_a4_before_and_after_it(document: Document) -> None:
    sizes = [
        (round(section.page_width.mm), round(section.page_height.mm))
        for section in document.sections
    ]
    assert sizes[::2] == [A4] * 5
    assert sizes[1::2] == [A3[::-1], A3, A3, A3]


def test_a_figure_is_told_to_who_cannot_see_it(document: Document, aid: Aid) -> None:
    shown: list[Any] = [shape._inline.docPr for shape in document.inline_shapes]
    assert {one.get("title"): one.get("descr") for one in shown} == {
        flow.title: " ".join(told(chart_of(flow, aid.flows, aid.frame)))
        for flow in aid.flows.values()
    }


def test_every_question_and_every_advice_is_told(document: Document, aid: Aid) -> None:
    texts = [paragraph.text for paragraph in document.paragraphs]
    whole = "\n".join(texts)
    for flow in aid.flows.values():
        for question in flow.questions:
            assert question.ask in texts
            assert question.why in whole
        for advice in flow.advice:
            assert any(text.endswith(f". {advice.title}") for text in texts)
            for said in (*advice.reasons, *advice.checks):
                assert said in whole
    used = {id_ for flow in aid.flows.values() for a in flow.advice for id_ in a.mitigations}
    used |= {id_ for flow in aid.flows.values() for a in flow.advice for id_ in a.examples}
    for said in (*aid.frame.mitigations, *aid.frame.examples):
        assert (said.text.rstrip(".") in whole) or said.id not in used


def test_it_says_first_that_it_does_not_replace_the_conversation(document: Document) -> None:
    opening = [paragraph.text for paragraph in document.paragraphs[:6]]
    assert any(text.startswith("Een praatplaat vervangt het gesprek niet.") for text in opening)
    options, scores = document.tables
    assert (len(options.rows), len(options.columns)) == (3, 4)
    assert (len(scores.rows), len(scores.columns)) == (9, 7)


@pytest.fixture
def once_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves the drawings as they are: what is measured of them is in `tests/unit/appraisal`."""

    def drawn(folder: Path, flow: Flow, flows: Mapping[str, Flow], frame: Frame) -> list[Path]:
        name = f"praatplaat-{flow.id}.png"
        return [Path(shutil.copy(folder.parent / praatplaten.FOLDER / name, folder))]

    monkeypatch.setattr(praatplaten, "draw", drawn)


@pytest.mark.usefixtures("once_drawn")
def test_the_same_data_give_the_same_bytes(layout: Layout, aid: Aid) -> None:
    before = word_of(layout).read_bytes()
    word_of(layout).unlink()
    (*_, path) = praatplaten.draw_plates(layout, aid.frame, aid.flows, aid.first_flow)
    assert path == word_of(layout)
    assert path.read_bytes() == before


def test_who_fetches_one_meanwhile_gets_the_old_one_whole(
    layout: Layout, aid: Aid, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = word_of(layout).parent
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def broken_off(folder: Path, flow: Flow, *_: object) -> list[Path]:
        (folder / f"praatplaat-{flow.id}.svg").write_text("<svg", encoding="utf-8")
        raise AppraisalError("past niet")

    monkeypatch.setattr(praatplaten, "draw", broken_off)
    with pytest.raises(AppraisalError, match="past niet"):
        list(praatplaten.draw_plates(layout, aid.frame, aid.flows, aid.first_flow))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@pytest.mark.usefixtures("once_drawn")
def test_options_on_three_axes_are_no_table(layout: Layout, aid: Aid) -> None:
    three = replace(aid.frame, axes=(*aid.frame.axes, aid.frame.axes[0]))
    with pytest.raises(AppraisalError, match=r"appraisal.*twee assen.*models\.yaml"):
        list(praatplaten.draw_plates(layout, three, aid.flows, aid.first_flow))
