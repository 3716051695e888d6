"""What is told of labels in advance, their families, and for whom they are."""

import numpy as np
import pytest

from pipeline.tagging.labels import Labels, Primer


def test_plain_labels_are_each_a_family_and_for_everybody() -> None:
    labels = Labels.plain(3)
    given = np.array([[1.0, 0, 1], [0, 0, 0]])
    assert labels.in_families(given).tolist() == given.tolist()
    assert labels.applies[labels.kinds_of(["", "kind"])].all()


def test_a_text_has_a_family_when_it_has_any_label_of_it() -> None:
    labels = Labels(3, (), np.array([0, 1, 0]), np.ones((1, 3), dtype=bool))
    given = np.array([[1.0, 0, 1], [0, 1, 0], [0, 0, 0]])
    assert labels.in_families(given).tolist() == [[1, 0], [0, 1], [0, 0]]


def test_an_unknown_kind_gets_the_last_row() -> None:
    applies = np.array([[True, False], [True, True]])
    labels = Labels(2, ("kind",), np.arange(2), applies)
    assert labels.applies[labels.kinds_of(["kind", "buur", ""])].tolist() == [
        [True, False],
        [True, True],
        [True, True],
    ]


def test_a_primer_has_one_of_each_for_every_text() -> None:
    primer = Primer(("a", "b"), (2, 0), ("", "kind"), (False, True))
    assert primer.matrix(3).tolist() == [[0, 0, 1], [1, 0, 0]]
    assert Primer().matrix(3).shape == (0, 3)
    with pytest.raises(ValueError, match="vooraf"):
        Primer(("a", "b"), (2, 0), ("", "kind"), (False,))
