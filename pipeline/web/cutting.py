"""Splitting and joining segments."""

from __future__ import annotations

import threading
from dataclasses import replace

from starlette.responses import RedirectResponse, Response

from pipeline.domain.judgement import Verdict
from pipeline.domain.recut import Recut, RecutKind
from pipeline.domain.segment import Segment
from pipeline.errors import StoreError
from pipeline.store.recuts import append_recut
from pipeline.web.access import Form
from pipeline.web.borders import borders_of
from pipeline.web.decide import Refused
from pipeline.web.desk import Desk, now
from pipeline.web.shelf import Snapshot
from pipeline.web.signin import Session
from pipeline.web.views import address
from pipeline.web.work import Work


class Cutting:
    """Writes recuts and has the wave segmented anew."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._busy = threading.Lock()

    def cut(self, session: Session, here: Segment, form: Form, order: str) -> Response:
        """Does what the form asks to the segment at hand, and goes to what came of it."""
        snapshot, work = self.desk.shelf.snapshot(), self.desk.work(session.coder)
        try:
            with self._busy:
                recut, concerned = _asked(form.get("doe", ""), here, snapshot, session.coder)
                self._check(work, concerned)
                came = self._done(work, recut, concerned)
        except Refused as refused:
            return RedirectResponse(address(here, order, gezegd=refused.key), 303)
        back = _inverse(recut, concerned, came)
        work.remember(lambda order: self._back(work, back, order))
        said = f"saved-{recut.kind.value}"
        return RedirectResponse(address(came[0], order, gezegd=said), 303)

    def _back(self, work: Work, recut: Recut, order: str) -> str:
        """Takes a recut back by the one that brings back the segments there were."""
        with self._busy:
            recut = replace(recut, at=now())
            segments = self.desk.shelf.snapshot().segments
            here, other = segments.get(recut.segment), segments.get(recut.other or recut.segment)
            if here is None or other is None:
                return ""
            concerned = (here,) if other is here else (here, other)
            try:
                self._check(work, concerned)
                came = self._done(work, recut, concerned)
                return address(came[0], order, gezegd="saved-ongedaan")
            except Refused as refused:
                return address(here, order, gezegd=refused.key)

    def _check(self, work: Work, concerned: tuple[Segment, ...]) -> None:
        """Raises Refused where somebody else's decisions would lose their segment."""
        if self.desk.units_are_fixed(concerned[0].respondent):
            raise Refused("cut-assigned")
        for other in self.desk.others(work.coder):
            with other.lock:
                own = [d for segment in concerned for d in other.on(segment.id).values()]
            if any(d.verdict is not Verdict.RETRACT for d in own):
                raise Refused("cut-others")

    def _done(self, work: Work, recut: Recut, concerned: tuple[Segment, ...]) -> list[Segment]:
        """The segments that came of it. Raises Refused when it does not fit, or has to wait."""
        append_recut(self.desk.layout.recuts(work.coder), recut)
        try:
            self.desk.resegment()
        except StoreError:
            raise Refused("cut-later") from None
        first, last = concerned[0], concerned[-1]
        own = self.desk.shelf.snapshot().reports.get(first.respondent, ())
        came = [s for s in own if first.start <= s.start and s.end <= last.end]
        if {s.id for s in came} == {s.id for s in concerned} or not came:
            raise Refused("cut-place")
        return came


def _asked(
    doe: str, here: Segment, snapshot: Snapshot, coder: str
) -> tuple[Recut, tuple[Segment, ...]]:
    """What a form asks for, and the segments it is about. Raises Refused where that cannot be."""
    what, _, rest = doe.partition(":")
    borders = borders_of(here, snapshot)
    if what == RecutKind.SPLIT.value:
        offset = int(rest) if rest.isascii() and rest.isdigit() else 0
        if offset not in {place.offset for place in borders.places}:
            raise Refused("cut-place")
        return _recut(RecutKind.SPLIT, here, snapshot, coder, offset=offset), (here,)
    first = snapshot.neighbour(here.id, -1) if rest == "vorige" else here
    allowed = borders.with_previous if rest == "vorige" else borders.with_following
    if what != RecutKind.JOIN.value or first is None or not allowed:
        raise Refused("cut-place")
    second = snapshot.neighbour(first.id, 1)
    assert second is not None  # `borders` says that there is one
    return _recut(RecutKind.JOIN, first, snapshot, coder, other=second.id), (first, second)


def _recut(
    kind: RecutKind,
    segment: Segment,
    snapshot: Snapshot,
    coder: str,
    *,
    offset: int = 0,
    other: str = "",
) -> Recut:
    return Recut(
        snapshot.wave, kind, segment.id, segment.digest, coder, now(), offset=offset, other=other
    )


def _inverse(recut: Recut, concerned: tuple[Segment, ...], came: list[Segment]) -> Recut:
    """What brings back the segments that were there."""
    own = replace(recut, segment=came[0].id, digest=came[0].digest)
    if recut.kind is RecutKind.SPLIT:
        return replace(own, kind=RecutKind.JOIN, offset=0, other=came[-1].id)
    offset = concerned[1].start - concerned[0].start
    return replace(own, kind=RecutKind.SPLIT, offset=offset, other="")
