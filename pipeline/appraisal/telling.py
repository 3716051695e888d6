"""An outcome as plain data, for JSON, and as lines, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.appraisal.describing import source
from pipeline.appraisal.outcome import Judged, Outcome, Standing
from pipeline.appraisal.revisions_told import revision_lines, revisions_data
from pipeline.domain.appraisal import Frame, Said


def as_data(outcome: Outcome, frame: Frame) -> dict[str, Any]:
    """What `oza afweging --json` prints; keys are stable, texts are for people."""
    return {
        "flow": outcome.flow.id,
        "advice": outcome.advice.id,
        "title": outcome.advice.title,
        "section": outcome.advice.section,
        "path": [
            {
                "question": step.question.id,
                "ask": step.question.ask,
                "answer": step.choice.id,
                "label": step.choice.label,
                "section": step.question.section,
            }
            for step in outcome.steps
        ],
        "models": [_option(one, frame) for one in outcome.options],
        "checks": list(outcome.advice.checks),
        "mitigations": [_said(one) for one in outcome.mitigations],
        "examples": [_said(one) for one in outcome.examples],
        "revisions": revisions_data(frame),
    }


def as_lines(outcome: Outcome, frame: Frame) -> Iterator[str]:
    """The outcome for a person at a terminal."""
    yield f"{outcome.advice.title} ({source(outcome.advice.section)})"
    for standing in Standing:
        own = [one for one in outcome.options if one.standing is standing]
        if own:
            yield ""
            yield standing.value.capitalize()
        for reasons in dict.fromkeys(one.reasons for one in own):
            yield from _alike([one for one in own if one.reasons == reasons], frame)
    for heading, texts in (
        ("Na te gaan", outcome.advice.checks),
        ("Wat nadelen verzacht", [one.text for one in outcome.mitigations]),
        ("Uit de praktijk", [f"{one.label}: {one.text}" for one in outcome.examples]),
    ):
        if texts:
            yield ""
            yield heading
            yield from (f"  {text}" for text in texts)
    yield from revision_lines(frame)


def _alike(options: list[Judged], frame: Frame) -> Iterator[str]:
    """Options of one standing for the same reasons: each with what it still needs, then why."""
    for one in options:
        sign = f" ({one.sign})" if one.sign else ""
        yield f"  {frame.option(one.option).label}{sign}"
        if one.standing is not Standing.OUT:
            yield from (f"    ontbreekt: {p.text}" for p in one.unmet)
            yield from (f"    na te gaan: {p.question}" for p in one.unknown)
    yield from (f"    {reason}" for reason in options[0].reasons)


def _option(one: Judged, frame: Frame) -> dict[str, Any]:
    return {
        "model": one.option,
        "label": frame.option(one.option).label,
        "standing": one.standing.value,
        "sign": str(one.sign) if one.sign else None,
        "reasons": list(one.reasons),
        "unmet": [{"id": p.id, "text": p.text, "section": p.section} for p in one.unmet],
        "unknown": [
            {"id": p.id, "question": p.question, "section": p.section} for p in one.unknown
        ],
        "score": round(float(one.total), 4),
    }


def _said(one: Said) -> dict[str, Any]:
    return {"id": one.id, "label": one.label, "text": one.text, "section": one.section}
