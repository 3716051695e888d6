"""A click → decisions for the coder's own ledger. The rules are those of the coding workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.segment import Segment
from pipeline.domain.sight import Sight
from pipeline.web.shelf import actor_of

MEMO_MOST = 4000
"""Characters of a memo."""


class Act(StrEnum):
    """What a click asks for; these words stand in the forms."""

    ACCEPT = "akkoord"
    REJECT = "afwijzen"
    ADD = "toevoegen"
    RETRACT = "terugnemen"
    STANCE = "houding"
    MEMO = "memo"
    DONE = "gelezen"
    NOT_DONE = "ongelezen"


@dataclass(frozen=True, slots=True)
class Click:
    """One click on one segment. `digest` is that of the text as the page showed it."""

    act: Act
    segment: str
    digest: str
    code: str = ""
    stance: Stance = Stance.NONE
    memo: str = ""


class Refused(Exception):
    """What cannot be decided; `key` is the sentence in `words`, which never holds report text."""

    def __init__(self, key: str, **values: str) -> None:
        self.key, self.values = key, values
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Context:
    """All that a click is judged by."""

    segment: Segment
    sight: Sight
    wave: str
    coder: str
    codebook: Codebook
    at: str


def decisions_for(click: Click, about: Context, own: Mapping[str, Decision]) -> list[Decision]:
    """What this click decides, given what stands on the segment.

    Who reads a segment answers for what was accepted unread on it: those codes are confirmed along
    with the first decision that counts as reading, but for those that were drawn to be checked,
    which want an answer of their own.

    Raises:
        Refused: for what the codebook or the rules do not allow. Nothing is decided then.
    """
    made = _asked(click, about, own)
    if any(d.verdict.assigns or d.verdict is Verdict.DONE for d in made):
        about_them = {d.code for d in made}
        made += [
            replace(d, bulk=False, check=None, drawn=False, at=about.at)
            for d in own.values()
            if d.bulk and not d.drawn and d.code not in about_them
        ]
    return made


def _asked(click: Click, about: Context, own: Mapping[str, Decision]) -> list[Decision]:
    now = own.get(click.code)
    stands = now is not None and now.verdict.assigns
    if click.act is Act.ACCEPT or click.act is Act.ADD:
        return _assigned(click, about, now)
    if click.act is Act.REJECT:
        if about.sight.of(click.code) is None:
            raise Refused("no-suggestion")
        return [_decision(about, click.code, Verdict.REJECT)]
    if click.act is Act.RETRACT:
        if now is None or not click.code or now.verdict is Verdict.RETRACT:
            return []
        return [_decision(about, click.code, Verdict.RETRACT)]
    if click.act is Act.STANCE:
        if now is None or not stands:
            raise Refused("stance-without-code")
        stance = Stance.NONE if now.stance is click.stance else click.stance
        return [_decision(about, click.code, now.verdict, stance, now.memo)]
    whole = own.get("")
    memo = "" if whole is None else whole.memo
    if click.act is Act.NOT_DONE:
        return [_decision(about, "", Verdict.RETRACT, memo=memo)] if whole else []
    if any(d.bulk and d.drawn for d in own.values()):
        raise Refused("check-first")
    if click.act is Act.MEMO:
        memo = click.memo.replace("\r\n", "\n").strip()
        if len(memo) > MEMO_MOST:
            raise Refused("memo-too-long", most=str(MEMO_MOST))
    return [_decision(about, "", Verdict.DONE, memo=memo)]


def _assigned(click: Click, about: Context, now: Decision | None) -> list[Decision]:
    if click.code not in about.codebook:
        raise Refused("unknown-code")
    actor = actor_of(about.segment.respondent)
    if actor not in about.codebook[click.code].actors:
        raise Refused("wrong-actor", code=about.codebook[click.code].label, actor=actor.value)
    suggested = about.sight.of(click.code) is not None
    if click.act is Act.ACCEPT and not suggested:
        raise Refused("no-suggestion")
    verdict = Verdict.ACCEPT if suggested else Verdict.ADD
    stance, memo = click.stance, ""
    if now is not None and now.verdict.assigns:
        # A code that she added and that is suggested since stays hers.
        verdict, memo = (now.verdict if not now.bulk else verdict), now.memo
        stance = click.stance or now.stance
    return [_decision(about, click.code, verdict, stance, memo)]


def _decision(
    about: Context, code: str, verdict: Verdict, stance: Stance = Stance.NONE, memo: str = ""
) -> Decision:
    suggestion = about.sight.of(code)
    return Decision(
        wave=about.wave,
        segment=about.segment.id,
        digest=about.segment.digest,
        code=code,
        verdict=verdict,
        coder=about.coder,
        codebook=about.codebook.version,
        stance=stance,
        memo=memo,
        seen=None if suggestion is None else suggestion.probability,
        model="" if suggestion is None else suggestion.model,
        start=about.segment.start,
        end=about.segment.end,
        at=about.at,
        blind=about.sight.blind,
        share=about.sight.share,
    )
