"""Codes for any text: JSON lines in, JSON lines out, for one actor a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.config.study import Study
from pipeline.domain.ids import Actor
from pipeline.errors import CorpusError, Place
from pipeline.stages.for_suggest.learning import learned
from pipeline.stages.shared.fetching import lessons_of
from pipeline.store.files import write_text
from pipeline.store.layout import Layout
from pipeline.tagging.model import CodeModel
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
    items = list(_read(source, tuple(study.settings.actors)))
    model = _model(layout, study)
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


def _model(layout: Layout, study: Study) -> CodeModel:
    """The stored model of a wave that still holds, or one that learns the same anew."""
    waves = [layout.of_wave(wave) for wave in reversed(layout.waves())]
    stored = [wave.stage("suggest") / "model" for wave in waves]
    return learned(study, lessons_of(layout, study), stored).model


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


def _read(path: Path, actors: Sequence[Actor]) -> Iterator[Item]:
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
        if actor is not None and actor not in actors:
            remedy = f"kies uit {', '.join(actors)}"
            raise CorpusError("onbekende actor", place=place, remedy=remedy)
        yield Item(id_, text, Actor(actor) if actor else None)
