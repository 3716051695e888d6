"""What is under way, so that a forgetting that was broken off can be finished. The journal holds no
content: ids, waves, moments, numbers, and the reason that a person typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.domain.forgetting import Interview, Withdrawal
from pipeline.errors import Place, StoreError
from pipeline.store.files import read_json, write_json
from pipeline.store.forgetting.fixed import Published
from pipeline.store.layout import Layout


@dataclass(frozen=True, slots=True)
class Journal:
    """A forgetting that is not finished.

    `stood` are the stages that had run, by wave; `remake` names other outputs that go, as
    `golf-1/evaluate`; `counts` is what goes, by kind, and `published` are the fixed reports in
    which they counted. `remade` says that everything was taken out and made anew, so that only
    what remains is left to look at.
    """

    withdrawal: Withdrawal
    at: str
    by: str
    reason: str
    stood: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remake: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    published: tuple[Published, ...] = ()
    remade: bool = False


def read_journal(layout: Layout) -> Journal | None:
    """What is under way, or None.

    Raises:
        StoreError: when the journal is damaged.
    """
    path = layout.forgetting
    if not path.exists():
        return None
    data: dict[str, Any] = read_json(path)
    try:
        interviews = tuple(Interview(**one) for one in data.pop("interviews"))
        stood = {wave: tuple(names) for wave, names in data.pop("stood").items()}
        withdrawal = Withdrawal(interviews, data.pop("whole"))
        published = tuple(Published(**one) for one in data.pop("published"))
        remake = tuple(data.pop("remake"))
        return Journal(withdrawal, stood=stood, remake=remake, published=published, **data)
    except (KeyError, TypeError, AttributeError):
        raise StoreError(
            "hierin hoort te staan wie er wordt vergeten",
            place=Place.of(path),
            remedy="haal het bestand weg en draai 'oza forget' opnieuw",
        ) from None


def write_journal(layout: Layout, journal: Journal) -> None:
    """On disk when it returns."""
    data = asdict(journal)
    withdrawal = data.pop("withdrawal")
    write_json(layout.forgetting, {**data, **withdrawal})


def unfinished(layout: Layout) -> str:
    """One line about a forgetting that was not finished, or ''."""
    journal = read_journal(layout)
    if journal is None:
        return ""
    names = ", ".join(journal.withdrawal.respondents)
    return (
        f"het vergeten van {names} is niet af; maak het af met "
        f"'oza forget {journal.withdrawal.respondents[0]} --yes'"
    )
