"""How far coders agree: coefficients, their intervals over respondents, and how they are read.

`agreement` gives everything for ratings per code; `set_alpha` compares sets of codes, `u_alpha`
and its family spans that differ; `segments_needed` plans, `read` names. Coefficients take `Counts`
(or `Lengths`) with any leading axes, so that two of them can be compared on the same draws:
`resample.estimate(cohen(one)[..., 0] - cohen(other)[..., 0])`. One coder against herself over
time, or a model against people, are two coders like any other.
"""

from pipeline.stats.agreement.alpha import alpha, alpha_drawn
from pipeline.stats.agreement.clustering import design_effect, intraclass, projected_effect
from pipeline.stats.agreement.counts import (
    Counts,
    as_ratings,
    count,
    counts_drawn,
    disagreeing,
    pairs_of,
)
from pipeline.stats.agreement.indices import bias_index, pabak, prevalence, prevalence_index
from pipeline.stats.agreement.kappas import (
    brennan_prediger,
    cohen,
    conger,
    fleiss,
    gwet,
    pair_percentage,
    percentage,
    scott,
)
from pipeline.stats.agreement.overview import (
    Agreement,
    CodeAgreement,
    Coefficients,
    PairOfCoders,
    agreement,
)
from pipeline.stats.agreement.planning import (
    expected_half_width,
    expected_with_code,
    kappa_variance,
    segments_needed,
)
from pipeline.stats.agreement.reading import SCALES, Reading, Scale, benchmark, cumulative, read
from pipeline.stats.agreement.sets import jaccard, masi, set_alpha
from pipeline.stats.agreement.spans import Continuum, Lengths, Span, lengths_drawn
from pipeline.stats.agreement.unitizing import (
    binary_u_alpha,
    code_u_alpha,
    coverage,
    cu_alpha,
    u_alpha,
)
from pipeline.stats.agreement.weights import distances, weights

__all__ = [
    "SCALES",
    "Agreement",
    "CodeAgreement",
    "Coefficients",
    "Continuum",
    "Counts",
    "Lengths",
    "PairOfCoders",
    "Reading",
    "Scale",
    "Span",
    "agreement",
    "alpha",
    "alpha_drawn",
    "as_ratings",
    "benchmark",
    "bias_index",
    "binary_u_alpha",
    "brennan_prediger",
    "code_u_alpha",
    "cohen",
    "conger",
    "count",
    "counts_drawn",
    "coverage",
    "cu_alpha",
    "cumulative",
    "design_effect",
    "disagreeing",
    "distances",
    "expected_half_width",
    "expected_with_code",
    "fleiss",
    "gwet",
    "intraclass",
    "jaccard",
    "kappa_variance",
    "lengths_drawn",
    "masi",
    "pabak",
    "pair_percentage",
    "pairs_of",
    "percentage",
    "prevalence",
    "prevalence_index",
    "projected_effect",
    "read",
    "scott",
    "segments_needed",
    "set_alpha",
    "u_alpha",
    "weights",
]
