"""Proposals for codes, as a person at the terminal sees and decides them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain.codebook import Code, Codebook, Example
from pipeline.domain.ids import Actor
from pipeline.domain.proposal import Proposed, named
from pipeline.errors import CodebookError
from pipeline.store.layout import Layout
from pipeline.store.proposals import read_proposed


def proposed_code(
    book: Codebook,
    *,
    id_: str,
    label: str,
    parent: str,
    definition: str,
    use: str,
    actors: Sequence[str],
    examples: Sequence[str],
    keywords: Sequence[str] = (),
) -> Code:
    """A code from what was typed.

    Args:
        actors: none for those of the parent.
        examples: as `kind: Ik vond het leuk.`

    Raises:
        CodebookError: for an actor that does not exist, an example without an actor, and for a code
            without actors.
    """
    chosen = {_actor(name, book) for name in actors}
    if not chosen and parent in book:
        chosen = set(book[parent].actors)
    if not chosen:
        raise CodebookError(
            "voor wie geldt deze code?", remedy=f"geef --actor {'|'.join(book.actors)}"
        )
    return Code(
        id=id_.strip(),
        label=_text(label),
        definition=_text(definition),
        use=_text(use),
        actors=tuple(sorted(chosen, key=lambda actor: actor.rank)),
        parent=parent.strip(),
        examples=tuple(_example(typed, book) for typed in examples),
        keywords=tuple(_text(word) for word in keywords if _text(word)),
    )


def name_of(layout: Layout, typed: str) -> str:
    """The name under which somebody proposed what is typed; as it is typed where nobody did."""
    found = named(typed, read_proposed(layout))
    return found.name if found else typed


def lines_of(proposed: Sequence[Proposed], book: Codebook) -> Iterator[str]:
    """What the terminal shows: a line a proposal, and below it who proposed what, and when."""
    for one in proposed:
        yield f"{one.name}: {one.state}{_how(one, book)}"
        for proposal in one.proposals:
            other = f" als ‘{proposal.name}’" if proposal.name != one.name else ""
            yield f"  {proposal.coder}, {proposal.at[:10]}{other}: {_text(proposal.text)}"


def _how(one: Proposed, book: Codebook) -> str:
    ruling = one.ruling
    if ruling is None:
        return ""
    code = book[ruling.code].label if ruling.code in book else ruling.code
    where = {"samengevoegd": f" met ‘{code}’", "opgenomen": f" als ‘{code}’"}
    reason = f"; reden: {_text(ruling.reason)}" if ruling.reason else ""
    earlier = f"; eerder {ruling.outcome}" if one.open else ""
    return f"{earlier}{where.get(ruling.outcome.value, '')} ({ruling.by}, {ruling.at[:10]}){reason}"


def _example(typed: str, book: Codebook) -> Example:
    name, colon, text = typed.partition(":")
    if not colon or not text.strip():
        raise CodebookError(
            "een voorbeeld begint met wie het zegt", remedy='schrijf --example "kind: …"'
        )
    return Example(_actor(name, book), _text(text))


def _actor(name: str, book: Codebook) -> Actor:
    found = name.strip().casefold()
    if found not in book.actors:
        raise CodebookError(
            f"onbekende actor '{name.strip()}'", remedy=f"kies uit {', '.join(book.actors)}"
        )
    return Actor(found)


def _text(typed: str) -> str:
    return " ".join(typed.split())
