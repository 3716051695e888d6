"""An invented wave for `review_page.py`, as large as the page has to bear: a report of 200 segments
among others, suggestions for every segment, 50,000 decisions in the ledgers of twenty coders, and
what these coders click next. The same bytes each time."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.study import read_study
from pipeline.domain.judgement import Decision, Stance, Suggestion, Verdict
from pipeline.domain.queue import Turn
from pipeline.domain.recut import Former, SentenceEnd
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions, read_decisions
from pipeline.store.tables import write_table

ROOT = Path(__file__).parents[2]
CODERS = [f"codeur{number:02}" for number in range(1, 21)]
DECISIONS = 50_000
LONG, LONG_SEGMENTS = "1P1", 200
OTHERS, OTHER_SEGMENTS = 24, 25
SUGGESTED = 4
"""Suggestions a segment; so many codes and a reading are also what a coder decided on one."""
WORDS = (
    "school klas kind ouders samen rust druk thuis leren plek begeleiding gesprek vertrouwen week "
    "gemeente zorg stap groep juf tijd ruimte hulp plan overleg veilig nieuw moeilijk goed zelf"
).split()


@dataclass(frozen=True)
class Wave:
    """What was made: segments by report, and the codes that are suggested for each."""

    layout: Layout
    reports: dict[str, list[Segment]]
    suggested: dict[str, list[Suggestion]]


@dataclass(frozen=True, slots=True)
class Planned:
    """A click, and what the ledger has to say afterwards."""

    segment: Segment
    doe: str
    leaves: tuple[str, Verdict, Stance]


def make_wave(root: Path) -> Wave:
    layout = Layout(root, "ervaringen", "golf-1")
    shutil.copytree(
        ROOT / "codebook" / "ervaringen",
        layout.study_folder,
        ignore=shutil.ignore_patterns("decisions", "notes", "privacy", "utterances.yaml"),
    )
    layout.reports.mkdir(parents=True)
    draw = random.Random(1)
    sizes = {LONG: LONG_SEGMENTS, **{f"{n}P1": OTHER_SEGMENTS for n in range(2, OTHERS + 2)}}
    reports = {name: _segments(name, size, draw) for name, size in sizes.items()}
    every = [segment for own in reports.values() for segment in own]
    book = read_study(layout.study_folder).codebook
    codes = [code.id for code in book.leaves if "professional" in code.actors]
    suggested = {}
    for one in every:
        chances = sorted((draw.uniform(0.1, 0.95) for _ in range(SUGGESTED)), reverse=True)
        named = draw.sample(codes, SUGGESTED)
        similar = tuple(f"golf-1/{draw.choice(every).id}" for _ in range(3))
        suggested[one.id] = [
            Suggestion(one.id, code, round(chance, 4), ((0, 6), (12, 20)), "m", "1.0.0", similar)
            for code, chance in zip(named, chances, strict=True)
        ]
    places = [draw.sample(range(1, len(every) + 1), len(every)) for _ in range(3)]
    turns = [
        Turn(one.id, False, 0.1, at + 1, places[0][at], places[1][at], places[2][at])
        for at, one in enumerate(every)
    ]
    for stage in ("segment", "suggest"):
        layout.stage(stage).mkdir(parents=True)
    folder = layout.stage("segment")
    ends = [SentenceEnd(s.id, end, end) for s in every if (end := s.text.find(". ", 9) + 1)]
    write_table(folder / "segments.parquet", every, Segment)
    write_table(folder / "sentences.parquet", ends, SentenceEnd)
    write_table(folder / "formers.parquet", [], Former)
    rows = [suggestion for own in suggested.values() for suggestion in own]
    write_table(layout.stage("suggest") / "suggestions.parquet", rows, Suggestion)
    write_table(layout.stage("suggest") / "queue.parquet", turns, Turn)
    wave = Wave(layout, reports, suggested)
    for coder in CODERS:
        append_decisions(layout.ledger(coder), _history(wave, coder))
    return wave


def _segments(name: str, size: int, draw: random.Random) -> list[Segment]:
    made: list[Segment] = []
    for number in range(size):
        said = [" ".join(draw.choices(WORDS, k=draw.randint(9, 24))) for _ in range(3)]
        text = f"{number}: " + ". ".join(said) + "."
        start = made[-1].end + 2 if made else 0
        digest = text_digest(text)
        heading = f"Verslag › Deel {number // 20 + 1}"
        question = f"Hoe gaat het met {WORDS[number // 3 % len(WORDS)]}?"
        place = (start, start + len(text), digest, text, heading, question, "Deelnemer 1")
        made.append(Segment(f"{name}:{digest[:8]}", name, *place))
    return made


def _history(wave: Wave, coder: str) -> Iterator[Decision]:
    """What a coder decided before: half of the long report, and of the others until it is enough."""
    others = [s for name, own in wave.reports.items() if name != LONG for s in own]
    random.Random(coder).shuffle(others)
    answers = (Verdict.ACCEPT, Verdict.ACCEPT, Verdict.REJECT, Verdict.REJECT)
    left = DECISIONS // len(CODERS)
    for segment in [*wave.reports[LONG][: LONG_SEGMENTS // 2], *others]:
        found = zip(wave.suggested[segment.id], answers, strict=True)
        for code, verdict, seen in [*((s.code, v, s.probability) for s, v in found),
                                    ("", Verdict.DONE, None)]:  # fmt: skip
            if not left:
                return
            left -= 1
            yield Decision(
                "golf-1", segment.id, segment.digest, code, verdict, coder, "1.0.0", seen=seen,
                start=segment.start, end=segment.end, at="2025-01-01T00:00:00Z", share=0.1,
            )  # fmt: skip
    raise AssertionError("de golf is te klein voor zoveel besluiten")


def plan_of(wave: Wave, coder: str) -> Iterator[Planned]:
    """Clicks on what this coder did not decide on yet, each of which changes something."""
    fresh = wave.reports[LONG][LONG_SEGMENTS // 2 :]
    for segment in random.Random(coder).sample(fresh, len(fresh)):
        one, two = (s.code for s in wave.suggested[segment.id][:2])
        yield Planned(segment, f"akkoord:{one}", (one, Verdict.ACCEPT, Stance.NONE))
        positive = (one, Verdict.ACCEPT, Stance.POSITIVE)
        yield Planned(segment, f"houding:{one}:positief", positive)
        yield Planned(segment, f"afwijzen:{two}", (two, Verdict.REJECT, Stance.NONE))
        yield Planned(segment, "gelezen", ("", Verdict.DONE, Stance.NONE))


def check(wave: Wave, kept: Sequence[tuple[str, Planned]]) -> int:
    """Reads the ledgers again from disk; how many decisions there are.

    Raises:
        RuntimeError: when a click that was acknowledged is not in them, in its order.
    """
    found = {coder: read_decisions(wave.layout.ledger(coder)) for coder in CODERS}
    for coder in CODERS:
        told = [(p.segment.id, *p.leaves) for name, p in kept if name == coder]
        ours = [(d.segment, d.code, d.verdict, d.stance) for d in found[coder]]
        if ours[DECISIONS // len(CODERS) :] != told:
            raise RuntimeError(f"{coder}: het logboek is niet wat de bladzijde zei")
    return sum(map(len, found.values()))
