"""How fast the review page answers with twenty coders on one wave, against a yardstick in the same run.

A wave of invented sentences is made in a temporary folder: a report of 200 segments among others,
suggestions for every segment, and 50,000 decisions in the ledgers of twenty coders. The real server
runs in a process of its own; coders are threads here that ask it over loopback. A time is that from
the request until the whole answer was read, so that of a click holds what it takes to be on disk.

The yardstick is a bare Starlette route on the same uvicorn that appends one line to one file, with
fsync: less cannot be done for a decision that has to be kept. What others do on the same cores is in
every number, the yardstick's too; how many were waiting for them is said at the end. Run with `make
bench`; what is asked (300 ms, 50 ms) is printed, and only lost decisions make it fail.
"""

from __future__ import annotations

import http.client
import os
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from review_servers import running, said
from review_wave import CODERS, LONG, LONG_SEGMENTS, Planned, check, make_wave, plan_of

from pipeline.domain.segment import Segment

OPENED, MINUTES, FLAT_OUT = 30, 0.5, 10.0
"""Requests for the long report, minutes at human pace, seconds without thinking."""
THINKING = (0.5, 2.0)
"""Seconds between two clicks of one coder."""


@dataclass
class Times:
    """Milliseconds of what coders did, and the clicks that were acknowledged."""

    clicks: list[float] = field(default_factory=list)
    moves: list[float] = field(default_factory=list)
    kept: list[tuple[str, Planned]] = field(default_factory=list)


