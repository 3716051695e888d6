"""`oza review` shared over a network, as whoever runs it starts it: passphrases, TLS, refusals."""

from __future__ import annotations

import http.client
import io
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from pipeline.store.layout import Layout
from pipeline.store.passphrases import matches, read_passphrases

ROOT = Path(__file__).parents[2]
NAME = "oza.test"
WORDS = {"anna": "vier hele gewone woorden", "bram": "een heel andere zin dan"}
Oza = Callable[..., Any]


@pytest.fixture
def say(oza: Oza, monkeypatch: pytest.MonkeyPatch) -> Oza:
    """Runs `oza …` with something on its standard input."""

    def call(typed: str, *arguments: str) -> Any:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return oza(*arguments)

    return call


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate of our own for `oza.test`, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("de opdracht openssl ontbreekt")
    made = tmp_path / "tls" / "c.pem", tmp_path / "tls" / "k.pem"
    made[0].parent.mkdir()
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}",
         "-out", str(made[0]), "-keyout", str(made[1])],
        check=True, capture_output=True,
    )  # fmt: skip
    return made


@dataclass
class Server:
    """A running server over TLS, and one browser that asks it as `oza.test`."""

    port: int
    trusted: ssl.SSLContext
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, **form: str
    ) -> tuple[int, list[tuple[str, str]], str]:
        sent = {"Host": f"{NAME}:{self.port}", "Origin": f"https://{NAME}:{self.port}"}
        sent["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if method == "POST":
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        with self.trusted.wrap_socket(raw, server_hostname=NAME) as line:
            connection = http.client.HTTPConnection(NAME, timeout=30)
            connection.sock = line
            connection.request(method, path, urlencode(form), {**sent, **(headers or {})})
            answer = connection.getresponse()
            text = answer.read().decode("utf-8")
            found = [(k.lower(), v) for k, v in answer.getheaders()]
        for key, value in found:
            if key == "set-cookie":
                name, _, rest = value.partition("=")
                self.cookies[name] = rest.partition(";")[0]
        return answer.status, found, text


@pytest.fixture
def start(project: Layout) -> Iterator[Callable[..., tuple[subprocess.Popen[str], int, list[str]]]]:
    running: list[subprocess.Popen[str]] = []

    def run(*options: str) -> tuple[subprocess.Popen[str], int, list[str]]:
        """Starts a server; gives it with its port and what it said on the way."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "review", "--no-browser", "--port", str(port),
             "--root", str(project.root), *options],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        running.append(process)
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line.strip())
            if line.startswith("stoppen:"):
                return process, port, said
        raise AssertionError(f"de server begon niet: {said}")

    yield run
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=10)
        if process.stdout is not None:
            process.stdout.close()


def test_a_real_server_over_tls(
    say: Oza,
    project: Layout,
    certificate: tuple[Path, Path],
    start: Callable[..., tuple[subprocess.Popen[str], int, list[str]]],
) -> None:
    file = project.private / "wachtzinnen.json"
    for coder, words in WORDS.items():
        assert say(words + "\n", "passphrase", "--file", str(file), coder).code == 0
    process, port, said = start(
        "--passphrases", str(file), "--host", "0.0.0.0", "--name", NAME,
        "--certificate", str(certificate[0]), "--key", str(certificate[1]),
    )  # fmt: skip
    assert f"met naam en wachtzin (anna, bram): https://{NAME}:{port}/aanmelden" in said
    assert not any("token" in line or "LET OP" in line for line in said)
    trusted = ssl.create_default_context(cafile=str(certificate[0]))
    anna, bram, stranger = (Server(port, trusted) for _ in range(3))
    _wait_for(stranger)

    status, _, text = stranger.ask("GET", "/verslag/1K1")
    assert status == 401
    assert 'name="wachtzin"' in text
    assert "buikpijn" not in text
    for host in ("kwaad.example", f"{NAME}.kwaad.example:{port}", NAME, f"0.0.0.0:{port}", "[::]"):
        assert stranger.ask("GET", "/aanmelden", {"Host": host})[0] == 421
    right = {"naam": "anna", "wachtzin": WORDS["anna"]}
    for origin in (f"http://{NAME}:{port}", "https://kwaad.example", "null"):
        got = stranger.ask("POST", "/aanmelden", {"Origin": origin}, **right)
        assert got[0] == 403
    assert stranger.cookies == {}

    for _ in range(3):
        assert stranger.ask("POST", "/aanmelden", naam="anna", wachtzin=WORDS["bram"])[0] == 401
    status, headers, text = stranger.ask("POST", "/aanmelden", **right)
    assert status == 429
    assert dict(headers)["retry-after"] in {"1", "2"}
    assert "te vaak geprobeerd" in text

    status, headers, _ = bram.ask("POST", "/aanmelden", naam="bram", wachtzin=WORDS["bram"])
    assert status == 303, "wie op anna's naam wacht, houdt bram niet tegen"
    cookies = [value for key, value in headers if key == "set-cookie"]
    assert [one.partition("=")[0] for one in cookies] == [
        f"__Host-oza-{port}", f"__Host-oza-{port}-browser",
    ]  # fmt: skip
    for one in cookies:
        attributes = {part.strip().lower() for part in one.split(";")[1:]}
        assert {"secure", "httponly", "samesite=strict", "path=/"} <= attributes
    status, headers, text = bram.ask("GET", "/toetsen")
    assert status == 200
    assert "aangemeld als bram" in text
    assert "strict-transport-security" not in dict(headers), "onder deze naam kan meer draaien"

    time.sleep(2)
    assert anna.ask("POST", "/aanmelden", **right)[0] == 303
    assert "aangemeld als anna" in anna.ask("GET", "/toetsen", {"X-Forwarded-Proto": "http"})[2]

    process.terminate()
    rest, _ = process.communicate(timeout=20)
    for word in (*WORDS.values(), "kwaad", "buikpijn", "Traceback", "POST"):
        assert word not in rest


def test_a_passphrase_is_asked_and_never_shown(say: Oza, project: Layout) -> None:
    file = project.private / "wachtzinnen.json"
    done = say(f"{WORDS['anna']}\n", "passphrase", "--file", str(file), "anna")
    assert done.code == 0
    assert "herstart" in done.out
    assert matches(read_passphrases(file)["anna"], WORDS["anna"])
    short = say("te kort\n", "passphrase", "--file", str(file), "bram")
    assert short.code == 10
    assert "minstens 12 tekens — neem vier" in short.err
    argued = say("", "passphrase", "--file", str(file), "bram", "mijn", "geheime", "woorden")
    assert argued.code == 10
    assert "hoort niet op de opdrachtregel" in argued.err
    shared = say(f"{WORDS['anna']}\n", "passphrase", "--file", str(file), "consensus")
    assert "gezamenlijk logboek" in shared.err
    for told in (done, short, argued):
        for word in ("vier hele", "te kort", "geheime"):
            assert word not in told.out + told.err
    assert list(read_passphrases(file)) == ["anna"]
    if os.name != "nt":
        file.chmod(0o644)
        warned = say("", "passphrase", "--file", str(file), "--remove", "anna")
        assert "leesbaar" in warned.err
    assert say("", "passphrase", "--file", str(file), "--remove", "anna").code == 10
    assert json.loads(file.read_text("utf-8"))["coders"] == {}


def test_typed_twice_and_hidden(oza: Oza, project: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    file = project.private / "wachtzinnen.json"
    typed = iter([WORDS["anna"], WORDS["bram"], WORDS["anna"], WORDS["anna"]])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    refused = oza("passphrase", "--file", str(file), "anna")
    assert refused.code == 10
    assert "niet gelijk" in refused.err
    assert not file.exists()
    assert oza("passphrase", "--file", str(file), "anna").code == 0
    assert matches(read_passphrases(file)["anna"], WORDS["anna"])


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--host", "0.0.0.0", "--coder", "anna"], "--without-tls"),
        (["--host", "0.0.0.0", "--without-tls", "--coder", "anna"], "--name"),
        (["--host", "192.168.1.5", "--without-tls", "--coder", "anna"], "oza passphrase"),
        (["--behind-tls", "--coder", "anna"], "--name"),
        (["--behind-tls", "--name", NAME, "--coder", "anna"], "oza passphrase"),
        (["--behind-tls", "--name", NAME, "--passphrases", "W", "--coder", "anna"], "laat --coder"),
        (["--host", "0.0.0.0", "--name", NAME, "--certificate", "W"], "geef beide"),
        ([], "--coder of --passphrases"),
        (["--coder", "consensus"], "gezamenlijk logboek"),
        (["--coder", "anna", "--coder", "Samen"], "precedence"),
        (["--passphrases", "S"], "precedence"),
        (["--passphrases", "weg.json"], "ontbreekt"),
        (["--passphrases", "L"], "nog niemand"),
    ],
)
def test_what_is_not_said_in_so_many_words_is_refused(
    say: Oza, project: Layout, options: list[str], why: str
) -> None:
    files = {one: project.private / f"{one}.json" for one in "WSL"}
    settings = project.study_folder / "study.toml"
    text = settings.read_text("utf-8")
    assert 'precedence = ["consensus"]' in text
    settings.write_text(
        text.replace('precedence = ["consensus"]', 'precedence = ["consensus", "samen"]'), "utf-8"
    )
    if "W" in options or "S" in options:
        who = "samen" if "S" in options else "anna"
        file = files["S" if "S" in options else "W"]
        say(f"{WORDS['anna']}\n", "passphrase", "--file", str(file), who)
    files["L"].parent.mkdir(parents=True, exist_ok=True)
    files["L"].write_text('{"coders": {}, "form": 1}', "utf-8")
    given = [str(files.get(one, one)) for one in options]
    told = say("", "review", "--no-browser", *given)
    assert told.code == 10
    assert why in told.err
    assert told.err.count("\n") == 1, "één regel"
    assert not project.outputs.exists(), "geweigerd vóór er iets draait"


def test_without_tls_is_warned_of(
    say: Oza, project: Layout, start: Callable[..., tuple[subprocess.Popen[str], int, list[str]]]
) -> None:
    file = project.private / "wachtzinnen.json"
    say(f"{WORDS['anna']}\n", "passphrase", "--file", str(file), "anna")
    if os.name != "nt":
        file.chmod(0o644)
    process, port, said = start(
        "--passphrases", str(file), "--host", "0.0.0.0", "--name", NAME, "--without-tls"
    )
    assert any(line.startswith("LET OP: zonder TLS kan iedereen") for line in said)
    assert os.name == "nt" or any("anderen op deze computer kunnen dit lezen" in s for s in said)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(
        "POST",
        "/aanmelden",
        urlencode({"naam": "anna", "wachtzin": WORDS["anna"]}),
        {
            "Host": f"{NAME}:{port}",
            "Origin": f"http://{NAME}:{port}",
            "Content-Type": "application/x-www-form-urlencoded",
        },
    )
    answer = connection.getresponse()
    assert answer.status == 303
    assert all("Secure" not in value for value in answer.headers.get_all("set-cookie", []))
    connection.close()
    process.terminate()


def _wait_for(server: Server) -> None:
    """The address is told just before the server listens to it."""
    for _ in range(100):
        try:
            server.ask("GET", "/aanmelden")
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise AssertionError("de server antwoordt niet")
