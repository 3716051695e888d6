from pipeline.domain.segment import segment_ids


def test_the_same_text_has_the_same_id() -> None:
    assert segment_ids("9K2", ["Ik vind het leuk."]) == segment_ids("9K2", ["Ik vind het leuk."])


def test_ids_differ_between_respondents() -> None:
    assert segment_ids("9K1", ["Ja."]) != segment_ids("9K2", ["Ja."])


def test_repeated_texts_get_ids_of_their_own() -> None:
    ids = segment_ids("9K2", ["Ja.", "Nee.", "Ja.", "Ja.", "Ja."])
    assert len(set(ids)) == 5


def test_a_new_text_before_it_leaves_an_id_as_it_was() -> None:
    before = segment_ids("9K2", ["Een.", "Twee."])
    after = segment_ids("9K2", ["Nul.", "Een.", "Anderhalf.", "Twee."])
    assert set(before) <= set(after)
