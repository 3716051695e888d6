"""Segments → a language model's codes, or the reason why a segment has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.errors import PrivacyError
from pipeline.tagging.llm.answers import Answer, read_answer
from pipeline.tagging.llm.cache import AnswerCache, key_of
from pipeline.tagging.llm.client import Client, Message
from pipeline.tagging.llm.endpoint import Endpoint
from pipeline.tagging.llm.failure import Failure
from pipeline.tagging.llm.outcome import Suggested
from pipeline.tagging.llm.prompt import instructions, messages_for

Advance = Callable[[int, int, str], None]
"""Shows how far the work is: done, total, and the segment that is at hand."""

GIVE_UP_AFTER = 5
"""So many segments in a row without an answer: the server is away, and the rest is not asked."""
_CHARACTERS_A_TOKEN = 5.5
"""No tokenizer makes tokens of Dutch this long: who counts fewer did not read all of it."""


@dataclass(frozen=True, slots=True)
class Item:
    """What is asked about: `Segment.text`, pseudonymised, with its context."""

    segment: str
    text: str
    actor: Actor | None
    heading: str = ""
    question: str = ""

    @property
    def respondent(self) -> str:
        return self.segment.partition(":")[0]


def open_for(endpoint: Endpoint, respondent: str, waiting: Collection[str]) -> bool:
    """Whether text of this respondent may go to the endpoint.

    To this computer always. To the secured service when no finding of the respondent waits for a
    decision: until then a name may still stand in the text.
    """
    return not endpoint.leaves_machine or respondent not in waiting


def suggest_with(
    endpoint: Endpoint,
    codebook: Codebook,
    items: Sequence[Item],
    cache_path: Path,
    advance: Advance = lambda done, total, what: None,
    *,
    waiting: Collection[str] | None = None,
    most: int = 5,
    seed: int = 0,
) -> Suggested:
    """Asks a language model about every item that was not answered before.

    What the caller guarantees: `text`, `heading` and `question` are those of stored segments, in
    which every confirmed identifier was replaced by its label, and the segments were made after
    the last decision on a finding. `waiting` are the respondents with findings that wait for a
    decision; for the secured service it has to be given, and their segments are not sent.

    Items are asked actor by actor, because questions about one actor begin with the same words.
    After `GIVE_UP_AFTER` segments in a row without an answer only stored answers are given.

    Raises:
        PrivacyError: when the endpoint is another computer and `waiting` is not given.
        SettingsError: when the server turns out to pass questions on to another computer.
        StoreError: when the stored answers cannot be read or written.
    """
    if endpoint.leaves_machine and waiting is None:
        raise PrivacyError(
            f"niets gaat naar {endpoint.address.origin} zolang niet bekend is van wie er nog"
            " bevindingen wachten",
            remedy="draai eerst 'oza privacy'",
        )
    work = _Work(endpoint, codebook, AnswerCache(cache_path), most, seed)
    ordered = sorted(items, key=lambda item: item.actor.rank if item.actor else len(Actor))
    for done, item in enumerate(ordered):
        advance(done, len(items), item.segment)
        if open_for(endpoint, item.respondent, waiting or ()):
            work.take(item)
        else:
            work.failures[item.segment] = Failure.WITHHELD
    advance(len(items), len(items), "")
    return work.outcome([item.segment for item in items])


@dataclass
class _Work:
    """What was found so far, and whether the server still seems to be there."""

    endpoint: Endpoint
    codebook: Codebook
    cache: AnswerCache
    most: int
    seed: int
    answers: dict[str, Answer] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)
    stored: int = 0
    cut_short: int = 0
    in_a_row: int = 0
    client: Client = field(init=False)
    _instructions: dict[Actor | None, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = Client(self.endpoint, self.seed)

    def take(self, item: Item) -> None:
        if not item.text.strip():
            self.answers[item.segment] = Answer()
            return
        messages = self._messages(item)
        key = key_of(self.endpoint.model, self.seed, self.codebook, item.actor, messages)
        before = self.cache.get(key)
        if before is not None and before.fits(item.text, self.codebook, item.actor):
            self.answers[item.segment] = before
            self.stored += 1
        elif self.in_a_row >= GIVE_UP_AFTER:
            self.failures[item.segment] = Failure.STOPPED
        else:
            self._ask(item, messages, key)

    def _ask(self, item: Item, messages: Sequence[Message], key: str) -> None:
        said = self.client.ask(
            messages,
            lambda content: read_answer(content, item.text, self.codebook, item.actor, self.most),
        )
        if isinstance(said, Failure):
            self.failures[item.segment] = said
            self.in_a_row += 1
            return
        self.in_a_row = 0
        self.answers[item.segment] = said.value
        size = sum(len(message["content"]) for message in messages)
        if 0 < said.prompt_tokens * _CHARACTERS_A_TOKEN < size:
            self.cut_short += 1  # and not stored, so that a larger window answers it anew
        else:
            self.cache.put(key, said.value)

    def _messages(self, item: Item) -> tuple[Mapping[str, str], ...]:
        if item.actor not in self._instructions:
            self._instructions[item.actor] = instructions(self.codebook, item.actor, self.most)
        task = self._instructions[item.actor]
        return messages_for(task, item.text, item.heading, item.question)

    def outcome(self, segments: Sequence[str]) -> Suggested:
        return Suggested(
            model=self.endpoint.model,
            origin=self.endpoint.address.origin,
            answers=tuple((at, self.answers[at]) for at in segments if at in self.answers),
            failures=tuple((at, self.failures[at]) for at in segments if at in self.failures),
            stored=self.stored,
            cut_short=self.cut_short,
            dropped=tuple(
                sorted(Counter(x for a in self.answers.values() for x in a.dropped).items())
            ),
        )
