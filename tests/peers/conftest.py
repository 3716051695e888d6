"""Other people's readers on what we write: `make test-peers` puts them in an environment of their
own, because they are AGPL and heavy; without it these tests are skipped and say why."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
PEERS = Path(os.environ.get("OZA_PEERS", ROOT / ".venv-peers"))
WHY = "de lezers van anderen zijn er niet: make test-peers"

Read = Callable[[str, Path], Any]


@pytest.fixture(scope="session")
def read_with(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """What a script of this folder, run with the peers' Python, tells of a project."""
    python = next(
        (p for p in (PEERS / "bin/python", PEERS / "Scripts/python.exe") if p.exists()), None
    )
    if python is None:
        pytest.skip(WHY)

    def read(script: str, project: Path) -> Any:
        done = subprocess.run(
            [python, Path(__file__).parent / script, project],
            cwd=tmp_path_factory.mktemp("lezer"),
            # qualitative-coding 1.7.8 was released with a breakpoint in its reader.
            env=os.environ | {"PYTHONBREAKPOINT": "0", "PYTHONPATH": ""},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout.splitlines()[-1])

    return read
