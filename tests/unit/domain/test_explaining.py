"""Whether steps say what differs between two codebooks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain.codebook import Avoid, Code, Codebook
from pipeline.domain.codebook_diff import Part, worded
from pipeline.domain.explaining import difference_of, gaps, proposed
from pipeline.domain.ids import Actor
from pipeline.domain.migration import Migration, Step, StepKind

CHILD = (Actor.KIND,)


def code(id: str, **given: object) -> Code:
    values = {"label": id.title(), "definition": f"Iets over {id}.", "use": f"Bij {id}."}
    return Code(id, actors=CHILD, **{**values, **given})  # type: ignore[arg-type]


def book(version: str, *codes: Code) -> Codebook:
    return Codebook("klein", version, codes)


A, B, C = code("aap"), code("beer", parent="aap"), code("cavia", avoid=(Avoid("bont", "beer"),))
BEFORE = book("1.0.0", A, B, C)


def steps(*made: Step) -> Migration:
    return Migration("1.0.0", "2.0.0", made)


def said(now: Codebook, *made: Step) -> list[str]:
    return [gap.what for gap in gaps(BEFORE, now, steps(*made))]


RENAME = Step(StepKind.RENAME, ("beer",), ("wasbeer",))


def test_a_rename_explains_the_name_and_what_refers_to_it() -> None:
    beer = replace(B, id="wasbeer", label="Wasbeer")
    now = book("2.0.0", A, beer, replace(C, avoid=(Avoid("bont", "wasbeer"),)))
    assert said(now, RENAME) == []
    assert difference_of(BEFORE, now, steps(RENAME)).changed[0].now.id == "wasbeer"
    assert len(said(now)) == 3  # gone, new, and another reference


def test_another_definition_asks_to_say_what_is_meant_also_after_a_rename() -> None:
    now = book("2.0.0", A, replace(B, id="wasbeer", definition="Iets anders."),
               replace(C, avoid=(Avoid("bont", "wasbeer"),)))  # fmt: skip
    assert "definitie" in said(now, RENAME)[0]
    for kind in (StepKind.REWORD, StepKind.REDEFINE):
        assert said(now, RENAME, Step(kind, ("beer",))) == []


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step(StepKind.REWORD, ("aap",)), "geen woord veranderd"),
        (Step(StepKind.MOVE, ("beer",)), "niet daarheen verplaatst"),
        (Step(StepKind.ADD, ("aap",)), "was er al"),
        (Step(StepKind.RETIRE, ("cavia",)), "staat nog in codes.yaml"),
        (Step(StepKind.RENAME, ("beer",), ("cavia",)), "staat nog in codes.yaml"),
        (Step(StepKind.SPLIT, ("beer",), ("ijsbeer", "panda")), "heeft geen code 'ijsbeer'"),
        (Step(StepKind.REDEFINE, ("draak",)), "heeft geen code 'draak'"),
    ],
)
def test_a_step_that_nothing_explains_is_named_with_its_number(step: Step, words: str) -> None:
    found = gaps(BEFORE, BEFORE, steps(step))
    assert any(words in gap.what and gap.step == 0 for gap in found)


def test_what_is_merged_may_read_otherwise_but_what_stands_below_has_to_say_where_it_went() -> None:
    merged = replace(C, definition="Aap en cavia.", avoid=(Avoid("bont", "beer"),))
    now = book("2.0.0", merged, replace(B, parent="cavia"))
    merge = Step(StepKind.MERGE, ("aap",), ("cavia",))
    assert said(now, merge) == []  # 'beer' follows its parent into 'cavia'
    assert said(book("2.0.0", merged, replace(B, parent="")), merge) == [
        "code 'beer' hangt nu onder de top, en geen stap zegt dat"
    ]


def test_a_split_explains_its_parts_and_a_new_code_asks_for_a_step() -> None:
    split = Step(StepKind.SPLIT, ("aap",), ("aap", "gorilla"))
    now = book("2.0.0", A, code("gorilla"), replace(B, parent="gorilla"), C)
    assert said(now, split, Step(StepKind.MOVE, ("beer",), ("gorilla",))) == []
    assert said(book("2.0.0", A, code("gorilla"), B, C)) == [
        "code 'gorilla' is nieuw, en geen stap zegt waarom"
    ]


def test_what_can_be_told_is_proposed_and_what_went_is_left_to_a_person() -> None:
    now = book(
        "1.0.0",
        replace(A, keywords=("slim",)),
        code("wasbeer", label="Beer", definition="Iets over beer.", parent="aap"),
        replace(C, avoid=(), definition="Iets anders.", parent="aap"),
        code("panter", definition="Zwart en snel, 's nachts op pad.", label="Zwarte kat"),
    )
    found = proposed(BEFORE, now)
    assert [(one.gone, one.alike) for one in found if one.gone] == [("beer", "wasbeer")]
    assert [one.step for one in found if one.step] == [
        Step(StepKind.ADD, ("panter",)),
        Step(StepKind.REWORD, ("aap",)),
        Step(StepKind.MOVE, ("cavia",), ("aap",)),
        Step(StepKind.REDEFINE, ("cavia",)),
    ]
    assert not proposed(BEFORE, BEFORE)


def test_without_differences_there_is_nothing_to_explain() -> None:
    assert not difference_of(BEFORE, book("2.0.0", C, A, B), steps())
    assert said(book("2.0.0", C, A, B)) == []


def test_that_a_code_is_no_draft_any_more_is_a_difference_that_asks_for_a_step() -> None:
    draft = book("1.0.0", A, B, replace(C, draft=True))
    assert draft.digest != BEFORE.digest
    (change,) = difference_of(draft, BEFORE, None).changed
    (part,) = change.parts
    assert (part.part, part.before, part.now) == (Part.DRAFT, ("nog niet af",), ("af",))
    reword = Step(StepKind.REWORD, ("cavia",))
    assert [one.step for one in proposed(draft, BEFORE)] == [reword]
    assert [gap.what for gap in gaps(draft, BEFORE, steps())] == [
        "van code 'cavia' veranderde: stand, en geen stap zegt dat"
    ]
    assert not gaps(draft, BEFORE, steps(reword))


def test_parts_are_named_and_words_marked() -> None:
    now = book("2.0.0", A, B, replace(C, use="Bij elke cavia."))
    (change,) = difference_of(BEFORE, now, None).changed
    assert [part.part for part in change.parts] == [Part.USE]
    assert worded("Bij cavia.", "Bij elke cavia.") == "Bij {+elke+} cavia."
    long = "een twee drie vier vijf zes zeven acht negen tien"
    assert worded(f"{long} oud", f"{long} nieuw", 2) == "… negen tien [-oud-] {+nieuw+}"
