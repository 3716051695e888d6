"""What is said of a report does not depend on what else is asked in the same call: that is why it
may be kept."""

from __future__ import annotations

import random

import numpy as np
import pytest

from pipeline.domain.codebook import Codebook
from pipeline.tagging.model import CodeModel
from pipeline.tagging.passages import Passage
from pipeline.tagging.training import Lesson

WORDS = (
    "bus taxi pony geit geld rekening school klas juf druk rust thuis samen hulp weg laat".split()
)


def passages(reports: int, seed: int) -> list[list[Passage]]:
    draw = random.Random(seed)
    made = []
    for number in range(reports):
        said = [
            " ".join(draw.choices(WORDS, k=draw.randint(3, 12))) for _ in range(draw.randint(1, 9))
        ]
        made.append([
            Passage(text, "kind", f"golf-1/{seed}{number}", at, "Hoe het gaat", "En de reis?",
                    said[at - 1] if at else "", said[at + 1] if at + 1 < len(said) else "")
            for at, text in enumerate(said)
        ])  # fmt: skip
    return made


@pytest.fixture(scope="module")
def learned(little: Codebook) -> CodeModel:
    """With context and trees."""
    codes = CodeModel(little, str).codes
    draw = random.Random(5)
    lessons = [
        Lesson(one, (draw.choice(codes),) if draw.random() < 0.7 else (), one.report, str(at))
        for own in passages(70, 1)
        for at, one in enumerate(own)
    ]
    assert len(lessons) > 300
    return CodeModel(little, str).fit(lessons)


def test_reports_alone_in_any_company_and_in_any_order(learned: CodeModel) -> None:
    asked = passages(40, 2)
    together = learned.chances([one for own in asked for one in own])
    alone = np.concatenate([learned.chances(own) for own in asked])
    assert together.tobytes() == alone.tobytes()
    backwards = learned.chances([one for own in reversed(asked) for one in own])
    ends = np.cumsum([len(own) for own in asked])[:-1]
    turned = np.concatenate(list(reversed(np.split(together, ends))))
    assert backwards.tobytes() == turned.tobytes()
    assert together.std() > 0.05
