"""How passages are grouped: k-means, or UMAP and HDBSCAN. Neither ever stands in for the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.topic import Grouping
from pipeline.errors import MethodError

LEAST_FOR_DENSITY = 150
"""Below so many passages HDBSCAN calls (nearly) everything noise: measured, see DEPENDENCIES."""
_STARTS = 20
_NEIGHBOURS, _UMAP_DIMS = 15, 5
"""BERTopic's own settings for UMAP (Grootendorst 2022, *BERTopic*, arXiv 2203.05794)."""
_SMALLEST = 5


@dataclass(frozen=True, slots=True)
class Method:
    """`topics`: how many k-means makes, 0 for the rule of `number_of_topics`; HDBSCAN finds its
    own number. Raises ValueError for one topic, or fewer than none."""

    name: Grouping = Grouping.KMEANS
    topics: int = 0
    seed: int = 0

    def __post_init__(self) -> None:
        if self.topics == 1 or self.topics < 0:
            raise ValueError("het zijn minstens twee onderwerpen, of nul voor de regel")

    def check(self, pieces: int) -> None:
        """Raises MethodError where there are too few passages for this method."""
        if self.name is Grouping.DENSITY and pieces < LEAST_FOR_DENSITY:
            raise MethodError(
                f"'{Grouping.DENSITY}' vraagt minstens {LEAST_FOR_DENSITY} segmenten om in te"
                f" zoeken, en het zijn er {pieces}",
                remedy=f'kies in study.toml onder [topics] method = "{Grouping.KMEANS}", of een'
                " ruimere scope",
            )
        if self.topics > pieces:
            raise MethodError(
                f"{self.topics} onderwerpen is meer dan de {pieces} segmenten om in te zoeken",
                remedy='kies in study.toml onder [topics] een lager getal, of topics = "auto"',
            )

    def reducer(self) -> Any:
        """For BERTopic's `umap_model`: the vectors are few-dimensional already for k-means."""
        if self.name is Grouping.KMEANS:
            from bertopic.dimensionality import BaseDimensionalityReduction

            return BaseDimensionalityReduction()
        from umap import UMAP

        # With a seed UMAP keeps to one thread; said here, or it warns that it does.
        return UMAP(
            n_neighbors=_NEIGHBOURS,
            n_components=_UMAP_DIMS,
            min_dist=0.0,
            metric="cosine",
            random_state=self.seed,
            n_jobs=1,
        )

    def clusterer(self, pieces: int) -> Any:
        """For BERTopic's `hdbscan_model`."""
        if self.name is Grouping.KMEANS:
            from sklearn.cluster import KMeans

            count = self.topics or number_of_topics(pieces)
            return KMeans(count, n_init=_STARTS, random_state=self.seed)
        from hdbscan import HDBSCAN

        smallest = max(_SMALLEST, round(pieces / (4 * number_of_topics(pieces))))
        return HDBSCAN(
            min_cluster_size=smallest,
            min_samples=_SMALLEST,
            cluster_selection_method="leaf",
            core_dist_n_jobs=1,
        )

    def labels(self, rows: NDArray[np.float64]) -> NDArray[np.int64]:
        """(passages,) the group of each, -1 for none: what BERTopic does with these vectors."""
        reduced = self.reducer().fit(rows).transform(rows)
        return np.asarray(self.clusterer(len(rows)).fit(reduced).labels_, dtype=np.int64)


def number_of_topics(pieces: int) -> int:
    """The square root of half the number of passages, at least two (Mardia, Kent & Bibby 1979,
    *Multivariate Analysis*, p. 365): 3 of 20 passages, 5 of 50, 10 of 200, 16 of 500.

    A rule and no optimum: silhouettes kept rising with the number of topics on the shipped study,
    to twice this number and on, and a rule does not jump when a report is added. What 0.7 and 1.4
    times as many give is in `tests/benchmarks/topics.py`.
    """
    return max(2, round(float(np.sqrt(pieces / 2))))
