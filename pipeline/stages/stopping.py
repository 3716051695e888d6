"""What has reading not found yet? An estimate per code, and advice in words.

It rests on segments that were read and are a fair sample of what is unread: the blind stratum, and
the tail of the queue (what was read last). What people overlook in a segment that they did read is
not in it; for that, let two people code the same reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from pipeline.config.study import Study
from pipeline.domain.judgement import Decision
from pipeline.domain.stopping import CodeLeft, StoppingAdvice
from pipeline.errors import CorpusError, Place
from pipeline.stages.shared.fetching import lessons_of, made_of, new_model, standing_of
from pipeline.stats.unseen import unseen
from pipeline.store.files import write_json
from pipeline.store.layout import Layout
from pipeline.store.tables import read_segments, read_turns
from pipeline.tagging.training import passages_of

TAIL = 50
"""So many of the segments that were read last."""
LEAST_EVIDENCE = 25
"""With fewer segments to rest on, no advice is given."""
ENOUGH = 0.95
"""Reading may stop when even at worst this share of all codings was found: the recall at which
work saved is commonly reported (Cohen et al. 2006, JAMIA 13)."""
_MOST_NAMED = 5


def stopping_advice(layout: Layout, study: Study) -> StoppingAdvice:
    """Needs the suggestions of the wave; writes `stoppen/stoppen.json`.

    Raises:
        CorpusError: when nothing of the wave was read yet.
    """
    segments = read_segments(layout.stage("segment") / "segments.parquet")
    turns = {turn.segment: turn for turn in read_turns(layout.stage("suggest") / "queue.parquet")}
    codings, owner = standing_of(layout, study)
    read = [at for at, s in enumerate(segments) if (layout.wave, s.id) in owner]
    if not read:
        raise CorpusError(
            "van deze golf is nog niets gelezen",
            place=Place(layout.relative(layout.decisions)),
            remedy="valideer eerst een deel, met 'oza export-xlsx'",
        )
    model = new_model(study).fit(lessons_of(layout, study))
    chances = model.chances(passages_of(segments, layout.wave))
    held_out = {x.source: row for x, row in zip(model.lessons, model.held_out, strict=True)}
    column = {code: number for number, code in enumerate(model.codes)}
    row_of = {segment.id: at for at, segment in enumerate(segments)}
    truth = np.zeros(chances.shape)
    for coding in codings:
        if coding.wave == layout.wave and coding.code in column and coding.segment in row_of:
            truth[row_of[coding.segment], column[coding.code]] = 1.0
    for at in read:
        chances[at] = held_out[f"{layout.wave}/{segments[at].id}"]

    # When a segment was read last is history: no version of the codebook changes it.
    moments = _moments(made_of(layout, study), layout.wave)
    order = sorted(read, key=lambda at: (moments[segments[at].id], turns[segments[at].id].yields))
    blind = [at for at in read if turns[segments[at].id].blind]
    tail = [at for at in order if at not in set(blind)][-TAIL:]
    unread = sorted(set(range(len(segments))) - set(read))
    advice = _advice(
        layout.wave,
        study,
        truth,
        chances,
        np.array([segment.respondent for segment in segments]),
        (read, unread, blind, tail),
    )
    write_json(layout.stage("stoppen") / "stoppen.json", asdict(advice))
    return advice


def _moments(ledgers: Mapping[str, Sequence[Decision]], wave: str) -> dict[str, str]:
    """Segment → when somebody last decided on it."""
    moments: dict[str, str] = {}
    for decisions in ledgers.values():
        for d in decisions:
            if d.wave == wave:
                moments[d.segment] = max(moments.get(d.segment, ""), d.at)
    return moments


def _advice(
    wave: str,
    study: Study,
    truth: NDArray[np.float64],
    chances: NDArray[np.float64],
    groups: NDArray[np.str_],
    rows: tuple[list[int], list[int], list[int], list[int]],
) -> StoppingAdvice:
    read, unread, blind, tail = rows
    fair = sorted({*blind, *tail})
    found = int(truth[read].sum())
    if unread:
        left = unseen(truth[fair], chances[fair], groups[fair], chances[unread], groups[unread])
        total, each = left.total, left.per_code
    codes = tuple(
        CodeLeft(
            code.id,
            code.label,
            int(truth[read, at].sum()),
            round(each[at].count.value, 2) if unread else 0.0,
            round(each[at].count.low, 2) if unread else 0.0,
            round(each[at].count.high, 2) if unread else 0.0,
            round(each[at].any_left, 4) if unread else 0.0,
        )
        for at, code in enumerate(study.codebook.leaves)
    )
    expected, low, high = (total.value, total.low, total.high) if unread else (0.0, 0.0, 0.0)
    share = found / (found + expected) if found + expected else 1.0
    worst = found / (found + high) if found + high else 1.0
    with_code = int((truth[tail].sum(axis=1) > 0).sum())
    return StoppingAdvice(
        wave=wave,
        read=len(read),
        unread=len(unread),
        blind=len(blind),
        tail=len(tail),
        tail_with_code=with_code,
        found=found,
        expected=round(expected, 1),
        low=round(low, 1),
        high=round(high, 1),
        found_share=round(share, 4),
        found_at_worst=round(worst, 4),
        codes=codes,
        words=_words(codes, len(unread), len(fair), share, worst),
    )


def _words(
    codes: Sequence[CodeLeft], unread: int, evidence: int, share: float, worst: float
) -> tuple[str, ...]:
    if not unread:
        return ("Alles is gelezen. Wat mensen over het hoofd zagen, leert alleen dubbel coderen.",)
    if evidence < LEAST_EVIDENCE:
        return (
            f"Er is te weinig gelezen om iets te zeggen: de schatting rust op {evidence} segmenten,"
            f" en daar zijn er minstens {LEAST_EVIDENCE} voor nodig. Lees eerst verder.",
        )
    said = [
        f"Naar schatting is {share:.0%} van alle coderingen gevonden, en bij tegenvallen"
        f" {worst:.0%}."
    ]
    if worst >= ENOUGH:
        said.append("U kunt stoppen met lezen: wat er nog staat, verandert weinig.")
    elif share >= ENOUGH:
        said.append(
            "U bent er waarschijnlijk bijna; lees door tot ook het slechtste geval goed is."
        )
    else:
        said.append("Lees verder.")
    rich = sorted((c for c in codes if c.expected >= 1), key=lambda c: -c.expected)[:_MOST_NAMED]
    if rich and worst < ENOUGH:
        named = ", ".join(f"{c.label} (nog zo'n {c.expected:.0f})" for c in rich)
        said.append(f"Het meest valt nog te vinden van: {named}.")
    new = [c for c in codes if not c.found and c.any_left >= 0.5]
    if new:
        named = ", ".join(c.label for c in new[:_MOST_NAMED])
        said.append(f"Nog nooit gevonden, en toch waarschijnlijk aanwezig: {named}.")
    said.append("Wat mensen in een gelezen segment over het hoofd zagen, is niet meegerekend.")
    return tuple(said)
