"""Comparing OZA's: what may be counted, how sure it is, and what has to be left out.

`domain.comparison.check` decides first whether a comparison is one at all. Then `cross_table`
counts (and `contrasts` subtracts), and `disclose` says for all tables of a publication together
what is left out. `accumulation`, `saturation` and `richness` say whether reading more brings more
codes, `co_occurrence` which themes go together, `corrected_shares` what shares are where part of
the coding is still a suggestion.
"""

from pipeline.stats.comparing.contrasts import Contrasts, contrasts
from pipeline.stats.comparing.cooccurrence import (
    LEAST_FOR_LIFT,
    CoOccurrence,
    co_occurrence,
    pairs_left_out,
)
from pipeline.stats.comparing.crosstable import (
    LEAST_FOR_A_SHARE,
    Basis,
    CrossTable,
    cross_table,
    with_branches,
)
from pipeline.stats.comparing.disclosure import Disclosure, Policy, disclose
from pipeline.stats.comparing.layout import on_a_circle, springs
from pipeline.stats.comparing.machine_coded import CorrectedShare, corrected_shares
from pipeline.stats.comparing.publication import Publication
from pipeline.stats.comparing.saturation import (
    Accumulation,
    Richness,
    Saturation,
    accumulation,
    richness,
    saturation,
)
from pipeline.stats.comparing.shares import newcombe, wilson
from pipeline.stats.comparing.suppression import Suppression, suppress

__all__ = [
    "LEAST_FOR_A_SHARE",
    "LEAST_FOR_LIFT",
    "Accumulation",
    "Basis",
    "CoOccurrence",
    "Contrasts",
    "CorrectedShare",
    "CrossTable",
    "Disclosure",
    "Policy",
    "Publication",
    "Richness",
    "Saturation",
    "Suppression",
    "accumulation",
    "co_occurrence",
    "contrasts",
    "corrected_shares",
    "cross_table",
    "disclose",
    "newcombe",
    "on_a_circle",
    "pairs_left_out",
    "richness",
    "saturation",
    "springs",
    "suppress",
    "wilson",
    "with_branches",
]
