"""The validator of codes.yaml: each refusal names the file and the line."""

from pathlib import Path

import pytest

from pipeline.config.codes import read_codebook
from pipeline.config.study import Study
from pipeline.domain.codebook import Codebook, Example
from pipeline.domain.ids import Actor
from pipeline.errors import CodebookError

GOOD = """\
study: s
version: 1.0.0
codes:
  - id: tak
    label: Tak
    definition: Een tak.
    use: Zelden.
    actors: [kind]
  - id: blad
    parent: tak
    label: Blad
    definition: Een blad.
    use: Vaak.
    avoid:
      - when: het een tak is
        code: tak
    actors: [kind, ouder]
    examples:
      - actor: kind
        text: Het was groen.
    keywords: [groen]
"""


def read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "codes.yaml"
    path.write_text(text, encoding="utf-8")
    read_codebook(path)


def test_a_good_codebook_is_read(tmp_path: Path) -> None:
    read(tmp_path, GOOD)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("  - id: blad", "  - id: tak", 9, "twee keer"),
        ("    parent: tak", "    parent: stam", 10, "stam"),
        ("        code: tak", "        code: stam", 16, "stam"),
        ("    definition: Een blad.", "    definition: ''", 12, "leeg"),
        ("    definition: Een blad.", "    definitie: Een blad.", 9, "definition"),
        ("    use: Vaak.", "    use: Vaak.\n    kleur: rood", 14, "kleur"),
        ("    label: Blad", "    label: tak", 11, "twee keer"),
        ("[kind, ouder]", "[kind, buur]", 17, "buur"),
        ("      - actor: kind", "      - actor: partner", 19, "partner"),
        ("    use: Zelden.", "    use: Zelden.\n    parent: blad", 8, "kring"),
        ("version: 1.0.0", "version: een", 2, "1.0.0"),
        ("    use: Vaak.", "    use: Vaak.\n    use: Nooit.", 14, "twee keer"),
        ("  - id: blad", "  - id: Blad Groen", 9, "geldige naam"),
        ("keywords: [groen]", "keywords: groen", 21, "lijst"),
        ("study: s", "study: [", 3, "YAML"),
    ],
)
def test_a_mistake_is_refused_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, what: str
) -> None:
    assert old in GOOD
    with pytest.raises(CodebookError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert f"codes.yaml:{line}:" in str(caught.value)
    assert what in str(caught.value)


SAID = """\
# Hoe het klinkt.
blad:
  kind:
    - Het was zo groen.
    - >-
      Groen, en nog
      eens groen.
  ouder:
    - Het blad viel.
tak:
  kind:
    - Een dikke tak.
"""


def read_with(tmp_path: Path, said: str) -> Codebook:
    (tmp_path / "codes.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "utterances.yaml").write_text(said, encoding="utf-8")
    return read_codebook(tmp_path / "codes.yaml")


def test_utterances_stand_beside_the_codebook(tmp_path: Path) -> None:
    book = read_with(tmp_path, SAID)
    assert book["blad"].utterances == (
        Example(Actor.KIND, "Het was zo groen."),
        Example(Actor.KIND, "Groen, en nog eens groen."),
        Example(Actor.OUDER, "Het blad viel."),
    )
    assert [example.text for example in book["blad"].examples] == ["Het was groen."]
    assert [code.id for code in book] == ["tak", "blad"]


def test_without_utterances_there_are_none_and_with_them_the_digest_is_another(
    tmp_path: Path,
) -> None:
    with_them = read_with(tmp_path, SAID)
    (tmp_path / "utterances.yaml").unlink()
    without = read_codebook(tmp_path / "codes.yaml")
    assert not any(code.utterances for code in without)
    assert without.digest != with_them.digest


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("tak:", "stam:", 10, "onbekende code 'stam'"),
        ("tak:\n  kind:", "tak:\n  ouder:", 11, "'ouder'"),
        ("  ouder:", "  buur:", 8, "'buur'"),
        ("    - Een dikke tak.", "    Een dikke tak.", 11, "lijst"),
        ("    - Een dikke tak.", "    zin: Een dikke tak.", 11, "lijst"),
        ("    - Een dikke tak.", "    - zin: Een dikke tak.", 12, "teksten"),
        ("    - Het blad viel.", "    - 12", 9, "teksten"),
        ("tak:\n  kind:\n    - Een dikke tak.", "tak:\n  - Een dikke tak.", 10, "tabel"),
        ("  ouder:", "  kind:", 8, "twee keer"),
        ("tak:", "blad:", 10, "twee keer"),
    ],
)
def test_a_mistake_in_the_utterances_is_refused_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, what: str
) -> None:
    assert old in SAID
    with pytest.raises(CodebookError) as caught:
        read_with(tmp_path, SAID.replace(old, new, 1))
    assert f"utterances.yaml:{line}:" in str(caught.value)
    assert what in str(caught.value)
    assert "dikke" not in str(caught.value), "no utterance in a message"


def test_the_shipped_utterances_are_for_leaves_and_say_something_of_their_own(
    study: Study,
) -> None:
    """Utterances of a code with codes below it would never be learned from."""
    leaves = {code.id for code in study.codebook.leaves}
    for code in study.codebook:
        assert not code.utterances or code.id in leaves, code.id
        own = [example.text for example in code.utterances]
        assert len(own) == len(set(own)), code.id
        assert not {example.text for example in code.examples} & set(own), code.id


def test_the_shipped_codebook_is_complete(study: Study) -> None:
    book = study.codebook
    assert 45 <= len(book.leaves) <= 70
    for code in book.leaves:
        assert 2 <= len(code.examples) <= 5, code.id
        assert code.keywords, code.id
        assert code.avoid, code.id
        assert {example.actor for example in code.examples} <= set(code.actors)


def test_no_example_occurs_twice(study: Study) -> None:
    texts = [example.text for code in study.codebook for example in code.examples]
    assert len(texts) == len(set(texts))
