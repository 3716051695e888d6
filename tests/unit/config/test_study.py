"""study.toml, wording.toml and chapters.toml."""

import shutil
from pathlib import Path

import pytest

from pipeline.config.chapters import read_chapters
from pipeline.config.study import Study, read_settings, read_study
from pipeline.config.wording import read_wording
from pipeline.domain.ids import Actor
from pipeline.errors import ChaptersError, SettingsError, StudyError

SHIPPED = Path(__file__).parents[3] / "codebook" / "ervaringen"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "ervaringen"
    copied.mkdir()
    for path in SHIPPED.glob("*.*"):
        shutil.copy(path, copied)
    return copied


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(path: Path, text: str) -> int:
    return path.read_text(encoding="utf-8").splitlines().index(text) + 1


def test_the_shipped_study_names_its_rules(study: Study) -> None:
    settings = study.settings
    assert settings.demonstration
    assert not settings.across_groups_within_oza
    assert settings.actors[Actor.PARTNER].names_oza
    assert not settings.actors[Actor.KIND].names_oza
    assert settings.group_of(Actor.KIND) is settings.group_of(Actor.OUDER)
    assert settings.group_of(Actor.KIND).together
    assert not settings.group_of(Actor.PARTNER).together


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("lowest = 0.10", "lowesst = 0.10", "lowest"),
        ("lowest = 0.10", "lowest = 3", "tussen 0 en 1"),
        ("names_oza = true", 'names_oza = "ja"', "true of false"),
        ('analysed = "samen"', 'analysed = "ooit"', "samen"),
        ("max_chars = 600", "max_chars = 10", "minstens"),
        ('actors = ["kind", "ouder"]', 'actors = ["kind"]', "groep"),
        ("demonstration = true", "demonstration = ", "TOML"),
        ('name = "ervaringen"', 'name = "ervaring"', "map"),
    ],
)
def test_a_mistake_in_study_toml_is_refused(folder: Path, old: str, new: str, what: str) -> None:
    change(folder / "study.toml", old, new)
    with pytest.raises(SettingsError, match=what) as caught:
        read_study(folder)
    assert "study.toml" in str(caught.value)


def test_an_unknown_setting_is_refused_with_its_line(folder: Path) -> None:
    path = folder / "study.toml"
    change(path, "[suggest]", "[suggest]\nkleur = 1")
    with pytest.raises(SettingsError, match="kleur") as caught:
        read_settings(path)
    assert f"study.toml:{line_of(path, 'kleur = 1')}:" in str(caught.value)


@pytest.mark.parametrize(
    ("count", "total", "word"),
    [
        (0, 15, "geen"),
        (1, 15, "één"),
        (3, 15, "enkele"),
        (5, 15, "een deel"),
        (9, 15, "de meeste"),
        (14, 15, "vrijwel alle"),
        (15, 15, "alle"),
        (8, 9, "vrijwel alle"),
        (2, 2, "alle"),
        (1, 1, "één"),
    ],
)
def test_numbers_become_words(study: Study, count: int, total: int, word: str) -> None:
    assert study.wording.quantifier(count, total).word == word


def test_no_number_is_left_without_a_word(folder: Path) -> None:
    path = folder / "wording.toml"
    change(path, "min_share = 0.0", "min_share = 0.4")
    with pytest.raises(SettingsError, match="geen woord voor 4 van de"):
        read_wording(path)


def test_a_quantifier_has_one_bound(folder: Path) -> None:
    path = folder / "wording.toml"
    change(path, "above_share = 0.5", "above_share = 0.5\nmax_count = 4")
    with pytest.raises(SettingsError, match="precies één grens"):
        read_wording(path)


def test_headings_are_those_of_the_study(study: Study) -> None:
    keys = [section.key for section in study.chapters.sections]
    assert "3.2.3 Sociale relaties" in keys
    assert "3.3.3 Werken de arrangementen ook zonder afwijkingsmogelijkheden?" in keys
    numbers = {section.number for section in study.chapters.sections}
    assert {f"3.2.{n}" for n in range(1, 8)} | {f"3.3.{n}" for n in range(1, 7)} <= numbers
    groups = list(dict.fromkeys(c.group for c in study.chapters.conclusions))
    assert groups == [
        "Succesfactoren en werkzame mechanismen",
        "Opbrengsten voor kinderen en ouders",
        "Uitdagingen en knelpunten op uitvoeringsniveau",
        "Aandachtspunten en aanbevelingen voor beleidsniveau",
    ]


def test_one_code_serves_two_sections_for_different_actors(study: Study) -> None:
    chapters = study.chapters
    of_parents = chapters.section_for("ouders-korte-lijnen", Actor.OUDER)
    of_partners = chapters.section_for("ouders-korte-lijnen", Actor.PARTNER)
    assert of_parents is not None
    assert of_partners is not None
    assert of_parents.key == "3.2.5 Laagdrempelig contact en korte lijntjes"
    assert of_partners.key == "3.3.2 Samenwerking met ouders"
    assert chapters.section_for("ouders-transparant", Actor.PARTNER) is None


def test_a_code_without_a_section_is_refused(folder: Path, study: Study) -> None:
    path = folder / "chapters.toml"
    change(path, 'codes = ["omgeving"]', 'codes = ["waardering"]')
    with pytest.raises(ChaptersError, match=r"twee paragrafen|geen paragraaf"):
        read_chapters(path, study.codebook)


def test_an_unknown_code_in_a_section_is_refused_with_its_line(folder: Path, study: Study) -> None:
    path = folder / "chapters.toml"
    change(path, 'codes = ["omgeving"]', 'codes = ["omgving"]')
    with pytest.raises(ChaptersError, match="omgving") as caught:
        read_chapters(path, study.codebook)
    line = line_of(path, 'codes = ["omgving"]')
    assert f"chapters.toml:{line}:" in str(caught.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "wording.toml").unlink()
    with pytest.raises(StudyError, match=r"wording\.toml"):
        read_study(folder)
