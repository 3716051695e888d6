"""Do themes come up that the codebook does not know? Run with `python tests/benchmarks/topics.py`.

1. The two themes planted in golf-2, with golf-1 as the earlier wave: with nothing of golf-2 coded
   yet, and with its decisions. The engine's choices were made while looking at these as well as at
   the families: neither is a measure on data that the engine's maker never saw.
2. Families of codes, each taken out of the codebook and of the codings of golf-1: does it come up?
3. What each part of the engine is worth for both.
4. Small waves: so many segments of golf-1, whole reports as far as they fit.
5. How much a topic is like itself with a tenth of the reports left out, and like the others: what
   `identity.SAME` lies between.

A theme has come up at rank n when the n-th proposal has segments of three respondents or more and at
least half of them carry it. Nothing is asserted. Takes some ten minutes.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np

from pipeline.config.study import Study, read_study
from pipeline.domain.codebook import Codebook
from pipeline.domain.topic import Appearance, Scope
from pipeline.session import Session
from pipeline.stages.for_topics import unexplained
from pipeline.stages.for_topics.unexplained import Material, material_of, texts_of
from pipeline.stages.shared.fetching import lessons_of, standing_of
from pipeline.store.layout import Layout
from pipeline.store.tables import read_segments
from pipeline.tagging.model import CodeModel
from pipeline.tagging.topics import identity, space
from pipeline.tagging.topics.finding import Outcome, Search, find_themes
from pipeline.tagging.topics.methods import Method
from pipeline.tagging.topics.piece import Piece
from pipeline.tagging.topics.theme import Theme
from pipeline.tagging.training import decided_lessons, passages_of
from pipeline.text.dutch import base_form, lemmas

ROOT = Path(__file__).parents[2]
FIRST, SECOND = "golf-1", "golf-2"
LEAST_RESPONDENTS, HALF, FIRST_FIVE = 3, 0.5, 5
FAMILIES = (
    "afwijken samenwerking ouders vastlopen toekomst weg opp-doelen sociaal kind-denkt-mee gezin"
    " rollen ontstaan"
).split()
SCOPES = {"zonder": Scope.WITHOUT, "weinig": Scope.FEW}
POORLY = 0.30


@dataclass(frozen=True)
class Task:
    """A wave in which a theme hides, and the segments it is in."""

    name: str
    material: Material
    codes: Mapping[str, Sequence[str]]
    hidden: Mapping[str, frozenset[str]]

    def themes(self, scope: Scope, search: Search) -> Outcome:
        earlier = [piece for pieces in self.material.earlier.values() for piece in pieces]
        inside = self.material.in_scope(scope, 0, POORLY)
        return find_themes(self.material.pieces, inside, earlier, self.codes, search)


def main() -> None:
    study, layouts = prepared(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
    planted = list(planted_tasks(study, layouts))
    families = list(family_tasks(study, layouts[FIRST]))
    print("\n1. De twee verzonnen thema's van golf-2")
    for task in planted:
        for name, scope in SCOPES.items():
            if scope is Scope.WITHOUT and not task.material.read:
                continue  # the same as FEW, where nobody read
            start = time.perf_counter()
            outcome = task.themes(scope, Search(lemmas))
            took = time.perf_counter() - start
            told = "; ".join(f"{n}: {best(outcome.themes, ids)}" for n, ids in task.hidden.items())
            print(f"  {task.name}, {name} ({outcome.considered} segmenten, {took:.0f} s): {told}")
    print("\n2. Families die uit het codeboek zijn gehaald (golf-1)")
    for name, scope in SCOPES.items():
        ranks = []
        for task in families:
            outcome = task.themes(scope, Search(lemmas, draws=0))
            (ids,) = task.hidden.values()
            ranks.append(rank(outcome.themes, ids))
            print(f"  {task.name}, {name} ({outcome.considered}): {best(outcome.themes, ids)}")
        print(f"  {name}: {in_five(ranks)} van de {len(ranks)} bij de eerste vijf")
    print("\n3. Wat onderdelen waard zijn (rangen; seeds 0, 1 en 2)")
    for name, change in variants().items():
        with change():
            print(f"  {name}: {over_all(planted, families)}")
    print("\n4. Kleine golven")
    for count in (20, 50, 100, 500):
        small(families[0].material, texts_of(study), count)
    print("\n5. Hoe een onderwerp op zichzelf lijkt")
    likeness_with_itself(planted[-1])


def prepared(root: Path) -> tuple[Study, dict[str, Layout]]:
    study = read_study(root / "codebook" / "ervaringen")
    layouts = {wave: Layout(root, "ervaringen", wave) for wave in (FIRST, SECOND)}
    for layout in layouts.values():
        Session(layout, study).run_until("suggest", quiet=True)
    return study, layouts


def planted_tasks(study: Study, layouts: Mapping[str, Layout]) -> Iterator[Task]:
    with Path(__file__).with_name("topics_planted.toml").open("rb") as file:
        hidden = {name: frozenset(ids) for name, ids in tomllib.load(file).items()}
    layout = layouts[SECOND]
    material = material_of(layout, study)
    segments = list(material.segments.values())
    lessons = [one for one in lessons_of(layout, study) if one.wave == FIRST]
    model = CodeModel(study.codebook, base_form, seed=1).fit(lessons)
    chances = model.chances(passages_of(segments, SECOND)).max(axis=1)
    likely = [("x",) if chance >= POORLY else () for chance in chances]
    unread = replace(
        material,
        pieces=with_reach(material.pieces, chances),
        carried=dict(zip(material.segments, likely, strict=True)),
        read=frozenset(),
    )
    yield Task("niets van golf-2 gecodeerd", unread, texts_of(study), hidden)
    yield Task("met de beslissingen van golf-2", material, texts_of(study), hidden)


def family_tasks(study: Study, layout: Layout) -> Iterator[Task]:
    material = material_of(layout, study)
    codings, owner = standing_of(layout, study)
    segments = read_segments(layout.stage("segment") / "segments.parquet")
    for family in FAMILIES:
        gone = {c.id for c in study.codebook if family in (c.id, *ancestors(study, c.id))}
        book = without(study.codebook, gone)
        kept = [coding for coding in codings if coding.code not in gone]
        lessons = decided_lessons(segments, kept, owner, book, FIRST)
        model = CodeModel(book, base_form, seed=1).fit(lessons)
        left = replace(
            material,
            pieces=with_reach(material.pieces, model.held_out.max(axis=1)),
            carried={
                segment: tuple(code for code in codes if code not in gone)
                for segment, codes in material.carried.items()
            },
        )
        ids = frozenset(s for s, codes in material.carried.items() if gone & set(codes))
        codes = {code: texts for code, texts in texts_of(study).items() if code not in gone}
        yield Task(family, left, codes, {family: ids})


def ancestors(study: Study, code: str) -> list[str]:
    return [above.id for above in study.codebook.ancestors(code)]


def without(book: Codebook, gone: set[str]) -> Codebook:
    kept = (
        replace(code, avoid=tuple(one for one in code.avoid if one.code not in gone))
        for code in book
        if code.id not in gone
    )
    return Codebook(book.study, book.version, tuple(kept))


def with_reach(pieces: Sequence[Piece], reach: Sequence[float]) -> list[Piece]:
    return [replace(p, reach=float(r)) for p, r in zip(pieces, reach, strict=True)]


def share(theme: Theme, ids: frozenset[str]) -> float:
    own = {unexplained.segment_of(piece) for piece in theme.pieces}
    return len(own & ids) / len(own)


def rank(themes: Sequence[Theme], ids: frozenset[str]) -> int | None:
    for number, theme in enumerate(themes, start=1):
        people = {piece.partition(":")[0] for piece in theme.pieces}
        if len(people) >= LEAST_RESPONDENTS and share(theme, ids) >= HALF:
            return number
    return None


def in_five(ranks: Sequence[int | None]) -> int:
    return sum(number is not None and number <= FIRST_FIVE for number in ranks)


def best(themes: Sequence[Theme], ids: frozenset[str]) -> str:
    number = rank(themes, ids)
    if number is None:
        return "komt niet boven"
    theme = themes[number - 1]
    found = {unexplained.segment_of(piece) for one in themes[:FIRST_FIVE] for piece in one.pieces}
    words = ", ".join(word for word, _ in theme.words[:6])
    return (
        f"plaats {number} van {len(themes)} (zuiver {share(theme, ids):.0%}, stabiliteit"
        f" {theme.stability:.2f}; {len(found & ids) / len(ids):.0%} van het thema bij de eerste"
        f" vijf: {words})"
    )


def variants() -> dict[str, Callable[[], AbstractContextManager[object]]]:
    return {
        "het programma": nullcontext,
        "zonder kop en vraag": lambda: patch.object(Piece, "context", property(lambda piece: "")),
        "zonder de rest van de paragraaf": lambda: patch.object(space, "SECTION", 0.0),
        "zonder aftrek van wat een spreker altijd zegt": lambda: patch.object(
            Piece, "report", property(lambda piece: piece.wave)
        ),
        "15 richtingen": lambda: patch.object(space, "DIMS", 15),
        "60 richtingen": lambda: patch.object(space, "DIMS", 60),
        "0,7 keer zoveel onderwerpen": lambda: times(0.7),
        "1,4 keer zoveel onderwerpen": lambda: times(1.4),
    }


def times(factor: float) -> AbstractContextManager[object]:
    return patch(
        "pipeline.tagging.topics.methods.number_of_topics",
        lambda pieces: max(2, round(factor * float(np.sqrt(pieces / 2)))),
    )


def over_all(planted: Sequence[Task], families: Sequence[Task]) -> str:
    told, found, of = [], 0, 0
    for seed in (0, 1, 2):
        search = Search(lemmas, Method(seed=seed), draws=0)
        ranks = []
        for task in planted:
            themes = task.themes(Scope.FEW, search).themes
            ranks += [rank(themes, ids) for ids in task.hidden.values()]
        told.append("/".join("–" if one is None else str(one) for one in ranks))
        for task in families:
            themes = task.themes(Scope.WITHOUT, search).themes
            found += in_five([rank(themes, ids) for ids in task.hidden.values()])
            of += 1
    return f"verzonnen thema's {' · '.join(told)}; families bij de eerste vijf {found} van {of}"


def small(material: Material, codes: Mapping[str, Sequence[str]], count: int) -> None:
    people = list(dict.fromkeys(piece.respondent for piece in material.pieces))
    random = np.random.default_rng(0)
    random.shuffle(people)
    each = max(1, round(len(material.pieces) / len(people)))
    chosen = people[: max(3, -(-count // each))]
    most = -(-count // len(chosen))
    pieces: list[Piece] = []
    for who in chosen:
        pieces += [piece for piece in material.pieces if piece.respondent == who][:most]
    pieces = pieces[:count]
    start = time.perf_counter()
    outcome = find_themes(
        pieces, frozenset(piece.id for piece in pieces), (), codes, Search(lemmas)
    )
    took = time.perf_counter() - start
    several = [theme for theme in outcome.themes if theme.spread > 0]
    sizes = sorted((len(theme.pieces) for theme in outcome.themes), reverse=True)
    print(
        f"  {count} segmenten van {len(chosen)} respondenten: {len(sizes)} onderwerpen van"
        f" {sizes} segmenten, {len(several)} van meer dan één respondent; {took:.0f} s;"
        f" stabiliteit {[theme.stability for theme in outcome.themes[:5]]}"
    )
    for theme in outcome.themes[:2]:
        print(f"      {', '.join(word for word, _ in theme.words[:8])}")


def likeness_with_itself(task: Task) -> None:
    whole = task.themes(Scope.FEW, Search(lemmas, draws=0))
    shown = [appearance(theme) for theme in whole.themes]
    others = [
        max(identity.like(one, other) for other in shown if other is not one) for one in shown
    ]
    own = []
    people = sorted({piece.respondent for piece in task.material.pieces})
    for out in people:
        pieces = [piece for piece in task.material.pieces if piece.respondent != out]
        part = replace(task, material=replace(task.material, pieces=pieces))
        found = [appearance(t) for t in part.themes(Scope.FEW, Search(lemmas, draws=0)).themes]
        # Another wave, so that words alone have to tell.
        found = [replace(one, wave="") for one in found]
        own += [max(identity.like(one, other) for other in found) for one in shown]
    print(f"  met zichzelf zonder één verslag: {np.round(np.quantile(own, (0.1, 0.5, 0.9)), 2)}")
    print(
        f"  met het likeste andere onderwerp: {np.round(np.quantile(others, (0.1, 0.5, 0.9)), 2)}"
    )


def appearance(theme: Theme) -> Appearance:
    return Appearance(SECOND, theme.words[:20], theme.centroid, theme.pieces)


if __name__ == "__main__":
    main()
