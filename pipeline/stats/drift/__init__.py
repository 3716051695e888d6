"""A wave held against the one before it: shares of people and of segments, words, and chance.

`overlapping` compares shares of respondents of whom some were in both waves, `clustered` shares of
segments that hang together within a respondent, `dealing` says what chance alone would bring,
`log_odds` which words belong to one of two waves, `recalibrate` whether chances still hold.
"""

from pipeline.stats.drift.clustered import Clustered, change, clustered
from pipeline.stats.drift.dealing import Dealt, changed, deal, expected_by_chance
from pipeline.stats.drift.overlapping import (
    Changed,
    Returning,
    overlapping,
    returning_of,
)
from pipeline.stats.drift.recalibration import (
    Recalibration,
    concordance,
    expected_ratio,
    recalibrate,
)
from pipeline.stats.drift.words import Odds, log_odds

__all__ = [
    "Changed",
    "Clustered",
    "Dealt",
    "Odds",
    "Recalibration",
    "Returning",
    "change",
    "changed",
    "clustered",
    "concordance",
    "deal",
    "expected_by_chance",
    "expected_ratio",
    "log_odds",
    "overlapping",
    "recalibrate",
    "returning_of",
]
