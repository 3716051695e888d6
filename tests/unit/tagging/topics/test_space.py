"""Words that respondents share, and vectors in which what they have in common shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from pipeline.tagging.encoders.rows import FolderEncoder
from pipeline.tagging.topics.piece import Piece, in_order, numbered
from pipeline.tagging.topics.space import Space, _others_of
from pipeline.tagging.topics.words import Words

Wave = Callable[..., list[Piece]]


def test_a_word_of_one_respondent_is_no_word(wave: Wave) -> None:
    words = Words.learn(wave(), (), str.split)
    assert "tandarts" in words.names
    assert not [name for name in words.names if name.startswith("eigen")]
    assert words.rows(["eigen1 eigen1"]).nnz == 0


def test_a_word_that_was_common_before_weighs_less(wave: Wave) -> None:
    words = Words.learn(wave(), ["voetbal"] * 50, str.split)
    row = words.rows(["voetbal tandarts"]).toarray()[0]
    assert row[words.names.index("tandarts")] > 1.5 * row[words.names.index("voetbal")]


def test_without_a_shared_word_there_is_nothing_to_learn() -> None:
    pieces = [Piece("golf-1/1K1:a", "1K1", "een twee"), Piece("golf-1/2K1:a", "2K1", "drie vier")]
    with pytest.raises(ValueError, match="geen woord"):
        Words.learn(pieces, (), str.split)


def test_rows_have_length_one_and_leave_out_what_a_speaker_always_says(wave: Wave) -> None:
    pieces = in_order(wave())
    # The first respondent says everything in one breath with football.
    pieces = [
        replace(p, text=f"{p.text} voetbal veld wedstrijd") if p.respondent == "1K1" else p
        for p in pieces
    ]
    words = Words.learn(pieces, (), str.split)
    rows = Space.learn(pieces, words, None, 0).rows(pieces)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    own = {p.id: row for p, row in zip(pieces, rows, strict=True)}
    dentist = [p for p in pieces if "tandarts" in p.heading]
    football = [p for p in pieces if "voetbal" in p.heading and p.respondent != "1K1"]
    (first,) = (p for p in dentist if p.respondent == "1K1")
    like_dentist = np.mean([own[first.id] @ own[p.id] for p in dentist if p is not first])
    like_football = np.mean([own[first.id] @ own[p.id] for p in football])
    assert like_dentist > 0.5 > 0.1 > like_football


def test_passages_of_one_heading_lend_each_other_their_words() -> None:
    pieces = [
        Piece("golf-1/1K1:a", "1K1", "x", "Verslag › School"),
        Piece("golf-1/1K1:b", "1K1", "y", "Verslag › School"),
        Piece("golf-1/1K1:c", "1K1", "z", "Verslag › School"),
        Piece("golf-1/2K1:a", "2K1", "x", "Verslag › School"),
    ]
    expected = [[0, 0.5, 0.5, 0], [0.5, 0, 0.5, 0], [0.5, 0.5, 0, 0], [0, 0, 0, 0]]
    assert _others_of(pieces).toarray().tolist() == expected


def test_the_space_has_no_more_directions_than_a_small_wave_can_tell(wave: Wave) -> None:
    pieces = in_order(wave(respondents=3, each=1))
    words = Words.learn(pieces, (), str.split)
    assert Space.learn(pieces, words, None, 0).rows(pieces).shape == (12, 3)


def test_a_better_text_model_takes_the_place_of_words(wave: Wave) -> None:
    def vectors(texts: list[str]) -> np.ndarray:
        about = ["tandarts", "boor", "kies", "vulling", "gaatje", "stoel", "pijn", "poetsen"]
        hits = [sum(word in text for word in about) for text in texts]
        return np.array(
            [[1 + hit, 1, len(text) / 50, 0.1] for hit, text in zip(hits, texts, strict=True)]
        )

    pieces = in_order(wave())
    words = Words.learn(pieces, (), str.split)
    space = Space.learn(pieces, words, FolderEncoder("proef", 4, vectors), 0)
    rows = space.rows(pieces)
    assert rows.shape == (len(pieces), 3)
    assert [name for name, _ in space.pipeline.steps] == ["teksten", "richtingen"]
    dentist = np.array([p.reach < 0.5 for p in pieces])
    assert (rows[dentist] @ rows[dentist].T).mean() > (
        rows[dentist] @ rows[~dentist].T
    ).mean() + 0.5


def test_pieces_are_put_in_order_and_occur_once() -> None:
    one, two = Piece("golf-1/1K1:b", "1K1", "x"), Piece("golf-1/1K1:a", "1K1", "y")
    assert in_order([one, two]) == [two, one]
    with pytest.raises(ValueError, match="twee keer"):
        in_order([one, one])
    assert numbered(["b", "a", "b"]) == [1, 0, 1]


def test_a_piece_knows_where_it_stands() -> None:
    piece = Piece("golf-2/9K2:7f3a91c2", "9K2", "tekst", "Verslag › Thuis › Geld", "Hoe dan?", 0.2)
    assert (piece.wave, piece.report) == ("golf-2", "golf-2/9K2")
    assert piece.context == "Geld Hoe dan?"
    with pytest.raises(ValueError, match="kans"):
        replace(piece, reach=1.2)
