"""What a heading, a tag or a bookmark says a text is about."""

from __future__ import annotations

import pytest

from pipeline.config.study import Study
from pipeline.report.claims.lexicon import Lexicon
from pipeline.report.claims.marks import bookmark_theme, tag_marks, tag_spans
from pipeline.report.claims.places import Place, Places
from pipeline.report.word_fields import bookmark_name
from pipeline.text.dutch import lemmas


@pytest.fixture(scope="module")
def lexicon(study: Study) -> Lexicon:
    return Lexicon(study.codebook, study.chapters, lemmas)


@pytest.mark.parametrize(
    ("headings", "number", "sections"),
    [
        (["3.2.2 De weg naar het onderwijszorgarrangement"], "3.2.2", 1),
        (["De weg naar het onderwijszorgarrangement"], "3.2.2", 1),
        (["3.2.3 Hoe het is"], "3.2.3", 8),
        (["3.2.3 Hoe het is", "Sociale relaties"], "3.2.3", 1),
        (["3.2.3 Hoe het is", "Relaties: sociale"], "3.2.3", 1),
        (["3.2.3 Hoe het is", "Iets heel anders"], "3.2.3", 8),
        (["3.3.2 Organisatie", "Samenwerking met ouders"], "3.3.2", 1),
        (["7.1 Bijlagen"], "7.1", 0),
        (["Inleiding"], "", 0),
    ],
)
def test_a_heading_is_a_place(
    study: Study, headings: list[str], number: str, sections: int
) -> None:
    places, place = Places(study.chapters, lemmas), Place()
    for heading in headings:
        place = places.after(place, heading)
    assert (place.number, len(place.sections)) == (number, sections)


@pytest.mark.parametrize(
    ("tag", "theme"),
    [
        ('{{ woord("sociaal-veilig", "ouder") }}', "sociaal-veilig"),
        ("{{ aantal('voortbestaan', 'ouder') }}", "voortbestaan"),
        ("{{p samenvatting(“3.2.5 Transparantie”) }}", "3.2.5 Transparantie"),
        ('{{ woord("3.2.2", "ouder") }}', "3.2.2 De weg naar het onderwijszorgarrangement"),
        ('{{ drager("welzijn-eerst", "kind") }}', "conclusie / welzijn-eerst"),
        ('{{ citaat("0123456789") }}', ""),
        ("{{ datum }}", ""),
    ],
)
def test_a_tag_names_a_theme(lexicon: Lexicon, tag: str, theme: str) -> None:
    text = f"Zie {tag} hier."
    found = [mark.theme for mark in tag_marks(text, lexicon.themes)]
    assert found == ([theme] if theme else [])
    assert [text[a:b] for a, b in tag_spans(text)] == [tag]


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        ("oza_sociaal_veilig", "sociaal-veilig"),
        ("oza_sociaal_veilig_2", "sociaal-veilig"),
        ("oza_s_3_2_5_Transparantie", "3.2.5 Transparantie"),
        (
            "oza_s_3_2_1_Vastlopen_in_het_onderwijs_er",
            "3.2.1 Vastlopen in het onderwijs: ervaringen van kinderen en ouders",
        ),
        (bookmark_name("t", "sociaal-veilig"), "sociaal-veilig"),
        (bookmark_name("t", "welzijn-eerst"), "conclusie / welzijn-eerst"),
        (bookmark_name("s", "3.2.5 Transparantie"), "3.2.5 Transparantie"),
        ("oza_tabel_0123456789", ""),
        ("oza_s_3", ""),
        ("_Toc123", ""),
    ],
)
def test_a_bookmark_names_a_theme(lexicon: Lexicon, name: str, theme: str) -> None:
    assert bookmark_theme(name, lexicon.themes) == theme


def test_a_label_names_its_own_theme(study: Study, lexicon: Lexicon) -> None:
    """Every code is the theme that its own label names most, but for codes that share a label."""
    for code in study.codebook:
        scores = lexicon.scores(code.label)
        best = max(scores.values())
        named = {key for key, score in scores.items() if score >= 0.8 * best}
        assert code.id in named or lexicon.literal(code.label), code.id
