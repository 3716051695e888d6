"""`oza review` as a coder runs it: a real server, killed and started again."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from pipeline.domain.judgement import Verdict
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_decisions

ROOT = Path(__file__).parents[2]


@dataclass
class Server:
    """A running `oza review`, and a browser of its coder."""

    process: subprocess.Popen[str]
    host: str
    cookie: str = ""

    def ask(self, method: str, path: str, **form: str) -> tuple[int, str, str]:
        headers = {"Cookie": self.cookie}
        if method == "POST":
            headers["Origin"] = f"http://{self.host}"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(self.host, timeout=20)
        connection.request(method, path, urlencode(form), headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
        self.cookie = cookie or self.cookie
        connection.close()
        return answer.status, answer.getheader("location") or "", text


@pytest.fixture
def start(project: Layout) -> Iterator[Callable[[], Server]]:
    running: list[subprocess.Popen[str]] = []

    def run() -> Server:
        command = [sys.executable, "-m", "pipeline", "review", "--coder", "anna", "--no-browser"]
        process = subprocess.Popen(
            [*command, "--root", str(project.root)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        running.append(process)
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("anna: "):
                address = urlsplit(line.removeprefix("anna: ").strip())
                server = Server(process, address.netloc)
                assert server.ask("GET", f"{address.path}?{address.query}")[0] == 303
                return server
        raise AssertionError("de server zei geen adres")

    yield run
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=10)
        if process.stdout is not None:
            process.stdout.close()


def test_a_killed_server_loses_no_click(project: Layout, start: Callable[[], Server]) -> None:
    server = start()
    _, to, _ = server.ask("GET", "/volgende")
    _, _, text = server.ask("GET", to)
    form = dict(re.findall(r'name="(csrf|segment|digest)" value="([^"]+)"', text))
    status, _, _ = server.ask("POST", "/besluit", doe="memo", memo="over de buikpijn", **form)
    server.process.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    server.process.wait(timeout=10)
    assert status == 303
    (decision,) = read_decisions(project.ledger("anna"))
    assert (decision.verdict, decision.memo) == (Verdict.DONE, "over de buikpijn")

    again = start()
    assert "over de buikpijn" in again.ask("GET", to)[2]
    status, _, text = server_of(again).ask("POST", "/besluit", doe="gelezen", **form)
    assert status == 401, "het formulier van vóór de herstart geldt niet meer"
    assert "niet bewaard" in text
    second = subprocess.run(
        [sys.executable, "-m", "pipeline", "review", "--coder", "bram", "--no-browser",
         "--root", str(project.root)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert second.returncode == 10
    assert "staat al open in een andere server" in second.stderr
    assert "Traceback" not in second.stderr

    again.process.terminate()
    out, _ = again.process.communicate(timeout=10)
    words = " ".join(re.findall(r"\w+", out))
    for said in ("buikpijn", "csrf", "GET", "1K1"):
        assert said not in words, "het venster zegt niets van verslagen of adressen"


def server_of(server: Server) -> Server:
    """Another browser on the same server, with the cookie of an older sign-in."""
    return Server(server.process, server.host, "oza-1=verlopen")


def test_the_option_port_and_coder_are_checked(project: Layout) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "pipeline", "review", "--coder", "../x", "--root", str(project.root)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert said.returncode == 10
    assert "een naam bestaat uit letters" in said.stderr
