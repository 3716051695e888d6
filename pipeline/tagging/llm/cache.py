"""Answers kept by what was asked, so that a run that was killed goes on where it was.

A line is `{"key", "codes": [[code, [[start, end], …]], …], "dropped": [kind, …]}`: codes and
places, no text. Its key is a digest of the question, from which nobody reads the question back;
that it says of a text one already has whether it was asked makes the file internal, no more.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.errors import unusable
from pipeline.tagging.llm.answers import Answer
from pipeline.tagging.llm.prompt import VERSION


def key_of(
    model: str,
    seed: int,
    codebook: Codebook,
    actor: Actor | None,
    messages: Sequence[Mapping[str, str]],
) -> str:
    """SHA-256 over all that an answer depends on. The messages hold text, context and task as
    they are sent, so a change in the prompt's wording asks again by itself."""
    asked = [dict(message) for message in messages]
    content = [model, seed, VERSION, codebook.digest, actor.value if actor else "", asked]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode("ascii")).hexdigest()


class AnswerCache:
    """A file of JSON lines. Lines that cannot be read are passed over: they are asked again.

    Raises:
        StoreError: when the operating system refuses to read or write the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._answers: dict[str, Answer] = {}
        try:
            raw = path.read_bytes() if path.exists() else b""
        except OSError as problem:
            raise unusable(problem) from None
        # A run that was killed while writing left half a line: the next one begins below it.
        self._torn = bool(raw) and not raw.endswith(b"\n")
        for line in raw.split(b"\n"):
            found = _parsed(line)
            if found is not None:
                self._answers[found[0]] = found[1]

    def get(self, key: str) -> Answer | None:
        return self._answers.get(key)

    def put(self, key: str, answer: Answer) -> None:
        """Remembers an answer and appends it to the file at once."""
        self._answers[key] = answer
        content = {"key": key, "codes": answer.codes, "dropped": answer.dropped}
        line = ("\n" if self._torn else "") + json.dumps(content, sort_keys=True) + "\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            with os.fdopen(os.open(self._path, flags, 0o600), "ab") as file:
                file.write(line.encode("ascii"))
        except OSError as problem:
            raise unusable(problem) from None
        self._torn = False


def _parsed(line: bytes) -> tuple[str, Answer] | None:
    try:
        found = json.loads(line)
        codes = tuple(
            (str(code), tuple((int(start), int(end)) for start, end in spans))
            for code, spans in found["codes"]
        )
        return str(found["key"]), Answer(codes, tuple(str(kind) for kind in found["dropped"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
