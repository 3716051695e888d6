"""How many topics, by which method, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.domain.topic import Grouping
from pipeline.errors import MethodError
from pipeline.tagging.topics.methods import Method, number_of_topics


@pytest.mark.parametrize(
    ("pieces", "topics"), [(2, 2), (20, 3), (50, 5), (100, 7), (200, 10), (500, 16)]
)
def test_the_rule_for_how_many(pieces: int, topics: int) -> None:
    assert number_of_topics(pieces) == topics


def test_umap_is_refused_a_small_corpus_with_the_way_out() -> None:
    method = Method(Grouping.DENSITY)
    method.check(150)
    with pytest.raises(MethodError, match="minstens 150 segmenten") as refused:
        method.check(149)
    assert 'method = "pca-kmeans"' in str(refused.value)


def test_more_topics_than_passages_are_refused() -> None:
    Method(topics=12).check(12)
    with pytest.raises(MethodError, match="12 onderwerpen is meer dan de 11"):
        Method(topics=12).check(11)
    with pytest.raises(ValueError, match="minstens twee"):
        Method(topics=1)


def test_kmeans_groups_what_lies_together_with_as_many_as_asked() -> None:
    rows = np.array([[1, 0], [0.99, 0.1], [0, 1], [0.1, 0.99], [-1, 0], [-0.99, 0.1]], float)
    labels = Method(topics=3).labels(rows)
    assert labels[0] == labels[1]
    assert labels[2] == labels[3]
    assert labels[4] == labels[5]
    assert len(set(labels.tolist())) == 3
    assert set(Method().labels(np.vstack([rows] * 4)).tolist()) == {0, 1, 2}
