"""A handful of made-up labels for the engine, and the shipped codebook learned once."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.config.study import Study
from pipeline.domain.codebook import Code, Codebook, Example
from pipeline.domain.ids import Actor
from pipeline.tagging.model import CodeModel
from pipeline.text.dutch import base_form

WORDS = (
    "bus taxi chauffeur halte rit".split(),
    "pony kip hond konijn geit".split(),
    "stil rustig kalm zacht vredig".split(),
)
FRAMES = ("Er was een {}.", "Dan heb je {} en {}.", "Ja, {} dus.", "Eerst {}, later weer {}.")


class Sayings:
    """Texts about three subjects, or about nothing, and what they are about."""

    def __init__(self, count: int, seed: int = 0, nothing: float = 0.25) -> None:
        random = np.random.default_rng(seed)
        self.texts: list[str] = []
        self.labels = np.zeros((count, len(WORDS)))
        for row in range(count):
            about = random.random(len(WORDS)) < 0.4
            if random.random() < nothing or not about.any():
                self.texts.append(f"Het was {random.choice(['maandag', 'dinsdag', 'laat'])}.")
                continue
            self.labels[row] = about
            parts = [self._part(random, label) for label in np.flatnonzero(about)]
            self.texts.append(" ".join(parts))
        self.groups = [f"g{row * 10 // count}" for row in range(count)]

    @staticmethod
    def _part(random: np.random.Generator, label: int) -> str:
        frame = FRAMES[int(random.integers(len(FRAMES)))]
        return frame.format(*random.choice(WORDS[label], 2))


@pytest.fixture(scope="session")
def sayings() -> type[Sayings]:
    return Sayings


def _code(id_: str, said: str, actors: tuple[Actor, ...], keywords: str, parent: str = "") -> Code:
    return Code(
        id_,
        id_.capitalize(),
        f"Wat iemand zegt over {id_}.",
        "Bij elke opmerking.",
        actors,
        parent,
        examples=tuple(Example(actor, said) for actor in actors),
        keywords=tuple(keywords.split()),
    )


@pytest.fixture(scope="session")
def little() -> Codebook:
    """Four leaf codes, of which two in a family, and one that only parents speak about."""
    both = (Actor.KIND, Actor.OUDER)
    return Codebook(
        "klein",
        "1.0.0",
        (
            Code("reizen", "Reizen", "Alles onderweg.", "Nooit.", both),
            _code("bus", "Ik ga met de bus naar school.", both, "bus halte", "reizen"),
            _code("taxi", "De taxi haalt mij op.", both, "taxi chauffeur", "reizen"),
            _code("dieren", "De pony staat in de wei.", both, "pony geit"),
            _code("kosten", "De gemeente betaalt de rekening.", (Actor.OUDER,), "geld rekening"),
        ),
    )


@pytest.fixture(scope="session")
def cold(study: Study) -> CodeModel:
    """The shipped codebook, without any decision."""
    return CodeModel(study.codebook, base_form).fit([])
