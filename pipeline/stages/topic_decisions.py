"""What people decide about topics, and what the terminal shows of them."""

from __future__ import annotations

from pipeline.config.study import Study
from pipeline.domain.topic import (
    KnownTopic,
    Standing,
    TopicDecision,
    standing_decisions,
    topic_number,
)
from pipeline.errors import CodebookError, LedgerError, Place, StoreError
from pipeline.store.files import read_json
from pipeline.store.layout import Layout
from pipeline.store.notes import Note, NoteKind, append_note
from pipeline.store.topics import (
    append_topic_decision,
    read_known_topics,
    read_topic_decisions,
)

_MOST_WORDS = 8


def propose(
    layout: Layout, study: Study, topic: str, label: str, definition: str, coder: str, at: str
) -> None:
    """Writes a proposal for a code into the coder's notes, and says so in the ledger of topics.

    Without a definition its words stand in the note: a proposal says what it is about.

    Raises:
        StoreError: for a topic that was never found.
        CodebookError: for a name that the codebook has already, or none.
    """
    known = _known(layout, topic)
    label, definition = " ".join(label.split()), " ".join(definition.split())
    if not label or label.casefold() in {code.label.casefold() for code in study.codebook}:
        what = f"er is al een code met de naam '{label}'" if label else "de naam is leeg"
        raise CodebookError(what, remedy="kies een andere naam met --label")
    words = ", ".join(word for word, _ in known.appearances[-1].words[:_MOST_WORDS])
    text = f"{definition or f'Woorden: {words}.'} (onderwerp {topic}, {layout.wave})"
    append_note(layout.notes(coder), Note(NoteKind.PROPOSAL, label, text, coder, at))
    decision = TopicDecision(
        topic, Standing.PROPOSED, coder, at, layout.wave, label=label, reason=definition
    )
    append_topic_decision(layout.topic_decisions, decision)


def dismiss(layout: Layout, topic: str, reason: str, coder: str, at: str) -> None:
    """Says that a topic is no theme. Raises StoreError as `propose`, and LedgerError for no reason
    or for one that was dismissed already."""
    _known(layout, topic)
    reason = " ".join(reason.split())
    if not reason:
        raise LedgerError("een onderwerp afwijzen vraagt om een reden", remedy="geef --reason")
    stands = _standing(layout).get(topic)
    if stands and stands.standing is Standing.DISMISSED:
        raise LedgerError(
            f"{topic} is al afgewezen, door {stands.coder}",
            place=Place(layout.relative(layout.topic_decisions)),
        )
    append_topic_decision(
        layout.topic_decisions,
        TopicDecision(topic, Standing.DISMISSED, coder, at, layout.wave, reason=reason),
    )


def restore(layout: Layout, topic: str, reason: str, coder: str, at: str) -> None:
    """Takes back what was decided about a topic. A proposal that is in somebody's notes stays
    there. Raises StoreError as `propose`, and LedgerError where nothing stands."""
    _known(layout, topic)
    if topic not in _standing(layout):
        raise LedgerError(
            f"over {topic} staat geen besluit",
            place=Place(layout.relative(layout.topic_decisions)),
        )
    append_topic_decision(
        layout.topic_decisions,
        TopicDecision(topic, Standing.OPEN, coder, at, layout.wave, reason=reason),
    )


def lines_of(layout: Layout) -> list[str]:
    """The first proposals of the last run. Raises StoreError when there was none."""
    found: list[str] = read_json(layout.stage("topics") / "onderwerpen.json")["first"]
    return found


def _standing(layout: Layout) -> dict[str, TopicDecision]:
    return standing_decisions(read_topic_decisions(layout.topic_decisions))


def _known(layout: Layout, topic: str) -> KnownTopic:
    known = {one.id: one for one in read_known_topics(layout.known_topics)}
    if topic in known:
        return known[topic]
    names = sorted(known, key=topic_number)
    remedy = f"er is: {', '.join(names)}" if names else "draai eerst 'oza topics'"
    raise StoreError(f"er is geen onderwerp '{topic}'", remedy=remedy)
