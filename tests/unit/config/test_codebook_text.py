"""Codes as text: what is written reads back the same, and an entry changes no other line."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config.chapters_text import with_code_in_section
from pipeline.config.codebook_text import codebook_text, with_entry
from pipeline.config.codes import read_codebook
from pipeline.config.study import Study
from pipeline.domain.codebook import Avoid, Code, Codebook, Example
from pipeline.domain.ids import Actor

ROOT = Path(__file__).parents[3]
HAND = """\
# Een codeboek met de hand.
study: s   # de naam
version: 1.0.0
codes:
# Eerst de tak.
- id: tak
  label: 'Tak'
  definition: >-
    Een tak.

    # geen opmerking, maar tekst
  use: Zelden.
  actors: [kind]

# --- Bladeren ---

- {id: blad, parent: tak, label: Blad, definition: b, use: u, actors: [kind], examples: [{actor: kind, text: x}]}  # kort
- id: ander
  label: Ander
  definition: a
  use: u
  actors: [kind]
  examples:
  - actor: kind
    text: >
      Een zin.
"""


def code(id_: str = "nieuw", parent: str = "", **given: object) -> Code:
    values: dict[str, object] = {
        "label": id_.capitalize(), "definition": "Iets nieuws.", "use": "Soms.",
        "actors": (Actor.KIND,), "examples": (Example(Actor.KIND, "Het was nieuw."),),
    }  # fmt: skip
    return Code(id_, parent=parent, **{**values, **given})  # type: ignore[arg-type]


def read(tmp_path: Path, text: str) -> Codebook:
    path = tmp_path / "codes.yaml"
    path.write_bytes(text.encode("utf-8"))
    return read_codebook(path)


def added(before: str, after: str) -> list[str]:
    """The lines that are new; fails when any line went or changed."""
    steps = [d for d in difflib.ndiff(before.splitlines(), after.splitlines()) if d[0] in "+-"]
    assert all(step.startswith("+ ") for step in steps)
    return [step[2:] for step in steps]


@pytest.mark.parametrize(
    ("parent", "before"),
    [("tak", "- id: ander"), ("blad", "- id: ander"), ("ander", None), ("", None)],
)
def test_an_entry_comes_after_the_last_below_its_parent(
    tmp_path: Path, parent: str, before: str | None
) -> None:
    book = read(tmp_path, HAND)
    text = with_entry(HAND, book, code(parent=parent))
    lines = added(HAND, text)
    assert lines[0] == "- id: nieuw"
    here = text.splitlines().index("- id: nieuw")
    following = text.splitlines()[here + len(lines) :]
    assert (following[0] if following else None) == before
    after = read(tmp_path, text)
    assert after["nieuw"] == code(parent=parent)
    assert tuple(c for c in after if c.id != "nieuw") == book.codes


def test_comments_above_what_follows_stay_above_it(tmp_path: Path) -> None:
    alone = HAND.replace("parent: tak, ", "").replace(
        "  actors: [kind]\n\n# ---",
        "  examples: [{actor: kind, text: y}]\n  actors: [kind]\n\n# ---",
    )
    text = with_entry(alone, read(tmp_path, alone), code(parent="tak"))
    lines = text.splitlines()
    assert lines.index("- id: nieuw") < lines.index("# --- Bladeren ---")
    assert lines[lines.index("- id: nieuw") - 1] == "  actors: [kind]"
    assert "# geen opmerking" in read(tmp_path, text)["tak"].definition


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: t.rstrip("\n")])
def test_line_ends_of_the_file_are_kept(tmp_path: Path, change: object) -> None:
    hand = change(HAND)  # type: ignore[operator]
    text = with_entry(hand, read(tmp_path, hand), code())
    assert text.startswith(hand)
    assert ("\r\n" in text) == ("\r\n" in hand)
    assert "\n" not in text.replace("\r\n", "") or "\r\n" not in hand
    assert read(tmp_path, text)["nieuw"] == code()


@pytest.mark.parametrize(
    "text",
    [
        "study: s\nversion: 1.0.0\ncodes: [{id: a, label: a, definition: d, use: u, actors: [kind], "
        "examples: [{actor: kind, text: x}]}]\n",
        "study: s\nversion: 1.0.0\ncodes:\n- \n  id: a\n  label: a\n  definition: d\n  use: u\n"
        "  actors: [kind]\n  examples: [{actor: kind, text: x}]\n",
    ],
)
def test_a_layout_that_cannot_take_an_entry_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="streepje"):
        with_entry(text, read(tmp_path, text), code())


def test_the_shipped_codebook_takes_an_entry_below_every_code(study: Study, tmp_path: Path) -> None:
    text = (ROOT / "codebook/ervaringen/codes.yaml").read_bytes().decode("utf-8")
    book = read(tmp_path, text)
    for parent in ("vastlopen", "vastlopen-angst", book.codes[-1].id, ""):
        after = read(tmp_path, with_entry(text, book, code(parent=parent)))
        assert tuple(c for c in after if c.id != "nieuw") == book.codes
        assert after["nieuw"].parent == parent


def test_the_shipped_codebook_written_anew_reads_the_same(study: Study, tmp_path: Path) -> None:
    text = (ROOT / "codebook/ervaringen/codes.yaml").read_text("utf-8")
    book = read(tmp_path, text)
    assert read(tmp_path, codebook_text(book.study, book.version, book.codes, "Kop")) == book


WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=30
).filter(lambda text: bool(text.split()) and text not in ("\ufeff",))
PROSE = st.lists(WORDS, min_size=1, max_size=30).map(
    lambda words: " ".join(" ".join(words).split())
)


@given(label=PROSE, definition=PROSE, use=PROSE, example=PROSE, keyword=PROSE, when=PROSE)
def test_whatever_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory,
    label: str,
    definition: str,
    use: str,
    example: str,
    keyword: str,
    when: str,
) -> None:
    folder = tmp_path_factory.mktemp("boek")
    one = code("een", label=f"x{label}", examples=(Example(Actor.KIND, example),))
    two = code(
        "twee", "een", definition=definition, use=use, keywords=(keyword,),
        avoid=(Avoid(when, "een"),), examples=(Example(Actor.KIND, example),),
    )  # fmt: skip
    text = codebook_text("s", "1.0.0", [one], "Kop")
    assert read(folder, text).codes == (one,)
    assert read(folder, with_entry(text, read(folder, text), two)).codes == (one, two)


def test_signs_that_cannot_be_shown_are_escaped_however_long_the_text(tmp_path: Path) -> None:
    one = code("een", definition=" ".join(["piep\x07"] * 30))
    assert read(tmp_path, codebook_text("s", "1.0.0", [one], "Kop")).codes == (one,)


CHAPTERS = """\
[[sections]]
number = "3.1"
heading = "Een"
codes = ["a"]   # hier

[[sections]]
number = "3.2"
heading = "Twee"

[[sections.parts]]
heading = "Deel een"
codes = [
  "b",
  "c",
]

[[sections.parts]]
heading = "Deel twee"
codes = ["d"]

[[sections]]
number = "4"
heading = "Samen"
composed = true
codes = ["a"]
"""


@pytest.mark.parametrize(
    ("section", "old", "new"),
    [
        ("3.1", 'codes = ["a"]   # hier', 'codes = ["a", "x"]   # hier'),
        ("een", 'codes = ["a"]   # hier', 'codes = ["a", "x"]   # hier'),
        ("Deel  Twee", '["d"]', '["d", "x"]'),
        ("deel een", '  "c",\n]', '  "c", "x"\n]'),
    ],
)
def test_a_code_comes_at_the_end_of_its_section(section: str, old: str, new: str) -> None:
    assert with_code_in_section(CHAPTERS, section, "x") == CHAPTERS.replace(old, new, 1)


@pytest.mark.parametrize(
    ("section", "what"), [("3.2", "meer dan één"), ("9", "geen paragraaf"), ("4", "geen paragraaf")]
)
def test_a_section_that_cannot_be_meant_is_refused(section: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        with_code_in_section(CHAPTERS, section, "x")
