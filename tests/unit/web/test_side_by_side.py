"""Two versions of a code beside each other."""

from __future__ import annotations

import pytest

from pipeline.domain.codebook import Avoid, Code, Codebook, Example
from pipeline.domain.ids import Actor
from pipeline.web.side_by_side import entries, words_apart


def differing(parts: tuple[tuple[str, bool], ...]) -> list[str]:
    return [text for text, differs in parts if differs]


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("Het is te druk op school", "Het is te druk thuis", ["op school"], ["thuis"]),
        ("Het is te druk", "Het is te druk", [], []),
        ("Het is druk", "Het is veel te druk", [], ["veel te"]),
        ("een twee drie", "vier vijf zes", [], []),
        ("", "Iets nieuws", [], []),
    ],
)
def test_words_that_differ_are_marked_on_either_side(
    old: str, new: str, gone: list[str], come: list[str]
) -> None:
    one, other = words_apart(old, new)
    assert (differing(one), differing(other)) == (gone, come)
    assert "".join(text for text, _ in one) == old
    assert "".join(text for text, _ in other) == new


def code(id_: str, label: str, *avoid: Avoid) -> Code:
    said = (Example(Actor.KIND, "Zomaar iets."),)
    return Code(id_, label, "Wat het is.", "Als het zo is.", (Actor.KIND,), "", avoid, said)


def test_what_to_avoid_names_the_other_code_as_its_own_version_does() -> None:
    old = Codebook("s", "1.0.0", (code("a", "A", Avoid("bij x", "b")), code("b", "Oude b")))
    new = Codebook(
        "s", "2.0.0",
        (code("a", "A", Avoid("bij x", "b"), Avoid("bij y", "b")), code("b", "Nieuwe b")),
    )  # fmt: skip
    before, now = entries((old["a"], old), (new["a"], new))
    assert before.avoid == (("bij x", "Oude b", True),)
    assert now.avoid == (("bij x", "Nieuwe b", True), ("bij y", "Nieuwe b", True))
    same, _ = entries((old["b"], old), (old["b"], old))
    assert differing(same.label + same.definition + same.use) == []
