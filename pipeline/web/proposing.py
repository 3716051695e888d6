"""The list of proposed codes, and what is decided about them: taken up, merged or declined.

A proposal is no decision on a text, and everybody may read it. But its words may tell what somebody
saw in a report that another still codes independently: a proposal that names such a report shows
its name, and its words when all who code the report are done.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.domain.codebook import Code, Codebook, Example
from pipeline.domain.ids import Actor
from pipeline.domain.proposal import Proposal, Proposed, Ruling, key
from pipeline.domain.report import text_digest
from pipeline.errors import StudyError
from pipeline.store.proposals import accept, decline, merge, read_proposed
from pipeline.web.access import Form
from pipeline.web.decide import MEMO_MOST, Refused
from pipeline.web.desk import Desk, now
from pipeline.web.pages import Pages, order_of
from pipeline.web.render import render, words_of
from pipeline.web.shelf import Snapshot
from pipeline.web.signin import Session
from pipeline.web.views import label_of

_TOPIC = re.compile(r"\bT-\d+\b")
_ID_MOST, _LABEL_MOST = 60, 80
_ACTOR = "actor:"
_STATES = {"open": "open", "opnieuw voorgesteld": "anew"}
_TOLD = ("opnemen", "samenvoegen", "afwijzen")
"""What may be asked, and what an address may make the page say was done."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one coder proposed. `text` is None while this viewer may not read it; `topics` are those
    that the words name."""

    coder: str
    on: str
    text: str | None
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Proposals of nearly one name. `state` is a sentence of `words` without its 'proposal-is-';
    `stand` changes when somebody decides or proposes; `about` is the code of the ruling."""

    name: str
    others: tuple[str, ...]
    told: tuple[Told, ...]
    state: str
    open: bool
    ruling: Ruling | None
    about: str
    id: str
    stand: str


class Proposing:
    """The page of proposals, and what is written there."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self.desk, self.pages = desk, pages

    def page(self, request: Request, session: Session) -> Response:
        done = request.query_params.get("gezegd", "")
        told = words_of(request)(f"proposal-saved-{done}") if done in _TOLD else ""
        return self._shown(request, session, told)

    def write(self, request: Request, session: Session, form: Form) -> Response:
        """Does what the form asks; what is refused writes nothing and gives the form back."""
        what, say = form.get("doe", ""), words_of(request)
        try:
            self._done(what, form, session.coder)
        except Refused as refused:
            trouble = say(refused.key, **refused.values)
        except StudyError as refused:
            # Its remedy names options of the command line.
            trouble = say("proposal-refused", what=refused.what)
        else:
            return RedirectResponse(f"/voorstellen?gezegd={what}", 303)
        return self._shown(request, session, trouble, form)

    def _done(self, what: str, form: Form, by: str) -> None:
        snapshot, layout = self.desk.shelf.snapshot(), self.desk.layout
        name, reason = form.get("naam", ""), _text(form, "reden")
        found = next((one for one in read_proposed(layout) if one.name == name), None)
        if what not in _TOLD or found is None or not found.open:
            raise Refused("proposal-gone")
        if form.get("stand") != _stand(found):
            raise Refused("proposal-meanwhile")
        if what == "opnemen":
            code = _code(form, snapshot.codebook)
            accept(layout, name, code, by=by, at=now(), reason=reason,
                   section=_text(form, "paragraaf"))  # fmt: skip
            return
        if not reason:
            raise Refused("no-reason")
        if what == "samenvoegen":
            into = form.get("code", "")
            if into not in snapshot.codebook:
                raise Refused("unknown-code")
            merge(layout, name, snapshot.codebook, into, by=by, at=now(), reason=reason)
        else:
            decline(layout, name, by=by, at=now(), reason=reason)

    def _shown(
        self, request: Request, session: Session, told: str, typed: Form | None = None
    ) -> Response:
        snapshot = self.desk.shelf.snapshot()
        kept = self.desk.team.keeps_from(session.coder, snapshot)
        rows = [_row(one, snapshot, session.coder, kept) for one in read_proposed(self.desk.layout)]
        return render(
            "voorstellen.html.j2",
            request,
            status=200 if typed is None else 422,
            **self.pages.frame(session, snapshot, order_of(request)),
            rows=rows,
            told=told,
            typed=typed or {},
            codes=snapshot.codebook.codes,
            actors=[actor.value for actor in snapshot.codebook.actors],
            left=sum(row.open for row in rows),
            most=MEMO_MOST,
            id_most=_ID_MOST,
            label_most=_LABEL_MOST,
        )


def hidden_for(proposal: Proposal, viewer: str, kept: Collection[str]) -> bool:
    """Whether the words of a proposal stay out of sight: they are another's and name a report that
    both still code independently.

    Args:
        kept: the reports of which the viewer may see nothing of others yet (`Team.keeps_from`).
    """
    if proposal.coder == viewer:
        return False
    said = set(re.findall(r"\w+", f"{proposal.name} {proposal.text}"))
    return not said.isdisjoint(kept)


def _row(one: Proposed, snapshot: Snapshot, viewer: str, kept: Collection[str]) -> Row:
    told = tuple(
        Told(
            proposal.coder,
            proposal.at[:10],
            None if hidden_for(proposal, viewer, kept) else proposal.text,
            tuple(dict.fromkeys(_TOPIC.findall(f"{proposal.name} {proposal.text}"))),
        )
        for proposal in one.proposals
    )
    ruling = one.ruling
    return Row(
        one.name,
        one.names[1:],
        told,
        _STATES.get(one.state, one.state),
        one.open,
        ruling,
        label_of(ruling.code, snapshot.codebook) if ruling and ruling.code else "",
        "-".join(key(one.name).split())[:_ID_MOST].strip("-"),
        _stand(one),
    )


def _stand(one: Proposed) -> str:
    """Sixteen hexadecimal digits that change when somebody proposes or decides anew."""
    return text_digest("\x1f".join(map(repr, (*one.proposals, one.ruling))))


def _code(form: Form, book: Codebook) -> Code:
    """The code that a form describes. Raises Refused for what is left empty or cannot be."""
    fields = {name: _text(form, name) for name in ("id", "label", "definitie", "gebruik")}
    parent = form.get("ouder", "")
    if parent and parent not in book:
        raise Refused("unknown-code")
    actors = tuple(actor for actor in book.actors if _ACTOR + actor.value in form)
    actors = actors or (book[parent].actors if parent else ())
    spoken, said = form.get("wie", ""), _text(form, "voorbeeld")
    if not all(fields.values()) or not said or not actors:
        raise Refused("proposal-empty")
    if spoken not in actors:
        raise Refused("proposal-example")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fields["id"]) or len(fields["id"]) > _ID_MOST:
        raise Refused("proposal-id")
    if fields["id"] in book:
        raise Refused("proposal-id-taken", code=book[fields["id"]].label)
    return Code(
        id=fields["id"],
        label=fields["label"],
        definition=fields["definitie"],
        use=fields["gebruik"],
        actors=actors,
        parent=parent,
        examples=(Example(Actor(spoken), said),),
    )


def _text(form: Form, name: str) -> str:
    """What was typed, on one line and no longer than it may be."""
    text = " ".join(form.get(name, "").split())
    if len(text) > MEMO_MOST:
        raise Refused("memo-too-long", most=str(MEMO_MOST))
    return text
