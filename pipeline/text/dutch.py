"""The Dutch language tools: one spaCy pipeline, and lemmas of content words without it.

Without a model the pipeline is `spacy.blank("nl")` with two components of our own: sentence ends
by rule and lemmas by simplemma. A study may name a folder with a real Dutch model instead; its
tagger, vectors and entities stay, and our sentence ends go first.

spaCy (seconds) and simplemma are imported where they are used, so that commands that need
neither start at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import MissingExtra, Place
from pipeline.text.sentences import abbreviations, sentence_ends

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    STOPWORDS: frozenset[str]  # spaCy's, abbreviations, fillers of speech; on first use

SENTENCES = "oza_sentences"
LEMMAS = "oza_lemmas"


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


FILLERS = _words(
    "uh uhm uhh eh ehm euh euhm hm hmm mm mmm mhm hè hé he ha haha ah oh och ach nou nouja tja jaja"
    " jaa nee neeh hoor zeg zegmaar maar bedoel weet snap ofzo enzo soort oké oke ok okay eigenlijk"
    " gwn natuurlijk inderdaad da nie dr d'r m'n z'n zo'n heel echt best willen moeten"
)
# Stop words by spaCy's list that say something in an interview about school.
TELLING = _words("alleen beter betere eigen klaar liever lang langer")

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def __getattr__(name: str) -> object:
    if name == "STOPWORDS":
        return _stopwords()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    from spacy.lang.nl.stop_words import STOP_WORDS

    words = frozenset(_normal(word) for word in STOP_WORDS)
    return (words | FILLERS | frozenset(abbreviations())) - TELLING


def _normal(word: str) -> str:
    """Lower case, accents composed, straight apostrophes."""
    return unicodedata.normalize("NFC", word).lower().replace("’", "'").replace("‘", "'")


@lru_cache(maxsize=200_000)
def base_form(word: str) -> str:
    """The lemma of one word, lower case, by look-up: function words as well."""
    import simplemma

    return simplemma.lemmatize(word, lang="nl").lower()


@lru_cache(maxsize=200_000)
def _content(word: str) -> str:
    """The lemma of a normalised word, or '' where it is no content word."""
    stopwords = _stopwords()
    if len(word) < 2 or word in stopwords:
        return ""
    lemma = base_form(word)
    return "" if lemma in stopwords else lemma


def lemmas(text: str) -> list[str]:
    """Lemmas of the content words of `text`, lower case, in order, with repetitions.

    Content words are words of two letters or more outside STOPWORDS, by form and by lemma; numbers,
    signs and emoji are left out: `lemmas('Uh, de kinderen werden gepest.') == ['kind', 'pesten']`.
    This makes no spaCy Doc: over ten times as fast as `lemmas_of(load_dutch()(text))`.
    """
    found = (_content(_normal(word)) for word in _WORD.findall(unicodedata.normalize("NFC", text)))
    return [lemma for lemma in found if lemma]


def lemmas_of(doc: Doc) -> list[str]:
    """As `lemmas`, from a spaCy Doc: by the lemmatiser of a local model, if it has one."""
    stopwords = _stopwords()
    found: list[str] = []
    for token in doc:
        # spaCy keeps the full stop on words that it takes for abbreviations ('vol.', 'top.').
        word, lemma = _normal(token.text).rstrip("."), _normal(token.lemma_).rstrip(".")
        if len(word) > 1 and _WORD.fullmatch(word) and not {word, lemma} & stopwords:
            found.append(lemma or word)
    return found


def lemmatiser(model: str = "") -> Callable[[str], list[str]]:
    """Text → content words in base form, by the pipeline that the study names.

    Without a model this is `lemmas`: what the blank pipeline's own component gives, without the
    cost of a Doc. With one, its own lemmatiser is asked. Raises as `load_dutch` does.
    """
    if not model:
        return lemmas
    pipeline = load_dutch(model)
    return lambda text: lemmas_of(pipeline(text))


def load_dutch(model: str = "") -> Language:
    """The Dutch pipeline, made once per process: do not change what you get.

    `model` is the folder of a local spaCy model, or empty for our own components alone. A name is
    never looked up and nothing is downloaded. Raises MissingExtra where the folder does not exist,
    holds no spaCy model, or holds one for another language.
    """
    return _load(model)


@lru_cache(maxsize=4)
def _load(model: str) -> Language:
    import spacy

    _register()
    nlp = _local_model(Path(model).expanduser()) if model else spacy.blank("nl")
    # These would draw sentence ends anew; a parser keeps to those it finds.
    for name in ("senter", "sentencizer"):
        if name in nlp.component_names:
            nlp.remove_pipe(name)
    if SENTENCES not in nlp.pipe_names:
        nlp.add_pipe(SENTENCES, first=True)
    if not any("token.lemma" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
        nlp.add_pipe(LEMMAS, last=True)
    return nlp


def _local_model(folder: Path) -> Language:
    import spacy

    remedy = (
        "noem de map van een Nederlands spaCy-model (de map waarin config.cfg en meta.json staan), "
        "of laat het model leeg om met de eigen regels te werken"
    )
    place = Place.of(folder)
    if not folder.is_dir():
        raise MissingExtra("het taalmodel bestaat niet", place=place, remedy=remedy)
    try:
        nlp = spacy.load(folder)
    except (OSError, ValueError, KeyError, TypeError, ImportError) as error:
        what = f"deze map is geen bruikbaar spaCy-model ({type(error).__name__})"
        raise MissingExtra(what, place=place, remedy=remedy) from error
    if nlp.lang != "nl":
        what = f"dit taalmodel is voor een andere taal ('{nlp.lang}')"
        raise MissingExtra(what, place=place, remedy=remedy)
    return nlp


def _register() -> None:
    """Make our components known to spaCy, once."""
    from spacy.language import Language

    if not Language.has_factory(SENTENCES):
        Language.component(SENTENCES, func=set_sentences, assigns=["token.is_sent_start"])
    if not Language.has_factory(LEMMAS):
        Language.component(LEMMAS, func=set_lemmas, assigns=["token.lemma"])


def set_sentences(doc: Doc) -> Doc:
    """Mark every token as beginning a sentence or not, by `sentence_ends` of the text."""
    ends = iter(sentence_ends(doc.text))
    end: int | None = 0
    for token in doc:
        if token.is_space:
            token.is_sent_start = False
            continue
        begins = False
        while end is not None and end <= token.idx:
            begins, end = True, next(ends, None)
        token.is_sent_start = begins
        # An end inside a token ('a.B' kept whole) is no end between tokens.
        while end is not None and token.idx < end < token.idx + len(token):
            end = next(ends, None)
    return doc


def set_lemmas(doc: Doc) -> Doc:
    """Give every token simplemma's lemma, lower case."""
    for token in doc:
        word = _normal(token.text)
        token.lemma_ = base_form(word.rstrip(".") or word)
    return doc
