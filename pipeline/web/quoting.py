"""Marking what may be quoted: a span of the segment at hand, or never anything of it.

Page and server agree on words, not on offsets: a browser counts UTF-16 and a text may have got
labels since. What is sent is looked up literally in the segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.domain.quotable import QuoteMark, QuoteVerdict, quotes_in
from pipeline.domain.quoting import is_whole, nearest, occurrences
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.domain.speech import said_within
from pipeline.web.access import Form
from pipeline.web.decide import Refused
from pipeline.web.desk import ORDERS, Desk, now
from pipeline.web.pages import Pages
from pipeline.web.quotes import Quotes, quotes_of
from pipeline.web.render import from_htmx, problem, render, words_of
from pipeline.web.shelf import Snapshot
from pipeline.web.signin import Session
from pipeline.web.views import address, homes_of, piece_of
from pipeline.web.work import Work

WHOLE = "segment"
"""What is taken back instead of a quotation: that nothing of the segment is quoted."""


class Quoting:
    """Writes to the coder's own ledger of quotations. It says nothing about codes, and so does not
    make a segment read."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self.desk, self.pages = desk, pages

    def mark(self, request: Request, session: Session, form: Form) -> Response:
        snapshot, work = self.desk.shelf.snapshot(), self.desk.work(session.coder)
        order = form["orde"] if form.get("orde") in ORDERS else ORDERS[0]
        here = snapshot.segments.get(form.get("segment", ""))
        if here is None or here.digest != form.get("digest"):
            return _changed(request, snapshot, form.get("segment", ""))
        try:
            key = self._marked(snapshot, work, here, form)
        except Refused as refused:
            key = refused.key
            if not from_htmx(request):
                say = words_of(request)
                back = address(here, order)
                return problem(
                    request, 422, say("trouble"), say(key), href=back, link=say("back-to-report")
                )
        if not from_htmx(request):
            return RedirectResponse(address(here, order, gezegd=key), 303)
        return self._answered(request, session, work, here, order, key)

    def _marked(self, snapshot: Snapshot, work: Work, here: Segment, form: Form) -> str:
        """Writes what was asked; the sentence that says so. Raises Refused."""
        what, _, about = form.get("doe", "").partition(":")
        blank = QuoteMark(
            snapshot.wave, here.id, here.digest, 0, 0, "", QuoteVerdict.NEVER, work.coder, now()
        )
        quotes, homes = quotes_of(work), homes_of(here, snapshot)
        if what == "citeerbaar":
            span, said = _span(here, form)
            mark = replace(
                blank,
                start=span[0],
                end=span[1],
                span=text_digest(here.text[slice(*span)]),
                verdict=QuoteVerdict.QUOTABLE,
            )
            made = quotes.write(lambda: _fresh(mark, here, quotes.on(snapshot.wave, homes)))
            key = "saved-citeerbaar" if said else "saved-citeerbaar-ongezegd"
        elif what == "niet-citeren":
            made = quotes.write(lambda: _fresh(blank, here, quotes.on(snapshot.wave, homes)))
            key = "saved-niet-citeren"
        elif what == "terug":
            made = quotes.write(lambda: _back(quotes, about, blank, here, snapshot))
            key = "saved-citaat-terug"
        else:
            raise Refused("quote-not-literal")
        if made:
            work.remember(lambda order: _undone(quotes, made, here, order))
        return key if made else "nothing-changed"

    def _answered(
        self, request: Request, session: Session, work: Work, here: Segment, order: str, key: str
    ) -> Response:
        """What changed on the page: the text, and what stands beside it."""
        snapshot = self.desk.shelf.snapshot()
        report = snapshot.reports[here.respondent]
        with work.lock:
            panel = self.pages.panel(snapshot, work, here)
            at = panel.number
            before = report[at - 2] if at > 1 else None
            again = panel.anew.waits
            piece = piece_of(here, at, snapshot, work, order, here=True, before=before, again=again)
        return render(
            "geciteerd.html.j2",
            request,
            **self.pages.frame(session, snapshot, order),
            **self.pages.around(snapshot, here, order),
            panel=panel,
            piece=piece,
            told=words_of(request)(key),
        )


def _span(here: Segment, form: Form) -> tuple[tuple[int, int], bool]:
    """Where the words that were sent stand, and whether somebody said them. Raises Refused."""
    wanted = form.get("tekst", "")
    if not wanted.strip():
        raise Refused("quote-empty")
    found = occurrences(here.text, wanted)
    if not found:
        raise Refused("quote-not-literal")
    hint = form.get("van", "")
    near = int(hint) if hint.isascii() and hint.isdigit() and len(hint) < 10 else 0
    span = nearest([place for place in found if is_whole(here.text, *place)], near)
    if span is None:
        raise Refused("quote-cut")
    said = said_within(here, *span)
    return said or span, said is not None


def _fresh(mark: QuoteMark, here: Segment, stands: Iterable[QuoteMark]) -> Iterable[QuoteMark]:
    """The mark, unless the same stands already. Raises Refused for a quotation from a segment that
    she never wants quoted."""
    never = any(one.verdict is QuoteVerdict.NEVER for one in stands)
    if mark.verdict is QuoteVerdict.NEVER:
        return () if never else (mark,)
    if never:
        raise Refused("quote-never-first")
    there = {(quote.start, quote.end) for quote in quotes_in(here, stands)}
    return () if (mark.start, mark.end) in there else (mark,)


def _back(
    quotes: Quotes, about: str, blank: QuoteMark, here: Segment, snapshot: Snapshot
) -> list[QuoteMark]:
    """Takes back a quotation by its id, or that nothing of the segment is quoted.

    What was said of a segment that was split since is taken back for this part of it alone: the
    other parts stay as they were.
    """
    homes = homes_of(here, snapshot)
    stands = quotes.on(blank.wave, homes)
    if about != WHOLE:
        return [_taken_back(one, blank.at) for one in stands if about and one.id == about]
    gone = [one for one in stands if one.verdict is QuoteVerdict.NEVER]
    former = {one.segment for one in gone}
    parts = [
        other
        for other in snapshot.reports[here.respondent]
        if other.id != here.id and former & set(homes_of(other, snapshot))
    ]
    kept = [replace(blank, segment=other.id, digest=other.digest) for other in parts]
    return [*kept, *(_taken_back(one, blank.at) for one in gone)]


def _undone(quotes: Quotes, made: Sequence[QuoteMark], here: Segment, order: str) -> str:
    """Takes back what one click marked: a mark by taking it back, taking back by the mark again."""

    def back() -> list[QuoteMark]:
        at = now()
        return [
            _marked_again(one, at) if one.verdict is QuoteVerdict.RETRACT else _taken_back(one, at)
            for one in reversed(made)
        ]

    quotes.write(back)
    return address(here, order, gezegd="saved-ongedaan")


def _marked_again(mark: QuoteMark, at: str) -> QuoteMark:
    verdict = QuoteVerdict.QUOTABLE if mark.span else QuoteVerdict.NEVER
    return replace(mark, verdict=verdict, at=at)


def _taken_back(mark: QuoteMark, at: str) -> QuoteMark:
    return replace(mark, verdict=QuoteVerdict.RETRACT, at=at)


def _changed(request: Request, snapshot: Snapshot, segment: str) -> Response:
    """The text is not what the page showed: nothing is marked."""
    say = words_of(request)
    respondent = segment.partition(":")[0]
    href = f"/verslag/{respondent}" if respondent in snapshot.reports else "/"
    return problem(request, 409, say("changed"), say("changed-why"), href=href, link=say("reload"))
