"""The door for notebooks: `load()` gives a study as tidy pandas tables.

from pipeline.notebook import load
ervaringen = load("ervaringen")
ervaringen.themes.query("actor == 'kind'")

`compare()` gives what may be compared, as it may be published; `passages()` what was said about a
theme, named as the study's rules allow.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.session import Session, open_session, open_study
from pipeline.stages.tidying import Tables, tables_of
from pipeline.store.layout import Layout

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Tables", "compare", "load", "passages"]


def load(study: str = "", wave: str = "", root: Path | None = None) -> Tables:
    """A study, or one wave of it, as four tables; what is stale is made first.

    Args:
        study: may be left out where there is only one.
        wave: every wave when left out.
        root: the project's folder; the nearest one upwards when left out.

    Raises:
        StoreError: when there is no such project, study or wave.
    """
    opened = open_study(study, root)
    at = opened.layout
    waves = [wave] if wave else at.waves()
    sessions = [Session(Layout(at.root, at.study, name), opened.study) for name in waves]
    for session in sessions:
        session.run_until("segment", quiet=True)
    return tables_of([session.layout for session in sessions], opened.study)


def compare(
    by: str, *actors: str, study: str = "", wave: str = "", root: Path | None = None
) -> pd.DataFrame:
    """One comparison, a row a theme and a category; what the page hides is hidden here too.

    `stand` says why there is a number or none; `tekst` is the number as it is read, `3 van de 8`.
    The tables of a wave are made first where they are stale: that takes a minute, once.

    Args:
        by: oza, actor, golf, or a characteristic of OZA's.
        actors: whose respondents; of several who are analysed together one number.
        study, wave: may be left out where there is only one.

    Raises:
        MethodError: naming the rule, when the method does not allow it.
        StoreError: for a study, wave, actor or characteristic that does not exist.
    """
    import pandas as pd

    from pipeline.report.compare_csv import HEADER, tidy
    from pipeline.report.compare_words import standing
    from pipeline.run import run_stages
    from pipeline.stages import COMPARE
    from pipeline.stages.for_compare.looking_up import actors_named, looked_up, refuse_outright

    session = open_session(study, wave, root)
    who = actors_named(session.study, actors)
    refuse_outright(session.study, by, who)
    session.run_until("segment", quiet=True)
    run_stages([COMPARE], session.layout, session.study, lambda _: None)
    table = looked_up(session.layout, session.study, by, who)
    found = pd.DataFrame(list(tidy([table])), columns=list(HEADER))
    found["tekst"] = [
        standing(number, category)
        for row in table.numbers
        for category, number in zip(table.categories, row, strict=True)
    ]
    return found.astype({"ingebracht": "Int64"})


def passages(code: str, study: str = "", wave: str = "", root: Path | None = None) -> pd.DataFrame:
    """What was said with a code or one below it: thema, bron, houding, tekst.

    Children and parents are called so and no more: nothing ties them to an OZA, the order neither.

    Raises:
        StoreError: for a code, study or wave that does not exist.
        LedgerError: when nothing of the wave is validated.
    """
    import pandas as pd

    from pipeline.stages.for_compare.passages import passages_of

    session = open_session(study, wave, root)
    session.run_until("segment", quiet=True)
    rows = [
        (one.label, one.source, one.stance.value, one.text)
        for one in passages_of(session.layout, session.study, code)
    ]
    return pd.DataFrame(rows, columns=["thema", "bron", "houding", "tekst"])
