"""BERTopic (Grootendorst 2022, *BERTopic: Neural topic modeling with a class-based TF-IDF
procedure*, arXiv 2203.05794) around our vectors, words and grouping."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.topics.methods import Method
from pipeline.tagging.topics.piece import Piece
from pipeline.tagging.topics.space import Matrix, Space
from pipeline.tagging.topics.words import Words

MOST_WORDS = 30


@dataclass(frozen=True, eq=False)
class Modelled:
    """labels (pieces,): the topic of each passage, 0 the largest, -1 for none.
    words (topics,): (word, c-TF-IDF weight), heaviest first.
    likeness (pieces, topics): cosine of the words of each passage with those of each topic."""

    labels: NDArray[np.int64]
    words: tuple[tuple[tuple[str, float], ...], ...]
    likeness: Matrix


def modelled(
    pieces: Sequence[Piece],
    rows: Matrix,
    rest: Sequence[Piece],
    words: Words,
    space: Space,
    method: Method,
    seeds: Sequence[Sequence[str]] = (),
) -> Modelled:
    """Groups passages and says by which words: their own, and those of heading and question.

    Args:
        rows: (pieces, dims), of `Space.rows`.
        rest: passages that are not grouped, of this wave and of earlier ones. The words of a topic
            are those that tell it from these as well: what everybody says anyway is no news.
        seeds: words per theme that somebody wants looked for; passages that are nearest to one are
            drawn a quarter of the way to it (BERTopic's guided topics).
    """
    from bertopic import BERTopic
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.preprocessing import normalize

    documents = [_told(piece) for piece in pieces]
    spoken = {word for document in documents for word in words.lemmas(document)}
    shared = [word for word in words.names if word in spoken]
    counting = CountVectorizer(analyzer=words.lemmas, vocabulary=shared)
    model = BERTopic(
        language="dutch",  # of 'english' it would drop every letter with an accent
        top_n_words=MOST_WORDS,
        embedding_model=space.pipeline,
        umap_model=method.reducer(),
        hdbscan_model=method.clusterer(len(pieces)),
        vectorizer_model=counting,
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
        seed_topic_list=[list(seed) for seed in seeds] or None,
    )
    found, _ = model.fit_transform(documents, embeddings=rows.copy())
    labels = np.asarray(found, dtype=np.int64)
    topics = sorted({int(label) for label in labels} - {-1})
    others = sorted(_told(piece) for piece in rest)
    # It warns, on the terminal, of what is done on purpose here.
    logging.getLogger("BERTopic").setLevel(logging.ERROR)
    model.update_topics(
        [*documents, *others],
        topics=[*labels.tolist(), *(-1 for _ in others)],
        top_n_words=MOST_WORDS,
        vectorizer_model=counting,
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
    )
    # Rows of c-TF-IDF are topics in their order, -1 (if any) the first.
    tables = normalize(model.c_tf_idf_)[model.c_tf_idf_.shape[0] - len(topics) :]
    said = normalize(counting.transform(documents))
    return Modelled(
        labels,
        tuple(_in_order(model.get_topic(topic)) for topic in topics),
        np.round((said @ tables.T).toarray(), 6),
    )


def _told(piece: Piece) -> str:
    return f"{piece.context}. {piece.text}"


def _in_order(words: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Rounded and put in order: BERTopic leaves words of equal weight as they fall, and fills up
    with empty ones."""
    told = [(word, round(float(weight), 6)) for word, weight in words if word]
    return tuple(sorted(told, key=lambda one: (-one[1], one[0])))
