"""A stored model says what it said before, and nothing that is damaged or foreign is read."""

import json
import pickle
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.domain.codebook import Codebook
from pipeline.errors import StoreError
from pipeline.tagging import storing
from pipeline.tagging.model import CodeModel
from pipeline.tagging.origin import Origin
from pipeline.tagging.passages import Passage
from pipeline.tagging.shapes import check_arrays
from pipeline.tagging.storing import read_model, read_origin, write_model
from pipeline.tagging.training import Lesson

CODE = {"tagging/storing.py": Path(storing.__file__)}
WORDS = {"bus": "bus halte rit", "taxi": "taxi chauffeur", "dieren": "pony geit wei", "": "laat"}


def lessons_of(count: int, in_report: bool = True) -> list[Lesson]:
    random = np.random.default_rng(0)
    lessons = []
    for at in range(count):
        codes = sorted(random.choice(list(WORDS), size=2, replace=False))
        words = [random.choice(WORDS[code].split()) for code in codes]
        group = f"{at % 10 + 1}K1"
        passage = Passage(
            f"Er was een {words[0]}, en dan {words[1]}.",
            "kind",
            f"golf-1/{group}" if in_report else "",
            at // 10,
            "Hoe het gaat",
            "En toen?",
        )
        given = tuple(code for code in codes if code)
        lessons.append(Lesson(passage, given, group, f"golf-1/{group}:{at:08x}"))
    return lessons


LESSONS = lessons_of(320)
"""Enough for boosted trees."""
FEW = [lessons_of(20, in_report=False), []]
NEW = [
    Passage("De bus was te laat, en nog een onbekend xylofoonwoord.", "kind"),
    Passage("De pony en de bus.", "kind", "golf-2/1K1", 0, "Hoe het gaat"),
    Passage("Stil hier.", "ouder", "golf-2/1K1", 1, "Hoe het gaat", "", "De pony en de bus."),
    Passage("", ""),
]


def fresh(book: Codebook) -> CodeModel:
    return CodeModel(book, str)


def origin_of(book: Codebook, lessons: list[Lesson]) -> Origin:
    return Origin.of(fresh(book), lessons, CODE)


def store(folder: Path, book: Codebook, lessons: list[Lesson]) -> CodeModel:
    model = fresh(book).fit(lessons)
    write_model(folder, model, origin_of(book, lessons))
    return model


def read(folder: Path, book: Codebook, lessons: list[Lesson] = LESSONS) -> CodeModel:
    return read_model(folder, fresh(book), lessons, origin_of(book, lessons))


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory, little: Codebook) -> tuple[Path, CodeModel]:
    folder = tmp_path_factory.mktemp("model")
    return folder, store(folder, little, LESSONS)


@pytest.fixture
def folder(stored: tuple[Path, CodeModel], tmp_path: Path) -> Path:
    """A copy to damage."""
    for file in stored[0].iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_it_says_to_the_bit_what_it_said_before(
    stored: tuple[Path, CodeModel], little: Codebook
) -> None:
    folder, model = stored
    assert any(name.endswith("trees.nodes") for name in model.tagger.arrays())
    again = read(folder, little)
    assert np.array_equal(again.chances(NEW), model.chances(NEW))
    assert np.array_equal(
        again.chances([x.passage for x in LESSONS[:40]]),
        model.chances([x.passage for x in LESSONS[:40]]),
    )
    assert np.array_equal(again.held_out, model.held_out)
    assert np.array_equal(again.tagger.weight_towards(1), model.tagger.weight_towards(1))
    assert (again.digest, again.lessons) == (model.digest, model.lessons)
    assert again.tagger.columns_of("bus") == model.tagger.columns_of("bus")


@pytest.mark.parametrize("lessons", FEW, ids=["a few without context", "none"])
def test_so_does_one_that_learned_little(
    lessons: list[Lesson], little: Codebook, tmp_path: Path
) -> None:
    model = store(tmp_path, little, lessons)
    assert np.array_equal(read(tmp_path, little, lessons).chances(NEW), model.chances(NEW))


