"""The review page of a wave: hands the study to the server."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.config.study import Study
from pipeline.store.layout import Layout
from pipeline.web.desk import Desk
from pipeline.web.server import serve


def review(
    layout: Layout,
    study: Study,
    coders: Sequence[str],
    port: int,
    say: Callable[[str], None],
    *,
    browser: bool = True,
) -> None:
    """Serves the review page until it is stopped.

    Raises:
        StoreError: when this wave is being served already, or the port is taken.
        LedgerError: when a ledger was tampered with.
    """
    desk = Desk(layout, study.codebook, study.settings.title)
    serve(desk, list(dict.fromkeys(coders)), port, say, browser=browser)
