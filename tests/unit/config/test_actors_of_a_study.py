"""A study uses the actors that its study.toml names, and says what their numbers count."""

import shutil
from pathlib import Path

import pytest

from pipeline.config.study import read_settings, read_study
from pipeline.domain.ids import Actor
from pipeline.domain.unit import OZA, Unit
from pipeline.errors import ChaptersError, CodebookError, SettingsError

CODEBOOK = Path(__file__).parents[3] / "codebook"
FINANCING = (
    Actor.GEMEENTE,
    Actor.SAMENWERKINGSVERBAND,
    Actor.SCHOOL,
    Actor.AANBIEDER,
    Actor.ZORGKANTOOR,
    Actor.OUDER,
    Actor.BIJEENKOMST,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "ervaringen"
    copied.mkdir()
    for path in (CODEBOOK / "ervaringen").glob("*.*"):
        shutil.copy(path, copied)
    return copied


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_both_shipped_studies_read_with_their_own_actors() -> None:
    experiences = read_study(CODEBOOK / "ervaringen")
    financing = read_study(CODEBOOK / "financiering")
    four = (Actor.KIND, Actor.OUDER, Actor.PROFESSIONAL, Actor.PARTNER)
    assert tuple(experiences.settings.actors) == experiences.codebook.actors == four
    assert tuple(financing.settings.actors) == financing.codebook.actors == FINANCING


def test_a_study_says_what_its_numbers_count_and_else_it_is_an_oza() -> None:
    assert read_settings(CODEBOOK / "ervaringen" / "study.toml").unit == OZA
    settings = read_settings(CODEBOOK / "financiering" / "study.toml")
    assert settings.actors[Actor.GEMEENTE].unit == Unit("regio", "regio’s")
    assert settings.actors[Actor.BIJEENKOMST].unit == Unit("bijeenkomst", "bijeenkomsten")
    assert settings.unit.plural == "regio’s of bijeenkomsten"


def test_a_unit_has_both_its_forms(folder: Path) -> None:
    path = folder / "study.toml"
    change(path, "[actors.kind]", '[unit]\nsingular = "regio"\n\n[actors.kind]')
    with pytest.raises(SettingsError, match="plural"):
        read_settings(path)


def test_an_actor_that_no_study_has_is_refused(folder: Path) -> None:
    path = folder / "study.toml"
    change(path, "[actors.partner]", "[actors.buur]")
    with pytest.raises(SettingsError, match="onbekende actor 'buur'") as caught:
        read_settings(path)
    assert "zorgkantoor" in str(caught.value)


def test_a_group_of_another_study_is_refused_with_the_actors_of_this_one(folder: Path) -> None:
    change(folder / "study.toml", '["kind", "ouder"]', '["kind", "ouder", "gemeente"]')
    with pytest.raises(SettingsError, match="onbekende actor 'gemeente'") as caught:
        read_study(folder)
    assert "kies uit kind, ouder, professional, partner" in str(caught.value)


def test_a_code_for_an_actor_of_another_study_is_refused_where_it_stands(folder: Path) -> None:
    path = folder / "codes.yaml"
    change(path, "actors: [kind, ouder]", "actors: [kind, ouder, school]")
    line = next(
        n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if "school]" in text
    )
    with pytest.raises(CodebookError, match="onbekende actor 'school'") as caught:
        read_study(folder)
    assert f"codes.yaml:{line}:" in str(caught.value)
    assert "kies uit kind, ouder, professional, partner" in str(caught.value)


def test_a_section_for_an_actor_of_another_study_is_refused(folder: Path) -> None:
    change(folder / "chapters.toml", 'actors = ["kind", "ouder"]', 'actors = ["zorgkantoor"]')
    with pytest.raises(ChaptersError, match="onbekende actor 'zorgkantoor'"):
        read_study(folder)
