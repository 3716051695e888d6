"""Memos on reports and codes, and proposals for new codes. Memos are one's own; proposals are for
everybody, because a codebook is (`proposing` has what that means for who codes independently)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.store.notes import Note, NoteKind, append_note, read_notes
from pipeline.store.proposals import read_proposed
from pipeline.web.access import Form
from pipeline.web.decide import MEMO_MOST
from pipeline.web.desk import Desk, now
from pipeline.web.pages import Pages, order_of
from pipeline.web.proposing import hidden_for
from pipeline.web.render import problem, render, words_of
from pipeline.web.shelf import Snapshot
from pipeline.web.signin import Session
from pipeline.web.views import label_of

_NAME_MOST = 80
"""Characters of the name of a proposed code."""


class Noting:
    """The page of notes, and what is written on it."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self.desk, self.pages = desk, pages

    def notes(self, request: Request, session: Session) -> Response:
        snapshot = self.desk.shelf.snapshot()
        own = read_notes(self.desk.layout.notes(session.coder))
        kept = self.desk.team.keeps_from(session.coder, snapshot)
        every = [p for one in read_proposed(self.desk.layout) for p in one.proposals]
        asked = request.query_params
        report, code = asked.get("verslag", ""), asked.get("code", "")
        wave = snapshot.wave
        memos = {(note.kind.value, note.about): note.text for note in own}
        return render(
            "notities.html.j2",
            request,
            **self.pages.frame(session, snapshot, order_of(request)),
            reports=tuple(snapshot.reports),
            codes=snapshot.codebook.codes,
            chosen_report=report if report in snapshot.reports else "",
            chosen_code=code if code in snapshot.codebook else "",
            chosen_label=label_of(code, snapshot.codebook),
            report_memo=memos.get(("verslag", f"{wave}/{report}"), ""),
            code_memo=memos.get(("code", code), ""),
            report_memos=[
                (note.about.partition("/")[2], note.text)
                for note in own
                if note.kind is NoteKind.REPORT and note.about.startswith(f"{wave}/")
            ],
            code_memos=[
                (snapshot.codebook[note.about].label, note.about, note.text)
                for note in own
                if note.kind is NoteKind.CODE and note.about in snapshot.codebook
            ],
            proposals=[(one, hidden_for(one, session.coder, kept)) for one in every],
            kept="gezegd" in asked,
            most=MEMO_MOST,
        )

    def write(self, request: Request, session: Session, form: Form) -> Response:
        snapshot, say = self.desk.shelf.snapshot(), words_of(request)
        kind, about = form.get("soort", ""), form.get("over", "").strip()
        text = form.get("tekst", "").replace("\r\n", "\n").strip()
        subject = _subject(kind, about, snapshot)
        if not subject or len(text) > MEMO_MOST:
            return problem(request, 422, say("trouble"), say("note-refused"), memo=text)
        note = Note(NoteKind(kind), subject, text, session.coder, now())
        append_note(self.desk.layout.notes(session.coder), note)
        chosen = f"&{kind}={about}" if kind != NoteKind.PROPOSAL else ""
        return RedirectResponse(f"/notities?gezegd=1{chosen}#{kind}", 303)


def _subject(kind: str, about: str, snapshot: Snapshot) -> str:
    """What a note is about, as it is kept; empty for what does not exist."""
    if kind == NoteKind.REPORT and about in snapshot.reports:
        return f"{snapshot.wave}/{about}"
    if kind == NoteKind.CODE and about in snapshot.codebook:
        return about
    if kind == NoteKind.PROPOSAL and 0 < len(about) <= _NAME_MOST:
        return " ".join(about.split())
    return ""
