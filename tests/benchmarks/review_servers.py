"""The two servers of `review_page.py`, each in a process of its own: the review page, and a
yardstick."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from review_wave import CODERS, ROOT


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, __file__, *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def said(process: subprocess.Popen[str], names: Sequence[str]) -> dict[str, str]:
    """What the process says about each name: `name: …`."""
    found: dict[str, str] = {}
    assert process.stdout is not None
    for line in process.stdout:
        name, _, rest = line.strip().partition(": ")
        if name in names:
            found[name] = rest
        if len(found) == len(names):
            return found
    raise RuntimeError("de server stopte zonder adres te zeggen")


def serve_wave(root: str) -> None:
    """`oza review` on tables that no stage made: the stages are said to be up to date."""
    from pipeline.__main__ import main as oza
    from pipeline.session import Session

    Session.run_until = lambda *_, **__: 0  # type: ignore[method-assign]
    coders = [part for coder in CODERS for part in ("--coder", coder)]
    sys.argv = ["oza", "review", *coders, "--no-browser", "--root", root]
    oza()


def serve_yardstick(file: str) -> None:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.requests import Request
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route

    busy = threading.Lock()
    kept = Path(file).open("ab")  # noqa: SIM115

    def append(line: bytes) -> None:
        with busy:
            kept.write(line + b"\n")
            kept.flush()
            os.fsync(kept.fileno())

    async def endpoint(request: Request) -> PlainTextResponse:
        await run_in_threadpool(append, await request.body())
        return PlainTextResponse("ja")

    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    print(f"maatstaf: 127.0.0.1:{taken.getsockname()[1]}", flush=True)
    app = Starlette(routes=[Route("/", endpoint, methods=["POST"])])
    config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[taken])


if __name__ == "__main__":
    {"bladzijde": serve_wave, "maatstaf": serve_yardstick}[sys.argv[1]](sys.argv[2])
