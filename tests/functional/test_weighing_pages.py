"""`oza afweging --page` and `oza review` before there is anything to code: real servers."""

from __future__ import annotations

import http.client
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

from pipeline.commands import app
from pipeline.errors import AppraisalError

ROOT = Path(__file__).parents[2]
STUDY = ROOT / "codebook" / "financiering"
Ask = Callable[[str], tuple[int, str]]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Callable[..., tuple[list[str], Ask]]]:
    """Starts a server; what it printed up to the address, and a browser that signed in there."""
    shutil.copytree(STUDY, tmp_path / "codebook" / STUDY.name)
    running: list[subprocess.Popen[str]] = []

    def start(*command: str) -> tuple[list[str], Ask]:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", *command, "--no-browser", "--root", str(tmp_path)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        running.append(process)
        assert process.stdout is not None
        printed: list[str] = []
        for line in process.stdout:
            printed.append(line)
            if "/aanmelden?token=" in line:
                address = urlsplit(line.partition(": ")[2].strip())
                return printed, signed_in(address.netloc, f"{address.path}?{address.query}")
        raise AssertionError(f"de server zei geen adres; wel:\n{''.join(printed)}")

    yield start
    for process in running:
        process.kill()
        process.wait(timeout=10)
        assert process.stdout is not None
        process.stdout.close()


def signed_in(host: str, door: str) -> Ask:
    def get(path: str, cookie: str = "") -> tuple[int, str, str]:
        connection = http.client.HTTPConnection(host, timeout=20)
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        own = (answer.getheader("set-cookie") or "").partition(";")[0]
        connection.close()
        return answer.status, own, text

    status, cookie, _ = get(door)
    assert status == 303

    def ask(path: str) -> tuple[int, str]:
        status, _, text = get(path, cookie)
        return status, text

    return ask


def test_weighing_needs_no_wave_and_no_coder(served: Callable[..., tuple[list[str], Ask]]) -> None:
    printed, ask = served("afweging", "--page")
    assert printed[0].startswith("lezer: http://127.0.0.1:")
    status, text = ask("/afweging?begin=zorg-in-onderwijs")
    assert status == 200
    assert "Gaat het om zorg uit de Zvw of de Wlz?" in text
    assert ask("/verslag/1G1")[0] == 404


def test_a_wave_without_reports_opens_weighing_only(
    served: Callable[..., tuple[list[str], Ask]], tmp_path: Path
) -> None:
    (tmp_path / "corpus" / STUDY.name / "ronde-1" / "reports").mkdir(parents=True)
    printed, ask = served("review", "--coder", "anna", "--wave", "ronde-1")
    assert "nog geen verslagen" in printed[0]
    assert ask("/beoordeling")[0] == 200
    assert not (tmp_path / "outputs" / STUDY.name / "ronde-1" / "suggest").exists()


def test_a_study_that_weighs_nothing_says_so() -> None:
    command = ["afweging", "--page", "--study", "ervaringen", "--root", str(ROOT)]
    result = CliRunner().invoke(app, command)
    assert isinstance(result.exception, AppraisalError)
    assert "weegt niets af" in str(result.exception)
