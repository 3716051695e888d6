"""The review page, on this computer or shared, and the passphrases for a shared one."""

from __future__ import annotations

import getpass
import sys
import warnings
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.app import Root, StudyName, WaveName, app
from pipeline.console import say, show_problem
from pipeline.errors import Place, StoreError
from pipeline.session import open_session


@app.command()
def review(
    coder: Annotated[
        list[str] | None, typer.Option(help="Naam van de codeur op deze computer; mag vaker.")
    ] = None,
    study: StudyName = "",
    wave: WaveName = "",
    root: Root = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: een vrije poort.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open de bladzijde in de browser.")] = True,
    passphrases: Annotated[
        Path | None,
        typer.Option(help="Bestand van 'oza passphrase': wie er met een wachtzin aanmelden."),
    ] = None,
    host: Annotated[
        str, typer.Option(help="Adres waarop anderen de bladzijde kunnen openen.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option(help="Naam waaronder de server bekend is; mag vaker.")
    ] = None,
    certificate: Annotated[Path | None, typer.Option(help="Certificaat (PEM) voor TLS.")] = None,
    key: Annotated[Path | None, typer.Option(help="De sleutel (PEM) daarbij.")] = None,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="Een proxy ervoor verzorgt TLS.")
    ] = False,
    without_tls: Annotated[
        bool, typer.Option("--without-tls", help="Zonder TLS: anderen kunnen meelezen.")
    ] = False,
) -> None:
    """Open de bladzijde om codes te valideren; alleen op deze computer, tenzij anders gezegd."""
    from pipeline.commands.weighing_pages import aids_of, open_weighing, weighs
    from pipeline.stages.review import admitted, has_reports
    from pipeline.stages.review import review as serve
    from pipeline.web.reach import reach_of

    reach = reach_of(
        host, name or (), certificate, key, behind_tls=behind_tls, without_tls=without_tls
    )
    session = open_session(study, wave, root)
    coders = coder or []
    known = admitted(session.study, coders, passphrases, reach)
    for file in (passphrases, key):
        if file is not None:
            _warn_when_open(file)
    layout = session.layout
    coded = has_reports(layout)
    aids = aids_of(layout, session.study if coded else None) if weighs(layout) else None
    if aids is not None and not coded:
        say("in deze golf staan nog geen verslagen: alleen de afweging is te openen")
        open_weighing(layout, aids, coders, known, reach, port, browser=browser)
        return
    session.run_until("suggest")
    serve(layout, session.study, coders, known, reach, port, say, browser=browser, aids=aids)


@app.command(context_settings={"allow_extra_args": True})
def passphrase(
    context: typer.Context,
    coder: Annotated[str, typer.Argument(help="Naam van de codeur.")],
    file: Annotated[
        Path, typer.Option(help="Bestand met wachtzinnen, buiten versiebeheer, zoals in private/.")
    ],
    remove: Annotated[bool, typer.Option("--remove", help="Haal deze codeur eruit.")] = False,
) -> None:
    """Stel de wachtzin van een codeur in voor een gedeelde server."""
    from pipeline.store.coders import check_coder
    from pipeline.store.passphrases import hashed, keep_passphrase, open_to_others

    if context.args:
        # Left to the parser, this would be repeated on the screen.
        raise StoreError(
            "een wachtzin hoort niet op de opdrachtregel, waar anderen hem kunnen zien",
            remedy="geef alleen de naam; de wachtzin wordt gevraagd",
        )
    was_open = file.exists() and open_to_others(file)
    if remove:
        keep_passphrase(file, coder, None)
        say(f"{coder} kan niet meer aanmelden; een server die al draait, weet dat na een herstart")
    else:
        check_coder(coder)
        keep_passphrase(file, coder, hashed(_asked(coder)))
        say(f"{coder} kan aanmelden; een server die al draait, weet dat na een herstart")
    if was_open:
        show_problem(f"{Place.of(file)}: was voor anderen leesbaar, nu alleen voor u")


def _asked(coder: str) -> str:
    """The passphrase, typed twice and shown nowhere; from a pipe: its first line."""
    if not sys.stdin.isatty():
        try:
            return sys.stdin.readline().rstrip("\r\n")
        except UnicodeDecodeError:
            raise StoreError(
                "de wachtzin is geen leesbare tekst", remedy="geef hem in UTF-8"
            ) from None
    with warnings.catch_warnings():
        # Without a way to hide what is typed, getpass would show it with a warning.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            first = getpass.getpass(f"Wachtzin voor {coder}: ")
            again = getpass.getpass("Nog een keer: ")
        except (getpass.GetPassWarning, UnicodeDecodeError):
            raise StoreError(
                "op dit venster is de wachtzin niet verborgen te typen",
                remedy="gebruik een gewoon terminalvenster",
            ) from None
    if first != again:
        raise StoreError("de twee wachtzinnen zijn niet gelijk", remedy="probeer het opnieuw")
    return first


def _warn_when_open(file: Path) -> None:
    from pipeline.store.passphrases import open_to_others

    if open_to_others(file):
        show_problem(f"{Place.of(file)}: anderen op deze computer kunnen dit lezen — chmod 600")
