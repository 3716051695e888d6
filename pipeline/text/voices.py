"""Who can be heard in a transcript, with what helps to tell who it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.domain.transcript import Caption
from pipeline.domain.voices import Voice, own_role, proposals


def voices_of(respondent: str, captions: Sequence[Caption]) -> tuple[Voice, ...]:
    """The voices of a transcript in the order in which they are first heard, each with a proposal
    for its role where a guess can be made; none where the transcript does not say who speaks."""
    labels = list(dict.fromkeys(caption.label for caption in captions))
    if not any(labels):
        return ()
    own: dict[str, list[Caption]] = {label: [] for label in labels}
    turns = dict.fromkeys(labels, 0)
    for label, row in groupby(captions, key=lambda caption: caption.label):
        own[label] += row
        turns[label] += 1
    voices = [_voice(respondent, label, turns[label], said) for label, said in own.items()]
    guessed = proposals(voices)
    return tuple(
        replace(voice, proposal=own_role(voice.label) or guessed.get(voice.label, ""))
        for voice in voices
    )


def _voice(respondent: str, label: str, turns: int, said: Sequence[Caption]) -> Voice:
    questions = sum(caption.text.count("?") for caption in said)
    times = [(c.start, c.end) for c in said if c.start is not None and c.end is not None]
    if not times:
        return Voice(respondent, label, turns, questions)
    # In two recordings behind each other the first time need not be the earliest.
    seconds = round(sum(end - start for start, end in times), 3)
    return Voice(respondent, label, turns, questions, times[0][0], seconds)
