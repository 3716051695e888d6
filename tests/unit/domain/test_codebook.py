import pytest

from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.ids import Actor


def code(id: str, parent: str = "") -> Code:
    return Code(id, f"Label {id}", "definitie", "gebruik", (Actor.KIND,), parent)


def test_leaves_are_the_codes_that_nobody_has_as_parent() -> None:
    book = Codebook("s", "1.0.0", (code("a"), code("b", "a"), code("c", "b"), code("d")))
    assert [leaf.id for leaf in book.leaves] == ["c", "d"]
    assert book.with_descendants("a") == ("a", "b", "c")
    assert [above.id for above in book.ancestors("c")] == ["b", "a"]


@pytest.mark.parametrize(
    "codes",
    [
        (code("a"), code("a")),
        (code("a", "weg"),),
        (code("a", "a"),),
        (code("a", "b"), code("b", "c"), code("c", "b")),
    ],
)
def test_a_broken_tree_is_refused(codes: tuple[Code, ...]) -> None:
    with pytest.raises(ValueError, match="code"):
        Codebook("s", "1.0.0", codes)


def test_the_digest_notices_any_change() -> None:
    one = Codebook("s", "1.0.0", (code("a"),))
    assert one.digest == Codebook("s", "1.0.0", (code("a"),)).digest
    assert one.digest != Codebook("s", "1.0.1", (code("a"),)).digest
    assert one.digest != Codebook("s", "1.0.0", (code("b"),)).digest
