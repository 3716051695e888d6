"""A click → decisions for the coder's own ledger. The rules are those of the coding workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.segment import Segment
from pipeline.domain.sight import Sight
from pipeline.web.held import written
from pipeline.web.shelf import actor_of

MEMO_MOST = 4000
"""Characters of a memo."""


class Act(StrEnum):
    """What a click asks for; these words stand in the forms. KEEP and NONE answer what is to be
    looked at again: that a code still applies, and that nothing of it does."""

    ACCEPT = "akkoord"
    REJECT = "afwijzen"
    ADD = "toevoegen"
    RETRACT = "terugnemen"
    STANCE = "houding"
    MEMO = "memo"
    DONE = "gelezen"
    NOT_DONE = "ongelezen"
    KEEP = "houden"
    NONE = "niets"


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
    """All that a click is judged by.

    `redefined` and `split` are what is to be looked at again on the segment: code of now → the
    decision on it, or on the code that it was split off from.
    """

    segment: Segment
    sight: Sight
    wave: str
    coder: str
    codebook: Codebook
    at: str
    redefined: Mapping[str, Decision] = field(default_factory=dict)
    split: Mapping[str, Decision] = field(default_factory=dict)


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
            replace(
                written(d, about.codebook.version), bulk=False, check=None, drawn=False, at=about.at
            )
            for d in own.values()
            if d.bulk and not d.drawn and d.code not in about_them
        ]
    return made


def _asked(click: Click, about: Context, own: Mapping[str, Decision]) -> list[Decision]:
    now = own.get(click.code)
    stands = now is not None and now.verdict.assigns
    if click.act is Act.ACCEPT or click.act is Act.ADD:
        return _assigned(click, about, now)
    if click.act is Act.KEEP:
        return [_kept(click, about, now)]
    if click.act is Act.REJECT:
        if about.sight.of(click.code) is None and click.code not in about.redefined:
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
        done = whole is not None and whole.verdict is not Verdict.AGAIN
        return [_decision(about, "", Verdict.RETRACT, memo=memo)] if done else []
    if any(d.bulk and d.drawn for d in own.values()):
        raise Refused("check-first")
    if click.act is Act.NONE:
        if not (about.redefined or about.split):
            raise Refused("nothing-again")
        refused = [_decision(about, code, Verdict.REJECT) for code in about.redefined]
        return [*refused, _decision(about, "", Verdict.DONE, memo=memo)]
    if click.act is Act.MEMO:
        if about.split:
            # A memo marks the segment as read, and so that none of the new codes applies.
            raise Refused("choose-first")
        memo = click.memo.replace("\r\n", "\n").strip()
        if len(memo) > MEMO_MOST:
            raise Refused("memo-too-long", most=str(MEMO_MOST))
    return [_decision(about, "", Verdict.DONE, memo=memo)]


def _kept(click: Click, about: Context, now: Decision | None) -> Decision:
    """What stands on a code whose meaning changed, said again."""
    if click.code not in about.redefined or now is None:
        raise Refused("nothing-again")
    if now.verdict.assigns:
        _check_applies(click.code, about)
    return _decision(about, click.code, now.verdict, now.stance, now.memo)


def _check_applies(code: str, about: Context) -> None:
    if code not in about.codebook:
        raise Refused("unknown-code")
    actor = actor_of(about.segment.respondent)
    if actor not in about.codebook[code].actors:
        raise Refused("wrong-actor", code=about.codebook[code].label, actor=actor.value)


def _assigned(click: Click, about: Context, now: Decision | None) -> list[Decision]:
    _check_applies(click.code, about)
    suggested = about.sight.of(click.code) is not None
    if click.act is Act.ACCEPT and not suggested:
        raise Refused("no-suggestion")
    verdict = Verdict.ACCEPT if suggested else Verdict.ADD
    was = about.split.get(click.code)
    stance, memo = (click.stance, "") if was is None else (click.stance or was.stance, was.memo)
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