def test_what_was_asked_before_changes_nothing(
    stored: tuple[Path, CodeModel], little: Codebook
) -> None:
    """New words are numbered anew each time: a model that saw others gives the same bits."""
    again = read(stored[0], little)
    again.chances([Passage("Aardvarkens zwemmen zelden, xylofoonwoord of niet.")])
    assert np.array_equal(again.chances(NEW), stored[1].chances(NEW))
    each = np.vstack([again.chances([NEW[0]]), again.chances(NEW[1:3]), again.chances([NEW[3]])])
    assert np.allclose(each, stored[1].chances(NEW), rtol=0, atol=1e-12)


def test_the_same_model_gives_the_same_bytes(
    stored: tuple[Path, CodeModel], little: Codebook, tmp_path: Path
) -> None:
    store(tmp_path / "refit", little, LESSONS)
    write_model(tmp_path / "reread", read(stored[0], little), origin_of(little, LESSONS))
    for name in ("model.npz", "model.json"):
        content = (stored[0] / name).read_bytes()
        assert (tmp_path / "refit" / name).read_bytes() == content
        assert (tmp_path / "reread" / name).read_bytes() == content


def test_it_holds_no_text_of_a_lesson(stored: tuple[Path, CodeModel]) -> None:
    content = (stored[0] / "model.json").read_text(encoding="utf-8")
    assert not any(lesson.passage.text in content for lesson in LESSONS)


def test_it_tells_what_it_was_made_from(stored: tuple[Path, CodeModel], little: Codebook) -> None:
    found = read_origin(stored[0])
    assert found == origin_of(little, LESSONS)
    assert found is not None
    assert (found.decisions, found.waves) == (320, ("golf-1",))
    assert found.codebook_version == "1.0.0"
    assert read_origin(stored[0] / "elsewhere") is None


def test_what_changed_makes_it_stale(little: Codebook, tmp_path: Path) -> None:
    before = origin_of(little, LESSONS)
    assert before.changes_since(before) == ()
    taken_back = [replace(LESSONS[0], codes=("kosten",)), *LESSONS[1:]]
    assert origin_of(little, taken_back).changes_since(before) == ("de beslissingen",)
    newer = Codebook(little.study, "1.0.1", little.codes)
    assert origin_of(newer, LESSONS).changes_since(before) == ("het codeboek",)
    (tmp_path / "code.py").write_text("pass", encoding="utf-8")
    code = {"tagging/storing.py": tmp_path / "code.py"}
    changed = Origin.of(CodeModel(little, str, seed=9), LESSONS, code)
    assert changed.changes_since(before) == ("de instellingen", "het programma")
    versions = (*before.versions[:1], ("scikit-learn", "0.1"), *before.versions[2:])
    assert replace(before, versions=versions).changes_since(before) == ("een bibliotheek",)


def test_a_stale_model_is_not_read(folder: Path, little: Codebook) -> None:
    newer = Codebook(little.study, "1.0.1", little.codes)
    with pytest.raises(StoreError, match=r"verouderd: het codeboek — verwijder"):
        read(folder, newer)


@pytest.mark.parametrize("name", ["model.npz", "model.json"])
def test_a_damaged_file_is_refused(folder: Path, little: Codebook, name: str) -> None:
    content = (folder / name).read_bytes()
    middle = len(content) // 2
    damaged = [
        content[:middle],
        b"",
        content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        pickle.dumps({"a": 1}),
        b"[" * 100_000,
    ]
    for wrong in damaged:
        (folder / name).write_bytes(wrong)
        with pytest.raises(StoreError, match=r"beschadigd|geen model|onleesbaar"):
            read(folder, little)
    (folder / name).unlink()
    with pytest.raises(StoreError, match="ontbreekt"):
        read(folder, little)


