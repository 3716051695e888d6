"""How much of what carries a code is told in words that were not heard with it before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.evaluation import Measured
from pipeline.stages.for_drift.fresh_model import Known, Seen
from pipeline.stages.for_drift.vocabulary import Lemmas
from pipeline.stages.shared.measuring import measured
from pipeline.stats.drift import Clustered, change, clustered


@dataclass(frozen=True, slots=True)
class Strange:
    """Of one code, the share in 0..1 of words that are new with it, and how that changed."""

    before: Measured
    now: Measured
    change: Measured


def strangeness(known: Known, book: Codebook, lemmas: Lemmas) -> dict[str, Strange]:
    """Code → share of words that are new with it, before, now, and the difference. Of a respondent
    in either wave only what others said before, and the codebook's own text, is known."""
    words = {
        lesson.source: frozenset(lemmas(lesson.passage.text))
        for side in (known.before, known.now)
        for lesson in side.lessons
    }
    found = {}
    for at, code in enumerate(book.leaves):
        heard: dict[str, set[str]] = defaultdict(set)
        for row in np.flatnonzero(known.before.truth[:, at]):
            lesson = known.before.lessons[row]
            heard[lesson.group] |= words[lesson.source]
        told = frozenset(lemmas(_told(code)))
        before, now = (_strange(side, at, words, heard, told) for side in (known.before, known.now))
        found[code.id] = Strange(
            measured(before.share),
            measured(now.share),
            measured(change(before, now)),
        )
    return found


def _strange(
    side: Seen,
    at: int,
    words: Mapping[str, Collection[str]],
    heard: Mapping[str, Collection[str]],
    told: Collection[str],
) -> Clustered:
    new: list[bool] = []
    groups: list[str] = []
    for row in np.flatnonzero(side.truth[:, at]):
        lesson = side.lessons[row]
        of_others = [own for who, own in heard.items() if who != lesson.group]
        for word in sorted(words[lesson.source]):
            new.append(word not in told and not any(word in own for own in of_others))
            groups.append(lesson.group)
    return clustered(np.array(new, dtype=np.bool_), np.array(groups, dtype=str))


def _told(code: Code) -> str:
    """All of the codebook's own text about a code."""
    said = [example.text for example in (*code.examples, *code.utterances)]
    return "\n".join((code.label, code.definition, code.use, *code.keywords, *said))
