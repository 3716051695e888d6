"""Which words belong to one of two waves.

Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, *Fightin'
words: lexical feature selection and evaluation for identifying the content of political conflict*,
Political Analysis 16, equations 16 and 20-22). A word counts once for each respondent who uses it,
so that who repeats herself weighs no more, and against all words that respondents used, so that
longer interviews do not make every word more frequent. Actors are compared each with herself, and
their log-odds averaged by inverse variance: a wave with more parents does not make words of parents
new.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.stats.arrays import Floats, ratio


@dataclass(frozen=True, slots=True, eq=False)
class Odds:
    """(..., words) the log-odds ratio, above 0 for words of the new wave; and by how many standard
    deviations it lies from 0."""

    ratio: Floats
    z: Floats


def log_odds(
    before: Floats, now: Floats, words_before: Floats, words_now: Floats, people: Floats
) -> Odds:
    """Log-odds of every word, now against before, averaged over actors.

    The prior holds a word to be as frequent in both waves as in both together, and weighs as much
    as one average respondent. A word that no respondent of an actor uses says nothing there.

    Args:
        before, now: (..., actors, words) respondents who use the word.
        words_before, words_now: (..., actors) the different words of every respondent, added up
            over all words (also those not asked about).
        people: (actors,) respondents of both waves together, above 0.

    Raises:
        ValueError: shapes that differ.
    """
    if before.shape != now.shape or words_before.shape != words_now.shape:
        raise ValueError("both waves have the same actors and words")
    prior = (before + now) / people[:, None]
    prior_words = ((words_before + words_now) / people)[..., None]
    late, early = now + prior, before + prior
    used = prior > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.log(late / (words_now[..., None] + prior_words - late))
        own -= np.log(early / (words_before[..., None] + prior_words - early))
    # The inverse of 1 / late + 1 / early.
    weight = np.where(used, ratio(late * early, late + early), 0.0)
    total = weight.sum(axis=-2)
    mean = ratio((weight * np.where(used, own, 0.0)).sum(axis=-2), total)
    return Odds(mean, mean * np.sqrt(total))