class Browser:
    """One coder, signed in, on one connection that stays open."""

    def __init__(self, address: str) -> None:
        where = urlsplit(address)
        self.host = where.netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=60)
        self.headers: dict[str, str] = {}
        self.csrf = ""
        _, headers, _ = self.ask("GET", f"{where.path}?{where.query}")
        self.headers["Cookie"] = (headers["set-cookie"] or "").partition(";")[0]

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None
    ) -> tuple[int, http.client.HTTPMessage, str]:
        own = dict(self.headers)
        if form is not None:
            own |= {"Origin": f"http://{self.host}", "HX-Request": "true",
                    "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
        body = None if form is None else urlencode(form).encode()
        self.connection.request(method, path, body, own)
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read().decode("utf-8")

    def open(self, segment: Segment) -> None:
        """A report with this segment at hand, as a click on it does."""
        path = f"/verslag/{segment.id.replace(':', '/')}?orde=leesvolgorde"
        status, _, text = self.ask("GET", path)
        assert status == 200, f"{status} bij het openen"
        self.csrf = unescape(text.partition('name="csrf" value="')[2].partition('"')[0])

    def click(self, planned: Planned) -> None:
        segment = planned.segment
        status, _, text = self.ask(
            "POST", "/besluit",
            {"csrf": self.csrf, "segment": segment.id, "digest": segment.digest,
             "orde": "leesvolgorde", "doe": planned.doe},
        )  # fmt: skip
        assert status == 200, f"{status} bij een besluit"
        assert "Bewaard" in text, "dit besluit is niet bewaard"


def milliseconds(work: Callable[..., object], *given: object) -> float:
    start = time.perf_counter()
    work(*given)
    return 1000 * (time.perf_counter() - start)


def together(
    people: Sequence[Callable[[Times, float], None]], seconds: float
) -> tuple[Times, float]:
    """Everybody at once until the time is over; their times, and how long it took.

    Raises:
        RuntimeError: when somebody was refused.
    """
    times = [Times() for _ in people]
    failed: list[BaseException] = []
    until = time.perf_counter() + seconds

    def one(person: Callable[[Times, float], None], own: Times) -> None:
        try:
            person(own, until)
        except BaseException as problem:
            failed.append(problem)

    threads = [threading.Thread(target=one, args=pair) for pair in zip(people, times, strict=True)]
    took = milliseconds(lambda: [*(t.start() for t in threads), *(t.join() for t in threads)])
    if failed:
        raise RuntimeError("niet iedereen kreeg antwoord") from failed[0]
    clicks, moves = ([x for own in times for x in getattr(own, k)] for k in ("clicks", "moves"))
    return Times(clicks, moves, [x for own in times for x in own.kept]), took / 1000


def coding(
    coder: str, browser: Browser, plan: Iterator[Planned], thinking: tuple[float, float]
) -> Callable[[Times, float], None]:
    """Someone who clicks through a report, and opens the next segment when one is done."""
    draw = random.Random(coder)

    def work(times: Times, until: float) -> None:
        at = ""
        while True:
            time.sleep(draw.uniform(*thinking))
            planned = next(plan, None) if time.perf_counter() < until else None
            if planned is None:
                return
            if planned.segment.id != at and (at or not browser.csrf):
                times.moves.append(milliseconds(browser.open, planned.segment))
                time.sleep(draw.uniform(*thinking))
            at = planned.segment.id
            times.clicks.append(milliseconds(browser.click, planned))
            times.kept.append((coder, planned))

    return work


def appending(
    coder: str, host: str, thinking: tuple[float, float]
) -> Callable[[Times, float], None]:
    """The same, on the yardstick."""
    draw = random.Random(coder)
    connection = http.client.HTTPConnection(host, timeout=60)

    def ask() -> None:
        connection.request("POST", "/", b"x" * 250)
        assert connection.getresponse().read()

    def work(times: Times, until: float) -> None:
        while True:
            time.sleep(draw.uniform(*thinking))
            if time.perf_counter() >= until:
                return
            times.clicks.append(milliseconds(ask))

    return work


def share(values: Sequence[float], part: float) -> float:
    """The value below which this part of the values lies."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def row(what: str, times: Sequence[float], unit: Sequence[float], asked: str = "") -> None:
    shown = "".join(f"{share(times, part):8.1f}" for part in (0.5, 0.95, 0.99))
    print(f"{what:<44}{shown}{share(times, 0.5) / share(unit, 0.5):9.1f} ×  {asked}")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        wave = make_wave(root)
        with running("maatstaf", str(root / "maatstaf.txt")) as process:
            host = said(process, ["maatstaf"])["maatstaf"]
            paced, _ = together([appending(c, host, THINKING) for c in CODERS], 30 * MINUTES)
            bare, bare_took = together([appending(c, host, (0, 0)) for c in CODERS], FLAT_OUT / 2)
        with running("bladzijde", str(root)) as process:
            addresses = said(process, CODERS)
            threading.Thread(target=process.stdout.read, daemon=True).start()  # type: ignore[union-attr]
            people = {coder: Browser(addresses[coder]) for coder in CODERS}
            plans = {coder: plan_of(wave, coder) for coder in CODERS}
            first, middle = people[CODERS[0]], wave.reports[LONG][LONG_SEGMENTS // 2]
            opened = [milliseconds(first.open, middle) for _ in range(OPENED)]
            human, _ = together(
                [coding(c, people[c], plans[c], THINKING) for c in CODERS], 60 * MINUTES
            )
            flat, took = together(
                [coding(c, people[c], plans[c], (0, 0)) for c in CODERS], FLAT_OUT
            )
        total = check(wave, [*human.kept, *flat.kept])
    print(f"{'milliseconden':<44}{'p50':>8}{'p95':>8}{'p99':>8}{'× maatstaf':>13}  gevraagd")
    row(f"verslag van {LONG_SEGMENTS} segmenten openen", opened, paced.clicks, "p50 < 300")
    row(f"besluit, {len(CODERS)} codeurs op mensentempo", human.clicks, paced.clicks, "p95 < 50")
    row("  daartussen het volgende segment openen", human.moves, paced.clicks)
    row("besluit, zonder denktijd", flat.clicks, bare.clicks)
    row("maatstaf op mensentempo", paced.clicks, paced.clicks)
    row("maatstaf zonder denktijd", bare.clicks, bare.clicks)
    ours, theirs = len(flat.clicks) / took, len(bare.clicks) / bare_took
    print(
        f"besluiten per seconde zonder denktijd: {ours:.0f} en {len(flat.moves) / took:.0f} keer "
        f"openen; maatstaf {theirs:.0f}, dus {ours / theirs:.2f} ×"
    )
    print(
        f"{len(human.kept)} + {len(flat.kept)} bevestigde besluiten staan alle in de logboeken, "
        f"{total} in totaal"
    )
    if hasattr(os, "getloadavg"):
        print(f"wachtenden op deze machine: {os.getloadavg()[0]:.1f}, op {os.cpu_count()} kernen")


if __name__ == "__main__":
    main()
