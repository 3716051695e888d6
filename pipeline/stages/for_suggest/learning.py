"""The model of now: a stored one that learned from the same, or one that learns anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.study import Study
from pipeline.dependencies import code_of
from pipeline.errors import StoreError
from pipeline.stages.shared.fetching import new_model
from pipeline.tagging.model import CodeModel
from pipeline.tagging.origin import Origin
from pipeline.tagging.storing import read_model, read_origin
from pipeline.tagging.training import Lesson


@dataclass(frozen=True)
class Learned:
    """A model and what it was made from; `stored` is the folder it was read from, if it was."""

    model: CodeModel
    origin: Origin
    stored: Path | None = None


def learned(study: Study, lessons: Sequence[Lesson], folders: Iterable[Path]) -> Learned:
    """A model that learned from these lessons: it predicts the same to the bit, stored or not.

    Args:
        folders: where one may be stored. One that is not there, learned from something else or is
            damaged is passed over.
    """
    model = new_model(study)
    origin = Origin.of(model, lessons, code_of(new_model.__module__))
    for folder in folders:
        try:
            before = read_origin(folder)
            if before is not None and not origin.changes_since(before):
                return Learned(read_model(folder, model, lessons, origin), origin, folder)
        except StoreError:
            continue
    return Learned(model.fit(lessons), origin)
