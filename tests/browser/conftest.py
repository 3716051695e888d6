"""A real Chromium on a real server: `make test-browser`, and `.ci/run`. Skipped, with the reason,
where it is not asked for or something is missing.

Whatever happens in a window is watched: an error of our script, something asked of another computer
or something that our own policy forbids fails the test.
"""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from pipeline.store.layout import Layout

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",  # CI runs as root, where Chromium's sandbox refuses to start
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
)
LOOPBACK = "127.0.0.1"
PATIENCE = 30.0
"""Seconds for what takes a moment on a machine of one's own: cores are shared here."""
START = 120.0
"""Seconds for a server to say its addresses; it may have stages to run first."""


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium of the system; nothing is fetched."""
    if not os.environ.get("OZA_BROWSER"):
        pytest.skip("niet gevraagd: make test-browser")
    pytest.importorskip(
        "playwright.sync_api", reason="playwright ontbreekt: pip install playwright"
    )
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("chromium ontbreekt: apt-get install chromium")
    return found


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Any]:
    """A running browser. Not for the whole session: while Playwright runs, its loop keeps tests of
    other folders from running theirs."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=chromium_path, args=list(QUIET), timeout=2000 * PATIENCE
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def copy_project(
    chromium_path: str,
    make_project: Callable[[Path], Layout],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Path], Layout]:
    """Puts the small project with its suggestions into a folder. The stages run once for all."""
    staged = make_project(tmp_path_factory.mktemp("staged"))
    run_stages(staged.root)

    def copy(to: Path) -> Layout:
        shutil.copytree(staged.root, to, dirs_exist_ok=True)
        return replace(staged, root=to)

    return copy


@pytest.fixture
def project(copy_project: Callable[[Path], Layout], tmp_path: Path) -> Layout:
    """The small project with its suggestions, for one test."""
    return copy_project(tmp_path)


def run_stages(root: Path) -> None:
    """Everything up to the suggestions. Says what the program printed when it fails."""
    made = subprocess.run(
        [sys.executable, "-m", "pipeline", "suggest", "--root", str(root)],
        cwd=ROOT, capture_output=True, text=True, timeout=2 * START, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr


class Servers:
    """Servers of one project. `stop` kills them, as a power failure would; one that had ended by
    itself before fails the test with what it said."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._running: list[tuple[subprocess.Popen[str], list[str]]] = []

    def __call__(
        self, *coders: str, port: int = 0, options: tuple[str, ...] = ()
    ) -> dict[str, str]:
        """Starts `oza review`; coder → the address with which that coder signs in.

        Raises:
            AssertionError: with what the server printed, when it ends or says no address in time.
        """
        named = [part for coder in coders for part in ("--coder", coder)]
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "review", *named, "--no-browser",
             "--port", str(port), "--root", str(self.root), *options],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        addresses: dict[str, str] = {}
        printed: list[str] = []
        lines = _lines_of(process, printed)
        self._running.append((process, printed))
        until = time.monotonic() + START
        while len(addresses) < len(set(coders)):
            try:
                line = lines.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                line = ""
            if not line:
                self._running.pop()
                process.kill()
                process.wait(timeout=PATIENCE)
                raise AssertionError(f"de server zei geen adres; wel:\n{''.join(printed)}")
            name, _, address = line.strip().partition(": ")
            if name in coders:
                addresses[name] = address
        return addresses

    def stop(self) -> None:
        ended = [printed for process, printed in self._running if process.poll() is not None]
        for process, _ in self._running:
            process.kill()
            process.wait(timeout=PATIENCE)
        self._running.clear()
        said = "\n\n".join("".join(printed[-40:]) for printed in ended)
        assert not ended, f"een server is vanzelf gestopt:\n{said}"


def _lines_of(process: subprocess.Popen[str], printed: list[str]) -> queue.Queue[str]:
    """What a process prints, line by line, and '' at the end; `printed` keeps it. It is read until
    the end, so that a server that says more than a pipe can hold does not wait for us."""
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        assert process.stdout is not None
        with process.stdout as pipe:
            for line in pipe:
                printed.append(line)
                lines.put(line)
        lines.put("")

    threading.Thread(target=read, daemon=True).start()
    return lines


@pytest.fixture(scope="session")
def servers_of() -> Iterator[Callable[[Path], Servers]]:
    """Servers of a project in a folder, for tests that share one."""
    made: list[Servers] = []

    def servers(root: Path) -> Servers:
        made.append(Servers(root))
        return made[-1]

    yield servers
    for one in made:
        one.stop()


@pytest.fixture
def serve(project: Layout) -> Iterator[Servers]:
    """Starts `oza review` and gives the address of each coder; `serve.stop()` kills it."""
    servers = Servers(project.root)
    yield servers
    servers.stop()


class Windows:
    """Browsers of their own, side by side. `problems` are what went wrong in any of them."""

    def __init__(self, chromium: Any) -> None:
        self._chromium = chromium
        self._contexts: list[Any] = []
        self.problems: list[str] = []

    def __call__(self, address: str, **options: Any) -> Any:
        """A page at an address. `options` are those of a browser context of Playwright."""
        context = self._chromium.new_context(
            **{"viewport": {"width": 1280, "height": 720}, **options}
        )
        self._contexts.append(context)
        context.set_default_timeout(1000 * PATIENCE)
        page = context.new_page()
        watch(page, self.problems)
        page.goto(address)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()
        self._contexts.clear()


def watch(page: Any, problems: list[str]) -> None:
    """Takes down errors of scripts, requests beyond this computer, and what our policy forbids. Other
    words of the console are left out: a server that is gone is an error there too."""
    page.on("pageerror", lambda error: problems.append(str(error)))

    def heard(message: Any) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            problems.append(message.text)

    def asked(request: Any) -> None:
        if urlsplit(request.url).hostname != LOOPBACK:
            problems.append(f"gevraagd van elders: {request.url}")

    page.on("console", heard)
    page.on("request", asked)


@pytest.fixture
def window(chromium: Any) -> Iterator[Windows]:
    """Opens a browser of its own at an address; what goes wrong in it fails the test."""
    yield from _watched(chromium)


@pytest.fixture(scope="module")
def lasting_window(chromium: Any) -> Iterator[Windows]:
    """The same for all tests of a module: where it does not matter who was there before."""
    yield from _watched(chromium)


def _watched(chromium: Any) -> Iterator[Windows]:
    windows = Windows(chromium)
    yield windows
    windows.close()
    assert windows.problems == []
