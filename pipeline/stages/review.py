"""The review page of a wave: hands the study to the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pipeline.config.study import Study
from pipeline.errors import Place, StoreError
from pipeline.run import run_stages
from pipeline.stages import SEGMENT
from pipeline.store.coders import check_coder
from pipeline.store.layout import Layout
from pipeline.store.passphrases import Hashed, read_passphrases
from pipeline.web.aids import Aids
from pipeline.web.desk import Desk
from pipeline.web.reach import Reach
from pipeline.web.server import serve


def admitted(
    study: Study, coders: Sequence[str], passphrases: Path | None, reach: Reach
) -> dict[str, Hashed]:
    """Who may sign in with a passphrase, after a look at who may sign in at all.

    Args:
        coders: who sign in with an address of their own.

    Raises:
        StoreError: when that is nobody, when a name is that of a shared ledger, and when others can
            ask this server and somebody would not need a passphrase.
    """
    shared = study.settings.precedence
    for coder in coders:
        check_coder(coder, shared)
    if reach.is_shared and passphrases is None:
        raise StoreError(
            "op een server die anderen kunnen vragen, meldt iedereen aan met een wachtzin",
            remedy="maak die met 'oza passphrase --file' en geef dat bestand met --passphrases",
        )
    if reach.is_shared and coders:
        raise StoreError(
            "een adres met een token is alleen voor deze computer", remedy="laat --coder weg"
        )
    if passphrases is None:
        if not coders:
            raise StoreError("wie gaat er coderen?", remedy="geef --coder of --passphrases")
        return {}
    found = read_passphrases(passphrases)
    if not found:
        raise StoreError(
            "hier staat nog niemand in",
            place=Place.of(passphrases),
            remedy="voeg een codeur toe met 'oza passphrase --file'",
        )
    for coder in found:
        check_coder(coder, shared)
    return found


def review(
    layout: Layout,
    study: Study,
    coders: Sequence[str],
    passphrases: Mapping[str, Hashed],
    reach: Reach,
    port: int,
    say: Callable[[str], None],
    *,
    browser: bool = True,
    aids: Aids | None = None,
) -> None:
    """Serves the review page until it is stopped.

    Args:
        aids: the decision aids of the study, when it weighs something.

    Raises:
        StoreError: when this wave is being served already, or the address or port is not free.
        LedgerError: when a ledger was tampered with.
    """

    def resegment() -> None:
        run_stages((SEGMENT,), layout, study, lambda _: None)

    settings = study.settings
    shared, seed = settings.precedence, settings.suggest.seed
    desk = Desk(layout, study.codebook, settings.title, resegment, shared, seed, study.lineage)
    own = list(dict.fromkeys(coders))
    serve(desk, own, passphrases, reach, port, say, browser=browser, aids=aids)


def has_reports(layout: Layout) -> bool:
    """Whether there is anything to code in a wave yet."""
    return any(path.is_file() for path in layout.reports.glob("[!.]*"))
