"""Signing in by name and passphrase, where the page is shared over a network."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil

from pipeline.store.coders import same_name
from pipeline.store.passphrases import Hashed, decoy, matches
from pipeline.web.attempts import Attempts

_AT_ONCE = 2 if (os.cpu_count() or 1) > 2 else 1
"""Hashes at the same time: a quarter of a second and 64 MiB each, on as many cores."""
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """Who it is (nobody when empty), or after how many seconds it may be tried again."""

    coder: str = ""
    wait: int = 0


class Passphrases:
    """The hashes of one file, and how they are tried."""

    def __init__(self, hashes: Mapping[str, Hashed], clock: Callable[[], float]) -> None:
        self.coders = tuple(sorted(hashes))
        self._kept = {same_name(coder): (coder, kept) for coder, kept in hashes.items()}
        self._decoy = decoy(hashes)
        self._attempts = Attempts(clock)
        # Threads of their own: forty that wait for a hash in the pool of the pages would keep every
        # click waiting.
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="wachtzin")

    async def check(self, name: str, passphrase: str, address: str, device: str) -> Answer:
        """Whether this is a coder. A name that does not exist costs as much and says the same.

        Args:
            address: where the browser is, for counting only.
            device: what a browser kept of an earlier sign-in, see `device_for`.
        """
        key = same_name(name[: 4 * _LONGEST_NAME])[:_LONGEST_NAME]
        coder, kept = self._kept.get(key, ("", self._decoy))
        mark = self._mark_of(device, coder, kept) if coder else ""
        subject = f"browser {mark}" if mark else f"naam {key}"
        wait = self._attempts.ask(subject, address, own_device=bool(mark))
        if wait > 0:
            return Answer(wait=ceil(wait))
        running = asyncio.get_running_loop()
        right = await running.run_in_executor(self._threads, matches, kept, passphrase)
        if not (coder and right):
            return Answer()
        self._attempts.succeeded(subject, address)
        return Answer(coder)

    def device_for(self, coder: str) -> str:
        """What the browser of a coder keeps, to be known as hers when somebody guesses at her name.

        It signs nobody in. It is made of her hash, so that it outlives a restart of the server and
        dies with the passphrase.
        """
        mark = secrets.token_urlsafe(12)
        return f"{mark}.{_seal(mark, coder, self._kept[same_name(coder)][1])}"

    def _mark_of(self, device: str, coder: str, kept: Hashed) -> str:
        mark, _, seal = device.partition(".")
        right = hmac.compare_digest(seal.encode(), _seal(mark, coder, kept).encode())
        return mark if right else ""


def _seal(mark: str, coder: str, kept: Hashed) -> str:
    said = f"oza browser\n{coder}\n{mark}".encode()
    return hmac.new(kept.digest, said, hashlib.sha256).hexdigest()
