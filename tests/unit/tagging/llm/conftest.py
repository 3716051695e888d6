"""What these tests share: a small codebook."""

import pytest

from pipeline.domain.codebook import Avoid, Code, Codebook
from pipeline.domain.ids import Actor

BOTH = (Actor.KIND, Actor.OUDER)


@pytest.fixture
def codebook() -> Codebook:
    codes = (
        Code("school", "School", "Over school.", "Alles over school.", BOTH),
        Code(
            "pesten",
            "Pesten",
            "Wie gepest werd.",
            "Bij pesten\n  en uitlachen.",
            BOTH,
            "school",
            (Avoid("het om ruzie thuis gaat", "thuis"), Avoid("het om geld gaat", "geld")),
        ),
        Code("thuis", "Thuis", "Over thuis.", "Bij het gezin.", (Actor.OUDER, Actor.KIND)),
        Code("geld", "Geld", "Over geld.", "Bij bekostiging.", (Actor.PARTNER,)),
    )
    return Codebook("proef", "1.0.0", codes)
