"""An invented wave: four subjects, of which everybody speaks in words of her own as well."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from pipeline.tagging.topics.piece import Piece

SUBJECTS = {
    "tandarts": "tandarts boor kies vulling gaatje stoel pijn poetsen".split(),
    "voetbal": "voetbal trainer doelpunt veld wedstrijd keeper ploeg bal".split(),
    "muziek": "gitaar muziek liedje optreden noten zingen band podium".split(),
    "koken": "koken soep pan recept proeven keuken oven snijden".split(),
}


def invented(
    respondents: int = 8, each: int = 2, seed: int = 0, wave: str = "golf-1"
) -> list[Piece]:
    random = np.random.default_rng(seed)
    pieces = []
    for who in range(1, respondents + 1):
        for subject, words in SUBJECTS.items():
            for number in range(each):
                said = [*random.choice(words, 4, replace=False), f"eigen{who}", "zeggen"]
                pieces.append(
                    Piece(
                        f"{wave}/{who}K1:{len(pieces):08x}",
                        f"{who}K1",
                        " ".join(random.permutation(said)),
                        heading=f"Verslag › {subject if number else ''}",
                        reach=0.1 if subject == "tandarts" else 0.9,
                    )
                )
    return pieces


@pytest.fixture
def wave() -> Callable[..., list[Piece]]:
    return invented


@pytest.fixture
def subjects() -> dict[str, list[str]]:
    """What the wave is about: subject → its words."""
    return SUBJECTS
