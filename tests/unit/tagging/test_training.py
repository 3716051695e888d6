"""What the model learns from."""

from collections.abc import Callable

import numpy as np

from pipeline.config.study import Study
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Coding, Stance
from pipeline.domain.segment import Segment
from pipeline.tagging.training import decided_lessons, labels_of, passages_of, primer_of

Piece = Callable[..., Segment]


def test_every_leaf_has_lessons(study: Study) -> None:
    primer = primer_of(study.codebook)
    told = primer.matrix(len(study.codebook.leaves))
    assert told.sum(axis=0).min() >= 4
    said = told[np.array(primer.speech)]
    assert said.sum(axis=0).min() >= 2, "speech, not only a definition"
    assert all(text.strip() for text in primer.texts)


def test_speech_is_of_an_actor_and_a_definition_of_nobody(little: Codebook) -> None:
    primer = primer_of(little)
    for kind, speech in zip(primer.kinds, primer.speech, strict=True):
        assert speech == bool(kind)
    assert "De taxi haalt mij op." in primer.texts
    assert "bus halte" in primer.texts
    assert not any("Alles onderweg" in text for text in primer.texts), "a family is no label"


def test_labels_follow_the_codebook(little: Codebook) -> None:
    labels = labels_of(little, (Actor.PARTNER,))
    assert labels.count == 4
    assert labels.families.tolist() == [0, 0, 1, 2]
    kinds = labels.kinds_of(["kind", "ouder", "partner", ""])
    assert labels.applies[kinds].tolist() == [
        [True, True, True, False],
        [True, True, True, True],
        [False, False, False, False],
        [True, True, True, True],
    ]
    assert labels.kinds == ("kind", "ouder", "partner")
    assert labels_of(little).kinds == ("kind", "ouder"), "nobody of another study"


def test_passages_know_their_neighbours_within_the_report(piece: Piece) -> None:
    segments = [
        piece("1K1:a", "een", heading="Verslag › Nu", question="Hoe?"),
        piece("1K1:b", "twee"),
        piece("1O1:c", "drie"),
    ]
    one, two, three = passages_of(segments, "golf-1")
    assert (one.before, one.after, two.before, two.after) == ("", "twee", "een", "")
    assert (three.before, three.after, three.place) == ("", "", 0)
    assert (one.place, two.place) == (0, 1)
    assert (one.report, one.kind, three.kind) == ("golf-1/1K1", "kind", "ouder")
    assert (one.heading, one.question) == ("Nu", "Hoe?")


def test_lessons_are_what_was_read_with_the_leaves_that_stand_on_it(
    piece: Piece, little: Codebook
) -> None:
    segments = [piece("1K1:a"), piece("1K1:b"), piece("1K1:c")]
    codings = [
        Coding(wave, segment, code, Stance.NONE, "anna", "x")
        for wave, segment, code in (
            ("golf-1", "1K1:a", "taxi"),
            ("golf-1", "1K1:a", "bus"),
            ("golf-1", "1K1:a", "reizen"),
            ("golf-2", "1K1:b", "bus"),
        )
    ]
    read = {("golf-1", "1K1:a"): "anna", ("golf-1", "1K1:b"): "anna"}
    first, second = decided_lessons(segments, codings, read, little, "golf-1")
    assert first.codes == ("bus", "taxi")
    assert (first.group, first.source) == ("1K1", "golf-1/1K1:a")
    assert second.codes == (), "read, and nothing found: that is a lesson too"
