"""What people settle together → decisions for the ledger of the consensus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.web.decide import MEMO_MOST, Refused
from pipeline.web.shelf import actor_of

CHOSEN, STANCE = "kies:", "houding:"
"""What the fields of the form begin with; the id of the code follows."""
OPEN = "?"
"""A stance that somebody still has to choose."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is settled on a segment: code → stance, in the order of the form, and why."""

    codes: Mapping[str, Stance]
    reason: str


@dataclass(frozen=True, slots=True)
class Settling:
    """Where and when it is settled, in which ledger and by whom."""

    segment: Segment
    wave: str
    ledger: str
    by: str
    codebook: Codebook
    at: str


def chosen_in(form: Mapping[str, str]) -> list[str]:
    """The codes that are checked in a form, known or not."""
    return [name.removeprefix(CHOSEN) for name in form if name.startswith(CHOSEN)]


def outcome_of(form: Mapping[str, str], segment: Segment, codebook: Codebook) -> Outcome:
    """What a form says.

    Raises:
        Refused: for a code that does not exist or does not apply to the actor, a stance that was
            left open, or no reason or one that is too long.
    """
    codes = {}
    actor = actor_of(segment.respondent)
    for code in chosen_in(form):
        if code not in codebook:
            raise Refused("unknown-code")
        label = codebook[code].label
        if actor not in codebook[code].actors:
            raise Refused("wrong-actor", code=label, actor=actor.value)
        stance = form.get(STANCE + code, "")
        if stance not in list(Stance):
            raise Refused("stance-open", code=label)
        codes[code] = Stance(stance)
    reason = form.get("reden", "").replace("\r\n", "\n").strip()
    if not reason:
        raise Refused("no-reason")
    if len(reason) > MEMO_MOST:
        raise Refused("memo-too-long", most=str(MEMO_MOST))
    return Outcome(codes, reason)


def decisions_to_settle(
    outcome: Outcome, about: Settling, own: Mapping[str, Decision]
) -> list[Decision]:
    """What brings the consensus from what stands on the segment to the outcome.

    A code that stands already with this stance stays as it is, with its memo: somebody wrote that.
    """
    stands = {code: d for code, d in own.items() if code and d.verdict.assigns}
    made = [_decision(about, code, Verdict.RETRACT) for code in stands if code not in outcome.codes]
    for code, stance in outcome.codes.items():
        was = stands.get(code)
        if was is None or (was.stance, was.digest) != (stance, about.segment.digest):
            made.append(_decision(about, code, Verdict.ADD, stance, was.memo if was else ""))
    return [*made, _decision(about, "", Verdict.DONE, memo=outcome.reason)]


def decisions_to_retract(about: Settling, own: Mapping[str, Decision]) -> list[Decision]:
    """What takes the whole consensus on a segment back; it stays in the ledger."""
    return [
        _decision(about, code, Verdict.RETRACT)
        for code, d in own.items()
        if d.verdict is not Verdict.RETRACT
    ]


def lock_of(own: Mapping[str, Decision], codings: Mapping[str, Mapping[str, Stance]]) -> str:
    """Sixteen hexadecimal digits that change when the consensus on a segment, or what the coders
    gave to it, is no longer what the page showed."""
    stands = sorted(
        repr((d.code, d.verdict.value, d.stance.value, d.memo, d.digest))
        for d in own.values()
        if d.verdict is not Verdict.RETRACT
    )
    given = sorted(
        repr((coder, sorted((code, stance.value) for code, stance in coding.items())))
        for coder, coding in codings.items()
    )
    return text_digest("\x1f".join((*stands, "", *given)))


def _decision(
    about: Settling, code: str, verdict: Verdict, stance: Stance = Stance.NONE, memo: str = ""
) -> Decision:
    return Decision(
        wave=about.wave,
        segment=about.segment.id,
        digest=about.segment.digest,
        code=code,
        verdict=verdict,
        coder=about.ledger,
        codebook=about.codebook.version,
        stance=stance,
        memo=memo,
        start=about.segment.start,
        end=about.segment.end,
        at=about.at,
        by=about.by,
    )
