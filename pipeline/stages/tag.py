"""Codes for any text: JSON lines in, JSON lines out, for one actor a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.config.study import Study
from pipeline.dependencies import code_of
from pipeline.domain.ids import Actor
from pipeline.errors import CorpusError, Place
from pipeline.stages.fetching import lessons_of, new_model
from pipeline.store.files import write_text
from pipeline.store.layout import Layout
from pipeline.store.tables import read_segments
from pipeline.tagging.model import CodeModel
from pipeline.tagging.origin import Origin
from pipeline.tagging.storing import read_model, read_origin
from pipeline.tagging.suggesting import ranked


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the input: a text and who said it (unknown is allowed)."""

    id: str
    text: str
    actor: Actor | None


def tag(layout: Layout, study: Study, source: Path, target: Path, top: int) -> int:
    """Writes for every line of `source` the `top` most probable codes; returns how many lines.

    A line in is `{"id","text","actor"}`; a line out is `{"id","suggestions":[{"code","section",
    "heading","probability"}]}`, section and heading being those of the chapter map for that actor.

    Raises:
        CorpusError: with the line, when a line is no such object.
    """
    if target.is_dir() or target.resolve() == source.resolve():
        raise CorpusError(
            "de uitvoer hoort een ander bestand te zijn dan de invoer", place=Place.of(target)
        )
    items = list(_read(source))
    model = _model(layout, study, [item.text for item in items])
    chances = model.predict_proba([item.text for item in items], [item.actor for item in items])
    lines = []
    for item, row in zip(items, chances, strict=True):
        best = [at for at in ranked(row)[:top] if row[at] > 0]
        suggestions = [
            _suggestion(study, model.codes[at], item.actor, float(row[at])) for at in best
        ]
        lines.append(json.dumps({"id": item.id, "suggestions": suggestions}, ensure_ascii=False))
    write_text(target, "".join(f"{line}\n" for line in lines))
    return len(lines)


def _model(layout: Layout, study: Study, texts: Sequence[str]) -> CodeModel:
    """The stored model of the newest wave that has one which still holds, or one that learns anew.

    That one learns what the newest stored model would learn now: the texts of its wave tell which
    words are common, so that a text gets the same codes either way, whatever else is in the file.
    Only where no wave has segments yet, the texts themselves tell.

    Raises:
        StoreError: when a stored model is damaged.
    """
    lessons, model = lessons_of(layout, study), new_model(study)
    code = code_of(new_model.__module__)
    waves = [Layout(layout.root, layout.study, wave) for wave in reversed(layout.waves())]
    waves = [wave for wave in waves if _segments(wave).exists()]
    waves.sort(key=lambda wave: not _stored(wave).exists())
    for wave in waves:
        told = [segment.text for segment in read_segments(_segments(wave))]
        texts = told if wave is waves[0] else texts
        before = read_origin(_stored(wave))
        origin = Origin.of(model, lessons, told, code)
        if before is not None and not origin.changes_since(before):
            return read_model(_stored(wave), model, lessons, origin)
    return model.fit(lessons, texts)


def _segments(wave: Layout) -> Path:
    return wave.stage("segment") / "segments.parquet"


def _stored(wave: Layout) -> Path:
    return wave.stage("suggest") / "model"


def _suggestion(study: Study, code: str, actor: Actor | None, chance: float) -> dict[str, Any]:
    actors = (actor,) if actor else study.codebook[code].actors
    homes = [study.chapters.section_for(code, a) for a in actors]
    section = next((home for home in homes if home is not None), None)
    return {
        "code": code,
        "section": section.number if section else "",
        "heading": section.heading if section else "",
        "probability": round(chance, 4),
    }


def _read(path: Path) -> Iterator[Item]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise CorpusError("het bestand bestaat niet", place=Place.of(path)) from None
    except UnicodeDecodeError:
        raise CorpusError("het bestand is geen UTF-8", place=Place.of(path)) from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = Place.of(path, number)
        try:
            data = json.loads(line)
            id_, text, actor = str(data["id"]), data["text"], data.get("actor") or None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise CorpusError(
                "deze regel is geen tekst om te coderen",
                place=place,
                remedy='schrijf {"id": …, "text": …, "actor": …}',
            ) from None
        if not isinstance(text, str):
            raise CorpusError("'text' hoort tekst te zijn", place=place)
        actor = str(actor).casefold() if actor else None
        if actor is not None and actor not in list(Actor):
            raise CorpusError("onbekende actor", place=place, remedy=f"kies uit {', '.join(Actor)}")
        yield Item(id_, text, Actor(actor) if actor else None)
