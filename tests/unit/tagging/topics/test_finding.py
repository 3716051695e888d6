"""Themes from passages: the hidden one comes up, and nothing depends on order or threads."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import MethodError
from pipeline.tagging.topics.finding import Outcome, Search, find_themes
from pipeline.tagging.topics.methods import Grouping, Method
from pipeline.tagging.topics.piece import Piece

Wave = Callable[..., list[Piece]]
CODES = {"sport": ("voetbal trainer doelpunt",), "muziek": ("gitaar muziek", "zingen")}
Subjects = dict[str, list[str]]


def look(pieces: list[Piece], scope: set[str] | None = None, **more: object) -> Outcome:
    inside = frozenset(scope if scope is not None else {piece.id for piece in pieces})
    earlier = more.pop("earlier", ())
    search = Search(str.split, Method(topics=4), **{"draws": 10, **more})  # type: ignore[arg-type]
    return find_themes(pieces, inside, earlier, CODES, search)  # type: ignore[arg-type]


def test_what_the_codebook_does_not_know_comes_first(wave: Wave, subjects: Subjects) -> None:
    pieces = wave()
    outcome = look(pieces)
    first = outcome.themes[0]
    by_id = {piece.id: piece for piece in pieces}
    assert {by_id[one].reach for one in first.pieces} == {0.1}
    assert len(first.pieces) == 16
    assert {word for word, _ in first.words[:5]} <= set(subjects["tandarts"])
    assert first.unexplained == 0.9
    assert first.stability > 0.9
    assert len({by_id[one].respondent for one in first.typical[:8]}) == 8
    assert (outcome.considered, outcome.left_out, outcome.outside) == (64, 0, 0)


def test_what_was_spoken_of_before_stands_lower(wave: Wave, subjects: Subjects) -> None:
    pieces = [replace(piece, reach=0.1) for piece in wave(wave="golf-2")]
    past = [piece for piece in wave(seed=5) if piece.reach > 0.5]
    themes = look(pieces, earlier=past).themes
    dentist = next(theme for theme in themes if theme.words[0][0] in subjects["tandarts"])
    assert themes[0] is dentist
    assert dentist.rise > 0.8 > max(theme.rise for theme in themes[1:])
    assert not dentist.before
    assert all(len(theme.before) > 5 for theme in themes[1:])


def test_only_what_is_in_scope_is_grouped_and_the_rest_is_counted(wave: Wave) -> None:
    pieces = wave()
    scope = {piece.id for piece in pieces if piece.reach < 0.5 or "voetbal" in piece.heading}
    short = replace(pieces[0], id="golf-1/1K1:ffffffff", text="ja nee")
    search = Search(str.split, Method(topics=2), draws=0)
    outcome = find_themes([*pieces, short], frozenset({*scope, short.id}), (), CODES, search)
    assert {one for theme in outcome.themes for one in theme.pieces} == scope
    assert (outcome.considered, outcome.left_out) == (len(scope), 1)


def test_order_does_not_matter(wave: Wave) -> None:
    pieces = wave()
    past = wave(seed=5, wave="golf-0")
    expected = look(pieces, earlier=past)
    assert look(pieces[::-1], earlier=past[::-1]) == expected
    assert look(sorted(pieces, key=lambda p: p.text), earlier=past) == expected


def test_words_to_look_for_draw_passages_together(wave: Wave, subjects: Subjects) -> None:
    pieces = wave()
    seed = (*subjects["koken"], *subjects["muziek"])
    both = {piece.id for piece in pieces if set(piece.text.split()) & set(seed)}
    inside = frozenset(piece.id for piece in pieces)

    def together(seeds: tuple[tuple[str, ...], ...]) -> bool:
        search = Search(str.split, Method(topics=3), seeds, draws=0)
        themes = find_themes(pieces, inside, (), CODES, search).themes
        return any(set(theme.pieces) == both for theme in themes)

    assert together((seed,))
    others = (*subjects["tandarts"], *subjects["voetbal"])
    assert not together((others,))


def test_too_little_is_refused(wave: Wave) -> None:
    pieces = wave()
    with pytest.raises(ValueError, match="minstens twee"):
        look(pieces, {pieces[0].id})
    density = Search(str.split, Method(Grouping.DENSITY))
    with pytest.raises(MethodError, match="minstens 150"):
        find_themes(pieces, frozenset(piece.id for piece in pieces), (), CODES, density)


SCRIPT = """
import random, sys
sys.path.insert(0, sys.argv[2])
from conftest import invented
from pipeline.tagging.topics.finding import Search, find_themes
from pipeline.tagging.topics.methods import Method
pieces, past = invented(respondents=12, each=3, wave="golf-2"), invented(seed=9)
random.Random(sys.argv[1]).shuffle(pieces)
random.Random(sys.argv[1]).shuffle(past)
codes = {"sport": ["voetbal trainer"], "muziek": ["gitaar zingen"]}
print(find_themes(pieces, frozenset(p.id for p in pieces), past, codes, Search(str.split, draws=5)))
"""


def test_the_number_of_threads_does_not_matter() -> None:
    found = []
    for threads, order in (("1", "a"), ("2", "b")):
        limits = {f"{name}_NUM_THREADS": threads for name in ("OMP", "OPENBLAS", "MKL", "NUMBA")}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, order, str(Path(__file__).parent)],
            env={**os.environ, **limits, "PYTHONHASHSEED": threads},
            cwd=Path(__file__).parents[4],
            capture_output=True,
            check=True,
        )
        found.append(done.stdout)
    assert found[0] == found[1]
    assert found[0].count(b"Theme(") == 8
