"""[topics] of study.toml: every key may be left out, and no wrong one gets by."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config.study import read_settings
from pipeline.config.toml_file import read_toml
from pipeline.config.topics import TopicsSettings, read_topics
from pipeline.domain.topic import Grouping, Scope
from pipeline.errors import SettingsError

SHIPPED = Path(__file__).parents[3] / "codebook" / "ervaringen" / "study.toml"


def read(tmp_path: Path, text: str) -> TopicsSettings:
    path = tmp_path / "study.toml"
    path.write_text(f"[topics]\n{text}\n", encoding="utf-8")
    return read_topics(read_toml(path, SettingsError).table("topics"))


def test_an_older_study_has_the_usual_values(tmp_path: Path) -> None:
    text = SHIPPED.read_text("utf-8")
    assert read_settings(SHIPPED).topics == TopicsSettings()
    older = tmp_path / "study.toml"
    older.write_text(text[: text.index("[topics]")], encoding="utf-8")
    assert read_settings(older).topics == TopicsSettings()


def test_all_keys(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        'scope = "alle"\nfew = 1\npoorly = 0.2\nmethod = "umap-hdbscan"\ntopics = 12\nseed = 3\n'
        'guided = ["ouders", "taxi geld"]\nleast_segments = 30\nleast_respondents = 2',
    )
    assert found == TopicsSettings(
        Scope.ALL, 1, 0.2, Grouping.DENSITY, 12, 3, ("ouders", "taxi geld"), 30, 2
    )
    assert read(tmp_path, 'topics = "auto"').topics == 0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('scope = "veel"', "kies uit zonder, weinig, alle"),
        ('method = "lda"', "kies uit pca-kmeans, umap-hdbscan"),
        ("topics = 1", "'topics' is minstens 2"),
        ('topics = "tien"', "kies uit auto"),
        ("topics = true", "'topics'"),
        ("poorly = 1.5", "'poorly' ligt tussen 0 en 1"),
        ("few = -1", "'few' is minstens 0"),
        ("least_segments = 3", "'least_segments' is minstens 10"),
        ("least_respondents = 1", "'least_respondents' is minstens 2"),
        ('guided = [""]', "lege regel"),
        ("scoop = 1", "onbekende sleutel 'scoop'"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line(tmp_path: Path, line: str, why: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, line)
    assert why in str(refused.value)
    assert "study.toml:" in str(refused.value)