def sign(folder: Path, packed: bytes, **changes: object) -> None:
    """Somebody who knows how: with a digest that is right."""
    content = json.loads((folder / "model.json").read_text(encoding="utf-8")) | changes
    del content["digest"]
    content["digest"] = storing._digest(content, packed)
    (folder / "model.json").write_text(json.dumps(content), encoding="utf-8")
    (folder / "model.npz").write_bytes(packed)


class Harm:
    """What pickle would run."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (pytest.fail, ("executed",))


def test_objects_are_never_unpickled(folder: Path, little: Codebook) -> None:
    arrays = storing._unpacked((folder / "model.npz").read_bytes())
    np.savez(folder / "harm.npz", **{**arrays, "held_out": np.array([Harm()], dtype=object)})
    sign(folder, (folder / "harm.npz").read_bytes())
    with pytest.raises(StoreError, match="geen bruikbaar model"):
        read(folder, little)


def test_an_archive_that_grows_is_not_unpacked(folder: Path, little: Codebook) -> None:
    with zipfile.ZipFile(folder / "bomb.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("held_out.npy", b"\0" * 10_000_000)
    sign(folder, (folder / "bomb.npz").read_bytes())
    with pytest.raises(StoreError, match="geen bruikbaar model"):
        read(folder, little)


def test_words_are_checked_too(folder: Path, little: Codebook) -> None:
    packed = (folder / "model.npz").read_bytes()
    names = json.loads((folder / "model.json").read_text(encoding="utf-8"))["names"]
    for wrong in (
        [],
        {**names, "words": names["words"][:-1]},
        {**names, "words": [names["words"][0], *names["words"][:-1]]},
        {**names, "grams": [1, *names["grams"][1:]]},
    ):
        sign(folder, packed, names=wrong)
        with pytest.raises(StoreError, match="geen bruikbaar model"):
            read(folder, little)
    sign(folder, packed, names=names, origin={"decisions": 3})
    with pytest.raises(StoreError, match="onleesbaar"):
        read(folder, little)


def changed(name: str, array: np.ndarray) -> np.ndarray:
    """Every array in one way that does not fit."""
    array = array.copy()
    if name.endswith("nodes"):
        array["left"][0] = 0
    elif array.dtype.kind == "f":
        array[...] = np.nan
    else:
        array[...] = -5
    return array


def test_no_array_outside_its_range_is_accepted(
    stored: tuple[Path, CodeModel], little: Codebook
) -> None:
    model = stored[1]
    arrays, names = dict(model.tagger.arrays()), model.tagger.names()
    sizes = storing._sizes(names, model, len(LESSONS))
    check_arrays(arrays, sizes)
    for name, array in arrays.items():
        others = {key: value for key, value in arrays.items() if key != name}
        wrong = [
            changed(name, array),
            array[None],
            array.astype(object) if array.dtype.names is None else array["value"],
        ]
        for one in wrong:
            with pytest.raises(ValueError, match=r"^[\w., ]+$"):
                check_arrays({**others, name: one}, sizes)
        with pytest.raises(ValueError, match=r"^[\w., ]+$"):
            check_arrays(others, sizes)
    with pytest.raises(ValueError, match="meer"):
        check_arrays({**arrays, "meer": np.zeros(1)}, sizes)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("feature_idx", 12),
        ("feature_idx", -1),
        ("right", 10_000),
        ("is_categorical", 1),
        ("is_leaf", 2),
        ("value", np.inf),
    ],
)
def test_trees_that_lead_astray_are_refused(
    stored: tuple[Path, CodeModel], field: str, value: float
) -> None:
    model = stored[1]
    arrays = dict(model.tagger.arrays())
    nodes = arrays["bench.context.trees.nodes"].copy()
    nodes[field][0] = value
    sizes = storing._sizes(model.tagger.names(), model, len(LESSONS))
    with pytest.raises(ValueError, match="trees"):
        check_arrays({**arrays, "bench.context.trees.nodes": nodes}, sizes)
