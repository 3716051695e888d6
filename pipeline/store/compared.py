"""Tables that were compared, read back from what the stage wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.domain.compared import Category, Number, Stand, Tabulation, Theme
from pipeline.domain.comparison import Across
from pipeline.domain.evaluation import Measured
from pipeline.domain.ids import Actor
from pipeline.domain.unit import Unit
from pipeline.errors import Place, StoreError
from pipeline.store.files import read_json


def read_tables(path: Path) -> list[Tabulation]:
    """The tables as they are published.

    Raises:
        StoreError: when the file is missing or is not what the stage wrote.
    """
    data = read_json(path)
    try:
        return [_table(one) for one in data["tables"]]
    except (KeyError, TypeError, ValueError):
        raise StoreError(
            "dit zijn geen vergelijkingen",
            place=Place.of(path),
            remedy="draai 'oza compare --again'",
        ) from None


def _table(data: dict[str, Any]) -> Tabulation:
    return Tabulation(
        data["key"],
        Across(data["across"]),
        tuple(Actor(actor) for actor in data["actors"]),
        data["trait"],
        tuple(Category(**one) for one in data["categories"]),
        tuple(Theme(**one) for one in data["themes"]),
        tuple(tuple(_number(one) for one in row) for row in data["numbers"]),
        Unit(**data["unit"]),
    )


def _number(data: dict[str, Any]) -> Number:
    return Number(
        Stand(data["stand"]),
        data["raised"],
        data["asked"],
        Measured(**data["share"]),
        data["basis"],
    )
