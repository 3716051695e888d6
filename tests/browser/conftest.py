"""A real Chromium on a real server: `make test-browser`. Skipped, with the reason, where it is
not asked for or something is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.store.layout import Layout

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The Chromium of the system; nothing is fetched."""
    if not os.environ.get("OZA_BROWSER"):
        pytest.skip("niet gevraagd: make test-browser")
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright ontbreekt: pip install playwright"
    )
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("chromium ontbreekt: apt-get install chromium")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def serve(project: Layout) -> Iterator[Callable[..., dict[str, str]]]:
    """Starts `oza review` and gives the address of each coder; `stop` kills it."""
    running: list[subprocess.Popen[str]] = []

    def start(*coders: str, port: int = 0) -> dict[str, str]:
        named = [part for coder in coders for part in ("--coder", coder)]
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "review", *named, "--no-browser",
             "--port", str(port), "--root", str(project.root)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        running.append(process)
        addresses: dict[str, str] = {}
        assert process.stdout is not None
        for line in process.stdout:
            name, _, address = line.strip().partition(": ")
            if name in coders:
                addresses[name] = address
            if len(addresses) == len(coders):
                return addresses
        raise AssertionError("de server zei geen adres")

    def stop() -> None:
        for process in running:
            process.kill()
            process.wait(timeout=10)

    start.stop = stop  # type: ignore[attr-defined]
    yield start
    stop()
    for process in running:
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture
def window(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens a browser of its own at an address; what goes wrong in it fails the test."""
    contexts: list[Any] = []
    problems: list[str] = []

    def open_at(address: str, **options: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 720}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(address)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert problems == []
