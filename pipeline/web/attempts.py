"""Who may try a passphrase now: guessing is slow, and nobody's guessing keeps another out.

Three rules, after OWASP ("Slow Down Online Guessing Attacks with Device Cookies") and NIST SP
800-63B (5.2.2):

- After three failures of one name the next attempt has to wait, twice as long each time. That is so
  for names that do not exist as well, so that waiting tells nothing about a name.
- All browsers together get so many attempts a minute, and one address no more than a part of these:
  whoever floods the page leaves room for others. An attempt that succeeded is given back.
- A browser in which this coder signed in before stands apart: it has a count of its own and no part
  in the minute. So whoever guesses at `anna` delays browsers that are new to her, never her own.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable

PER_MINUTE = 60
PER_ADDRESS = 20
LONGEST_WAIT = 300.0
"""Seconds: 12 guesses an hour at one name."""
_FREE = 2
_FORGET = 3600.0
"""Seconds after the last failure of a name."""


class Attempts:
    """Counts attempts of this run of the server. Every method may be called from any thread."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._minute: deque[tuple[float, str]] = deque()
        self._busy = threading.Lock()

    def ask(self, subject: str, address: str, *, own_device: bool = False) -> float:
        """Seconds to wait, or 0: then the attempt counts as failed until it is `succeeded`, so that
        a hundred at the same moment are no way round.

        Args:
            subject: whose failures count: a name, or the mark of a browser that signed in before.
            address: where it comes from; behind a proxy that is one for all.
        """
        with self._busy:
            now = self._clock()
            self._tidy(now)
            count, last = self._failed.get(subject, (0, now))
            wait = last + pause_after(count) - now
            if wait > 0:
                return wait
            if not own_device:
                wait = self._room_in_the_minute(address, now)
                if wait > 0:
                    return wait
                self._minute.append((now, address))
            self._failed[subject] = (count + 1, now)
            self._failed.move_to_end(subject)
            return 0.0

    def succeeded(self, subject: str, address: str) -> None:
        """The right passphrase: nothing of it counts as failed."""
        with self._busy:
            self._failed.pop(subject, None)
            mine = next((one for one in self._minute if one[1] == address), None)
            if mine is not None:
                self._minute.remove(mine)

    def failures(self, subject: str) -> int:
        return self._failed.get(subject, (0, 0.0))[0]

    def _room_in_the_minute(self, address: str, now: float) -> float:
        of_address = [at for at, where in self._minute if where == address]
        if len(of_address) >= PER_ADDRESS:
            return of_address[0] + 60 - now
        if len(self._minute) >= PER_MINUTE:
            return self._minute[0][0] + 60 - now
        return 0.0

    def _tidy(self, now: float) -> None:
        while self._minute and self._minute[0][0] <= now - 60:
            self._minute.popleft()
        while self._failed and next(iter(self._failed.values()))[1] <= now - _FORGET:
            self._failed.popitem(last=False)


def pause_after(failures: int) -> float:
    """Seconds between a failure and the next attempt: 0, 0, 2, 4, 8, … up to `LONGEST_WAIT`."""
    if failures <= _FREE:
        return 0.0
    return min(2.0 ** min(failures - _FREE, 20), LONGEST_WAIT)
