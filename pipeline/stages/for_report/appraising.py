"""The appraisal of a study for its report: what follows from the frame, drawn and ready to show."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.appraisal.charting import chart_of
from pipeline.appraisal.describing import told
from pipeline.appraisal.drawing import draw
from pipeline.appraisal.scoring import score_table
from pipeline.config.appraisal import FOLDER
from pipeline.config.evidence_map import FILE as EVIDENCE_MAP
from pipeline.config.study import Study
from pipeline.config.typology import read_typology
from pipeline.domain.flow import Flow
from pipeline.domain.placement_evidence import Evidence
from pipeline.domain.report import text_digest
from pipeline.errors import ChaptersError, Place
from pipeline.report.appraised.figures import Gallery
from pipeline.report.appraised.provenance import placement_lines
from pipeline.report.appraised.shelf import NoPiece, Shelf, made
from pipeline.report.appraised.weighed import Weighed
from pipeline.report.appraised.wording import of_study
from pipeline.report.blocks import Block, Heading, Paragraph, Picture
from pipeline.report.compose import published
from pipeline.report.quotations import Quotation
from pipeline.run import Job
from pipeline.stages.for_weighing.evidence import evidence_of
from pipeline.stages.for_weighing.labelled import Labelled, Told
from pipeline.stages.for_weighing.naming import in_order
from pipeline.stages.for_weighing.telling import in_words
from pipeline.stages.weighing import Aid, aid_of
from pipeline.store.kept import keep, kept
from pipeline.store.layout import Layout

_SUFFIXES = (".svg", ".png")
_ON_PAPER = (
    "Deze praatplaat is bedoeld voor een vel A3; ‘oza praatplaten’ maakt haar op die maat."
    " Hieronder staat dezelfde afweging in woorden."
)
_QUOTED = re.compile(r"‘(.+)’")
_DEEPEST = 4
"""The deepest heading of a report; what lies below it is a line in bold."""


def weighs(layout: Layout) -> bool:
    """Whether this study appraises anything."""
    return (layout.study_folder / FOLDER).is_dir()


def shelf_of(job: Job, marked: Sequence[Quotation], figures: Path) -> Shelf | None:
    """Works out the appraisal, whose figures are drawn into a folder as they are asked for; None
    for a study that appraises nothing.

    Args:
        marked: what people marked as quotable in this wave.

    Raises:
        AppraisalError: when a file of the appraisal does not hold together.
        LedgerError: when a line of a ledger was changed.
    """
    layout, study = job.layout, job.study
    if not weighs(layout):
        return None
    aid = aid_of(layout)
    folder = layout.study_folder / FOLDER
    scores = score_table(aid.frame)
    evidence = _evidence(layout, study, aid)
    weighed = Weighed(
        aid.frame,
        scores,
        study.settings.actors,
        {flow.id: flow for flow in in_order(aid.flows, aid.first_flow)},
        lambda flow: tuple(_plate(flow, aid, job, figures)),
        Gallery(figures, aid.frame, scores, evidence).picture,
        read_typology(folder, aid.frame.frameworks),
        evidence,
        _by_place(marked, layout.wave),
    )
    return Shelf(weighed)


def shown_in(study: Study, layout: Layout, shelf: Shelf | None) -> dict[str, list[Block]]:
    """Section key → the pieces that chapters.toml asks for at its head.

    Raises:
        ChaptersError: for a piece that is unknown, or that this study has nothing for.
    """
    found: dict[str, list[Block]] = {}
    for section in study.chapters.sections:
        for piece in section.shows:
            name, *arguments = piece.split()
            try:
                if shelf is None:
                    raise NoPiece("deze studie weegt niets af")
                if name not in (pieces := shelf.pieces()):
                    raise NoPiece("dat is er niet")
                found.setdefault(section.key, []).extend(made(pieces[name], arguments))
            except NoPiece as problem:
                raise ChaptersError(
                    f"paragraaf {section.number}: 'shows' noemt '{piece}': {problem}",
                    place=Place(layout.relative(layout.book / "chapters.toml")),
                    remedy="zie HANDLEIDING-AUTEUR.md voor wat er is",
                ) from None
    return found


def lines_of(shelf: Shelf | None) -> Iterator[dict[str, Any]]:
    """What opens the numbers of an appraisal, for the provenance."""
    if shelf is not None and shelf.weighed.evidence is not None:
        yield from placement_lines(shelf.weighed.evidence, shelf.weighed.quotations)


def _evidence(layout: Layout, study: Study, aid: Aid) -> Evidence | None:
    """None for a study that does not say which codes bear on its placements."""
    if not (layout.study_folder / FOLDER / EVIDENCE_MAP).exists():
        return None
    return evidence_of(layout, study, aid)


def _by_place(marked: Sequence[Quotation], wave: str) -> Mapping[str, list[Quotation]]:
    found: dict[str, list[Quotation]] = {}
    for one in marked:
        place = f"{wave}/{one.segment}"
        found.setdefault(place, []).append(replace(one, text=published(one.text)))
    return found


def _plate(flow_id: str, aid: Aid, job: Job, figures: Path) -> Iterator[Block]:
    """A decision graph as it was drawn, and the same in words.

    Raises:
        AppraisalError: when the graph does not fit on A3.
    """
    flow = aid.flows[flow_id]
    chart = chart_of(flow, aid.flows, aid.frame)
    _draw_plate(flow, aid, job, figures)
    yield Picture(
        f"praatplaat-{flow.id}",
        f"Praatplaat ‘{flow.title}’{of_study(flow.section)}",
        " ".join(told(chart)),
        whole=True,
    )
    yield Paragraph(_ON_PAPER)
    for one in in_words(chart, aid.frame):
        yield _below(one)


def _draw_plate(flow: Flow, aid: Aid, job: Job, figures: Path) -> None:
    """Draws a graph, or takes over the drawing of the last run: it follows from the frame and the
    graphs alone, and takes longer than all that follows from a report."""
    name = f"praatplaat-{flow.id}"
    if (figures / f"{name}{_SUFFIXES[0]}").exists():
        return
    made_from = text_digest(repr((flow.id, aid.frame, sorted(aid.flows.items()))))
    known = kept(job.kept(f"{name}.json"))
    if known.get("made_from") == made_from:
        for file, content in known["files"].items():
            (figures / file).write_bytes(base64.b64decode(content))
    else:
        paths = draw(figures, flow, aid.flows, aid.frame, _SUFFIXES)
        files = {path.name: base64.b64encode(path.read_bytes()).decode() for path in paths}
        known = {"made_from": made_from, "files": files}
    keep(job.to_keep(f"{name}.json"), known)


def _below(one: Told) -> Block:
    """What stands beside a drawing, as it stands within a section of the report."""
    if isinstance(one, Labelled):
        # In bold an answer needs no quotation marks, which a reader takes for somebody's words.
        label = _QUOTED.sub(r"\1", one.label)
        return Paragraph(one.text, lead=f"{label}:")
    if isinstance(one, Heading):
        if one.level < _DEEPEST:
            return Heading(one.text, one.level + 1)
        return Paragraph("", lead=one.text)
    return one
