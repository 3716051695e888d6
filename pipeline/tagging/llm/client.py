"""Asking a language model: attempts, pauses, and what a server does not support."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pipeline.tagging.llm.endpoint import Endpoint, forwarded
from pipeline.tagging.llm.failure import Failure, failure_of
from pipeline.tagging.llm.line import Reply, post

T = TypeVar("T")
Message = Mapping[str, str]
"""`{"role": …, "content": …}`."""

_FIRST_PAUSE = 0.5
"""Seconds before the second attempt; each later pause is twice as long."""
_MOST_TOKENS = 2000
"""Enough to think and answer; without it a model that keeps repeating itself takes all the time."""


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A usable answer, and how many tokens of the question the server says it read (0: unsaid)."""

    value: T
    prompt_tokens: int


@dataclass
class Client:
    """Asks one endpoint, and remembers what it learned of the server."""

    endpoint: Endpoint
    seed: int = 0
    _json_mode: bool = field(default=True, init=False)
    _known_local: bool = field(default=False, init=False)
    _wait: float = field(default=0.0, init=False)

    def ask(
        self, messages: Sequence[Message], read: Callable[[str], T | None]
    ) -> Said[T] | Failure:
        """One question, with the attempts and within the time that the endpoint grants.

        Args:
            read: makes a value of what the model wrote, or None when it is of no use.

        Raises:
            SettingsError: when the server on this computer would pass the question on to another;
                nothing of the question was sent.
        """
        deadline = time.monotonic() + self.endpoint.timeout
        outcome: Said[T] | Failure = Failure.LATE
        unusable = 0
        for attempt in range(self.endpoint.attempts):
            if attempt:
                pause = max(_FIRST_PAUSE * 2 ** (attempt - 1), self._wait)
                if time.monotonic() + pause >= deadline:
                    break
                time.sleep(pause)
            self._wait = 0.0
            outcome = self._attempt(messages, read, deadline, unusable)
            if isinstance(outcome, Said) or not outcome.worth_another_try:
                break
            unusable += outcome is Failure.UNUSABLE
        return outcome

    def _attempt(
        self,
        messages: Sequence[Message],
        read: Callable[[str], T | None],
        deadline: float,
        unusable: int,
    ) -> Said[T] | Failure:
        refusal = self._make_sure_of_model(deadline)
        if refusal is not None:
            return refusal
        reply = self._send(messages, deadline, unusable, self._json_mode)
        if self._json_mode and isinstance(reply, Reply) and reply.status in (400, 422):
            # Not every server knows `response_format`; the prompt asks for JSON as well.
            reply = self._send(messages, deadline, unusable, False)
            self._json_mode = not (isinstance(reply, Reply) and reply.status == 200)
        if isinstance(reply, Failure):
            return reply
        if reply.status != 200:
            return self._failed(reply)
        content, prompt_tokens = content_of(reply.body)
        value = None if content is None else read(content)
        return Failure.UNUSABLE if value is None else Said(value, prompt_tokens)

    def _send(
        self, messages: Sequence[Message], deadline: float, unusable: int, json_mode: bool
    ) -> Reply | Failure:
        # After an answer of no use the same question would get the same answer.
        payload: dict[str, Any] = {
            "model": self.endpoint.model,
            "messages": [dict(message) for message in messages],
            "temperature": 0.3 if unusable else 0,
            "seed": self.seed + unusable,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
        }
        if json_mode:
            payload["response_format"] = {"type": "json_object"}
        return self._post(f"{self.endpoint.address.path}/chat/completions", payload, deadline)

    def _make_sure_of_model(self, deadline: float) -> Failure | None:
        """Asks a server on this computer whether it passes this model's questions on, as Ollama
        does with models of its maker's cloud, under any name. Other servers do not know the
        question, and say so."""
        if self._known_local or self.endpoint.leaves_machine:
            return None
        base = self.endpoint.address.path.removesuffix("/v1")
        reply = self._post(f"{base}/api/show", {"model": self.endpoint.model}, deadline)
        if isinstance(reply, Failure):
            return reply
        if reply.status == 429 or reply.status >= 500:
            return self._failed(reply)
        about = _object(reply.body)
        if about.get("remote_host") or about.get("remote_model"):
            raise forwarded(self.endpoint.address)
        self._known_local = True
        return None

    def _post(self, path: str, payload: Mapping[str, Any], deadline: float) -> Reply | Failure:
        # Pure ASCII: half a surrogate pair in a text cannot stop the question from being sent.
        body = json.dumps(payload, ensure_ascii=True).encode("ascii")
        at = self.endpoint
        return post(at.address, path, body, deadline, most=at.max_answer_bytes, token=at.token)

    def _failed(self, reply: Reply) -> Failure:
        self._wait = reply.retry_after
        return failure_of(reply.status)


def content_of(body: bytes) -> tuple[str | None, int]:
    """What the model wrote, None when the answer has another shape, and the prompt's tokens."""
    answer = _object(body)
    usage = answer.get("usage")
    tokens = usage.get("prompt_tokens") if isinstance(usage, dict) else 0
    try:
        content = answer["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        content = None
    return (
        content if isinstance(content, str) else None,
        tokens if isinstance(tokens, int) else 0,
    )


def _object(body: bytes) -> dict[str, Any]:
    """The JSON object that a body holds; empty when it holds none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
