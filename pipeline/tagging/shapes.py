"""What the arrays of a stored model have to look like before anything is made of them.

A file may be damaged, of something else, or made to harm. What lies outside these shapes, types and
ranges is refused: the trees, for one, are walked by compiled code that looks at no border.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.arrays import Arrays, part_of
from pipeline.tagging.trees import LEAVES

_FEATURES = {
    "features.lemma_of": "i8 words",
    "features.terms": "i8 terms",
    "features.term_idf": "f4 terms",
    "features.gram_idf": "f4 grams",
}
_RIDGE = {"told": "f4 told columns", "decided": "f4 {0} columns", "chosen": "i8 {0}"}
_BENCH = {"bench.spread": "f4 labels", "bench.usual_spread": "f8 4"}
_JUDGE = {"weights": "f8 {0}", "intercept": "f8", "shifts": "f8 labels"}
_TREES = {"nodes": "V nodes", "starts": "i8 starts", "base": "f8"}
_NODE = ("value", "feature_idx", "num_threshold", "left", "right", "is_leaf", "is_categorical")
_ALONE, _WIDER = 10, 12
"""So many numbers a judge sees of a pair of text and label, without and with what is around."""


def check_arrays(arrays: Arrays, sizes: Mapping[str, int]) -> None:
    """
    Args:
        sizes: how many there are of what is known before: words, lemmas and grams; told, decided,
            labels, columns (labels and families) and kinds (those of speakers, and unknown).

    Raises:
        ValueError: when an array is missing or too many, or has another type, shape or range. It
            names the array and never its content.
    """
    wanted = _wanted(arrays)
    if set(wanted) != set(arrays):
        raise ValueError(", ".join(sorted(set(wanted) ^ set(arrays))))
    known = dict(sizes)
    for name, shape in wanted.items():
        _check_shape(name, arrays[name], shape.split(), known)
    _check_ranges(arrays, known)
    if "bench.context.trees.nodes" in arrays:
        _check_trees(part_of(arrays, "bench.context.trees"))


def check_names(names: object) -> dict[str, list[str]]:
    """Words, lemmas and n-grams, each of them once. Raises ValueError for anything else."""
    if not isinstance(names, dict) or set(names) != {"words", "lemmas", "grams"}:
        raise ValueError("names")
    for kind, each in names.items():
        if not isinstance(each, list) or not all(isinstance(name, str) for name in each):
            raise ValueError(kind)
        if len(set(each)) != len(each):
            raise ValueError(kind)
    return names


def _wanted(arrays: Arrays) -> dict[str, str]:
    """Name → type and shape of what is to be there, given which of the parts there are."""
    wanted = {**_FEATURES, **_BENCH, "held_out": "f8 decided labels"}
    for part in ("alone", "beside"):
        if part == "alone" or part_of(arrays, part):
            wanted |= {f"{part}.{n}": shape.format(f"{part}s") for n, shape in _RIDGE.items()}
    judges = {"text": _ALONE}
    if part_of(arrays, "bench.context"):
        judges |= {"first": _ALONE, "context": _WIDER}
        wanted["bench.usual"] = "f8 kinds labels"
    for judge, numbers in judges.items():
        wanted |= {f"bench.{judge}.{n}": shape.format(numbers) for n, shape in _JUDGE.items()}
    if part_of(arrays, "bench.context.trees"):
        wanted |= {f"bench.context.trees.{n}": shape for n, shape in _TREES.items()}
    return wanted


def _check_shape(
    name: str, array: NDArray[Any], wanted: Sequence[str], known: dict[str, int]
) -> None:
    """`known` grows with the sizes that an array is the first to have."""
    kind, *sizes = wanted
    fits = array.dtype.names is not None if kind == "V" else array.dtype == np.dtype(f"<{kind}")
    if not fits or array.dtype.hasobject or array.ndim != len(sizes):
        raise ValueError(name)
    for size, have in zip(sizes, array.shape, strict=True):
        if have != (int(size) if size.isdigit() else known.setdefault(size, have)):
            raise ValueError(name)


def _check_ranges(arrays: Arrays, known: Mapping[str, int]) -> None:
    for name, array in arrays.items():
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            raise ValueError(name)
    lemma_of, terms, held_out = (
        arrays[name] for name in ("features.lemma_of", "features.terms", "held_out")
    )
    in_range = {
        "features.lemma_of": ((lemma_of > 0) & (lemma_of <= known["lemmas"])).all(),
        "features.terms": (terms > 0).all() and (np.diff(terms) > 0).all(),
        "held_out": ((held_out >= 0) & (held_out <= 1)).all(),
        "bench.spread": (arrays["bench.spread"] > 0).all(),
        "bench.usual_spread": (arrays["bench.usual_spread"] > 0).all(),
    }
    for part in ("alone", "beside"):
        chosen = arrays.get(f"{part}.chosen")
        if chosen is not None and len(chosen):
            ascending = (np.diff(chosen) > 0).all()
            in_range[part] = ascending and chosen[0] >= 0 and chosen[-1] < known["decided"]
    for name, fits in in_range.items():
        if not fits:
            raise ValueError(name)


def _check_trees(trees: Arrays) -> None:
    """Every way down a tree ends in a leaf: children stand after their parent, in their tree."""
    nodes, starts = trees["nodes"], trees["starts"]
    fields = nodes.dtype.names or ()
    if not set(_NODE) <= set(fields) or not len(starts) or starts[0] or starts[-1] != len(nodes):
        raise ValueError("trees")
    lengths = np.diff(starts)
    if (lengths < 1).any() or (lengths > 2 * LEAVES - 1).any():
        raise ValueError("trees")
    own = np.arange(len(nodes)) - np.repeat(starts[:-1], lengths)
    branch = nodes["is_leaf"] == 0
    fits = np.isfinite(nodes["value"]) & ~np.isnan(nodes["num_threshold"])
    fits &= (nodes["is_categorical"] == 0) & (nodes["is_leaf"] <= 1)
    fits &= ~branch | ((nodes["feature_idx"] >= 0) & (nodes["feature_idx"] < _WIDER))
    for side in ("left", "right"):
        fits &= ~branch | ((nodes[side] > own) & (nodes[side] < np.repeat(lengths, lengths)))
    if not fits.all():
        raise ValueError("trees")
