"""What stands beside the text: the suggestions for the segment at hand, and what was decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.judgement import Decision, Verdict
from pipeline.domain.segment import Segment
from pipeline.domain.sight import Sight
from pipeline.web.again import Anew
from pipeline.web.borders import Borders, borders_of
from pipeline.web.shelf import Shelf, Snapshot
from pipeline.web.views import label_of
from pipeline.web.work import Work


@dataclass(frozen=True, slots=True)
class Choice:
    """A code beside the text: suggested, decided on, or both.

    `state` is '' or a sentence of `words` without its 'state-'. `probability` in 0..1, None for
    a code that was not suggested. `at_hand` is the one that keys without a number are about.
    """

    code: str
    label: str
    parent: str
    definition: str
    number: int
    probability: float | None
    state: str
    stance: str
    stands: bool
    at_hand: bool
    explained: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A validated passage of another respondent."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Why:
    """What carried a suggestion: spans in the segment's text, and passages with the same code."""

    code: str
    label: str
    words: tuple[tuple[int, int], ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """All beside the text of one segment; `share` of blindness is not shown, only that it is so.

    `earlier` are the codes that this coder gave to the segments that this one was made of by hand,
    or whose text it took over; `anew` is what she is to look at again.
    """

    segment: Segment
    number: int
    total: int
    read: bool
    done: bool
    blind: bool
    suggested: tuple[Choice, ...]
    added: tuple[Choice, ...]
    earlier: tuple[Choice, ...]
    borders: Borders
    memo: str
    why: Why | None
    anew: Anew


def panel_of(
    segment: Segment,
    snapshot: Snapshot,
    work: Work,
    sight: Sight,
    at_hand: str,
    why: Why | None,
    anew: Anew,
) -> Panel:
    """The panel of a segment for one coder.

    Args:
        at_hand: the code last clicked on, or '' for the one last decided on.
    """
    own = work.on(segment.id)
    report = snapshot.reports[segment.respondent]
    codes = [s.code for s in sight.suggestions]
    added = [d.code for d in own.values() if d.code and d.verdict.assigns and d.code not in codes]
    at_hand = at_hand if at_hand in (*codes, *added) else _last(own, (*codes, *added))
    rows = [
        _choice(code, n, sight, own.get(code), snapshot.codebook, at_hand)
        for n, code in enumerate((*codes, *added), start=1 + anew.count)
    ]
    earlier = _earlier(segment, snapshot, work, sight)
    whole = own.get("")
    return Panel(
        segment=segment,
        number=next(n for n, s in enumerate(report, start=1) if s.id == segment.id),
        total=len(report),
        read=work.has_read(segment.id),
        done=whole is not None and whole.verdict is Verdict.DONE,
        blind=sight.blind,
        suggested=tuple(rows[: len(codes)]),
        added=tuple(rows[len(codes) :]),
        earlier=tuple(
            replace(_choice(d.code, n, sight, d, snapshot.codebook, ""), state="")
            for n, d in enumerate(earlier, start=1 + anew.count + len(rows))
        ),
        borders=borders_of(segment, snapshot),
        memo="" if whole is None else whole.memo,
        why=why,
        anew=anew,
    )


def _earlier(segment: Segment, snapshot: Snapshot, work: Work, sight: Sight) -> list[Decision]:
    """What stood on the former segments and is neither decided nor suggested here."""
    found: dict[str, Decision] = {}
    by_hand = (row.former for row in snapshot.formers.get(segment.id, ()))
    for former in (*by_hand, *snapshot.changed.get(segment.id, ())):
        for d in work.on(former).values():
            if d.code and d.verdict.assigns and not d.bulk and d.code in snapshot.codebook:
                found.setdefault(d.code, d)
    known = {*work.on(segment.id), *(s.code for s in sight.suggestions)}
    return [d for code, d in found.items() if code not in known]


def why_of(
    code: str,
    sight: Sight,
    snapshot: Snapshot,
    shelf: Shelf,
    work: Work,
    kept: Collection[str],
) -> Why | None:
    """What carried the suggestion of a code; None where it was not suggested or is not shown.

    Args:
        kept: respondents of this wave of whom she may not see yet what others coded: a similar
            passage of theirs is shown only where she gave it the code herself.
    """
    suggestion = sight.of(code)
    if suggestion is None:
        return None

    def may_see(source: str) -> bool:
        wave, _, segment = source.partition("/")
        if wave != snapshot.wave or segment.partition(":")[0] not in kept:
            return True
        own = work.on(segment).get(code)
        return own is not None and own.verdict.assigns

    found = [(source, shelf.passage(source)) for source in suggestion.similar if may_see(source)]
    passages = tuple(
        Passage(f"{source.partition('/')[0]} · {segment.respondent}", segment.text)
        for source, segment in found
        if segment is not None
    )
    return Why(code, label_of(code, snapshot.codebook), suggestion.words, passages)


def _choice(
    code: str,
    number: int,
    sight: Sight,
    now: Decision | None,
    codebook: Codebook,
    at_hand: str,
) -> Choice:
    entry = _entry(code, codebook)
    suggestion = sight.of(code)
    stands = now is not None and now.verdict.assigns
    return Choice(
        code=code,
        label=label_of(code, codebook),
        parent=label_of(entry.parent, codebook) if entry is not None and entry.parent else "",
        definition="" if entry is None else entry.definition,
        number=number,
        probability=None if suggestion is None else suggestion.probability,
        state=_state(now),
        stance="" if now is None or not stands else now.stance.value,
        stands=stands,
        at_hand=code == at_hand,
        explained=suggestion is not None and bool(suggestion.words or suggestion.similar),
    )


def _entry(code: str, codebook: Codebook) -> Code | None:
    return next((entry for entry in codebook if entry.id == code), None)


def _state(now: Decision | None) -> str:
    if now is None or now.verdict is Verdict.RETRACT:
        return ""
    if now.bulk:
        return "check" if now.drawn else "bulk"
    return now.verdict.value


def _last(own: Mapping[str, Decision], codes: tuple[str, ...]) -> str:
    """The code last decided on that still stands, else the first one shown."""
    standing = [d for d in own.values() if d.code in codes and d.verdict.assigns]
    if standing:
        return max(standing, key=lambda d: d.at).code
    return codes[0] if codes else ""
