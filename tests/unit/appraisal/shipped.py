"""The shipped frame and graphs, read once."""

from __future__ import annotations

from pathlib import Path

from pipeline.config.appraisal import FOLDER, read_frame
from pipeline.config.flows import read_flows

HERE = Path(__file__).parents[3] / "codebook" / "financiering" / FOLDER
FRAME = read_frame(HERE)
FLOWS = {flow.id: flow for flow in read_flows(HERE / "flows")}
