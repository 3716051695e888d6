"""What a task remembers of the moment of export, so that reading back can compare."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.domain.judgement import Stance, Verdict
from pipeline.domain.report import text_digest
from pipeline.exchange.label_studio.naming import FORMAT


@dataclass(frozen=True, slots=True)
class Stood:
    """What one coder had decided about one code; `code` is empty for the segment as a whole. `seen`
    and `model` are those of the suggestion she answered."""

    code: str
    verdict: str
    stance: str = ""
    memo: str = ""
    seen: float | None = None
    model: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError for what cannot stand."""
        verdict, _ = Verdict(self.verdict), Stance(self.stance)
        if (verdict is Verdict.DONE) == bool(self.code) or verdict in _NEVER:
            raise ValueError("dit kan niet op een segment staan")
        _check(self.memo, self.model, self.code)
        _check_chance(self.seen)


_TEXTS = ("study", "wave", "codebook", "segment", "digest")
_NEVER = (Verdict.RETRACT, Verdict.AGAIN)


@dataclass(frozen=True, slots=True)
class State:
    """The moment of export.

    `digest` is that of the text as it was shown. `blind` and `share` are how the segment was drawn;
    `sighted` are the coders who had decided on it with suggestions in sight. `shown` are the
    suggestions by code, as (probability, model); `stood` is what the coders had decided, of those
    whose decisions went out.
    """

    study: str
    wave: str
    codebook: str
    segment: str
    digest: str
    blind: bool
    share: float | None
    shown: Mapping[str, tuple[float, str]]
    stood: Mapping[str, tuple[Stood, ...]]
    sighted: tuple[str, ...] = ()

    def as_values(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "study": self.study,
            "wave": self.wave,
            "codebook": self.codebook,
            "segment": self.segment,
            "digest": self.digest,
            "blind": self.blind,
            "share": self.share,
            "sighted": list(self.sighted),
            "shown": [[code, *own] for code, own in self.shown.items()],
            "stood": {
                coder: [[s.code, s.verdict, s.stance, s.memo, s.seen, s.model] for s in own]
                for coder, own in self.stood.items()
            },
        }

    @property
    def identity(self) -> str:
        """Tells one export of a segment from another."""
        return text_digest(json.dumps(self.as_values(), ensure_ascii=True, sort_keys=True))


def state_of(values: Any) -> State | None:
    """What a task says, or None where it is no task of ours or was tampered with."""
    try:
        if values["format"] != FORMAT:
            return None
        study, wave, version, segment, digest = texts = [values[name] for name in _TEXTS]
        sighted = tuple(values["sighted"])
        _check(*texts, *sighted)
        blind, share = values["blind"], values["share"]
        if type(blind) is not bool:
            return None
        _check_chance(share)
        shown = {}
        for code, chance, model in values["shown"]:
            _check(code, model)
            _check_chance(chance)
            shown[code] = (float(chance), model)
        stood = {coder: tuple(Stood(*one) for one in own) for coder, own in values["stood"].items()}
        return State(study, wave, version, segment, digest, blind, share, shown, stood, sighted)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None


def _check(*texts: Any) -> None:
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("hier hoort tekst")


def _check_chance(value: Any) -> None:
    if value is not None and (type(value) not in (int, float) or not 0.0 <= value <= 1.0):
        raise ValueError("een kans ligt tussen 0 en 1")
