"""Where coders differ: the list of it, the way to the next one, and who codes which report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.domain.ids import Actor
from pipeline.domain.segment import Segment
from pipeline.web.access import Form
from pipeline.web.comparing import Compared, counted_by_code
from pipeline.web.desk import DIFFERENCES, Desk, now
from pipeline.web.pages import Pages, order_of
from pipeline.web.render import from_htmx, problem, render, words_of
from pipeline.web.shelf import Snapshot, actor_of
from pipeline.web.signin import Session
from pipeline.web.team import next_after
from pipeline.web.views import label_of

_CODER = "codeur:"
"""What the fields of the form that gives reports begin with."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A compared report: segments that all read, that differ in codes, that differ in stances
    alone, differences that were settled, and those that were not."""

    name: str
    actor: Actor
    coders: tuple[str, ...]
    read: int
    codes: int
    stances: int
    settled: int
    open: int


@dataclass(frozen=True, slots=True)
class Part:
    """A code on which a segment parts; `who` gave it, `not_who` did not. `stances` are
    (coder, stance) where these differ."""

    label: str
    who: tuple[str, ...]
    not_who: tuple[str, ...]
    stances: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment with a difference, or with a consensus to look at again, one click away."""

    respondent: str
    number: int
    href: str
    parts: tuple[Part, ...]
    settled: bool
    again: bool


class Together:
    """What several people do together, but for settling."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self.desk, self.pages = desk, pages

    def differences(self, request: Request, session: Session) -> Response:
        """The list, of one code or of all, with or without what was settled."""
        snapshot, asked = self.desk.shelf.snapshot(), request.query_params
        found = self.desk.team.comparison(snapshot, session.coder)
        standings = self.desk.team.standings(snapshot)
        rows = [row for own in found.values() for row in own]
        code, only_open = asked.get("code", ""), "open" in asked
        codes = counted_by_code(snapshot, rows)
        code = code if code in {one.code for one in codes} else ""
        shown = [
            row
            for row in rows
            if (row.difference or row.again)
            and (not code or code in row.difference.concerns)
            and (not only_open or row.asks)
        ]
        return render(
            "verschillen.html.j2",
            request,
            **self.pages.frame(session, snapshot, order_of(request)),
            reports=[_report_row(name, own) for name, own in found.items()],
            waiting=[n for n, s in standings.items() if len(s.assigned) > 1 and n not in found],
            codes=codes,
            chosen=code,
            chosen_label=label_of(code, snapshot.codebook),
            only_open=only_open,
            segments=[_segment_row(row, snapshot) for row in shown],
            open=sum(row.asks for row in rows),
            finished="klaar" in asked and not any(row.asks for row in rows),
        )

    def next(self, request: Request, session: Session) -> Response:
        """The next segment in the chosen order; of the differences the page where it is settled."""
        if request.query_params.get("orde") != DIFFERENCES:
            return self.pages.next(request, session)
        snapshot = self.desk.shelf.snapshot()
        rows = self.desk.team.unsettled(snapshot, session.coder)
        found = next_after(rows, request.query_params.get("na", ""), snapshot)
        to = "/verschillen?klaar=1" if found is None else settling_at(found.segment)
        if from_htmx(request):
            return Response(headers={"HX-Redirect": to})
        return RedirectResponse(to, 303)

    def assign(self, request: Request, session: Session, form: Form) -> Response:
        """Gives a report to people, or takes that back."""
        snapshot, say = self.desk.shelf.snapshot(), words_of(request)
        respondent, known = form.get("verslag", ""), self.desk.known()
        people = [name for name in known if _CODER + name in form]
        back = form.get("doe") == "terugnemen"
        if respondent not in snapshot.reports or not (people or back):
            return problem(request, 422, say("trouble"), say("assign-refused"), href="/#verdelen",
                           link=say("overview"))  # fmt: skip
        self.desk.team.assign(respondent, () if back else people, session.coder, now())
        return RedirectResponse(f"/?verdeeld={quote(respondent)}#verdelen", 303)


def settling_at(segment: Segment, **more: str) -> str:
    """Where a segment is settled."""
    respondent, _, name = segment.id.partition(":")
    query = f"?{urlencode(more)}" if more else ""
    return f"/verschil/{quote(respondent)}/{quote(name)}{query}"


def _report_row(name: str, rows: Sequence[Compared]) -> ReportRow:
    differ = [row for row in rows if row.difference]
    return ReportRow(
        name,
        actor_of(name),
        tuple(rows[0].codings),
        len(rows),
        sum(bool(row.difference.codes) for row in rows),
        sum(not row.difference.codes for row in differ),
        sum(row.settled for row in differ),
        sum(row.asks for row in differ),
    )


def _segment_row(row: Compared, snapshot: Snapshot) -> SegmentRow:
    place = {code.id: at for at, code in enumerate(snapshot.codebook)}
    codes = sorted(row.difference.concerns, key=lambda code: (place.get(code, len(place)), code))
    return SegmentRow(
        row.segment.respondent,
        row.number,
        settling_at(row.segment),
        tuple(_part(code, row, snapshot) for code in codes),
        row.settled,
        row.again,
    )


def _part(code: str, row: Compared, snapshot: Snapshot) -> Part:
    gave = {coder: coding[code] for coder, coding in row.codings.items() if code in coding}
    other: Iterable[tuple[str, str]] = ((coder, stance.value) for coder, stance in gave.items())
    return Part(
        label_of(code, snapshot.codebook),
        tuple(gave),
        tuple(coder for coder in row.codings if coder not in gave),
        tuple(other) if code in row.difference.stances else (),
    )
