"""A foreign list of codes becomes a codebook that reads, and says what it lacks."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config.chapters import read_chapters
from pipeline.config.chapters_text import chapters_text
from pipeline.config.codebook_text import codebook_text
from pipeline.config.codes import read_codebook
from pipeline.domain.code_list import CodeList, ForeignCode
from pipeline.domain.code_taking import slug_of, taken_over, unfinished
from pipeline.domain.codebook import TO_DESCRIBE, Code, Codebook, Example
from pipeline.domain.ids import Actor
from pipeline.errors import CodebookError

ALL = tuple(Actor)


def code(key: str, name: str = "", parent: str = "", **given: object) -> ForeignCode:
    return ForeignCode(key, name or key, parent, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("codes", "what"),
    [
        ((code("a"), code("a")), "twee keer"),
        ((code("a", " "),), "geen naam"),
        ((code("a", parent="b"),), "niet in de lijst"),
        ((code("a", parent="b"), code("b", parent="c"), code("c", parent="b")), "voorouder"),
    ],
)
def test_a_list_that_is_no_tree_is_refused(codes: tuple[ForeignCode, ...], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        CodeList(codes)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Contact & sfeer", "contact-sfeer"),
        ("Één café", "een-cafe"),
        ("  --  ", "code"),
        ("家", "code"),
        ("a" * 80, "a" * 60),
        ("1.1 Begin", "1-1-begin"),
    ],
)
def test_an_id_is_made_of_letters_and_digits(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_names_that_repeat_get_ids_and_labels_of_their_own() -> None:
    codes = CodeList(
        (
            code("1", "Contact"),
            code("2", "Overig", "1"),
            code("3", "Sfeer"),
            code("4", "overig", "3"),
            code("5", "Overig", "3"),
            code("6", "Overig"),
        )
    )
    taken = taken_over(codes, ALL)
    assert [(c.id, c.label, c.parent) for c in taken.codes] == [
        ("contact", "Contact", ""),
        ("contact-overig", "Overig (Contact)", "contact"),
        ("sfeer", "Sfeer", ""),
        ("sfeer-overig", "overig (Sfeer)", "sfeer"),
        ("sfeer-overig-2", "Overig (Sfeer) 2", "sfeer"),
        ("overig", "Overig", ""),
    ]
    assert taken.renamed == 4


def test_what_is_missing_is_said_and_never_made_up() -> None:
    full = code("a", memo="Een\n memo.", use="Vaak.", avoid="het regent", examples=("kind: Ja.",))
    (one, two) = taken_over(CodeList((full, code("b", avoid="het regent"))), ALL).codes
    assert (one.definition, one.use) == ("Een memo.", "Vaak. Niet: het regent")
    assert (two.definition, two.use, two.examples) == (TO_DESCRIBE, "Niet: het regent", ())
    assert one.draft
    assert two.draft
    book = Codebook("s", "0.1.0", (one, two))
    assert [(c.id, missing) for c, missing in unfinished(book)] == [
        ("a", ()),
        ("b", ("definitie", "voorbeelden")),
    ]


def test_only_a_draft_changes_the_digest_that_codebooks_had_before_there_were_drafts() -> None:
    one = Code("a", "A", "d", "u", (Actor.KIND,), examples=(Example(Actor.KIND, "Ja."),))
    values = {
        "id": "a", "label": "A", "definition": "d", "use": "u", "actors": ["kind"], "parent": "",
        "avoid": [], "examples": [{"actor": "kind", "text": "Ja."}], "keywords": [],
        "utterances": [],
    }  # fmt: skip
    content = json.dumps([values], ensure_ascii=False, sort_keys=True)
    before = hashlib.sha256(f"1.0.0\n{content}".encode()).hexdigest()[:12]
    assert Codebook("s", "1.0.0", (one,)).digest == before
    assert Codebook("s", "1.0.0", (replace(one, draft=True),)).digest != before


def test_an_example_keeps_its_speaker_and_without_one_stays_out() -> None:
    several = code("a", examples=("Kind: Ik app.", "Zo is het.", "Let op: dit."), actors=())
    alone = code("b", examples=("Zo is het.", "buur: Dag."), actors=(Actor.PARTNER,))
    taken = taken_over(CodeList((several, alone)), ALL)
    assert [[(e.actor, e.text) for e in c.examples] for c in taken.codes] == [
        [(Actor.KIND, "Ik app.")],
        [(Actor.PARTNER, "Zo is het."), (Actor.PARTNER, "buur: Dag.")],
    ]
    assert taken.speechless == 2


NAMES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda name: bool(name.strip())
)


@given(
    st.lists(
        st.tuples(
            NAMES | st.sampled_from(["Overig", "overig", "Overig (a)", "Overig 2"]),
            st.integers(-1, 30),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_whatever_tree_comes_in_the_codebook_and_its_chapters_read(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("boek")
    codes = CodeList(
        tuple(
            code(str(at), name, str(parent) if 0 <= parent < at else "")
            for at, (name, parent) in enumerate(made)
        )
    )
    taken = taken_over(codes, ALL)
    (folder / "codes.yaml").write_text(codebook_text("s", "0.1.0", taken.codes, "Kop"), "utf-8")
    book = read_codebook(folder / "codes.yaml")
    assert book.codes == taken.codes
    assert [c.parent for c in book] == [
        taken.codes[int(c.parent)].id if c.parent else "" for c in codes.codes
    ]
    (folder / "chapters.toml").write_text(chapters_text(book), "utf-8")
    chapters = read_chapters(folder / "chapters.toml", book)
    assert all(chapters.section_for(c.id, actor) for c in book for actor in Actor)


def test_ten_thousand_codes_are_taken_over(tmp_path: Path) -> None:
    codes = CodeList(
        tuple(
            code(str(n), f"Naam {n % 700}", str(n // 10) if n >= 10 else "") for n in range(10_000)
        )
    )
    taken = taken_over(codes, ALL)
    assert (
        len({c.id for c in taken.codes}) == len({c.label.casefold() for c in taken.codes}) == 10_000
    )
    book = Codebook("s", "0.1.0", taken.codes)
    (tmp_path / "chapters.toml").write_text(chapters_text(book), "utf-8")
    assert len(read_chapters(tmp_path / "chapters.toml", book).sections) == 5 + 10


@pytest.mark.parametrize(
    ("draft", "what"), [("misschien", "draft"), ("false", "geen voorbeelden"), ("'no'", "draft")]
)
def test_only_a_draft_may_be_without_examples(tmp_path: Path, draft: str, what: str) -> None:
    taken = taken_over(CodeList((code("a"),)), ALL)
    text = codebook_text("s", "0.1.0", taken.codes, "Kop")
    path = tmp_path / "codes.yaml"
    path.write_text(text.replace("draft: true", f"draft: {draft}"), "utf-8")
    with pytest.raises(CodebookError, match=what) as refused:
        read_codebook(path)
    assert refused.value.place is not None
    assert refused.value.place.line is not None
